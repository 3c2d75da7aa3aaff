"""Sections to passages: one each, and more where a section is too long to be shown or embedded as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ingest.documents import Chunk, Section, Text, Unit
from ingest.sections import sections

PASSAGE_TOKENS = 600
"""Longer sections are split at unit borders. Generous, so that a list stays whole: what an embedding model cannot
see at once is embedded in several windows."""
WINDOW_TOKENS = 200
"""Below the 256 tokens after which MiniLM silently stops reading, with room for the heading."""

_WORDS = re.compile(r"\w+|[^\w\s]")


def count_tokens(text: str) -> int:
    """An upper estimate of word pieces without loading a tokenizer: long words and figures break up."""
    return sum(1 if len(word) <= 6 and word.isalpha() else 1 + len(word) // 4 for word in _WORDS.findall(text))


def slug(text: str) -> str:
    """`Pay of a junior` -> `pay-of-a-junior`."""
    folded = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80] or "section"


def chunks(text: Text, document: str) -> list[Chunk]:
    """The passages of a document, with ids that stay the same from one ingest to the next."""
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", document)
    taken: dict[str, int] = {}
    made: list[Chunk] = []
    for section in sections(text.body, text.asks, text.title):
        name = "/".join(slug(part) for part in section.path) or "top"
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name = f"{name}-{taken[name]}"
        for part, units in enumerate(_parts(section), 1):
            made.append(
                Chunk(
                    id=f"{stem}#{name}" + (f".{part}" if part > 1 else ""),
                    document=document,
                    title=text.title,
                    source=text.source,
                    section=section.path or (text.title,),
                    units=tuple(units),
                    text=_shown(text.body, units),
                    position=len(made),
                    ask=section.ask,
                )
            )
    return made


def windows(chunk: Chunk) -> list[str]:
    """The passage in pieces that an embedding model reads whole, each headed by its section."""
    heading = " > ".join(chunk.section)
    budget = WINDOW_TOKENS - min(40, count_tokens(heading))
    return [heading + "\n" + "\n".join(unit.text for unit in units) for units in _packed(chunk.units, budget)]


def _parts(section: Section) -> Iterator[Sequence[Unit]]:
    yield from _packed(section.units, PASSAGE_TOKENS)


def _packed(units: Sequence[Unit], budget: int) -> Iterator[list[Unit]]:
    part: list[Unit] = []
    used = 0
    for unit in units:
        cost = count_tokens(unit.text)
        if part and used + cost > budget:
            yield part
            part, used = [], 0
        part.append(unit)
        used += cost
    if part:
        yield part


def _shown(body: str, units: Sequence[Unit]) -> str:
    """The passage as text: sentences of a paragraph on one line, items and rows each on their own."""
    lines: list[str] = []
    for before, unit in zip([None, *units], units, strict=False):
        same = before and unit.kind == before.kind == "sentence" and "\n\n" not in body[before.end : unit.start]
        if same:
            lines[-1] += " " + unit.text
        else:
            lines.append("- " + unit.text if unit.kind == "item" else unit.text)
    return "\n".join(lines)
