"""A document as HTML with the cited passage set apart and the quoted words marked."""

from __future__ import annotations

from markdown_it.token import Token

from app.web.highlight import mark_quote
from app.web.render import markdown, tokens_html
from graphs.ports import Passage


def document_html(body: str, passage: Passage | None = None, quote: str = "") -> str:
    """Sanitised. Without a passage, or when it is no longer in the text, the document alone."""
    env: dict[str, object] = {}
    tokens = markdown().parse(body, env)
    blocks = _top_level(tokens)
    cited = _cited_blocks(body, blocks, passage) if passage is not None else None
    if cited is None:
        return tokens_html(tokens, env)
    first, last = cited
    # Sanitised in three parts, so that neither an open tag nor an id in the document can reach over the edges.
    before, inside, after = (
        tokens_html([token for block in part for token in block], env)
        for part in (blocks[:first], blocks[first : last + 1], blocks[last + 1 :])
    )
    return f'{before}<section id="passage" class="cited">{mark_quote(inside, quote)}</section>{after}'


def _top_level(tokens: list[Token]) -> list[list[Token]]:
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks


def _cited_blocks(body: str, blocks: list[list[Token]], passage: Passage) -> tuple[int, int] | None:
    """Indices of the first and the last block: by the units' places, else by the heading path."""
    by_place = _by_place(body, blocks, passage)
    return by_place if by_place is not None else _by_heading(blocks, passage)


def _by_place(body: str, blocks: list[list[Token]], passage: Passage) -> tuple[int, int] | None:
    units = passage.units
    if not units or max(unit.end for unit in units) > len(body):
        return None
    first_line = body.count("\n", 0, min(unit.start for unit in units))
    last_line = body.count("\n", 0, max(unit.end - 1 for unit in units))
    inside = [index for index, block in enumerate(blocks) if _touches(block[0], first_line, last_line)]
    if not inside:
        return None
    first = inside[0]
    while first > 0 and blocks[first][0].type != "heading_open" and _heading_above(blocks, first):
        first -= 1
    return first, inside[-1]


def _heading_above(blocks: list[list[Token]], index: int) -> bool:
    """Only a heading, or a comment between it and the text, belongs to the passage too."""
    return blocks[index - 1][0].type in ("heading_open", "html_block")


def _touches(token: Token, first_line: int, last_line: int) -> bool:
    return token.map is not None and token.map[0] <= last_line and token.map[1] > first_line


def _by_heading(blocks: list[list[Token]], passage: Passage) -> tuple[int, int] | None:
    if not passage.section:
        return None
    wanted = passage.section[-1].casefold().strip()
    for index, block in enumerate(blocks):
        if block[0].type == "heading_open" and block[1].content.casefold().strip() == wanted:
            end = index
            while end + 1 < len(blocks) and blocks[end + 1][0].type != "heading_open":
                end += 1
            return index, end
    return None
