"""A Markdown body to sections and their units, each unit with its exact place in the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ingest.documents import Ask, Section, Unit
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LEAD_LIMIT = 240
_CODE_LIMIT = 1200


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def plain(markdown: str) -> str:
    """Inline Markdown as the reader sees it, on one line."""
    children = _parser().parseInline(" ".join(markdown.split()))[0].children or []
    words = []
    for token in children:
        if token.type in {"text", "code_inline", "text_special"}:
            words.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type == "image":
            words.append(token.content)
    # emphasis that a sentence border cut in two leaves its marks behind
    return " ".join("".join(words).replace("**", "").split())


@dataclass
class _Open:
    """The section being read."""

    path: tuple[str, ...]
    ask: Ask
    units: list[Unit]
    lead: str = ""
    """The sentence that introduces a list or table, ready to stand before its items."""


def sections(body: str, asks: Mapping[int, Ask], title: str = "") -> list[Section]:
    """Sections in order; a heading without text of its own yields none (its name stays in the paths below it)."""
    return [
        Section(path=found.path, units=tuple(found.units), ask=found.ask)
        for found in _read(body, asks, title)
        if found.units
    ]


def _read(body: str, asks: Mapping[int, Ask], title: str) -> Iterator[_Open]:
    lines = _Lines(body)
    tokens = _parser().parse(body)
    here = _Open(path=(), ask=Ask(), units=[])
    headings: list[tuple[int, str]] = []
    items: list[str] = []  # texts of the enclosing list items, outermost first
    depth = 0
    header: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open":
            yield here
            level, words = int(token.tag[1]), plain(tokens[index + 1].content)
            headings = [entry for entry in headings if entry[0] < level]
            headings.append((level, words))
            # the document's own title says nothing about a section below it
            shown = [name for rank, name in headings if not (rank == 1 and len(headings) > 1)]
            line = token.map[0] if token.map else 0
            here = _Open(path=tuple(shown), ask=asks.get(line, Ask()), units=[])
            index += 3
            continue
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
            if depth == 0:
                here.lead = ""
        elif token.type == "list_item_open":
            del items[depth - 1 :]
        elif token.type == "list_item_close":
            del items[depth:]
        elif token.type == "table_open":
            header = []
        elif token.type == "tr_open":
            index = _row(here, tokens, index, lines, header)
        elif token.type == "inline" and token.map:
            if depth:
                _item(here, token, lines, items, depth)
            else:
                _paragraph(here, token, lines)
        elif token.type in {"fence", "code_block"} and token.map and token.content.strip():
            start, end = lines.block(token.map)
            text = token.content.strip()[:_CODE_LIMIT]
            here.units.append(Unit(text, _with_lead(_lead(here, title), text), "item", start, end))
        index += 1
    yield here


def _paragraph(here: _Open, token: Token, lines: _Lines) -> None:
    pieces = list(_sentences(token, lines))
    here.lead = ""
    for text, start, end in pieces:
        here.units.append(Unit(text, text, "sentence", start, end))
    if pieces and pieces[-1][0].endswith(":"):
        here.lead = pieces[-1][0].rstrip(": ")


def _item(here: _Open, token: Token, lines: _Lines, items: list[str], depth: int) -> None:
    pieces = list(_sentences(token, lines))
    if not pieces:
        return
    whole = " ".join(text for text, _, _ in pieces)
    above = [text.rstrip(": ") for text in items[: depth - 1]]
    if len(items) < depth:
        items += [""] * (depth - 1 - len(items)) + [whole]
    lead = ": ".join(part for part in [_lead(here, ""), *above] if part)
    if len(whole) <= 2 * _LEAD_LIMIT:
        here.units.append(Unit(whole, _with_lead(lead, whole), "item", pieces[0][1], pieces[-1][2]))
    else:
        for text, start, end in pieces:
            here.units.append(Unit(text, _with_lead(lead, text), "item", start, end))


def _row(here: _Open, tokens: Sequence[Token], index: int, lines: _Lines, header: list[str]) -> int:
    """Reads one table row and returns the index of its closing token."""
    cells: list[str] = []
    heading = False
    row = tokens[index]
    while tokens[index].type != "tr_close":
        if tokens[index].type == "inline":
            cells.append(plain(tokens[index].content))
        heading = heading or tokens[index].type == "th_open"
        index += 1
    if heading:
        header[:] = cells
    elif any(cells) and row.map:
        start, end = lines.block(row.map)
        text = " | ".join(cell for cell in cells if cell)
        here.units.append(Unit(text, _with_lead(_lead(here, ""), _row_statement(header, cells)), "row", start, end))
    return index


def _row_statement(header: Sequence[str], cells: Sequence[str]) -> str:
    """`Junior: pay $93,500; demand low` from the header Level | Pay | Demand."""
    pairs = [
        f"{name} {cell}".strip()
        for name, cell in zip([*header[1:], *[""] * len(cells)], cells[1:], strict=False)
        if cell
    ]
    first = cells[0]
    if header and first and header[0] and len(first.split()) == 1 and first.isdigit():
        first = f"{header[0]} {first}"
    return ": ".join(part for part in [first, "; ".join(pairs)] if part)


def _lead(here: _Open, title: str) -> str:
    return (here.lead or " > ".join(here.path[-1:]) or title)[:_LEAD_LIMIT]


def _with_lead(lead: str, text: str) -> str:
    return f"{lead}: {text}" if lead else text


def _sentences(token: Token, lines: _Lines) -> Iterator[tuple[str, int, int]]:
    """Each sentence of a paragraph: its words, and where it stands in the body."""
    assert token.map is not None
    offsets = lines.offsets(token.content, token.map)
    for start, end in sentence_spans(token.content):
        text = plain(token.content[start:end])
        if text:
            yield text, offsets[start], offsets[end - 1] + 1


class _Lines:
    """From line numbers to character offsets."""

    def __init__(self, body: str) -> None:
        self.lines = body.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def block(self, span: Sequence[int]) -> tuple[int, int]:
        """The lines' span without the white space around it."""
        first, last = span[0], span[1] - 1
        while last > first and not self.lines[last].strip():
            last -= 1
        indent = len(self.lines[first]) - len(self.lines[first].lstrip())
        return self.starts[first] + indent, self.starts[last] + len(self.lines[last].rstrip())

    def offsets(self, content: str, span: Sequence[int]) -> list[int]:
        """For each character of an inline token's content, its place in the body."""
        places: list[int] = []
        for number, line in enumerate(content.split("\n"), span[0]):
            at = self.lines[number].find(line) if number < len(self.lines) else 0
            base = self.starts[min(number, len(self.starts) - 1)] + max(at, 0)
            places.extend(range(base, base + len(line) + 1))
        return places
