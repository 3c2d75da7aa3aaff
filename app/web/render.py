"""Markdown to HTML on the server, always sanitised: the page inserts only what comes from here."""

from __future__ import annotations

import html
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

BLOCK_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "s", "a"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "del", "sup", "sub", "kbd", "dl", "dt", "dd"),
}
INLINE_TAGS = {"code", "em", "strong", "s", "a", "br"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """CommonMark with tables. Raw HTML passes the parser so that the sanitiser can drop comments and scripts whole."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@lru_cache(maxsize=1)
def _inline_markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink"])


def inline_html(text: str) -> str:
    """A sentence: bold, emphasis, code and links; anything that looks like HTML is shown as typed."""
    return _clean(_inline_markdown().renderInline(text), INLINE_TAGS)


def block_html(text: str) -> str:
    """A whole message of ours; HTML in it is shown as typed."""
    return _clean(_inline_markdown().render(text), BLOCK_TAGS)


def learner_html(text: str) -> str:
    """What a learner typed, as typed: paragraphs and line breaks, nothing interpreted."""
    paragraphs = [part.strip("\n") for part in text.split("\n\n")]
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part.strip())


def tokens_html(tokens: list[Token], env: dict[str, object]) -> str:
    """A run of whole blocks of a document."""
    renderer = markdown()
    return _clean(renderer.renderer.render(tokens, renderer.options, env), BLOCK_TAGS)


def _clean(dirty: str, tags: set[str]) -> str:
    return nh3.clean(
        dirty,
        tags=tags,
        attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in tags},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
