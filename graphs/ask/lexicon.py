"""What words the mentor knows: everyday English, places, the corpus's own vocabulary and the names of skills."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from graphs.ask.quantities import WORD_NUMBERS
from graphs.ask.text import WORD, content, words
from graphs.ports import Passage

COMMON_ACRONYMS = frozenset(
    [
        "ai",
        "ml",
        "us",
        "usa",
        "uk",
        "eu",
        "it",
        "cv",
        "hr",
        "pm",
        "faq",
        "ok",
        "i",
        "am",
        "pm",
        "tl",
        "dr",
        "btw",
        "imo",
        "fyi",
        "asap",
        "aka",
        "diy",
        "q",
        "a",
        "qa",
    ]
)
LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "junior": ("junior", "juniors", "jr", "jnr", "entry-level", "entry level", "entry", "beginner", "newcomer", "fresher", "graduate", "grad", "grads", "newbie", "level 0", "starter", "new grad", "rookie", "rookies", "trainee", "trainees", "newbies", "beginners", "newcomers", "starters", "bottom rung", "first rung", "lowest rung", "lowest level", "first level", "bottom of the ladder", "first job", "first position", "first role", "greenhorn", "greenhorns", "novice", "novices", "career starter", "career starters"),
    "mid": (
        "mid", "mid-level", "midlevel", "mid level", "intermediate-level", "mids", "middle level", "middle rung",
        "middle tier", "middle stage", "second rung", "mid tier", "mid career", "middle engineer", "middle engineers", "middle role", "middle of the ladder",
    ),
    "senior": ("senior", "seniors", "sr", "snr", "senior-level"),
    "staff": ("staff", "principal", "staff/principal", "staff-level", "principals", "top rung", "highest level", "top of the ladder"),
}  # fmt: skip
LEVEL_PATTERNS = {
    level: re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in sorted(names, key=len, reverse=True)) + r")(?![\w])", re.IGNORECASE)
    for level, names in LEVEL_WORDS.items()
}  # fmt: skip


def levels_in(text: str) -> tuple[str, ...]:
    """Career levels the text speaks of, junior first."""
    return tuple(level for level, pattern in LEVEL_PATTERNS.items() if pattern.search(text))


_NOT_ASKED = re.compile(
    r"\b(?:no|not|without|except|nothing|besides|other than)\s+(?:(?:an?|the|for)\s+){0,2}\w+(?:[ -]level)?",
    re.IGNORECASE,
)
_WHOLE_LADDER = re.compile(
    r"\b(?:(?:each|every|all(?: the| four)?|the four|whole|entire|across)\s+(?:career )?(?:levels?|rungs?|stages?|ladder|steps? of the ladder|grades?|tiers?)|by level|per level|level by level|career ladder)\b",
    re.IGNORECASE,
)
_TO_THE_TOP = re.compile(
    r"\bfrom\b.{1,40}\b(?:all the way )?(?:up )?to the (?:very )?(?:top|end|highest|summit)\b", re.IGNORECASE
)
_YEARS = re.compile(
    r"\b(?:(?:with|has|have|after)\s+(?:\w+\s+)?)?(\d{1,2})\+?\s*(?:years?|yrs?)(?:'|’)?\s*(?:of\s+)?(?:work\s+|professional\s+|relevant\s+)?experience\b",
    re.IGNORECASE,
)
_NO_EXPERIENCE = re.compile(
    r"\b(?:no|without(?: any)?|zero|lack(?:ing)?|hardly any|little) (?:work |working |professional |relevant |job |real )?experience\b|\bnever (?:had a job|worked (?:in|as))\b",
    re.IGNORECASE,
)
_SO_MANY_YEARS = (
    r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\+?\s*(?:years?|yrs?)\b(?! of age| old)"
)
_AFTER_YEARS = re.compile(
    rf"\b(?:after|with|at|in|once i have)\s+(?:about\s+|some\s+|over\s+|more than\s+)?{_SO_MANY_YEARS}",
    re.IGNORECASE,
)
_STAYED = re.compile(
    r"\b(?:with|after|has|have|been (?:there|around|at it|in it|doing (?:it|this|that)))\s+(?:for\s+|about\s+|some\s+)?"
    rf"{_SO_MANY_YEARS}",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:versus|vs|compared?|than|against|differen\w+|differs?|those of|that of)\b", re.IGNORECASE)
LEVEL_FROM_YEARS = ((8, "staff"), (5, "senior"), (2, "mid"), (0, "junior"))
"""Years of experience from which a level begins, in the first source."""
LADDER = tuple(LEVEL_WORDS)


_BESIDE = tuple(
    (
        re.compile(rf"\b(?:{words})\s+(?:(?:an?|the|being)\s+)?(?:{LEVEL_PATTERNS[level].pattern})", re.IGNORECASE),
        LADDER[LADDER.index(level) + step],
    )
    for level in LADDER
    for step, words in (
        (1, r"above|beyond|higher than|no longer"),
        (-1, r"below|beneath|lower than|not yet"),
    )
    if 0 <= LADDER.index(level) + step < len(LADDER)
)
"""Levels told by the one below or above them: "the ones above senior"."""


def levels_asked(text: str) -> tuple[str, ...]:
    """Levels that a question is about: named ones but for those it excludes, a whole range, or the one that years tell."""
    for pattern, level in _BESIDE:
        text = pattern.sub(level, text)
    named = levels_in(_NOT_ASKED.sub(" ", text))
    if _WHOLE_LADDER.search(text):
        return LADDER
    if _TO_THE_TOP.search(text):
        return LADDER[LADDER.index(named[0]) if named else 0 :]
    if len(named) == 2 and re.search(r"\bfrom\b.{1,30}\b(?:up )?to\b", text, re.IGNORECASE):
        return LADDER[LADDER.index(named[0]) : LADDER.index(named[1]) + 1]
    if not named and _NO_EXPERIENCE.search(text):
        return ("junior",)
    if len(named) == 1 and _COMPARES.search(text) and (later := _STAYED.search(text)):
        return tuple(level for level in LADDER if level in {*named, _level_of_years(later[1])})
    years = _YEARS.search(text)
    if named or years is None:
        return named
    return (_level_of_years(years[1]),)


def _level_of_years(number: str) -> str:
    years = int(number) if number.isdigit() else WORD_NUMBERS[number.lower()]
    return next(level for least, level in LEVEL_FROM_YEARS if years >= least)


def level_after_years(text: str) -> str:
    """The level that `after five years` tells in an elliptic follow-up; empty when nothing of the kind is said."""
    match = _AFTER_YEARS.search(text)
    if match is None:
        return ""
    return _level_of_years(match[1])


@dataclass(frozen=True)
class Lexicon:
    """Built once from the corpus and two word lists; all lower case."""

    english: frozenset[str]
    places: frozenset[str]
    aliases: Mapping[str, str]
    """Alias of a skill -> the skill's id."""
    skill_names: Mapping[str, str]
    document_frequency: Mapping[str, int]
    """Stem -> number of passages that hold it."""
    passages: int
    corpus_words: frozenset[str]
    names: frozenset[str]
    """Names that stand in the corpus: tools, companies, certificates, people; single words and word pairs."""
    asked: Mapping[str, int] = field(default_factory=dict)
    """Stem -> number of the corpus's listed questions that use it: words that learners' answerable questions hold."""
    _alias_pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        aliases = sorted(self.aliases, key=len, reverse=True) or ["\0"]
        pattern = re.compile(
            r"(?<![\w-])(?:" + "|".join(re.escape(alias) for alias in aliases) + r")(?![\w-]|\.\w)", re.IGNORECASE
        )
        object.__setattr__(self, "_alias_pattern", pattern)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The corpus's words in one order: that of a set is another in every process."""
        return tuple(sorted(self.corpus_words))

    def skills_in(self, text: str) -> tuple[str, ...]:
        """Ids of the skills the text names, in order of first mention."""
        return tuple(dict.fromkeys(self.aliases[match[0].lower()] for match in self.skill_mentions(text)))

    def skill_mentions(self, text: str) -> Iterator[re.Match[str]]:
        """Where the text names a skill, in any of its aliases."""
        return self._alias_pattern.finditer(text)

    def weight(self, word_stem: str) -> float:
        """Inverse document frequency over the corpus's passages, at least 0.2; a stem the corpus lacks weighs most."""
        return max(0.2, log((1 + self.passages) / (1 + self.document_frequency.get(word_stem, 0))))

    def knows(self, word: str) -> bool:
        """Whether the word is everyday English or stands in the corpus."""
        lower = word.lower().removesuffix("'s")
        return lower in self.english or lower in self.corpus_words


def build_lexicon(
    passages: Iterable[Passage],
    *,
    english: frozenset[str],
    places: frozenset[str],
    aliases: Mapping[str, str],
    skill_names: Mapping[str, str],
    questions: Iterable[str] = (),
) -> Lexicon:
    """Reads the corpus's vocabulary off its passages and the questions listed with them."""
    frequency: Counter[str] = Counter()
    corpus_words: set[str] = set()
    names: set[str] = set()
    count = 0
    for passage in passages:
        count += 1
        whole = " ".join((*passage.section, passage.text))
        frequency.update(set(content(whole)))
        corpus_words.update(words(whole))
        for unit in passage.units:
            tokens = [match[0] for match in WORD.finditer(unit.text)]
            for index, token in enumerate(tokens):
                if not _looks_like_a_name(token, first=index == 0 and unit.kind == "sentence", english=english):
                    continue
                names.add(token.lower())
                if index + 1 < len(tokens) and tokens[index + 1][:1].isupper():
                    names.add(f"{token} {tokens[index + 1]}".lower())
    asked: Counter[str] = Counter()
    for question in questions:
        asked.update(set(content(question)))
        # Listed questions hold mistyped words on purpose: only those that are English become vocabulary.
        corpus_words.update(word for word in words(question) if word in english)
    return Lexicon(
        english, places, aliases, skill_names, frequency, count, frozenset(corpus_words), frozenset(names), asked
    )


def _looks_like_a_name(token: str, *, first: bool, english: frozenset[str]) -> bool:
    if token.lower() in COMMON_ACRONYMS or not any(c.isalpha() for c in token):
        return False
    if any(c.isupper() for c in token[1:]):
        return True
    return token[0].isupper() and (not first or token.lower() not in english)
