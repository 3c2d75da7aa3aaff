"""Messages and views as the page draws them: texts become HTML here, and nowhere else."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import datetime

from app.slack.sandbox.chat import expire
from app.slack.sandbox.state import Channel, Json, Message, Slack, View, Workspace
from app.web.render import block_html

Names = Callable[[str], str]


def shown_state(slack: Slack, team: Workspace, user: str) -> Json:
    """Everything that this person's window shows."""
    names: Names = lambda who: "Mentor" if who == team.bot_user else team.users[who].name if who in team.users else who  # noqa: E731
    channels = [
        each for each in team.channels.values() if user in each.members and (not each.is_im or each.im_of == user)
    ]
    home = team.homes.get(user)
    stack = team.modals.get(user, [])
    return {
        "version": slack.version,
        "team": team.name,
        "user": user,
        "people": [{"id": each.id, "name": each.name} for each in team.users.values()],
        "channels": [_channel(slack, team, each, user, names) for each in channels],
        "home": _view(home, names) if home else None,
        "modal": _view(stack[-1], names) if stack else None,
    }


def _channel(slack: Slack, team: Workspace, channel: Channel, user: str, names: Names) -> Json:
    seen = [each for each in channel.messages if each.only_for in (None, user)]
    for each in seen:
        expire(slack, each)
    return {
        "id": channel.id,
        "name": channel.name,
        "im": channel.is_im,
        "messages": [_message(each, names) for each in seen],
        "statuses": {ts: words for (place, ts), words in team.statuses.items() if place == channel.id and words},
        "processing": [
            ts for (place, ts), word in team.sessions.items() if place == channel.id and word == "processing"
        ],
        "prompts": team.prompts.get(channel.id, []),
    }


def _message(message: Message, names: Names) -> Json:
    return {
        "ts": message.ts,
        "thread": message.thread_ts,
        "who": names(message.user),
        "bot": message.bot,
        "at": f"{datetime.fromtimestamp(float(message.ts)):%H:%M}",
        "html": markdown_html(message.markdown)
        if message.markdown
        else mrkdwn_html(message.text, names)
        if message.text and not message.blocks
        else "",
        "blocks": [_block(each, names) for each in message.blocks],
        "tasks": [{"title": each["title"], "done": each["status"] == "complete"} for each in message.tasks.values()],
        "files": [
            {"name": each.title or each.name, "url": f"/files/{each.id}?page", "image": each.name.endswith(".png")}
            for each in message.files
        ],
        "ephemeral": message.only_for is not None,
        "edited": message.edited,
        "streaming": message.streaming,
    }


def _view(view: View, names: Names) -> Json:
    return {
        "id": view.id,
        "hash": view.hash,
        "title": view.view.get("title", {}).get("text", ""),
        "submit": view.view.get("submit", {}).get("text", ""),
        "close": view.view.get("close", {}).get("text", "Close"),
        "blocks": [_block(each, names) for each in view.view["blocks"]],
        "errors": view.errors,
    }


def _block(block: Json, names: Names) -> Json:
    """The block with `html` beside each text that has marks."""
    shown: Json = {"type": block["type"], "block_id": block.get("block_id", "")}
    if block["type"] == "markdown":
        return shown | {"html": markdown_html(block["text"])}
    if "text" in block:
        shown["html"] = _text(block["text"], names)
    if "elements" in block:
        shown["elements"] = [each | {"html": _text(each, names)} if "text" in each and each["type"] == "mrkdwn" else each for each in block["elements"]]  # fmt: skip
    if "element" in block:
        shown |= {"element": block["element"], "label": block["label"]["text"], "optional": bool(block.get("optional"))}
        shown["hint"] = block.get("hint", {}).get("text", "")
    if "accessory" in block:
        shown["accessory"] = block["accessory"]
    return shown


def _text(text: Json, names: Names) -> str:
    return mrkdwn_html(text["text"], names) if text["type"] == "mrkdwn" else html.escape(text["text"])


def markdown_html(markdown: str) -> str:
    """Sanitised, as on the mentor's own page."""
    return block_html(markdown)


def mrkdwn_html(text: str, names: Names) -> str:
    """Slack's own marks. What comes in is escaped already; whatever is not is escaped here."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        if line.strip() == "```":
            lines.append("</pre>" if fenced else "<pre>")
            fenced = not fenced
        elif fenced:
            lines.append(_plain(line) + "\n")
        elif line.startswith(("> ", "&gt; ")):
            lines.append(f"<blockquote>{_marks(line.partition(' ')[2], names)}</blockquote>")
        else:
            lines.append(_marks(line, names) + "<br>")
    if fenced:
        lines.append("</pre>")
    return "".join(lines).removesuffix("<br>")


def _plain(words: str) -> str:
    entities = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return html.escape(entities)


def _marks(line: str, names: Names) -> str:
    out: list[str] = []
    rest = line
    while rest:
        mark = rest[0]
        end = rest.find(">" if mark == "<" else mark, 1) if mark in "<*_~`" else -1
        before = out[-1][-1:] if out else ""
        if end > 1 and mark == "<":
            out.append(_reference(rest[1:end], names))
        elif end > 1 and not before.isalnum() and not rest[1].isspace() and rest[1] != "\u2060":
            tag = {"*": "strong", "_": "em", "~": "s", "`": "code"}[mark]
            inside = rest[1:end]
            out.append(f"<{tag}>{_plain(inside) if mark == '`' else _marks(inside, names)}</{tag}>")
        else:
            stop = next((at for at, each in enumerate(rest[1:], start=1) if each in "<*_~`"), len(rest))
            out.append(_plain(rest[:stop]))
            rest = rest[stop:]
            continue
        rest = rest[end + 1 :]
    return "".join(out)


def _reference(inside: str, names: Names) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return f'<span class="mention">@{html.escape(names(target[1:]))}</span>'
    if target.startswith(("http://", "https://")):
        address = html.escape(target, quote=True)
        return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{_plain(label or target)}</a>'
    return _plain(label or target)
