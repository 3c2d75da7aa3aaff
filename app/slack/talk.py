"""One message answered: the turn is run, and its events are shown as they come."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from starlette.concurrency import run_in_threadpool

from app.adapters.store.records import TurnRecord
from app.adapters.store.slack import Person, own_learner, public_learner
from app.learner_profile import edit_profile, read_profile
from app.slack import blocks as kit
from app.slack.files import attach, read_files
from app.slack.markup import cut
from app.slack.outlet import EphemeralReply, Outlet
from app.slack.pace import Caller, Unsent
from app.slack.place import Ticket
from app.slack.reply import Reply, StoppedByPerson
from app.slack.shell import Shell
from app.slack.shown import Personal, Shown
from app.slack.status import Thinking
from app.web.cleaning import clean_message
from graphs.errors import MentorError, NotFound
from graphs.events import Question, Sentence

log = logging.getLogger(__name__)

TICK = 0.4
INTERNAL = "Something broke on our side. Ask again; if it happens twice, tell who runs this."
STILL_OPEN = timedelta(hours=12)
"""So long an unthreaded message answers the question before it."""
CUT_OFF = "I was restarted in the middle of this. What was said before is kept; please send your last message again."
IN_PRIVATE = (
    "That is between you and me: ratings, plans and your own postings never show up in a channel. "
    "I have written to you directly, so we can go on there."
)


class Talk:
    """Answers tickets; each leaves at least one visible sentence."""

    def __init__(self, shell: Shell):
        self._shell = shell
        self.live: dict[tuple[str, str, str], tuple[str, str]] = {}
        """Team, channel and thread of what is being answered: its learner and turn, for the stop button."""

    async def answer(self, ticket: Ticket) -> None:
        """Begins, answers and closes the arrival."""
        store = self._shell.store.slack
        call = await self._shell.workspaces.caller(ticket.team)
        if call is None or not await run_in_threadpool(store.begin, ticket.key):
            return
        outlet: Outlet = (
            EphemeralReply(self._shell.session, ticket)
            if ticket.respond
            else Reply(call, ticket.place, stream_after=self._shell.stream_after)
        )
        try:
            await self._answer(ticket, call, outlet)
        except asyncio.CancelledError:  # the service stops: the arrival stays open, and the next start says so
            raise
        except Personal:
            if outlet.text.whole:  # from the sources, so it may stay
                await outlet.finish()
            await self._go_private(ticket, call)
        except MentorError as error:
            await self._say(outlet, str(error))
        except Exception:
            log.exception("a turn in Slack broke")
            await self._say(outlet, INTERNAL)
        await run_in_threadpool(store.done, ticket.key)

    async def cut_off(self, ticket: Ticket) -> None:
        """For a turn that a stopped process left in the middle: the person is told, once."""
        call = await self._shell.workspaces.caller(ticket.team)
        if call is not None:
            reply = Reply(call, ticket.place)
            await self._say(reply, CUT_OFF)
        await run_in_threadpool(self._shell.store.slack.done, ticket.key)

    async def _answer(self, ticket: Ticket, call: Caller, outlet: Outlet) -> None:
        shell = self._shell
        learner = await shell.learner(ticket.person_team, ticket.user, public=ticket.public)
        limit = shell.settings.max_message_chars
        text = ticket.text
        if ticket.files:
            text = await read_files(shell, call, ticket, limit)
        text = clean_message(text, limit)
        if not ticket.public:
            await run_in_threadpool(self._tell_time_zone, learner, await shell.person(ticket.person_team, ticket.user))
        thinking = Thinking(call, ticket)
        await thinking.begin(text)
        try:
            shell.turns.reserve()
            conversation = await self._conversation(learner, ticket)
            record = await run_in_threadpool(shell.turns.store_question, learner, conversation, text)
            await self._run(ticket, call, outlet, record, text, thinking)
        finally:
            await thinking.end()

    async def _run(
        self, ticket: Ticket, call: Caller, outlet: Outlet, record: TurnRecord, text: str, thinking: Thinking
    ) -> None:
        turn = self._shell.turns.launch(record, text, ticket.question)
        where = (ticket.team, ticket.channel, ticket.thread_ts)
        self.live[where] = (record.learner_id, record.id)
        shown = Shown(outlet, thinking, record.message_id, public=ticket.public)
        try:
            async for event in turn.events(TICK):
                if event is None:
                    await outlet.tick()
                    await thinking.tick()
                else:
                    await shown.show(event)
        except StoppedByPerson:
            turn.cancel()
            shown.stopped = True
        except Personal:
            turn.cancel()
            # What was begun belongs nowhere: the learner of channels keeps no records.
            await self._drop_records(record.learner_id)
            raise
        finally:
            turn.cancel()
            self.live.pop(where, None)
        well = await outlet.finish(await shown.last_blocks())
        for asked in shown.question_messages():
            well = await outlet.post(asked) and well
        if not well:
            log.warning("an answer could not be delivered in Slack")
        if shown.forgotten:
            await run_in_threadpool(self._forget_others, ticket)
        await attach(self._shell, call, ticket.place, record.learner_id, shown.documents)

    def _forget_others(self, ticket: Ticket) -> None:
        """What a person is in channels, and was before they linked the page, goes with them."""
        for learner in (own_learner, public_learner):
            self._shell.store.learners.delete(learner(ticket.person_team, ticket.user))

    async def _conversation(self, learner: str, ticket: Ticket) -> str:
        store = self._shell.store

        def find() -> str:
            kept = store.slack.conversation(learner, ticket.team, ticket.channel, ticket.thread_ts)
            if kept is not None:
                try:
                    return store.conversations.get(learner, kept).id
                except NotFound:
                    pass
            made = self._asked_last(learner) if ticket.ts == ticket.thread_ts and not ticket.public else None
            made = made or store.conversations.create(learner).id
            store.slack.keep_conversation(learner, ticket.team, ticket.channel, ticket.thread_ts, made)
            return made

        return await run_in_threadpool(find)

    def _tell_time_zone(self, learner: str, person: Person) -> None:
        """Slack knows it; a profile that was begun gets it, so that nobody is asked. An empty one is not begun with it."""
        records = self._shell.store.records
        with suppress(MentorError):
            kept = read_profile(records, learner)
            if kept.version and kept.profile.time_zone is None and person.time_zone:
                edit_profile(records, learner, {"time_zone": person.time_zone}, self._shell.clock())

    def _asked_last(self, learner: str) -> str | None:
        """In a direct message many answer a question below it instead of in its thread: it is the same talk."""
        store = self._shell.store.conversations
        latest = next(iter(store.list(learner)), None)
        if latest is None or self._shell.clock() - latest.updated_at > STILL_OPEN:
            return None
        last = next((each for each in reversed(store.messages(learner, latest.id)) if each.role == "mentor"), None)
        asked = last is not None and any(isinstance(event, Question) for event in last.events)
        return latest.id if asked else None

    async def _drop_records(self, learner: str) -> None:
        def drop() -> None:
            self._shell.turns.stop_all(learner)
            self._shell.store.learners.delete(learner)

        await run_in_threadpool(drop)

    async def _go_private(self, ticket: Ticket, call: Caller) -> None:
        try:
            channel = await self._shell.direct_message(call, ticket.user, ticket.person_team)
            await call(
                "chat_postMessage",
                channel=channel,
                text="Let us go on here",
                blocks=[
                    kit.section("You asked me this in a channel; here only you can read along. Shall we begin?"),
                    kit.actions([kit.button(cut(ticket.text, 70) or "Go on", "say", kit.value(r=ticket.text[:1500]))]),
                ],
            )
        except Unsent:
            await self._say(Reply(call, ticket.place), "That is personal. Write to me in a direct message, please.")
            return
        await self._say(Reply(call, ticket.place), IN_PRIVATE)

    async def _say(self, outlet: Outlet, words: str) -> None:
        await outlet.add(Sentence(text=words, style="lead", quoted=False))
        if not await outlet.finish([]):
            log.warning("a sentence could not be delivered in Slack")
