"""Questions about several matters of one level or two ("pay and years of both", "the whole profile", "from junior to mid")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphs.ask.lexicon import LEVEL_PATTERNS
from graphs.ask.reading import Reading, focal
from graphs.ask.text import content
from graphs.ports import Match, Passage, Retriever


@dataclass(frozen=True)
class Matter:
    """One thing that the sources tell of a level."""

    heading: str
    pattern: re.Pattern[str]
    question: str
    """To search for it where no passage carries the key of level and matter."""


def _matter(heading: str, pattern: str, question: str) -> Matter:
    return Matter(heading, re.compile(rf"\b(?:{pattern})\b|\$\$?" if heading == "Pay:" else rf"\b(?:{pattern})\b", re.IGNORECASE), question)  # fmt: skip


MATTERS = {
    "years": _matter("Experience:", r"(?<!per )(?<!a )(?<!an )(?<!each )(?<!every )(?<!this )(?<!last )(?<!next )(?<!\d )(?<!\d\+ )(?<!one )(?<!two )(?<!three )(?<!four )(?<!five )(?<!six )(?<!eight )(?<!ten )(?<!few )years?|(?<!no )(?<!any )(?<!without )experience|how long|since when", "How many years of experience does {level} have?"),
    "pay": _matter("Pay:", r"pay|paid|salar\w+|earn\w*|money|compensation|wages?|dollars?|cash|income|how much (?:\w+ ){0,4}make|make (?:more|as much|a year|per year)", "What is the salary of {level}?"),
    "skills": _matter("Skills:", r"skills?|requirements?|(?<!education )(?:is|are) required(?= (?:of|from|for)\b)|know(?:ledge)?|competenc\w+|abilit(?:y|ies)", "Which skills are required of {level}?"),
    "ratings": _matter("Ratings in the skills matrix:", r"ratings?|stars?|matrix|proficienc\w+", "Which ratings in the skills matrix does {level} need?"),
    "tasks": _matter("Work:", r"tasks?|dut(?:y|ies)|responsib\w+|chores?|day[- ]to[- ]day|(?:daily|everyday|typical|their|the|kind of|sort of|actual) work|work(?= of)|what (?:do )?(?:they|he|she|i|you|people|\w+s) (?:actually )?do(?:es)?|what (?:do|does) (?:\w+[ -]){1,5}do", "What are the typical tasks of {level}?"),
    "certificates": _matter("Certificates:", r"certif\w+|certs?", "Which certifications are recommended for {level}?"),
    "degree": _matter("Degree:", r"degrees?|diplomas?|(?:formal )?education|schooling|bachelor\w*", "Which degree does {level} need?"),
    "demand": _matter("Demand:", r"demand|competition|openings|job market|how many jobs|chances of (?:being hired|getting)", "How strong are demand and competition for {level}?"),
    "measures": _matter("Measures of success:", r"success|measured|metrics|kpis?", "How is the success of {level} measured?"),
}  # fmt: skip
_PROFILE = re.compile(
    r"\b(?:profile|portrait|picture of|at a glance|in full|in a nutshell|in short|fact ?sheet|summar\w+|sum up|overview|describe|"
    r"characteri[sz]e|(?:all|everything|the whole thing) (?:about|on)|full description|what makes an?|the essentials?|the lowdown)\b",
    re.IGNORECASE,
)
_CLIMB = re.compile(
    r"\b(?:from\b.{1,30}\bto|get to|become|becoming|promot\w+|reach|climb|advance|step up|next (?:level|rung)|grow into|move (?:up|on)|make it to|on (?:the|my) way to)\b",
    re.IGNORECASE,
)
_SHOULD_DO = re.compile(
    r"\b(?:learn\w*|study|improve|missing|lack|need|must|should|add|acquire|what does it take|how (?:do|does|can|could|should|would|might|to)\b(?! much))\b",
    re.IGNORECASE,
)
_WHOLE = ("years", "pay", "skills", "ratings", "tasks")
"""What the profile of a level is made of."""
_OF_ALL_SKILLS = frozenset({"skills", "ratings"})
_TO_CLIMB = ("years", "skills", "ratings")
_SURELY_TOLD = frozenset(_WHOLE)
EVERY_LEVEL = "ladder"
"""Stands for the level in the key of a section that tells a matter of all levels."""
_NAMED = {
    "junior": "a junior",
    "mid": "a mid-level AI infrastructure engineer",
    "senior": "a senior",
    "staff": "a staff or principal engineer",
    EVERY_LEVEL: "each level",
}
SAYS_NOTHING = frozenset(
    content(
        "role level job position post rung stage career ai infrastructure infra engineer engineers people person guy "
        "compare comparison difference different differ distinguish contrast versus vs side apart profile portrait picture "
        "glance nutshell short brief summary summarise summarize overview sum describe description fact sheet sheets full whole "
        "complete everything essentials essential lowdown table main biggest big key change changes changed actual real true "
        "please point points separates sets info information facts figures us usa states america country terms regards count counts "
        "become becoming need needs field industry usually typically normally generally"
    )
)
"""Stems of words that may stand beside a level and its matters without asking for anything more."""
MOST_COMPARED = 2
"""Levels that are told one by one; more of them are told by the sections about the whole ladder, where there are such."""


@dataclass(frozen=True)
class Told:
    """What answers one matter of one level."""

    matter: str
    level: str
    about: Reading
    match: Match


def matters_asked(reading: Reading) -> tuple[str, ...]:
    """The matters of one or two levels that a question asks for; empty when it asks for fewer than two."""
    levels = reading.levels
    if not levels or (reading.yes_no and len(levels) == 1):
        return ()
    named = named_matters(reading.question)
    if climbs(reading):
        return tuple(matter for matter in MATTERS if matter in {*_TO_CLIMB, *named})
    if reading.skills:
        # "Cloud knowledge" is told by the sections about that skill, not by the list of all skills of a level.
        named = tuple(matter for matter in named if matter not in _OF_ALL_SKILLS)
    if len(named) >= 2:
        return named
    # Of a skill ("everything about Terraform for a junior") other sections tell than those about the level.
    if named or len(levels) > MOST_COMPARED or reading.skills:
        return ()
    if len(levels) == 1:
        return _WHOLE if _PROFILE.search(reading.question) or says_nothing_more(reading) else ()
    return _WHOLE if says_nothing_more(reading) else ()


def named_matters(question: str) -> tuple[str, ...]:
    """Matters in the order of the table, by their words."""
    return tuple(name for name, matter in MATTERS.items() if matter.pattern.search(question))


def climbs(reading: Reading) -> bool:
    """Whether the question is what it takes to get from one level to the next one, or to one that it names alone."""
    question, levels = reading.question, reading.levels
    alone = len(levels) == 1 and levels != ("junior",) and not named_matters(question)
    if not (alone or len(levels) == MOST_COMPARED) or reading.skills or not _CLIMB.search(question):
        return False
    return bool(_SHOULD_DO.search(question)) and "tasks" not in named_matters(question)


def says_nothing_more(reading: Reading) -> bool:
    """Whether the asking part holds nothing but levels, matters of levels and words without weight of their own."""
    rest = focal(reading.question)
    for level in reading.levels:
        rest = LEVEL_PATTERNS[level].sub(" ", rest)
    rest = _PROFILE.sub(" ", rest)
    for matter in MATTERS.values():
        rest = matter.pattern.sub(" ", rest)
    return not set(content(rest)) - SAYS_NOTHING


def surely_told(reading: Reading) -> bool:
    """Whether the question is nothing but matters that the sources tell of every level: no other judgement is needed."""
    if not reading.levels or not says_nothing_more(reading) or reading.names:
        return False
    asked = set(matters_asked(reading) or named_matters(reading.question))
    return (
        bool(asked)
        and asked <= _SURELY_TOLD
        and not ("ratings" in named_matters(reading.question) and "staff" in reading.levels)
    )


def search_matters(reading: Reading, retriever: Retriever) -> list[Told]:
    """For each matter and level what answers it best, without repeats, with the question that was put for it."""
    levels = reading.levels[-1:] if climbs(reading) else reading.levels
    keyed: dict[tuple[str, str], Sequence[Passage]] = {}
    for matter in matters_asked(reading):
        together = retriever.by_about(f"{EVERY_LEVEL}-{matter}") if len(levels) > MOST_COMPARED else ()
        if together:
            keyed[matter, EVERY_LEVEL] = together
        else:
            keyed.update({(matter, level): retriever.by_about(f"{level}-{matter}") for level in levels})
    home = _home([passage for passages in keyed.values() for passage in passages])
    found: dict[str, Told] = {}
    for (matter, level), passages in keyed.items():
        asked = MATTERS[matter].question.format(level=_NAMED[level])
        match = _keyed(passages, home) or _searched(asked, level, retriever)
        if match is not None:
            about = replace(reading, question=asked, wants="list", levels=() if level == EVERY_LEVEL else (level,))
            found.setdefault(match.passage.id, Told(matter, level, about, match))
    return list(found.values())


def _home(passages: Sequence[Passage]) -> str:
    """The document that tells most of what is asked for: both sides of a comparison should come from it."""
    counted = Counter(passage.document for passage in passages)
    return max(counted, key=lambda document: (counted[document], document), default="")


def _keyed(passages: Sequence[Passage], home: str) -> Match | None:
    if not passages:
        return None
    passage = next((each for each in passages if each.document == home), passages[0])
    return Match(passage, 0.0, 0.0, 0.0, (0.0,) * len(passage.units), (0.0,) * len(passage.units))


def _searched(asked: str, level: str, retriever: Retriever) -> Match | None:
    matches = retriever.search(asked, limit=5, levels=(level,))
    return next((m for m in matches if not m.passage.levels or level in m.passage.levels), None)
