"""Conducts one turn of a learner: settle, classify, route, and what is remembered of it for the next."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from graphs.ask.text import clean
from graphs.career.wording import say
from graphs.errors import Cancelled
from graphs.events import Declined, DocumentReady, Event, Question
from graphs.interview.graph import run_interview
from graphs.interview.models import Act
from graphs.interview.state import InterviewState
from graphs.mentor.about import IN_CRISIS, cited_here, replies, without_talk
from graphs.mentor.advice import AdviceDeps, advise, can_advise, missing_record
from graphs.mentor.hearing import SLICES, Hearing
from graphs.mentor.in_interview import taken_by
from graphs.mentor.intents import Intent
from graphs.mentor.learner_parts import LearnerParts
from graphs.mentor.own_records import (
    ASK_DELETION,
    DELETE_ELSEWHERE,
    DELETED,
    export_events,
    keep_feedback,
    status_events,
)
from graphs.mentor.profile_talk import Heard, hear, overhear, settle_pending
from graphs.mentor.read_records import read_interview
from graphs.mentor.request import TurnRequest
from graphs.mentor.route import Route, route, settle
from graphs.mentor.slices import TurnContext
from graphs.mentor.sources import Sources, questions_of
from graphs.mentor.standing import read_standing
from graphs.mentor.talk import BEGIN, SAYS, chat, help_lines, suggestions, wants_to_begin
from graphs.mentor.talk_record import PendingFact, Thread, read_talk, remember

MOST_SUGGESTED = 3


class Conduct:
    """One turn; `suggestions` and `forgotten` are to be read after its events."""

    def __init__(self, parts: LearnerParts, request: TurnRequest, sources: Sources) -> None:
        self.suggestions: tuple[str, ...] = ()
        self.forgotten = False
        self._parts = parts
        self._request = request
        self._sources = sources
        self._text = clean(request.text)
        self._records = parts.records(request.learner_id)
        self._now = parts.clock()
        self._talk = read_talk(self._records)
        self._thread = self._talk.thread(request.conversation_id) or Thread(at=self._now)
        self._interview = read_interview(self._records)
        self._standing = read_standing(self._records, self._interview, self._talk, request.conversation_id, self._now)
        self._pending: PendingFact | None = None
        self._asked = False
        """The last thing said was a question."""
        self._slice_asked = False
        """The slice asked it, not the interview that stands open behind it."""

    def events(self) -> Iterator[Event]:
        """Everything but `Done`."""
        settled = settle(self._text, self._standing)
        if self._thread.confirming:
            # Before anything else happens: a yes must never be found again by a later message.
            self._remember(self._thread.with_(confirming=""))
        if self._hearing.in_crisis():
            yield IN_CRISIS
            self._end(Route("talk", "crisis"))
            return
        if settled is not None:
            yield from self._watched(self._run(settled, None))
            if settled.act == "delete":
                return
            self._end(settled)
            return
        yield from self._watched(self._unsettled())

    def _unsettled(self) -> Iterator[Event]:
        if self._standing.confirming is not None:
            yield say("I did not read that as a clear yes, so nothing was deleted.")
        waiting = self._answered_doubt()
        if waiting is not None:
            yield from waiting.events
            self._pending = waiting.pending
            self._end(Route("records", "set_profile"))
            return
        heard = self._hearing
        intent = None if heard.is_reply else heard.intent()
        about = heard.about(intent) if intent else ""
        if about:
            yield say(replies()[about])
            works = [cited.document_title for each in self._request.history for cited in each.citations]
            if about == "sources" and (quoted := cited_here(works)):
                yield say(quoted)
            yield from self._back_to_interview(Route("talk", "about"))
            self._end(Route("talk", "about"))
            return
        own = heard.own_question(intent) if intent else None
        if own is not None and can_advise(own, self._records):
            yield from advise(own, self._text, self._advice())
            chosen = Route("ask", "advice")
            yield from self._back_to_interview(chosen)
            self._end(chosen)
            return
        if intent is None or heard.answers_slice(intent):
            intent, chosen = None, heard.reply_route
        elif own is not None:
            # There is no record to answer from: the sources do, and the learner hears what would help.
            intent, chosen = Intent("ask", 1.0), Route("ask", "ask")
        else:
            chosen = heard.with_a_plan(route(intent.name, self._standing))
        yield from self._run(chosen, intent)
        if own is not None and not self._asked:
            yield say(missing_record(own), "note")
        if chosen.slice == "ask" and not self._asked:
            if self._standing.interview == "none" and not self._standing.assessed and wants_to_begin(self._text):
                yield say(BEGIN, "note")
            yield from overhear(self._text, self._records, self._now, self._request.message_id)
        self._end(chosen)

    @cached_property
    def _hearing(self) -> Hearing:
        return Hearing(
            self._parts, self._request, self._sources, self._records, self._standing, self._thread, self._text
        )

    def _answered_doubt(self) -> Heard | None:
        if self._thread.pending is None:
            return None
        return settle_pending(
            self._text, self._thread.pending, self._records, self._now, self._request.message_id,
            has_plan=self._standing.plan,
        )  # fmt: skip

    def _run(self, chosen: Route, intent: Intent | None) -> Iterator[Event]:
        if self._standing.interview == "open" and not self._hearing.waits and intent is not None:
            assert self._interview is not None
            taken = taken_by(self._text, intent, self._interview, self._parts.lexicon)
            if taken.by == "interview":
                yield from self._interviewed(taken.act)
                return
        if chosen.slice == "interview":
            yield from self._interview_events(chosen)
        elif chosen.slice == "ask":
            yield from self._sources.answer(self._request.text, self._earlier(chosen))
        elif chosen.slice == "records":
            yield from self._records_events(chosen)
        elif chosen.slice == "talk":
            yield from self._talk_events(chosen)
        else:
            yield from self._parts.slices.events(chosen.slice, chosen.act, self._request.text, self._context())
            self._slice_asked = self._asked
        yield from self._back_to_interview(chosen)

    def _earlier(self, chosen: Route) -> list[str]:
        """What a follow-up may lean on: the questions of late. A message outside the field leans on nothing."""
        if chosen.act == "out_of_scope":
            return []
        asked = questions_of(self._request.history, cited_only=self._standing.interview != "none")
        return without_talk(asked, self._parts.about, self._parts.embedder)

    def _interview_events(self, chosen: Route) -> Iterator[Event]:
        if chosen.act == "start_again":
            yield from self._interviewed("", fresh=True)
        elif chosen.act == "resume":
            # In another conversation it is running all the same, and its question is asked again here.
            running = self._interview is not None and self._interview.status == "running"
            yield from self._interviewed("return" if running else "resume")
        else:
            yield from self._interviewed("pause" if chosen.act == "pause" else "")

    def _interviewed(self, act: Act | str, *, fresh: bool = False) -> Iterator[Event]:
        deps = self._parts.interview_deps(self._records, self._sources.answer)
        before = self._interview
        self._talk = self._talk.model_copy(update={"interview": self._request.conversation_id})
        yield from run_interview(
            self._parts.interview,
            deps,
            self._request.text,
            message_id=self._request.message_id,
            answers_to=self._request.answers_to,
            act=act,  # type: ignore[arg-type]
            fresh=fresh,
        )
        self._interview = read_interview(self._records)
        if _confirmed_now(before, self._interview):
            yield DocumentReady(name="assessment", address="/documents/assessment")

    def _back_to_interview(self, chosen: Route) -> Iterator[Event]:
        """After something else, the interview's question stands again; never beside another question."""
        if self._standing.interview != "open" or chosen.slice == "interview" or self._asked or chosen.confirming:
            return
        if chosen.act in ("delete", "farewell"):
            return
        yield from run_interview(
            self._parts.interview, self._parts.interview_deps(self._records, self._sources.answer), "", act="return"
        )

    def _records_events(self, chosen: Route) -> Iterator[Event]:
        if chosen.act == "confirm_deletion":
            self._remember(self._thread.with_(confirming="delete_my_data", expecting=False, at=self._now))
            yield from ASK_DELETION
        elif chosen.act == "delete":
            yield from self._delete()
        elif chosen.act == "export":
            yield from export_events(self._text)
        elif chosen.act == "set_profile":
            heard = hear(self._text, self._records, self._now, self._request.message_id, has_plan=self._standing.plan)
            yield from heard.events
            self._pending = heard.pending
        else:
            yield from status_events(self._text, self._records, self._parts, self._context(), self._standing)

    def _delete(self) -> Iterator[Event]:
        if self._request.forget_learner is None:
            yield from DELETE_ELSEWHERE
            return
        self._request.forget_learner()
        self.forgotten = True
        yield from DELETED

    def _talk_events(self, chosen: Route) -> Iterator[Event]:
        if chosen.act == "help":
            yield from help_lines(self._standing)
        elif chosen.act == "smalltalk":
            yield say(chat(self._text, self._standing))
        else:
            if chosen.act == "feedback":
                keep_feedback(self._records, self._text, self._now)
            yield say(SAYS[chosen.act])

    def _advice(self) -> AdviceDeps:
        return AdviceDeps(self._records, self._parts.lexicon, self._parts.clock, self._sources.answer)

    def _context(self) -> TurnContext:
        return TurnContext(self._records, self._request, self._sources.answer)

    def _watched(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if self._request.cancelled():
                raise Cancelled("The turn was stopped.")
            if isinstance(event, Question):
                self._asked = True
            elif not isinstance(event, DocumentReady):
                self._asked = False
            if isinstance(event, Declined):
                self._asked = False
            yield event

    def _end(self, chosen: Route) -> None:
        """Keeps what the next message has to know, and finds what to suggest."""
        if self.forgotten:
            return
        led = chosen.slice in (*SLICES, "interview")
        # A question in between does not answer what a slice has asked; a command puts it aside.
        still = self._thread.expecting and chosen.slice in ("ask", "talk")
        self._remember(
            self._thread.with_(
                slice=chosen.slice if led else self._thread.slice,
                expecting=still or self._slice_asked,
                pending=self._pending,
            )
        )
        now = read_standing(self._records, self._interview, self._talk, self._request.conversation_id, self._now)
        if chosen.slice == "ask" and chosen.act != "advice":
            own = suggestions(now, assessed=now.assessed) if wants_to_begin(self._text) else ()
            self.suggestions = (*own, *self._sources.suggestions)[:MOST_SUGGESTED]
        elif not self._asked and not self._thread.confirming:
            self.suggestions = suggestions(now, assessed=now.assessed)

    def _remember(self, thread: Thread) -> None:
        here = self._request.conversation_id
        remember(
            lambda: self._parts.records(self._request.learner_id),
            here,
            thread,
            self._now,
            interview=self._talk.interview == here,
        )
        self._thread = thread


def _confirmed_now(before: InterviewState | None, after: InterviewState | None) -> bool:
    was = before is not None and before.status == "confirmed"
    return after is not None and after.status == "confirmed" and not was
