"""Which skills a posting asks for, and how strongly."""

from __future__ import annotations

import re

from graphs.career.posting import SkillAsked
from graphs.market.cues import ABOUT, ASKS, YOU, Strength, clauses, strength_at
from graphs.market.lines import Line
from graphs.market.vocabulary import Named, PostingWords

FEW = 2
"""With fewer skills asked for than this, a list of the tools in use is read as what is asked."""
BARE = 4
"""Words of a sentence that only names something."""
_QUOTE = 240
_SOFT = frozenset(("communication", "problem-solving", "time-management", "continuous-learning"))
_DEGREE = re.compile(
    r"\b(?:degree|bachelor\w*|master(?:['’]?s)? (?:degree|in|programme|program)|master['’]?s|ph\.?\s?d|b\.?s\.?c?\.? (?:in|or|degree)|m\.?s\.?c?\.? (?:in|or|degree)|b\.?tech|b\.?e\b|studium|studierst|hochschul\w+|ausbildung|diploma|majoring|enrolled|2:1|stem)\b",
    re.I,
)
_KNOWS = re.compile(
    r"\b(?:hands[- ]on|knowledge|basics|understanding|experience|familiar\w*|skills?|you (?:know|have)|grundlagen|kenntnisse)\b",
    re.I,
)
_FIELDS = frozenset(("ml-knowledge", "networking", "security", "data-pipelines"))
"""Skills that are subjects of study too."""
_LISTED = re.compile(r"[,/+&•|]|\band\b|\bund\b|\bor\b")
_OR_LEARN = re.compile(
    r"\b(?:or (?:are |is )?(?:keen|willing|eager|happy) to learn|wants? to learn|willing to learn|keen to learn|lust (?:auf|zu lernen)|interested in learning)\b",
    re.I,
)


def read_skills(lines: tuple[Line, ...], words: PostingWords) -> tuple[SkillAsked, ...]:
    """Each skill once, required when any place requires it, with the words that say so."""
    asked: dict[str, SkillAsked] = {}
    fallback: list[SkillAsked] = []
    for line in lines:
        if line.heading or line.kind in ("not_needed", "process", "field"):
            continue
        if line.kind == "stack":
            fallback += _all_of(line, words)
            continue
        for found in _of_line(line, words):
            known = asked.get(found.skill)
            if known is None or (found.required and not known.required):
                asked[found.skill] = found
    hard = sum(each.skill not in _SOFT for each in asked.values())
    if hard < FEW:
        for each in fallback:
            asked.setdefault(each.skill, each)
    return tuple(asked.values())


def _all_of(line: Line, words: PostingWords) -> list[SkillAsked]:
    return [
        SkillAsked(skill=each.skill, required=True, quote=_quote(line.text, each)) for each in words.named(line.text)
    ]


def _of_line(line: Line, words: PostingWords) -> list[SkillAsked]:
    found = []
    for clause in clauses(line.text):
        named = words.named(clause.text)
        if not named:
            continue
        section = _section(line, clause.text, named)
        for each in named:
            strength = strength_at(clause.text, each.start, each.end, section)
            if strength == "none" or _field_of_study(clause.text, each) or _wanted_to_learn(clause.text, each):
                continue
            if line.kind == "duties" and each.skill in _SOFT and not _soft_in_duty(clause.text, each):
                continue
            found.append(SkillAsked(skill=each.skill, required=strength == "required", quote=_quote(clause.text, each)))
    return found


def _section(line: Line, clause: str, named: list[Named]) -> Strength:
    match line.kind:
        case "required" | "duties":
            return "required"
        case "preferred":
            return "preferred"
        case "about" | "benefits":
            return "required" if _asks_outright(clause) else "none"
        case _:
            return _unsorted(line, clause, named)


def _asks_outright(clause: str) -> bool:
    """In a passage about the company only plain words to the reader count."""
    return bool(
        re.search(
            r"\b(?:you (?:must|need|should|have|bring|know|will (?:need|use|work with|build|run|operate|maintain|write|develop)|.?ll (?:need|use|work with|build|run|operate|maintain|own|write|develop))|(?:we|i).{0,20}\b(?:looking for|need|want|seek\w*) (?:someone|somebody|an? |people)|must[- ]have|required|experience (?:with|in) .{1,60} (?:is )?(?:required|preferred|a plus))\b",
            clause.replace("’", "'"),
            re.I,
        )
    )


def _unsorted(line: Line, clause: str, named: list[Named]) -> Strength:
    """Before or without headings: a sentence to the reader asks, one about the company does not, a bare list does."""
    about, you = ABOUT.search(clause), YOU.search(clause)
    if about is not None and not _asks_outright(clause) and not (you is not None and you.start() < about.start()):
        asks = re.search(
            r"\b(?:looking for|need|want|seek\w*|require|expect|love (?:to see )?)\b", clause[about.start() :], re.I
        )
        return "required" if asks else "none"
    if ASKS.search(clause):
        return "required"
    if len(clause.split()) <= BARE and YOU.search(line.text):
        return "required"  # "You know servers well. Kubernetes, obviously."
    if line.bullet and not about:
        return "required"
    listed = len(named) >= 2 and len(_LISTED.findall(clause)) >= 1 and len(clause.split()) <= 8 * len(named)
    if listed and about is None:
        return "required" if not re.search(r"\b(?:is|are|was|were|has|helps?|builds?|makes?)\b", clause) else "none"
    return "none"


def _field_of_study(clause: str, named: Named) -> bool:
    if named.skill not in _FIELDS:
        return False
    return any(
        match.end() <= named.start
        and named.start - match.end() < 90
        and not _KNOWS.search(clause[match.end() : named.start + 12])
        for match in _DEGREE.finditer(clause)
    )


def _wanted_to_learn(clause: str, named: Named) -> bool:
    if named.skill == "continuous-learning":
        return False
    match = _OR_LEARN.search(clause)
    return match is not None and match.end() <= named.start and named.start - match.end() < 40


def _soft_in_duty(clause: str, named: Named) -> bool:
    return bool(
        re.search(r"skills?|abilit|essential|explain|present", clause[max(0, named.start - 30) : named.end + 30], re.I)
    )


def _quote(clause: str, named: Named) -> str:
    """The clause when it is short, else its part around the words, cut at spaces."""
    words = clause.strip()
    if len(words) <= _QUOTE:
        return words
    start = max(0, named.start - _QUOTE // 2)
    end = min(len(clause), named.end + _QUOTE // 2)
    while start > 0 and not clause[start - 1].isspace():
        start -= 1
    while end < len(clause) and not clause[end].isspace():
        end += 1
    return clause[start:end].strip()
