"""From delivery to the waiting line: claimed once in the store, then acknowledged, then answered."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.response import BoltResponse
from starlette.concurrency import run_in_threadpool

from app.adapters.store.slack import own_learner
from app.slack.line import Full, Line
from app.slack.markup import escape
from app.slack.pace import Unsent
from app.slack.place import Json, Ticket, ticket_of
from app.slack.shell import Shell
from app.slack.status import set_status
from app.slack.talk import Talk

log = logging.getLogger(__name__)

FULL = "Ten of your messages wait for an answer already. I answer them in order; send this one again afterwards."


class Arrivals:
    """The only way into the waiting line."""

    def __init__(self, shell: Shell):
        self._shell = shell
        self.talk = Talk(shell)
        self.line = Line(shell.settings.slack_turns, self.talk.answer, self._tell, tell_every=shell.tell_every)
        self._without_status: set[str] = set()

    async def resume(self) -> None:
        """What the last process left: what had not begun is answered now, what was cut off says so."""
        for arrival in await run_in_threadpool(self._shell.store.slack.open_arrivals):
            try:
                ticket = Ticket.model_validate_json(arrival.body)
            except ValueError:
                await run_in_threadpool(self._shell.store.slack.done, arrival.key)
                continue
            if arrival.state == "waiting":
                await self._put(ticket)
            else:
                self._shell.spawn(self.talk.cut_off(ticket))

    async def claim_event(self, body: Json, next: Callable[[], Awaitable[object]]) -> BoltResponse | None:
        """Listener middleware: runs before Bolt acknowledges, so what is acknowledged is in the store.

        When the store cannot be written this raises, nothing is acknowledged, and Slack delivers again.
        """
        membership = await self._shell.workspaces.membership(str(body.get("team_id") or ""))
        ticket = ticket_of(body, membership.bot_user if membership else "")
        if ticket is not None and await self._is_meant(body, ticket):
            for each in _one_file_each(ticket):
                await self.take(each)
        await next()
        return None

    async def take(self, ticket: Ticket) -> bool:
        """Claims and enqueues; False for what was delivered before."""
        learner = own_learner(ticket.person_team, ticket.user)
        known = await run_in_threadpool(self._shell.store.slack.find, ticket.person_team, ticket.user)
        learner = known.learner_id if known is not None else learner
        claimed = await run_in_threadpool(
            lambda: self._shell.store.slack.claim(ticket.key, learner, ticket.model_dump_json(), state="waiting")
        )
        if claimed:
            await self._put(ticket)
        return claimed

    async def begin_talk(self, team: str, user: str, words: str, key: str) -> str:
        """Goes on in the direct message, below the words that a command or button stands for.

        The channel, or empty for what was delivered before. Raises `Unsent` when it cannot be written to.
        """
        call = await self._shell.workspaces.caller(team)
        if call is None or not await self.first(f"{key}:said", team, user):
            return ""
        channel = await self._shell.direct_message(call, user, team)
        root = await call("chat_postMessage", channel=channel, text=f"You asked: {escape(words)}")
        await self.take(
            Ticket(
                key=key, team=team, channel=channel, thread_ts=str(root["ts"]), user=user, person_team=team,
                text=words, kind="command",
            )
        )  # fmt: skip
        return channel

    async def first(self, key: str, team: str, user: str) -> bool:
        """For a press, a command, a submission: whether it is delivered for the first time."""
        return await run_in_threadpool(lambda: self._shell.store.slack.claim(key, own_learner(team, user)))

    async def _put(self, ticket: Ticket) -> None:
        try:
            self.line.put(own_learner(ticket.person_team, ticket.user), ticket)
        except Full:
            await run_in_threadpool(self._shell.store.slack.done, ticket.key)
            self._shell.spawn(self._say_full(ticket))

    async def _is_meant(self, body: Json, ticket: Ticket) -> bool:
        """In a channel: what mentions the mentor, and what follows in a thread that it answered in."""
        event = body["event"]
        if not ticket.public or event["type"] == "app_mention":
            return True
        if event.get("channel_type") == "mpim":
            return False
        membership = await self._shell.workspaces.membership(ticket.team)
        words = str(event.get("text") or "")
        if membership is not None and f"<@{membership.bot_user}>" in words:
            return True  # the mention itself arrives too; the first of the two is answered
        if ticket.thread_ts == ticket.ts or "<@" in words:
            return False  # a follow-up that names somebody else is for them
        return await run_in_threadpool(self._shell.store.slack.speaks_in, ticket.team, ticket.channel, ticket.thread_ts)

    async def _tell(self, ticket: Ticket, place: int) -> None:
        """By the status line; where there is none, once by a message when it will take a while."""
        call = await self._shell.workspaces.caller(ticket.team)
        if call is None or ticket.respond:
            return
        words = "is next" if place == 1 else f"will answer you soon: {place - 1} before you"
        if await set_status(call, ticket, words) or place < 4 or ticket.key in self._without_status:
            return
        self._without_status.add(ticket.key)
        try:
            await call(
                "chat_postMessage",
                patience=20,
                channel=ticket.channel,
                thread_ts=ticket.thread_ts,
                text=f"I have your message; {place - 1} are before you. I answer here.",
            )
        except Unsent:
            log.warning("a place in the line could not be told")

    async def _say_full(self, ticket: Ticket) -> None:
        call = await self._shell.workspaces.caller(ticket.team)
        if call is not None:
            try:
                await call("chat_postMessage", channel=ticket.channel, thread_ts=ticket.thread_ts, text=FULL)
            except Unsent:
                log.warning("a refusal could not be delivered in Slack")


def _one_file_each(ticket: Ticket) -> list[Ticket]:
    """Several postings uploaded at once are several messages."""
    if len(ticket.files) < 2:
        return [ticket]
    return [
        ticket.model_copy(update={"files": (file,), "key": f"{ticket.key}#{number}"})
        for number, file in enumerate(ticket.files[:10])
    ]
