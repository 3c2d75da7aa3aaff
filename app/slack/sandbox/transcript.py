"""A channel as text, so that a person can read a conversation as it looked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from app.slack.markup import from_slack
from app.slack.sandbox.state import Channel, Json, Message, Workspace

WIDTH = 100


def transcript(workspace: Workspace, channel_id: str, *, user: str = "") -> str:
    """Every message with its thread indented; `user` sees what is for them only."""
    channel = workspace.channel(channel_id)
    heading = f"Direct message with {_name(workspace, channel.im_of or '')}" if channel.is_im else f"#{channel.name}"
    lines = [heading, "=" * len(heading)]
    for message in channel.messages:
        if message.thread_ts is None and _sees(message, user):
            lines += ["", *_message(workspace, message, "")]
            lines += _thread(workspace, channel, message, user)
    orphans = [each for each in channel.messages if each.thread_ts and channel.get(each.thread_ts) is None]
    for message in orphans:
        lines += ["", *_message(workspace, message, "")]
    return "\n".join(lines) + "\n"


def view_transcript(view: Json) -> str:
    """A modal or App Home."""
    title = view.get("title", {}).get("text", "App Home")
    lines = [title, "-" * len(title), *_blocks(view["blocks"], "")]
    if "submit" in view:
        lines.append(f"( {view['submit']['text']} )")
    return "\n".join(lines) + "\n"


def _thread(workspace: Workspace, channel: Channel, root: Message, user: str) -> Iterator[str]:
    for message in channel.messages:
        if message.thread_ts == root.ts and message.ts != root.ts and _sees(message, user):
            yield from _message(workspace, message, "    ")
    status = workspace.statuses.get((channel.id, root.ts))
    if status:
        yield f"    … Mentor {status}"


def _sees(message: Message, user: str) -> bool:
    return message.only_for is None or message.only_for == user


def _message(workspace: Workspace, message: Message, indent: str) -> list[str]:
    marks = [
        mark
        for mark, held in (
            ("only you see this", message.only_for),
            ("edited", message.edited),
            ("writing…", message.streaming),
        )
        if held
    ]
    lines = [f"{indent}{_name(workspace, message.user)}" + (f" ({', '.join(marks)})" if marks else "") + ":"]
    inner = indent + "  "
    lines += [
        f"{inner}{'✓' if task['status'] == 'complete' else '…'} {task['title']}" for task in message.tasks.values()
    ]
    if message.markdown:
        lines += _wrapped(message.markdown, inner)
    if message.text and not message.blocks:
        lines += _wrapped(message.text, inner)
    lines += _blocks(message.blocks, inner)
    lines += [f"{inner}📎 {file.title or file.name} ({len(file.data):,} bytes)" for file in message.files]
    return lines


def _blocks(blocks: list[Json], indent: str) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block["type"]:
            case "markdown":
                lines += _wrapped(block["text"], indent)
            case "section" | "header":
                lines += _wrapped(block["text"]["text"], indent)
            case "context":
                lines += [f"{indent}· {from_slack(each.get('text', ''))}" for each in block["elements"]]
            case "divider":
                lines.append(f"{indent}{'─' * 20}")
            case "actions" | "context_actions":
                lines.append(indent + "  ".join(_element(each) for each in block["elements"]))
            case "input":
                lines.append(f"{indent}{block['label']['text']}: {_element(block['element'])}")
            case "image":
                lines.append(f"{indent}🖼 {block['alt_text']}")
    return lines


def _element(element: Json) -> str:
    match element["type"]:
        case "button":
            return f"[{element['text']['text']}]"
        case "feedback_buttons":
            return (
                f"[👍 {element['positive_button']['text']['text']}] [👎 {element['negative_button']['text']['text']}]"
            )
        case "checkboxes" | "radio_buttons" | "static_select":
            chosen = element.get("initial_options") or [element.get("initial_option")]
            return "  ".join(
                f"{'☑' if option in chosen else '☐'} {option['text']['text']}" for option in element["options"]
            )
        case _:
            return f"________ {element.get('initial_value', element.get('initial_time', ''))}".strip()


def _wrapped(words: str, indent: str) -> list[str]:
    lines: list[str] = []
    for line in from_slack(words).split("\n"):
        lead = len(line) - len(line.lstrip())
        lines += textwrap.wrap(
            line, WIDTH, initial_indent=indent, subsequent_indent=indent + " " * lead, break_long_words=False
        ) or [""]
    return lines


def _name(workspace: Workspace, user: str) -> str:
    if user == workspace.bot_user:
        return "Mentor"
    return workspace.users[user].name if user in workspace.users else user
