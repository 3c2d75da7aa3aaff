"""HTML to a Markdown body: headings, paragraphs, lists, tables, preformatted text; nothing that is not shown."""

from __future__ import annotations

import re

from ingest.documents import Text
from ingest.load_text import clean, decode, escape

_DROP = (
    "script,style,noscript,template,svg,iframe,object,embed,form,nav,head,[hidden],[aria-hidden=true],"
    "[style*='display:none'],[style*='display: none'],[style*='visibility:hidden'],[style*='visibility: hidden'],"
    "[style*='font-size:0'],[style*='font-size: 0'],[style*='opacity:0;'],[style*='opacity: 0;']"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    """
    p div section article main header footer aside blockquote figure figcaption dl dt dd ul ol li table pre hr
    address details summary body html h1 h2 h3 h4 h5 h6 tr td th thead tbody tfoot caption fieldset
    """.split()  # noqa: SIM905  # easier to read as words
)
_INSIDE = "p,div,ul,ol,table,pre,h1,h2,h3,h4,h5,h6"
"""An element of another name that holds one of these is a block too: many pages are made of custom elements."""
_SPACE = re.compile(r"\s+")


def load_html(data: bytes, name: str) -> Text:
    """A web page; its `<title>` or first heading is its title."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decode(data))
    head = tree.css_first("title") or tree.css_first("h1")
    title = _SPACE.sub(" ", clean(head.text())).strip() if head else ""
    for node in tree.css(_DROP):
        node.decompose()
    blocks: list[str] = []
    if tree.body is not None:
        _walk(tree.body, blocks)
    return Text(
        body="\n\n".join(block for block in blocks if block.strip()) + "\n", title=title or name, source=title or name
    )


def _walk(node, blocks: list[str]) -> None:  # type: ignore[no-untyped-def]  # selectolax nodes are untyped here
    inline: list[str] = []

    def flush() -> None:
        text = escape(_SPACE.sub(" ", clean("".join(inline))).strip())
        inline.clear()
        if text:
            blocks.append(text)

    for child in node.iter(include_text=True):
        tag = child.tag
        if tag not in _BLOCKS and not (child.is_element_node and child.css_first(_INSIDE)):
            inline.append(" " if tag == "br" else child.text(deep=True) if tag != "-comment" else "")
            continue
        flush()
        if tag in _HEADINGS:
            words = _words(child)
            if words:
                blocks.append("#" * _HEADINGS[tag] + " " + words)
        elif tag in {"ul", "ol"}:
            blocks.append("\n".join(_items(child, 0)))
        elif tag == "table":
            blocks.append(_table(child))
        elif tag == "pre":
            fenced = clean(child.text()).strip("\n").replace("```", "'''")
            blocks.append(f"```\n{fenced}\n```")
        else:
            _walk(child, blocks)
    flush()


def _words(node) -> str:  # type: ignore[no-untyped-def]
    return escape(_SPACE.sub(" ", clean(node.text(separator=" "))).strip())


def _items(node, depth: int) -> list[str]:  # type: ignore[no-untyped-def]
    lines: list[str] = []
    for item in node.iter():
        if item.tag != "li":
            continue
        nested = [child for child in item.iter() if child.tag in {"ul", "ol"}]
        below = [line for inner in nested for line in _items(inner, depth + 1)]
        for inner in nested:
            inner.decompose()
        words = _words(item)
        if words:
            lines.append("  " * depth + "- " + words)
        lines += below
    return lines


def _table(node) -> str:  # type: ignore[no-untyped-def]
    rows = [[_words(cell) for cell in row.css("th,td")] for row in node.css("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
