"""What a workspace holds: people, channels, messages, views, files."""

from __future__ import annotations

import itertools
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ALL_SCOPES = frozenset(
    {
        "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "files:read",
        "files:write", "groups:history", "im:history", "im:write", "users:read",
    }
)  # fmt: skip
"""What the manifest asks for; `tests/slack/test_manifest.py` holds the two together."""


class Refused(Exception):
    """A method's `ok: false`; `error` is one of Slack's codes."""

    def __init__(self, error: str, **more: Any):
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass
class User:
    """A person of the workspace."""

    id: str
    name: str
    time_zone: str = "Europe/Berlin"


@dataclass
class File:
    """An uploaded file."""

    id: str
    name: str
    data: bytes
    mimetype: str = "text/plain"
    title: str = ""
    owner: str = ""
    complete: bool = False

    def shown(self, base: str) -> Json:
        """As events and messages carry it."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "size": len(self.data),
            "user": self.owner,
            "url_private": f"{base}/files/{self.id}",
            "url_private_download": f"{base}/files/{self.id}",
        }


@dataclass
class Message:
    """A message; one that only its receiver sees has `only_for`."""

    ts: str
    user: str
    text: str = ""
    markdown: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    files: list[File] = field(default_factory=list)
    tasks: dict[str, Json] = field(default_factory=dict)
    only_for: str | None = None
    streaming: bool = False
    streamed: bool = False
    began: float = 0.0
    stopped_by_user: bool = False
    edited: bool = False
    bot: bool = False


@dataclass
class Channel:
    """A channel, or the direct message of one person with the mentor."""

    id: str
    name: str
    im_of: str | None = None
    members: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        """Whether it is a direct message."""
        return self.im_of is not None

    def get(self, ts: str) -> Message | None:
        """The message with this time stamp."""
        return next((each for each in self.messages if each.ts == ts), None)


@dataclass
class View:
    """A modal that is open, or a person's App Home tab."""

    id: str
    user: str
    view: Json
    hash: str = field(default_factory=lambda: secrets.token_hex(4))
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class Trigger:
    """Lets the app open one modal, for three seconds."""

    user: str
    made: float
    used: bool = False


@dataclass
class Workspace:
    """One team."""

    id: str
    name: str
    bot_token: str
    bot_user: str = "UMENTOR"
    bot_id: str = "BMENTOR"
    scopes: frozenset[str] = ALL_SCOPES
    revoked: bool = False
    agent: bool = True
    """Whether the streaming and status methods are switched on for the workspace."""
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    """The stack of each person's open modals."""
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    prompts: dict[str, list[Json]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)

    def channel(self, channel_id: str) -> Channel:
        """Raises `channel_not_found`."""
        found = self.channels.get(channel_id)
        if found is None:
            raise Refused("channel_not_found")
        return found

    def im(self, user_id: str) -> Channel:
        """The person's direct message with the mentor, made when there is none."""
        for channel in self.channels.values():
            if channel.im_of == user_id:
                return channel
        channel = Channel(f"D{user_id.removeprefix('U')}", "Mentor", im_of=user_id, members={user_id, self.bot_user})
        self.channels[channel.id] = channel
        return channel

    def add_user(self, user_id: str, name: str) -> User:
        """A new person."""
        user = self.users[user_id] = User(user_id, name)
        return user

    def add_channel(self, channel_id: str, name: str, *, with_mentor: bool = True) -> Channel:
        """A public channel that everybody is in."""
        members = set(self.users) | ({self.bot_user} if with_mentor else set())
        channel = self.channels[channel_id] = Channel(channel_id, name, members=members)
        return channel


@dataclass(frozen=True)
class Call:
    """One call of a method, as it was recorded."""

    method: str
    team: str
    arguments: Json
    at: float
    error: str = ""
    """Empty when it went well."""


@dataclass
class Fault:
    """Makes the next calls of a method fail."""

    method: str
    error: str
    times: int = 1
    after: int = 0
    """Calls that go well first."""
    retry_after: int = 1


class Slack:
    """All workspaces, and what was asked of them."""

    def __init__(self, clock: Callable[[], float] = time.time):
        self.clock = clock
        self.workspaces: dict[str, Workspace] = {}
        self.app_token = "xapp-1-sandbox"  # noqa: S105 - it opens nothing
        self.signing_secret = "sandbox-signing-secret"  # noqa: S105
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.base = ""
        """Address of the server, once it listens."""
        self.stream_lifetime = 300.0
        self.version = 0
        """Grows with each change, so that the page knows when to draw anew."""
        self._numbers = itertools.count(1)
        self._last_ts = 0.0

    def add_workspace(self, team_id: str = "T1", name: str = "Groundwork", **more: Any) -> Workspace:
        """A workspace with the mentor in it."""
        workspace = Workspace(team_id, name, bot_token=f"xoxb-{team_id}", **more)
        self.workspaces[team_id] = workspace
        return workspace

    def next_ts(self) -> str:
        """Unique and growing, as Slack's are."""
        self._last_ts = max(self.clock(), self._last_ts + 0.000001)
        return f"{self._last_ts:.6f}"

    def next_id(self, letter: str) -> str:
        """Of files, views, events."""
        return f"{letter}{next(self._numbers):08d}"

    def changed(self) -> None:
        """Call after every change that somebody could see."""
        self.version += 1

    def fail(self, method: str, error: str, *, times: int = 1, after: int = 0, retry_after: int = 1) -> None:
        """The next `times` calls of the method are refused, once `after` have gone well."""
        self.faults.append(Fault(method, error, times, after, retry_after))

    def fault(self, method: str) -> Fault | None:
        """The fault that this call meets, used up."""
        for fault in self.faults:
            if fault.method != method or fault.times <= 0:
                continue
            if fault.after > 0:
                fault.after -= 1
                return None
            fault.times -= 1
            return fault
        return None

    def calls_of(self, method: str, *, well: bool = True) -> list[Call]:
        """The recorded calls of one method; `well`: only those that were not refused."""
        return [call for call in self.calls if call.method == method and (not well or not call.error)]
