"""Pasted text made plain: markup away, lines kept."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|span|b|strong|em|i|table|tr|td|section|a|body|html)\b[^>]{0,300}>", re.I
)
_BLOCK = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 table tr section article header footer dt dd title".split())  # noqa: SIM905
_SKIP = frozenset(("script", "style", "template", "noscript"))
_TAGS_OF_A_PAGE = 3
LONGEST_LINE = 800
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufe0f]")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\((?:[^()\s]{0,500})\)")
_SPACES = re.compile(r"[ \t\u00a0\u2002-\u200a\u202f\u3000]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def clean_posting(text: str) -> str:
    """Without tags, bold marks, links and invisible characters; what is not shown on a page is dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if len(_TAG.findall(text)) >= _TAGS_OF_A_PAGE:
        text = _without_tags(text)
    elif "&" in text:
        text = html.unescape(text)
    text = _INVISIBLE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(r"\2", text)
    text = _ESCAPED.sub(r"\1", text)
    lines = (piece for line in text.split("\n") for piece in _pieces(_SPACES.sub(" ", line).strip()))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _pieces(line: str) -> list[str]:
    """A posting pasted as one line is cut at the ends of sentences, so that every reader works on lines."""
    found = []
    while len(line) > LONGEST_LINE:
        head = line[:LONGEST_LINE]
        cut = max(head.rfind(mark) + 1 for mark in (". ", "! ", "? ")) or head.rfind(" ") or LONGEST_LINE
        cut = cut if cut > LONGEST_LINE // 3 else LONGEST_LINE
        found.append(line[:cut].strip())
        line = line[cut:].strip()
    return [*found, line]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the base class gives it
        if tag in _SKIP:
            self._skipped += 1
        elif tag in _BLOCK:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIP:
            self._skipped = max(0, self._skipped - 1)
        elif tag in _BLOCK and tag != "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.parts.append(data)


def _without_tags(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
