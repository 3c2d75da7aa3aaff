"""The `chat.*` methods: messages, and messages that are streamed."""

from __future__ import annotations

from app.slack.sandbox.checks import MESSAGE_TEXT, markdown_text, message_blocks
from app.slack.sandbox.state import Channel, Json, Message, Refused, Slack, Workspace


def post_message(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.postMessage`."""
    channel = _writable(team, given)
    message = _message(slack, team, given)
    thread = given.get("thread_ts")
    if thread is not None and channel.get(str(thread)) is None:
        raise Refused("thread_not_found")
    message.thread_ts = _root(channel, thread)
    channel.messages.append(message)
    _clear_status(team, channel, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown(message)}


def post_ephemeral(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.postEphemeral`."""
    channel = _writable(team, given)
    user = given.get("user")
    if user not in team.users:
        raise Refused("user_not_found")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    message = _message(slack, team, given)
    message.only_for = str(user)
    message.thread_ts = given.get("thread_ts")
    channel.messages.append(message)
    return {"message_ts": message.ts}


def update(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.update`; also the way to mend a stream that Slack closed."""
    channel = _writable(team, given)
    message = _own(slack, channel, given)
    if message.streaming:
        raise Refused("streaming_state_conflict")
    fresh = _message(slack, team, given, ts=message.ts)
    message.text, message.markdown = fresh.text, fresh.markdown
    if "blocks" in given or fresh.markdown:
        message.blocks = fresh.blocks
    message.tasks.clear()
    message.edited = True
    return {"channel": channel.id, "ts": message.ts, "text": message.text}


def delete(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.delete`."""
    channel = _writable(team, given)
    message = _own(slack, channel, given)
    channel.messages.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def start_stream(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.startStream`."""
    _agent(team)
    channel = _writable(team, given)
    if not channel.is_im and not (given.get("recipient_team_id") and given.get("recipient_user_id")):
        raise Refused(
            "missing_recipient_team_id" if not given.get("recipient_team_id") else "missing_recipient_user_id"
        )
    thread = given.get("thread_ts")
    if thread is None or channel.get(str(thread)) is None:
        raise Refused("invalid_thread_ts")
    message = Message(ts=slack.next_ts(), user=team.bot_user, bot=True, streaming=True, streamed=True)
    message.began = slack.clock()
    message.thread_ts = _root(channel, thread)
    _add_chunks(message, given)
    channel.messages.append(message)
    _clear_status(team, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def append_stream(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.appendStream`."""
    _agent(team)
    channel = _writable(team, given)
    message = _streaming(slack, channel, given)
    if not given.get("markdown_text") and not given.get("chunks"):
        raise Refused("no_text")
    _add_chunks(message, given)
    return {"channel": channel.id, "ts": message.ts}


def stop_stream(slack: Slack, team: Workspace, given: Json) -> Json:
    """`chat.stopStream`."""
    _agent(team)
    channel = _writable(team, given)
    message = _streaming(slack, channel, given)
    blocks = message_blocks(given["blocks"]) if given.get("blocks") else []
    _add_chunks(message, given)
    message.blocks = blocks
    message.streaming = False
    status = given.get("session_status")
    if status is not None and message.thread_ts:
        team.sessions[(channel.id, message.thread_ts)] = str(status)
    return {"channel": channel.id, "ts": message.ts, "message": shown(message)}


def shown(message: Message) -> Json:
    """As methods and events carry it."""
    body: Json = {"type": "message", "ts": message.ts, "user": message.user, "text": message.text or message.markdown}
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
    if message.blocks:
        body["blocks"] = message.blocks
    if message.bot:
        body["bot_id"] = "BMENTOR"
    return body


def _message(slack: Slack, team: Workspace, given: Json, ts: str | None = None) -> Message:
    text, markdown = str(given.get("text") or ""), given.get("markdown_text")
    if markdown is not None and (given.get("text") or given.get("blocks")):
        raise Refused("markdown_text_conflict")
    blocks = message_blocks(given["blocks"]) if given.get("blocks") else []
    if not text and not blocks and not markdown:
        raise Refused("no_text")
    if len(text) > MESSAGE_TEXT:
        raise Refused("msg_too_long")
    message = Message(ts=ts or slack.next_ts(), user=team.bot_user, text=text, blocks=blocks, bot=True)
    if markdown is not None:
        message.markdown = markdown_text(markdown)
    return message


def _add_chunks(message: Message, given: Json) -> None:
    added = markdown_text(given["markdown_text"]) if given.get("markdown_text") else ""
    for chunk in given.get("chunks") or []:
        match chunk.get("type"):
            case "markdown_text":
                added += str(chunk["text"])
            case "task_update":
                if chunk.get("status") not in ("pending", "in_progress", "complete", "error"):
                    raise Refused("invalid_chunks")
                if len(str(chunk.get("title", ""))) > 256:
                    raise Refused("invalid_chunks")
                message.tasks[str(chunk["id"])] = dict(chunk)
            case "plan_update" | "blocks":
                pass
            case _:
                raise Refused("invalid_chunks")
    if len(added) > 12_000 or len(message.markdown) + len(added) > 12_000:
        raise Refused("msg_too_long")
    message.markdown += added


def _writable(team: Workspace, given: Json) -> Channel:
    channel = team.channel(str(given.get("channel", "")))
    if team.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _own(slack: Slack, channel: Channel, given: Json) -> Message:
    message = channel.get(str(given.get("ts", "")))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    if not message.bot:
        raise Refused("cant_update_message")
    expire(slack, message)
    return message


def expire(slack: Slack, message: Message) -> None:
    """Slack closes a stream five minutes after its start, whatever still comes."""
    if message.streaming and slack.clock() - message.began > slack.stream_lifetime:
        message.streaming = False


def _streaming(slack: Slack, channel: Channel, given: Json) -> Message:
    message = channel.get(str(given.get("ts", "")))
    if message is None:
        raise Refused("message_not_found")
    expire(slack, message)
    if message.stopped_by_user:
        raise Refused("stopped_by_user")
    if not message.streaming:
        raise Refused("message_not_in_streaming_state")
    return message


def _root(channel: Channel, thread: object) -> str | None:
    """A reply to a reply belongs to the same thread."""
    if thread is None:
        return None
    above = channel.get(str(thread))
    return above.thread_ts if above is not None and above.thread_ts else str(thread)


def _clear_status(team: Workspace, channel: Channel, message: Message) -> None:
    if message.thread_ts:
        team.statuses.pop((channel.id, message.thread_ts), None)


def _agent(team: Workspace) -> None:
    if not team.agent:
        raise Refused("feature_not_enabled")


METHODS = {
    "chat.postMessage": (post_message, "chat:write"),
    "chat.postEphemeral": (post_ephemeral, "chat:write"),
    "chat.update": (update, "chat:write"),
    "chat.delete": (delete, "chat:write"),
    "chat.startStream": (start_stream, "chat:write"),
    "chat.appendStream": (append_stream, "chat:write"),
    "chat.stopStream": (stop_stream, "chat:write"),
}
