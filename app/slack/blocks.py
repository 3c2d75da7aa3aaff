"""Block Kit from events and records: pure functions, every text within Slack's limits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from app.slack.markup import cut, escape, pieces, to_mrkdwn, to_plain
from graphs.events import Citation, Progress, Question

Block = dict[str, Any]

MARKDOWN, SECTION, BUTTON, VALUE, MODAL_TITLE = 11_500, 2900, 75, 2000, 24
"""A little below Slack's own limits."""
REPLY_LIMIT = 10
LETTERS = "ABCDEFGHIJ"
SOURCES = 10
"""Buttons for the passages of one message; more are told in a line."""


def text(words: str, *, plain: bool = False) -> Block:
    """A text object; `words` are mrkdwn already unless plain."""
    return {"type": "plain_text" if plain else "mrkdwn", "text": words or " "}


def section(words: str, **more: Any) -> Block:
    """One section; longer texts need `sections`."""
    return {"type": "section", "text": text(words), **more}


def sections(markdown: str) -> list[Block]:
    """As many sections as the whole text needs."""
    return [section(part) for part in pieces(to_mrkdwn(markdown), SECTION) if part.strip()]


def context(*words: str) -> Block:
    """Small grey lines, mrkdwn."""
    return {"type": "context", "elements": [text(each) for each in words[:10]]}


def button(label: str, action: str, carried: str = "", **more: Any) -> Block:
    """The label is cut at a word; the value must hold what a press needs."""
    made: Block = {"type": "button", "text": text(cut(label, BUTTON), plain=True), "action_id": action, **more}
    return made | ({"value": carried} if carried else {})


def actions(buttons: Sequence[Block], block_id: str = "") -> Block:
    """Up to 25 buttons, each with an action id of its own."""
    for number, each in enumerate(buttons):
        each["action_id"] = f"{each['action_id']}#{number}"
    made: Block = {"type": "actions", "elements": list(buttons)[:25]}
    return made | ({"block_id": block_id} if block_id else {})


def question(asked: Question, message_id: str, progress: Progress | None = None) -> list[Block]:
    """The question, its quick replies as buttons, and how far the interview is."""
    blocks = sections(asked.text)
    replies = asked.quick_replies[:REPLY_LIMIT]
    long = [each for each in replies if len(each) > BUTTON - 2]
    labels = list(replies)
    if long:
        # A description is a whole sentence: it is read above, and the button carries its letter. Not a number, which
        # would be taken for the rating.
        listed = "\n".join(f"*{mark}*  {escape(to_plain(each))}" for mark, each in zip(LETTERS, replies, strict=False))
        blocks += [section(part) for part in pieces(listed, SECTION)]
        labels = [f"{mark}  {each}" if len(each) <= 30 else mark for mark, each in zip(LETTERS, replies, strict=False)]
    if replies:
        blocks.append(
            actions(
                [
                    button(label, "reply", value(q=message_id, i=asked.id, r=reply))
                    for label, reply in zip(labels, replies, strict=True)
                ]
            )
        )
    lines = ["Pick one, or answer in your own words." if replies else "Answer in your own words."]
    if progress is not None:
        lines[0] += " You can also write skip, back or pause."
        lines.append(f"{bar(progress.step, progress.of)} {escape(progress.label)}")
    return [*blocks, context(*lines)]


def answered(asked: Sequence[Block], reply: str, who: str = "") -> list[Block]:
    """The same message once its question is answered: the buttons give way to the answer."""
    kept = [block for block in asked if block["type"] not in ("actions", "context")]
    return [*kept, context(f"{'You' if not who else f'<@{who}>'} answered: {escape(cut(reply, 300))}")]


def sources(citations: Iterable[Citation]) -> list[Block]:
    """One button per number; pressing shows the passage."""
    seen: dict[int, Citation] = {}
    for citation in citations:
        seen.setdefault(citation.number, citation)
    if not seen:
        return []
    chosen = sorted(seen.values(), key=lambda each: each.number)
    buttons = [
        button(
            f"[{each.number}] {each.section.rsplit(' > ', 1)[-1]}",
            "source",
            value(
                p=each.passage_id, n=each.number, t=each.document_title[:150], s=each.section[:200], w=each.text[:900]
            ),
        )
        for each in chosen[:SOURCES]
    ]
    blocks = [actions(buttons)]
    if len(chosen) > SOURCES:
        blocks.append(
            context(escape("Also: " + "; ".join(f"[{each.number}] {each.section}" for each in chosen[SOURCES:]))[:2900])
        )
    return blocks


def suggestions(texts: Sequence[str]) -> list[Block]:
    """What to say next, at a press."""
    if not texts:
        return []
    return [actions([button(each, "say", value(r=each)) for each in texts[:4]])]


def feedback(message_id: str) -> Block:
    """Thumbs for one answer."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "vote",
                "positive_button": {
                    "text": text("Helpful", plain=True),
                    "value": value(m=message_id, v="up"),
                    "accessibility_label": "This answer was helpful",
                },
                "negative_button": {
                    "text": text("Not helpful", plain=True),
                    "value": value(m=message_id, v="down"),
                    "accessibility_label": "This answer was not helpful",
                },
            }
        ],
    }


def markdown(words: str) -> Block:
    """At most 12,000 characters per message over all such blocks."""
    return {"type": "markdown", "text": words}


def bar(step: int, of: int, width: int = 10) -> str:
    """`▓▓▓░░░` that reads well in a small line."""
    done = round(width * min(step, of) / of) if of else 0
    return "▓" * done + "░" * (width - done)


def passage_modal(held: dict[str, Any], passage: tuple[str, str, str] | None) -> Block:
    """The words that bear the sentence out, in their passage. `passage`: title, source, text."""
    quote = escape(str(held.get("w", "")))
    title, source, body = passage or (str(held.get("t", "")), "", "")
    blocks = [section(f"*{escape(title)}*\n{escape(str(held.get('s', '')))}")]
    blocks.append(section("> " + quote.replace("\n", "\n> ")))
    if body:
        blocks.append({"type": "divider"})
        blocks += [section(part) for part in pieces(escape(body), SECTION)][:20]
        blocks.append(context(escape(f"Source: {source}")))
    else:
        blocks.append(context("The document has changed since this was said; these are the words as they stood then."))
    return {
        "type": "modal",
        "title": text(cut(f"Source {held.get('n', '')}", MODAL_TITLE), plain=True),
        "close": text("Close", plain=True),
        "blocks": blocks,
    }


def value(**fields: Any) -> str:
    """JSON that always fits: a quick reply is at most a sentence, and longer texts were cut before."""
    made = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    if len(made) > VALUE:
        fields = {name: each[:300] if isinstance(each, str) else each for name, each in fields.items()}
        made = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return made


def read_value(carried: str) -> dict[str, Any]:
    """What a button carries; empty for what is not ours."""
    try:
        read = json.loads(carried)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
