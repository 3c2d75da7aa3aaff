"""The nouns of the knowledge base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

UnitKind = Literal["sentence", "item", "row"]


@dataclass(frozen=True)
class Unit:
    """The smallest quotable piece: a sentence, a list item or a table row."""

    text: str
    """As it stands in the document, without inline Markdown."""
    statement: str
    """The same so that it stands alone: a list item with its lead-in, a table row with its header cells."""
    kind: UnitKind
    start: int
    """Character offsets into the document's Markdown body."""
    end: int


@dataclass(frozen=True)
class Ask:
    """What the author of a section says that it answers."""

    questions: tuple[str, ...] = ()
    about: str = ""
    """A key shared by sections of different works that speak of the same matter."""
    stance: str = ""
    """What the section holds in that matter, in a few words; equal stances agree."""
    levels: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and what follows up to the next heading."""

    path: tuple[str, ...]
    units: tuple[Unit, ...]
    ask: Ask = field(default_factory=Ask)


@dataclass(frozen=True)
class Text:
    """What a loader makes of a file: a Markdown body, the notes on its headings, and metadata."""

    body: str
    title: str
    source: str
    date: str = ""
    topics: tuple[str, ...] = ()
    asks: Mapping[int, Ask] = field(default_factory=dict)
    """By the number of the heading's line in `body`, from 0."""


@dataclass(frozen=True)
class Document:
    """A document as it is kept for rendering; `id` is its path below the folder it came from."""

    id: str
    title: str
    source: str
    date: str = ""
    topics: tuple[str, ...] = ()
    passages: int = 0
    body: str = ""
    """Markdown, without front matter and author's notes; empty in listings."""
    root: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Chunk:
    """One passage: a section, or a part of a long one."""

    id: str
    document: str
    title: str
    source: str
    section: tuple[str, ...]
    units: tuple[Unit, ...]
    text: str
    position: int
    """Place of the passage in its document, from 0."""
    ask: Ask = field(default_factory=Ask)

    @property
    def version(self) -> str:
        """Changes whenever anything of the passage does; tells a stale cached copy."""
        from hashlib import blake2b

        return blake2b(repr(self).encode(), digest_size=8).hexdigest()


def chunk_payload(chunk: Chunk) -> dict[str, Any]:
    """The passage as plain JSON values."""
    return {
        "id": chunk.id,
        "document": chunk.document,
        "title": chunk.title,
        "source": chunk.source,
        "section": list(chunk.section),
        "units": [[unit.text, unit.statement, unit.kind, unit.start, unit.end] for unit in chunk.units],
        "text": chunk.text,
        "position": chunk.position,
        "questions": list(chunk.ask.questions),
        "about": chunk.ask.about,
        "stance": chunk.ask.stance,
        "levels": list(chunk.ask.levels),
        "skills": list(chunk.ask.skills),
        "kinds": list(chunk.ask.kinds),
    }


def chunk_from_payload(payload: Mapping[str, Any]) -> Chunk:
    """The inverse of `chunk_payload`."""
    return Chunk(
        id=payload["id"],
        document=payload["document"],
        title=payload["title"],
        source=payload["source"],
        section=tuple(payload["section"]),
        units=tuple(Unit(text, said, kind, int(a), int(b)) for text, said, kind, a, b in payload["units"]),
        text=payload["text"],
        position=int(payload["position"]),
        ask=Ask(
            questions=tuple(payload["questions"]),
            about=payload["about"],
            stance=payload["stance"],
            levels=tuple(payload["levels"]),
            skills=tuple(payload["skills"]),
            kinds=tuple(payload["kinds"]),
        ),
    )


def document_from_payload(payload: Mapping[str, Any]) -> Document:
    """A document as stored; fields that were not asked for are empty."""
    names = {each.name for each in fields(Document)}
    values = {name: value for name, value in payload.items() if name in names}
    return Document(**{**values, "topics": tuple(values.get("topics") or ())})
