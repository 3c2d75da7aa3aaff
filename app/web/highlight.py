"""Puts `<mark>` around quoted words in HTML, whatever markup they run through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]+|[<&]")
TAG = re.compile(r"</?([a-zA-Z0-9]+)")
WORD = re.compile(r"\w+")
INLINE = {"code", "em", "strong", "s", "a", "del", "sup", "sub", "kbd", "mark"}


@dataclass
class _Piece:
    """A tag as it stands (`text` empty), or a run of text with its place in the flat text."""

    markup: str
    text: str = ""
    start: int = 0


def mark_quote(html: str, quote: str) -> str:
    """The HTML with the first occurrence of the quote marked; unchanged when its words do not occur in a row.

    Only words are compared, letter case aside: punctuation, line breaks, table cells and bold differ between a
    quoted text and the page that it comes from.
    """
    wanted = [match.group().casefold() for match in WORD.finditer(quote)]
    if not wanted:
        return html
    pieces, flat = _flatten(html)
    words = [(match.group().casefold(), match.start(), match.end()) for match in WORD.finditer(flat)]
    found = _find([word for word, _, _ in words], wanted)
    if found is None:
        return html
    start, end = words[found][1], words[found + len(wanted) - 1][2]
    end = _with_trailing_sign(flat, end)
    start = _with_leading_sign(flat, start)
    return "".join(_marked(piece, start, end) for piece in pieces)


def _flatten(html: str) -> tuple[list[_Piece], str]:
    pieces: list[_Piece] = []
    flat = ""
    for match in TOKEN.finditer(html):
        part = match.group()
        tag = TAG.match(part)
        if tag:
            if tag.group(1).lower() not in INLINE:
                flat += "\n"  # words on two sides of a block's edge are two words
            pieces.append(_Piece(part))
            continue
        text = unescape(part)
        if pieces and pieces[-1].text and not pieces[-1].markup:
            pieces[-1].text += text
        else:
            pieces.append(_Piece("", text, len(flat)))
        flat += text
    return pieces, flat


def _find(words: list[str], wanted: list[str]) -> int | None:
    for index in range(len(words) - len(wanted) + 1):
        if words[index] == wanted[0] and words[index : index + len(wanted)] == wanted:
            return index
    return None


def _with_trailing_sign(flat: str, end: int) -> int:
    while end < len(flat) and flat[end] in ".,;:!?%+)\"'”’":
        end += 1
    return end


def _with_leading_sign(flat: str, start: int) -> int:
    while start > 0 and flat[start - 1] in "$€£~<>≈(\"'“‘":
        start -= 1
    return start


def _marked(piece: _Piece, start: int, end: int) -> str:
    if piece.markup:
        return piece.markup
    text, first = piece.text, max(start - piece.start, 0)
    last = min(end - piece.start, len(text))
    if first >= last or not text[first:last].strip():
        return escape(text, quote=False)
    before, inside, after = (escape(part, quote=False) for part in (text[:first], text[first:last], text[last:]))
    return f"{before}<mark>{inside}</mark>{after}"
