"""Markdown to what Slack shows, and what Slack sends back to plain words. Parsed, never matched by pattern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

WORD_JOINER = "\u2060"
"""Put after `<` where entities are not read, so that no text can become a mention."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def escape(text: str) -> str:
    """The three characters that mean something to Slack everywhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_mrkdwn(markdown: str) -> str:
    """For section texts and modals, which know neither headings nor tables."""
    lines: list[str] = []
    _blocks(_parser().parse(markdown), lines)
    return "\n".join(lines).strip("\n")


def to_plain(markdown: str) -> str:
    """For buttons, notifications and titles."""
    parts: list[str] = []
    for token in _parser().parse(markdown):
        if token.type == "inline":
            parts.append("".join(_words(token.children or ())))
        elif token.type in ("fence", "code_block"):
            parts.append(token.content.strip())
    return " ".join(" ".join(parts).split())


def safe_markdown(text: str) -> str:
    """For `markdown_text`: the same Markdown, in which no word can call a person or a channel."""
    out: list[str] = []
    in_code = False
    for index, character in enumerate(text):
        if character == "`":
            in_code = not in_code
        if character == "<":
            follows = text[index + 1 : index + 2]
            out.append("<" + WORD_JOINER if in_code and follows in ("@", "!", "#") else "<" if in_code else "&lt;")
        elif character == "&" and not in_code:
            out.append("&amp;")
        else:
            out.append(character)
    return "".join(out)


def from_slack(text: str, bot_user: str = "") -> str:
    """What the person wrote: mentions of the mentor dropped, links and entities as words."""
    out: list[str] = []
    rest = text
    while rest:
        before, opening, after = rest.partition("<")
        out.append(before)
        inside, closing, rest = after.partition(">")
        if not opening:
            break
        if not closing:
            out.append("<" + inside)
            break
        out.append(_reference(inside, bot_user))
    words = "".join(out)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word with an ellipsis."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[limit // 2 :] else short).rstrip(" ,;:.") + "…"


def pieces(text: str, limit: int) -> list[str]:
    """The whole text in parts of at most `limit`: cut between paragraphs, else lines, sentences, words."""
    parts: list[str] = []
    rest = text.strip("\n")
    while len(rest) > limit:
        window = rest[:limit]
        for mark in ("\n\n", "\n", ". ", " "):
            at = window.rfind(mark)
            if at > limit // 3:
                at += len(mark)
                break
        else:
            at = limit
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip("\n ")
    return [*parts, rest] if rest or not parts else parts


def _reference(inside: str, bot_user: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "" if target[1:] == bot_user else f"@{label}" if label else "someone"
    if target.startswith("#"):
        return f"#{label}" if label else "a channel"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:")
    return address if not label or label == address else f"{label} ({address})"


def _blocks(tokens: Sequence[Token], lines: list[str]) -> None:
    indent: list[str] = []
    """One entry per open list: `•`, or the next number."""
    quoted = 0
    row: list[str] | None = None
    heading = False
    fresh_item = False
    for token in tokens:
        match token.type:
            case "paragraph_open" | "heading_open" | "bullet_list_open" | "ordered_list_open" | "table_open":
                if lines and lines[-1] and not indent:
                    lines.append("")
                heading = token.type == "heading_open"
                if token.type.endswith("list_open"):
                    indent.append("•" if token.type[0] == "b" else str(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                indent.pop()
            case "list_item_open":
                fresh_item = True
            case "list_item_close":
                if indent[-1] != "•":
                    indent[-1] = str(int(indent[-1]) + 1)
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "tr_open":
                row = []
            case "tr_close":
                lines.append(" | ".join(row or ()))
                row = None
            case "inline":
                text = _inline(token.children or ())
                if row is not None:
                    row.append(text)
                    continue
                if heading:
                    text, heading = f"*{text.replace('*', '')}*", False
                for number, line in enumerate(text.split("\n")):
                    lead = ""
                    if indent:
                        mark = indent[-1] if indent[-1] == "•" else f"{indent[-1]}."
                        lead = "    " * (len(indent) - 1) + (f"{mark} " if fresh_item and number == 0 else "  ")
                    lines.append(("> " if quoted else "") + lead + line)
                fresh_item = False
            case "fence" | "code_block":
                lines += ["```", *escape(token.content.replace("```", "'''")).rstrip("\n").split("\n"), "```"]
            case "hr":
                lines.append("———")


def _inline(tokens: Iterable[Token]) -> str:
    out: list[str] = []
    linked: list[bool] = []
    for token in tokens:
        match token.type:
            case "text":
                out.append(_text(token.content))
            case "code_inline":
                out.append(f"`{escape(token.content.replace('`', chr(39)))}`")
            case "strong_open" | "strong_close":
                out.append("*")
            case "em_open" | "em_close":
                out.append("_")
            case "s_open" | "s_close":
                out.append("~")
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "link_open":
                address = str(token.attrGet("href") or "")
                safe = address.startswith(("http://", "https://", "mailto:"))
                out.append(f"<{escape(address).replace('|', '%7C')}|" if safe else "")
                linked.append(safe)
            case "link_close":
                out.append(">" if linked.pop() else "")
            case "image":
                out.append(escape(token.content))
    return "".join(out)


def _text(words: str) -> str:
    """Escaped; a star that Markdown had as a plain character must not turn anything bold here."""
    plain = escape(words)
    for mark in "*~`":
        plain = plain.replace(mark, mark + WORD_JOINER)
    return plain


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "image"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
