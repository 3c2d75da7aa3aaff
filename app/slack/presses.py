"""Buttons of messages: answers to questions, things to say next, sources, votes."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from slack_bolt.async_app import AsyncAck
from starlette.concurrency import run_in_threadpool

from app.adapters.store.slack import public_learner
from app.slack import blocks as kit
from app.slack.arrivals import Arrivals
from app.slack.markup import escape
from app.slack.outlet import respond
from app.slack.pace import Caller, Unsent
from app.slack.place import Json, Ticket
from app.slack.shell import Shell
from app.web.cleaning import clean_text
from graphs.errors import MentorError, NotFound

log = logging.getLogger(__name__)

STALE = "That question is no longer open: it was answered, or we have gone on since. Answer the latest one below, or just write to me."
REASON_LIMIT = 2000


class Presses:
    """Listeners of `block_actions` in messages, and of the reason modal."""

    def __init__(self, shell: Shell, arrivals: Arrivals):
        self._shell = shell
        self._arrivals = arrivals

    async def reply(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """A quick reply: taken once, and only while its question is the last thing that was asked."""
        await ack()
        self._shell.spawn(self._reply(body, kit.read_value(str(action.get("value") or ""))))

    async def say(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """A suggestion: the same as writing its words."""
        await ack()
        self._shell.spawn(self._say(body, action, kit.read_value(str(action.get("value") or ""))))

    async def source(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """Shows the passage; the trigger is good for three seconds, so nothing slow comes before it."""
        await ack()
        self._shell.spawn(self._show_source(body, kit.read_value(str(action.get("value") or ""))))

    async def _show_source(self, body: Json, held: dict[str, Any]) -> None:
        passage = None
        with suppress(MentorError):
            found = await run_in_threadpool(self._shell.parts.library().passage, str(held.get("p", "")))
            passage = None if found is None else (found.title, found.source, found.text)
        await self._open(body, kit.passage_modal(held, passage))

    async def vote(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """Counts at once; a thumb down asks why."""
        await ack()
        self._shell.spawn(self._vote(body, kit.read_value(str(action.get("value") or ""))))

    async def _vote(self, body: Json, held: dict[str, Any]) -> None:
        message, up = str(held.get("m", "")), held.get("v") == "up"
        if not up:
            await self._open(body, _why_modal(message))
        kept = await self._keep_vote(body, message, "up" if up else "down", "")
        if up or not kept:
            words = "Thank you, noted." if kept else "Only who asked can rate an answer, and only while it is kept."
            await respond(self._shell.session, str(body.get("response_url", "")), words)

    async def why(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """The reason of a thumb down; submitting twice changes nothing."""
        await ack()
        given = view["state"]["values"].get("why", {}).get("words", {}).get("value") or ""
        reason = clean_text(given)[:REASON_LIMIT]
        self._shell.spawn(self._keep_vote(body, str(view.get("private_metadata", "")), "down", reason))

    async def unknown(self, ack: AsyncAck, body: Json) -> None:
        """A button of an older release."""
        await ack()
        url = str(body.get("response_url") or "")
        if url:
            await respond(self._shell.session, url, "This button is from an older version of me. Write to me instead.")

    async def _reply(self, body: Json, held: dict[str, Any]) -> None:
        ticket = _ticket(body, str(held.get("r", "")), str(held.get("q", "")))
        url = str(body.get("response_url", ""))
        # Claimed before it is looked at: of two presses at the same moment the first counts.
        first = ticket.answers and await self._arrivals.first(
            f"press:{ticket.team}:{ticket.answers}", ticket.person_team, ticket.user
        )
        learner = await self._shell.learner(ticket.person_team, ticket.user)
        if not first or not ticket.text or not await self._is_open(learner, ticket):
            await respond(self._shell.session, url, STALE)
            return
        ticket = ticket.model_copy(
            update={"key": f"reply:{ticket.team}:{ticket.answers}", "question": str(held.get("i", ""))}
        )
        if not await self._arrivals.take(ticket):
            await respond(self._shell.session, url, STALE)
            return
        call = await self._shell.workspaces.caller(ticket.team)
        message = body.get("message") or {}
        if call is not None and message.get("ts"):
            await self._mark_answered(call, body, ticket)

    async def _mark_answered(self, call: Caller, body: Json, ticket: Ticket) -> None:
        blocks = kit.answered(body["message"].get("blocks") or [], ticket.text)
        with suppress(Unsent):
            await call(
                "chat_update",
                patience=10,
                channel=ticket.channel,
                ts=body["message"]["ts"],
                text=f"You answered: {escape(ticket.text)}"[:300],
                blocks=blocks,
            )

    async def _say(self, body: Json, action: Json, held: dict[str, Any]) -> None:
        ticket = _ticket(body, str(held.get("r", "")), "")
        if not ticket.text:
            return
        where = body.get("container") or {}
        key = f"say:{ticket.team}:{ticket.user}:{where.get('message_ts', '')}:{action.get('action_ts', '')}"
        call = await self._shell.workspaces.caller(ticket.team)
        if call is None or not await self._arrivals.first(f"{key}:said", ticket.team, ticket.user):
            return
        who = f"<@{ticket.user}> asked" if ticket.public else "You asked"
        try:
            # The words that were pressed are seen in the talk, as if they had been written.
            said = await call(
                "chat_postMessage",
                channel=ticket.channel,
                thread_ts=ticket.thread_ts or None,
                text=f"{who}: {escape(ticket.text)}",
            )
        except Unsent:
            return
        await self._arrivals.take(
            ticket.model_copy(update={"key": key, "thread_ts": ticket.thread_ts or str(said["ts"])})
        )

    async def _is_open(self, learner: str, ticket: Ticket) -> bool:
        """Whether the question is the last thing that was said in its talk."""
        store = self._shell.store

        def look() -> bool:
            kept = store.slack.conversation(learner, ticket.team, ticket.channel, ticket.thread_ts)
            if kept is None:
                return False
            try:
                messages = store.conversations.messages(learner, kept)
            except NotFound:
                return False
            return bool(messages) and messages[-1].id == ticket.answers

        return await run_in_threadpool(look)

    async def _keep_vote(self, body: Json, message: str, vote: Any, reason: str) -> bool:
        team, user = person_of(body)
        own = await self._shell.learner(team, user)
        for learner in (own, public_learner(team, user)):
            try:
                await run_in_threadpool(self._shell.store.votes.put, learner, message, vote, reason)
            except NotFound:
                continue
            return True
        return False

    async def _open(self, body: Json, view: kit.Block) -> None:
        call = await self._shell.workspaces.caller(str(body["team"]["id"]))
        if call is None:
            return
        try:
            await call("views_open", patience=0, trigger_id=str(body.get("trigger_id", "")), view=view)
        except Unsent as unsent:
            url = str(body.get("response_url") or "")
            if url and unsent.error in ("expired_trigger_id", "ratelimited", "cannot_connect", "connection_lost"):
                await respond(self._shell.session, url, "That took too long for Slack. Press it again, please.")


def person_of(body: Json) -> tuple[str, str]:
    """The workspace and id of who acted; in shared channels not the workspace of the channel."""
    user = body["user"]
    return str(user.get("team_id") or body["team"]["id"]), str(user["id"])


def _ticket(body: Json, words: str, answers: str) -> Ticket:
    team, user = person_of(body)
    container = body.get("container") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    if not thread and not container.get("is_ephemeral"):
        thread = container.get("message_ts")
    return Ticket(
        key="",
        team=str(body["team"]["id"]),
        channel=channel,
        thread_ts=str(thread or ""),
        user=user,
        person_team=team,
        text=words,
        public=not channel.startswith("D"),
        answers=answers,
        kind="button",
    )


def _why_modal(message_id: str) -> kit.Block:
    return {
        "type": "modal",
        "callback_id": "why",
        "private_metadata": message_id,
        "title": kit.text("What went wrong?", plain=True),
        "submit": kit.text("Send", plain=True),
        "close": kit.text("No reason", plain=True),
        "blocks": [
            {
                "type": "input",
                "block_id": "why",
                "optional": True,
                "label": kit.text("What was wrong, or missing?", plain=True),
                "hint": kit.text("Kept with the answer, for the people who run the mentor.", plain=True),
                "element": {
                    "type": "plain_text_input",
                    "action_id": "words",
                    "multiline": True,
                    "max_length": REASON_LIMIT,
                },
            }
        ],
    }
