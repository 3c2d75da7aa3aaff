"""Finds what other sections say of the one thing that a question is about: answers that no single section holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graphs.ask.lexicon import LEVEL_PATTERNS, Lexicon
from graphs.ask.names import occurs
from graphs.ask.reading import Reading, focal
from graphs.ask.text import content
from graphs.ports import Match

_WIDE = re.compile(
    r"\b(?:where(?! (?:(?:do|does|should|can|could|to|would) )?(?:(?:i|we|one|you|a \w+) )?(?:\w+ )?(?:start|begin|go|get)\b)|everywhere|at which (?:points?|places?)|all (?:the )?sources|across|(?:in|over) the (?:long|short) run|later(?: on)?|"
    r"long[- ]term|over (?:the years|time)|now and|both|as well as|not only|altogether|in all|any(?:thing)? (?:else|more)|"
    r"at (?:first|the (?:start|beginning|top|end))|to (?:start|begin) with|all (?:that )?you (?:have|know)|everything (?:on|about))\b",
    re.IGNORECASE,
)
_WANTS_MORE = frozenset({"comparison", "advice", "reason"})
RARE = 14
"""Passages up to which a word is a subject of its own."""
MOST, MOST_WIDE = 2, 4
"""Sections beside the main ones from which one statement each is told."""
TOLD_WHOLE = 3
"""Units up to which a section is told whole: its sentences lean on each other."""
LONGEST_ACCOUNT = 25
"""Words of a message up to which what it names before it asks may be what it asks about."""
LEAST_NEAR = 0.3
"""Cosine of a statement to the question from which it is worth telling."""


def wide(reading: Reading) -> bool:
    """Whether the question asks for all that is said of something, or for more than one time or place."""
    # "How is X? Both now and later." is searched for by its first sentence and still asks for both.
    whole = reading.said if reading.said.count("?") <= 1 else reading.question
    return bool(_WIDE.search(reading.question) or _WIDE.search(whole)) or len(reading.levels) > 1


def subject(reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """The things that the question is about, as it names them: skills and names, else its rarest word with a subject."""
    focus = focal(reading.question)
    # A long account of oneself names much that the question is not about.
    account = len(reading.question.split()) > LONGEST_ACCOUNT and len(content(focus)) > 0
    for text in (focus,) if account else (focus, reading.question):
        named = [match[0] for match in lexicon.skill_mentions(text)]
        if named:
            return tuple(dict.fromkeys(name.lower() for name in named))
    for pattern in LEVEL_PATTERNS.values():
        focus = pattern.sub(" ", focus)
    known = {stem: lexicon.document_frequency.get(stem, 0) for stem in content(focus)}
    rare = [stem for stem, count in known.items() if 0 < count <= RARE]
    return (min(rare, key=lambda stem: known[stem]),) if rare else ()


def mentions(
    reading: Reading, matches: Sequence[Match], taken: Collection[str], lexicon: Lexicon
) -> list[tuple[Match, tuple[int, ...]]]:
    """(match, numbers of its units) for what sections that are not `taken` say of the subject, nearest first."""
    if not wide(reading) and reading.wants not in _WANTS_MORE:
        return []
    things = subject(reading, lexicon)
    if not things:
        return []
    found: list[tuple[float, Match, tuple[int, ...]]] = []
    for match in matches:
        if match.passage.id in taken:
            continue
        told = [
            (cosine, number)
            for number, (unit, cosine) in enumerate(zip(match.passage.units, match.unit_cosines, strict=False))
            if cosine >= LEAST_NEAR and all(_speaks_of(thing, unit.statement, lexicon) for thing in things[:1])
        ]
        if told:
            cosine, number = max(told)
            whole = len(match.passage.units) <= TOLD_WHOLE
            found.append((cosine, match, tuple(range(len(match.passage.units))) if whole else (number,)))
    found.sort(key=lambda each: (-each[0], each[1].passage.id))
    return [(match, numbers) for _, match, numbers in found[: MOST_WIDE if wide(reading) else MOST]]


def _speaks_of(thing: str, text: str, lexicon: Lexicon) -> bool:
    return occurs(thing, text, lexicon) if " " in thing or thing in lexicon.aliases else thing in content(text)
