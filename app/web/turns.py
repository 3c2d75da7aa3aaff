"""Turns under way: each is run in a thread, stored sentence by sentence, and stopped when its learner leaves."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from time import monotonic

from app.adapters.store.records import MessageState, TurnRecord
from app.adapters.store.store import Store
from app.adapters.store.turns import INTERRUPTED
from app.adapters.store.wording import is_lasting
from app.web.parts import PartsProtocol
from app.web.stream import Bridge
from graphs.errors import Cancelled, MentorError, TooManyRequests
from graphs.events import Done, Event, Failed, Status
from graphs.mentor.request import TurnRequest

log = logging.getLogger(__name__)

STOPPED = Failed(code=Cancelled.code, message="Stopped before the end.")
INTERNAL = Failed(
    code="internal", message="Something broke on our side. Ask again; if it happens twice, tell who runs this."
)


class LiveTurn:
    """A turn that is being answered."""

    def __init__(self, runner: TurnRunner, record: TurnRecord, text: str, answers_to: str = ""):
        self.record = record
        self.text = text
        self.answers_to = answers_to
        self.closing = False
        self.forgotten = False
        """The learner was deleted by this very turn: it is said, and nothing is stored any more."""
        self._bridge: Bridge[Event] = Bridge(lambda cancelled: runner.answer(self, cancelled), f"turn-{record.id}")

    def cancel(self) -> None:
        """Stops at the next step of the mind or the next token of the model."""
        self._bridge.cancel()

    def interrupt(self) -> None:
        """Cancels because the service stops; the record then says so."""
        self.closing = True
        self.cancel()

    def events(self, keep_alive: float) -> AsyncIterator[Event | None]:
        """To be read once; None means that nothing has happened for a while."""
        return self._bridge.items(keep_alive)


class TurnRunner:
    """Begins, stops and keeps count of turns. Reached from request threads and from the event loop."""

    def __init__(self, store: Store, parts: PartsProtocol, *, limit: int = 64):
        self._store = store
        self._parts = parts
        self._limit = limit
        self._live: dict[str, LiveTurn] = {}
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._starting = 0
        self._closing = False

    def reserve(self) -> None:
        """Takes a place before anything is stored. Raises `TooManyRequests`."""
        with self._lock:
            if self._closing or len(self._live) + self._starting >= self._limit:
                raise TooManyRequests("Too many people are asking at this moment. Try again in a minute.")
            self._starting += 1

    def store_question(self, learner_id: str, conversation_id: str, text: str) -> TurnRecord:
        """Raises `NotFound` or `ConversationBusy`, and then gives the reserved place back."""
        try:
            return self._store.turns.begin(learner_id, conversation_id, text)
        except BaseException:
            self._release()
            raise

    def launch(self, record: TurnRecord, text: str, answers_to: str = "") -> LiveTurn:
        """Begins answering; called on the event loop that will read the events."""
        with self._lock:
            self._starting -= 1
            turn = self._live[record.id] = LiveTurn(self, record, text, answers_to)
        return turn

    def stop(self, learner_id: str, turn_id: str) -> None:
        """Stops a turn, here or on another server. Raises `NotFound`; a turn that has ended stays as it is."""
        record = self._store.turns.get(learner_id, turn_id)
        with self._lock:
            turn = self._live.get(record.id)
        if turn is not None:
            turn.cancel()
        elif record.state == "running":
            self._store.turns.finish(learner_id, turn_id, "stopped", STOPPED)

    def stop_all(self, learner_id: str, conversation_id: str | None = None, *, but: str = "") -> None:
        """Before a conversation or a learner is deleted; `but` is the turn that asks for it itself."""
        for turn_id in self._store.turns.running(learner_id, conversation_id):
            if turn_id != but:
                self.stop(learner_id, turn_id)

    def _forget_learner(self, turn: LiveTurn) -> None:
        self.stop_all(turn.record.learner_id, but=turn.record.id)
        self._store.learners.delete(turn.record.learner_id)
        turn.forgotten = True

    def beat(self) -> None:
        """Tells the other servers that our turns live, and ends those of servers that died."""
        with self._lock:
            ids = list(self._live)
        self._store.turns.beat(ids)
        self._store.recover()

    def close(self, timeout: float = 5.0) -> None:
        """Interrupts what runs and waits until it is written down."""
        with self._idle:
            self._closing = True
            for turn in self._live.values():
                turn.interrupt()
            self._idle.wait_for(lambda: not self._live, timeout)

    def answer(self, turn: LiveTurn, cancelled: Callable[[], bool]) -> Iterator[Event]:
        """The turn's events, each stored before it is given out; runs in the turn's own thread."""
        record = turn.record
        state: MessageState = "failed"
        last: Event = INTERNAL
        began = monotonic()
        try:
            for event in self._think(turn, cancelled):
                if isinstance(event, Done):
                    state, last = "complete", event.model_copy(update={"message_id": record.message_id})
                    break
                if isinstance(event, Failed):
                    state, last = "failed", event
                    break
                keep = is_lasting(event) and not turn.forgotten
                if keep and not self._store.turns.append(record.learner_id, record.id, event):
                    raise Cancelled("The turn was stopped elsewhere, or deleted.")
                yield event
            else:
                elapsed = int((monotonic() - began) * 1000)
                state, last = "complete", Done(message_id=record.message_id, elapsed_ms=elapsed)
            if state == "failed" and isinstance(last, Failed) and last.code == Cancelled.code:
                state = "stopped"
        except Cancelled:
            state, last = "stopped", STOPPED
        except MentorError as error:
            state, last = "failed", Failed(code=error.code, message=str(error))
        except Exception:  # the edge of a thread: the learner must be told, and the record ended
            log.exception("turn %s broke", record.id)
        finally:
            if turn.closing and state != "complete":
                state, last = "interrupted", INTERRUPTED
            self._end(record, state, last)
        yield last

    def _think(self, turn: LiveTurn, cancelled: Callable[[], bool]) -> Iterator[Event]:
        record = turn.record
        yield from await_parts(self._parts, cancelled)
        request = TurnRequest(
            conversation_id=record.conversation_id,
            learner_id=record.learner_id,
            turn_id=record.id,
            text=turn.text,
            history=self._store.turns.history(record.learner_id, record.conversation_id),
            cancelled=cancelled,
            answers_to=turn.answers_to,
            message_id=record.user_message_id,
            forget_learner=lambda: self._forget_learner(turn),
        )
        events = self._parts.run_turn(request)
        try:
            for event in events:
                if cancelled():  # even a last event: what ends because it was told to is not complete
                    raise Cancelled("The learner stopped the turn or left.")
                yield event
        finally:
            close = getattr(events, "close", None)
            if close is not None:
                close()
        if cancelled():
            raise Cancelled("The learner stopped the turn or left.")

    def _end(self, record: TurnRecord, state: MessageState, last: Event) -> None:
        try:
            # A record that cannot be ended (disk full, say) is found at the next start and ended then.
            with suppress(MentorError):
                self._store.turns.finish(record.learner_id, record.id, state, last)
        finally:
            with self._idle:
                self._live.pop(record.id, None)
                self._idle.notify_all()

    def _release(self) -> None:
        with self._lock:
            self._starting -= 1


def await_parts(parts: PartsProtocol, cancelled: Callable[[], bool]) -> Iterator[Status]:
    """Says what is being loaded until all is. Raises the error of a part that failed, and `Cancelled`."""
    said = ""
    while not parts.ready:
        parts.check()
        if cancelled():
            raise Cancelled("Stopped before the end.")
        loading = [f"{name}: {part.detail}" for name, part in parts.status().items() if part.state == "loading"]
        text = "The mentor is getting ready" + (f" ({'; '.join(loading)})" if loading else "") + "."
        if text != said:
            yield Status(stage="reading", text=text)
            said = text
        parts.wait(0.25)
