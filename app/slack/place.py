"""Typed messages at the border: what came from Slack, and where its answer belongs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from app.slack.markup import from_slack

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A thread of one workspace, and the person who is answered there."""

    team: str
    channel: str
    thread_ts: str
    user: str
    public: bool = False
    """Others read along."""

    def at(self, thread_ts: str) -> Place:
        """The same place in another thread."""
        return replace(self, thread_ts=thread_ts)


class FileRef(BaseModel):
    """A file as an event names it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = "file"
    mimetype: str = ""
    size: int = 0
    url_private_download: str = ""


class Ticket(BaseModel):
    """One message that waits for its answer; kept in the store until it is answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    """Of the arrival: taken once."""
    team: str
    channel: str
    thread_ts: str
    user: str
    person_team: str
    """The workspace the person belongs to, which in a shared channel is another than `team`."""
    text: str
    ts: str = ""
    """Of the person's own message; empty for a button or command."""
    files: tuple[FileRef, ...] = ()
    public: bool = False
    answers: str = ""
    """The mentor's message whose question this answers, when a button was pressed."""
    question: str = ""
    """The id of that question, for the interview."""
    respond: str = ""
    """A response URL: the answer is then shown to this person only."""
    kind: Literal["message", "command", "button", "posting"] = "message"

    @property
    def place(self) -> Place:
        """Where the answer goes."""
        return Place(self.team, self.channel, self.thread_ts, self.user, self.public)


PASSED_OVER = {"bot_message", "message_changed", "message_deleted", "message_replied", "channel_join", "channel_leave"}
READ = {"", "file_share", "thread_broadcast", "me_message"}


def ticket_of(body: Json, bot_user: str) -> Ticket | None:
    """The message of an event, or None for one that nobody is to answer: edits, bots, our own, joins and the like."""
    event: Json = body.get("event") or {}
    kind, user = event.get("type"), str(event.get("user") or "")
    if event.get("subtype", "") not in READ or event.get("bot_id") or event.get("app_id") or event.get("hidden"):
        return None
    if not user or user == bot_user or kind not in ("message", "app_mention"):
        return None
    team, ts = str(body.get("team_id") or ""), str(event.get("ts") or "")
    channel = str(event.get("channel") or "")
    if not team or not ts or not channel:
        return None
    return Ticket(
        key=f"message:{team}:{channel}:{ts}",
        team=team,
        channel=channel,
        thread_ts=str(event.get("thread_ts") or ts),
        user=user,
        person_team=str(event.get("user_team") or event.get("source_team") or event.get("team") or team),
        text=from_slack(str(event.get("text") or ""), bot_user),
        ts=ts,
        files=tuple(FileRef.model_validate(each) for each in event.get("files") or ()),
        public=event.get("channel_type") != "im" and not channel.startswith("D"),
    )
