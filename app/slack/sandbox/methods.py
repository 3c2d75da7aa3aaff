"""The other methods, and the one function that answers a call of any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.slack.sandbox import chat, checks
from app.slack.sandbox.limits import RateLimits
from app.slack.sandbox.state import Call, File, Json, Message, Refused, Slack, View, Workspace

Method = Callable[[Slack, Workspace, Json], Json]
STATUSES = ("processing", "active", "suspended", "closed")
TRIGGER_LIVES = 3.0


def auth_test(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`auth.test`."""
    return {
        "url": f"{slack.base}/", "team": team.name, "team_id": team.id, "user": "mentor", "user_id": team.bot_user,
        "bot_id": team.bot_id,
    }  # fmt: skip


def set_status(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`assistant.threads.setStatus`; an empty status clears it."""
    if not team.agent:
        raise Refused("feature_not_enabled")
    channel = team.channel(str(given.get("channel_id", "")))
    if channel.get(str(given.get("thread_ts", ""))) is None:
        raise Refused("invalid_thread_ts")
    if len(given.get("loading_messages") or []) > 10:
        raise Refused("invalid_arguments")
    team.statuses[(channel.id, str(given["thread_ts"]))] = str(given.get("status", ""))
    return {}


def set_prompts(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`assistant.threads.setSuggestedPrompts`; with `thread_ts` an agent's call has no effect, as with Slack."""
    channel = team.channel(str(given.get("channel_id", "")))
    prompts = given.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise Refused("invalid_arguments")
    if any(not each.get("title") or not each.get("message") for each in prompts):
        raise Refused("invalid_arguments")
    if "thread_ts" not in given:
        team.prompts[channel.id] = prompts
    return {}


def session_status(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`agents.sessions.setStatus`."""
    if not team.agent:
        raise Refused("feature_not_enabled")
    channel = team.channel(str(given.get("channel_id", "")))
    if given.get("status") not in STATUSES or len(str(given.get("title") or "")) > 200:
        raise Refused("invalid_arguments")
    team.sessions[(channel.id, str(given.get("thread_ts", "")))] = str(given["status"])
    return {}


def views_open(slack: Slack, team: Workspace, given: Json) -> Json:
    """`views.open`."""
    view = checks.view(given.get("view"), ("modal",))
    user = _trigger(slack, team, given)
    opened = View(slack.next_id("V"), user, view)
    team.modals[user] = [opened]
    return {"view": shown_view(team, opened)}


def views_push(slack: Slack, team: Workspace, given: Json) -> Json:
    """`views.push`."""
    view = checks.view(given.get("view"), ("modal",))
    user = _trigger(slack, team, given)
    stack = team.modals.setdefault(user, [])
    if len(stack) >= 3:
        raise Refused("push_limit_reached")
    pushed = View(slack.next_id("V"), user, view)
    stack.append(pushed)
    return {"view": shown_view(team, pushed)}


def views_update(slack: Slack, team: Workspace, given: Json) -> Json:
    """`views.update`."""
    view = checks.view(given.get("view"), ("modal",))
    for stack in team.modals.values():
        for each in stack:
            if each.id == given.get("view_id"):
                if given.get("hash") not in (None, each.hash):
                    raise Refused("hash_conflict")
                each.view, each.hash = view, slack.next_id("h")
                return {"view": shown_view(team, each)}
    raise Refused("not_found")


def views_publish(slack: Slack, team: Workspace, given: Json) -> Json:
    """`views.publish`."""
    view = checks.view(given.get("view"), ("home",))
    user = str(given.get("user_id", ""))
    if user not in team.users:
        raise Refused("user_not_found")
    home = team.homes.get(user)
    if home is None:
        home = team.homes[user] = View(slack.next_id("V"), user, view)
    home.view, home.hash = view, slack.next_id("h")
    return {"view": shown_view(team, home)}


def shown_view(team: Workspace, view: View, state: Json | None = None) -> Json:
    """As payloads carry it."""
    return {
        "id": view.id, "team_id": team.id, "hash": view.hash, "root_view_id": view.id,
        "state": {"values": state or {}}, "private_metadata": "", "callback_id": "", **view.view,
    }  # fmt: skip


def conversations_open(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`conversations.open` for one person."""
    user = str(given.get("users", ""))
    if user not in team.users:
        raise Refused("user_not_found")
    return {"channel": {"id": team.im(user).id}}


def conversations_info(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`conversations.info`."""
    channel = team.channel(str(given.get("channel", "")))
    return {"channel": {"id": channel.id, "name": channel.name, "is_im": channel.is_im}}


def conversations_replies(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`conversations.replies`."""
    channel, ts = team.channel(str(given.get("channel", ""))), str(given.get("ts", ""))
    if channel.get(ts) is None:
        raise Refused("thread_not_found")
    found = [each for each in channel.messages if ts in (each.ts, each.thread_ts) and each.only_for is None]
    return {"messages": [chat.shown(each) for each in found[: int(given.get("limit", 1000))]], "has_more": False}


def conversations_history(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`conversations.history`, newest first."""
    channel = team.channel(str(given.get("channel", "")))
    found = [each for each in reversed(channel.messages) if each.thread_ts is None and each.only_for is None]
    return {"messages": [chat.shown(each) for each in found[: int(given.get("limit", 100))]], "has_more": False}


def users_info(slack: Slack, team: Workspace, given: Json) -> Json:  # noqa: ARG001
    """`users.info`."""
    user = team.users.get(str(given.get("user", "")))
    if user is None:
        raise Refused("user_not_found")
    return {
        "user": {"id": user.id, "team_id": team.id, "name": user.name, "real_name": user.name, "tz": user.time_zone}
    }


def upload_url(slack: Slack, team: Workspace, given: Json) -> Json:
    """`files.getUploadURLExternal`."""
    length = int(given.get("length") or 0)
    if not given.get("filename"):
        raise Refused("invalid_arguments")
    if length <= 0:
        raise Refused("file_upload_size_restricted" if length < 0 else "invalid_arguments")
    file = File(slack.next_id("F"), str(given["filename"]), b"", owner=team.bot_user)
    team.files[file.id] = file
    return {"upload_url": f"{slack.base}/upload/{team.id}/{file.id}", "file_id": file.id}


def complete_upload(slack: Slack, team: Workspace, given: Json) -> Json:
    """`files.completeUploadExternal`; posts the files when a channel is given."""
    files = []
    for each in given.get("files") or []:
        file = team.files.get(str(each.get("id")))
        if file is None or not file.data:
            raise Refused("file_not_found")
        file.title, file.complete = str(each.get("title") or file.name), True
        files.append(file)
    if not files:
        raise Refused("invalid_arguments")
    if given.get("channel_id"):
        channel = team.channel(str(given["channel_id"]))
        if team.bot_user not in channel.members:
            raise Refused("not_in_channel")
        message = Message(slack.next_ts(), team.bot_user, str(given.get("initial_comment") or ""), bot=True)
        message.files, message.thread_ts = files, given.get("thread_ts")
        channel.messages.append(message)
    return {"files": [each.shown(slack.base) for each in files]}


def _trigger(slack: Slack, team: Workspace, given: Json) -> str:
    trigger = team.triggers.get(str(given.get("trigger_id", "")))
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if slack.clock() - trigger.made > TRIGGER_LIVES:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user


METHODS: dict[str, tuple[Method, str]] = {
    **chat.METHODS,
    "auth.test": (auth_test, ""),
    "assistant.threads.setStatus": (set_status, "chat:write"),
    "assistant.threads.setSuggestedPrompts": (set_prompts, "assistant:write"),
    "agents.sessions.setStatus": (session_status, "chat:write"),
    "views.open": (views_open, ""),
    "views.push": (views_push, ""),
    "views.update": (views_update, ""),
    "views.publish": (views_publish, ""),
    "conversations.open": (conversations_open, "im:write"),
    "conversations.info": (conversations_info, ""),
    "conversations.replies": (conversations_replies, "im:history"),
    "conversations.history": (conversations_history, "im:history"),
    "users.info": (users_info, "users:read"),
    "files.getUploadURLExternal": (upload_url, "files:write"),
    "files.completeUploadExternal": (complete_upload, "files:write"),
}


def answer(slack: Slack, limits: RateLimits, method: str, token: str, given: Json) -> tuple[int, Json, dict[str, str]]:
    """Status, body and headers of Slack's answer; the call is recorded either way."""
    team = next((each for each in slack.workspaces.values() if each.bot_token == token), None)
    headers = {"x-oauth-scopes": ",".join(sorted(team.scopes))} if team is not None else {}
    try:
        body = _answer(slack, limits, method, team, token, given)
    except Refused as refused:
        slack.calls.append(Call(method, team.id if team else "", given, slack.clock(), refused.error))
        if refused.error == "ratelimited":
            wait = str(refused.more.get("retry_after", 1))
            return 429, {"ok": False, "error": "ratelimited"}, headers | {"Retry-After": wait}
        if refused.error == "internal_error":
            return 500, {"ok": False, "error": "internal_error"}, headers
        return 200, {"ok": False, "error": refused.error, **refused.more}, headers
    slack.calls.append(Call(method, team.id if team else "", given, slack.clock()))
    slack.changed()
    return 200, {"ok": True, **body}, headers


def _answer(slack: Slack, limits: RateLimits, method: str, team: Workspace | None, token: str, given: Json) -> Json:
    if not token:
        raise Refused("not_authed")
    fault = slack.fault(method)
    if fault is not None:
        raise Refused(fault.error, retry_after=fault.retry_after)
    if method == "apps.connections.open":
        if token != slack.app_token:
            raise Refused("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
        limits.check("app", method)
        return {"url": f"{slack.base.replace('http', 'ws', 1)}/link?ticket={slack.next_id('t')}"}
    if team is None:
        raise Refused("not_allowed_token_type" if token == slack.app_token else "invalid_auth")
    if team.revoked:
        raise Refused("token_revoked")
    if method not in METHODS:
        raise Refused("unknown_method")
    run, scope = METHODS[method]
    if scope and scope not in team.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(sorted(team.scopes)))
    limits.check(team.id, method, str(given.get("channel", "")))
    return run(slack, team, given)


def plain(value: Any) -> Any:
    """A form's value: JSON where it is JSON."""
    import json

    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
