"""Single things that a question puts side by side ("object storage, vector databases", "Google or rather Modal")."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graphs.ask.aspects import SAYS_NOTHING
from graphs.ask.lexicon import LEVEL_PATTERNS, Lexicon
from graphs.ask.names import occurs
from graphs.ask.reading import Reading
from graphs.ask.text import STOP_WORDS, WORD, content
from graphs.ports import Match, Retriever

MOST = 4
LONGEST = 4
"""Words of one thing."""
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and|or)?|\s(?:and|or|vs\.?|versus|against|than|(?:compared|as opposed) (?:to|with)|instead of|&)\s|\s/\s|;)"
    r"\s*(?:rather\s+|else\s+|also\s+)?",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:(?:in|at|on|for|with|of|to|by|the|an?|is|are|do|does)\s+)+", re.IGNORECASE)
_LEFT_EDGE = re.compile(
    r".*\b(?:between|compare|is|are|of|in|on|do|does|about|for|with|to|the|a|an|like|place|places|what|which|how|why|where|"
    r"explain|difference|learn|use|know|choose|prefer)\s+",
    re.IGNORECASE | re.DOTALL,
)
_RIGHT_EDGE = re.compile(
    r"(?:\.{2,}|[.?!:;(]|\s[-–—]\s|\b(?:is|are|do|does|for|in|which|what|how|i|we|one|where|the difference|differ\w*|go|help|needed|better|first)\b).*",
    re.IGNORECASE | re.DOTALL,
)


def things_named(reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Two to four things of the corpus that the question lists or sets against each other; empty when it does not."""
    pieces = _BETWEEN.split(reading.question)
    if len(pieces) < 2:
        return ()
    found: dict[str, None] = {}
    for place, piece in enumerate(pieces):
        text = _LEFT_EDGE.sub("", piece) if place == 0 else _LEADING.sub("", piece)
        text = _RIGHT_EDGE.sub("", text) if place else text
        if place:
            text = _LEFT_EDGE.sub("", f" {text}").strip() if len(WORD.findall(text)) > LONGEST else text
        skill = next(lexicon.skill_mentions(text), None)
        bare = skill[0] if skill else " ".join(m[0] for m in WORD.finditer(text) if m[0].lower() not in STOP_WORDS)
        stems = content(bare)
        known = any(stem in lexicon.document_frequency for stem in stems)
        if known and len(stems) <= LONGEST and not _names_a_level(bare):
            found[bare] = None
    return tuple(found)[:MOST] if len(found) >= 2 else ()


def _names_a_level(text: str) -> bool:
    for pattern in LEVEL_PATTERNS.values():
        text = pattern.sub(" ", text)
    return not set(content(text)) - SAYS_NOTHING


def search_things(
    reading: Reading, retriever: Retriever, lexicon: Lexicon, taken: Collection[str]
) -> list[tuple[str, Match]]:
    """For each listed thing that the `taken` passages do not speak of, the section that is about it."""
    found: dict[str, tuple[str, Match]] = {}
    things = things_named(reading, lexicon)
    for thing in things:
        matches = retriever.search(thing, limit=5, levels=reading.levels)
        # Stable: sections about a level that was asked for come first, in their order.
        of_level = sorted(matches, key=lambda m: not set(reading.levels) & set(m.passage.levels))
        match = _about(thing, of_level, lexicon)
        if match is not None and match.passage.id not in taken:
            found.setdefault(match.passage.id, (thing, match))
    return list(found.values())


def _about(thing: str, matches: Sequence[Match], lexicon: Lexicon) -> Match | None:
    """The best match whose heading holds the thing's most telling word; a named thing may also stand in the text alone."""
    known = [stem for stem in content(thing) if stem in lexicon.document_frequency and stem not in SAYS_NOTHING]
    telling = max(known, key=lexicon.weight, default="")
    headed = next((m for m in matches if telling and telling in set(content(" ".join(m.passage.section)))), None)
    named = [word[0] for word in WORD.finditer(thing) if {word[0].lower()} & (lexicon.names | set(lexicon.aliases))]
    if headed is not None or not named:
        return headed
    return next((m for m in matches if occurs(named[0], m.passage.text, lexicon)), None)
