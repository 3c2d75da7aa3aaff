"""Pieces of Markdown that hold other people's words safely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!])")
_QUOTE = 280


def plain(words: str) -> str:
    """On one line, shown as typed: nothing in it becomes a heading, a link, a table cell or HTML."""
    flat = _SPECIAL.sub(r"\\\1", " ".join(words.split()))
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", flat)


def quote(words: str, most: int = _QUOTE) -> str:
    """In quotation marks; cut at a word when it is long, since the record keeps it whole."""
    flat = " ".join(words.split())
    if len(flat) > most:
        flat = flat[:most].rsplit(" ", 1)[0] + " …"
    return f"“{plain(flat)}”"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The cells are Markdown already."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]
