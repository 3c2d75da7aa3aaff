"""Turns: begun, written sentence by sentence, ended; and what a killed server left behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.adapters.store.conversations import UNTITLED, new_id, now, owned, read_messages
from app.adapters.store.engine import Database
from app.adapters.store.records import MessageState, TurnRecord
from app.adapters.store.tables import Message, MessageEvent, Turn
from app.adapters.store.wording import citations_of, plain_text
from graphs.errors import ConversationBusy, NotFound
from graphs.events import Event, Failed
from graphs.mentor.request import Exchange

INTERRUPTED = Failed(
    code="interrupted",
    message=(
        "The service stopped while this answer was being written, so it is not complete. Ask again to get it whole."
    ),
)
SILENT_FOR = timedelta(seconds=90)
"""Without a sign of life for this long, a turn of another server counts as abandoned."""
TITLE_LENGTH = 60


class Turns:
    """The writer of messages. A turn belongs to one learner; with another's id it is `NotFound`."""

    def __init__(self, database: Database):
        self._database = database

    def begin(self, learner_id: str, conversation_id: str, text: str) -> TurnRecord:
        """Stores the learner's message and an empty answer.

        Raises `NotFound`, and `ConversationBusy` while another turn of the conversation runs, on any server.
        """
        moment = now()
        turn = Turn(
            id=new_id(),
            learner_id=learner_id,
            conversation_id=conversation_id,
            user_message_id=new_id(),
            message_id=new_id(),
            state="running",
            started_at=moment,
            beat_at=moment,
        )
        try:
            with self._database.write() as session:
                conversation = owned(session, learner_id, conversation_id)
                session.add(turn)
                session.flush()
                last = session.scalar(
                    select(func.max(Message.position)).where(Message.conversation_id == conversation_id)
                )
                position = 0 if last is None else last + 1
                common = {
                    "learner_id": learner_id,
                    "conversation_id": conversation_id,
                    "turn_id": turn.id,
                    "created_at": moment,
                }
                session.add_all(
                    [
                        Message(
                            id=turn.user_message_id,
                            role="learner",
                            state="complete",
                            body=text,
                            position=position,
                            **common,
                        ),
                        Message(
                            id=turn.message_id, role="mentor", state="running", body="", position=position + 1, **common
                        ),
                    ]
                )
                conversation.updated_at = moment
                if conversation.title == UNTITLED and position == 0:
                    conversation.title = title_from(text)
        except IntegrityError as error:
            raise ConversationBusy(
                "The answer before this one is still being written. Wait for it, or stop it."
            ) from error
        return _record(turn)

    def get(self, learner_id: str, turn_id: str) -> TurnRecord:
        """Raises `NotFound`."""
        with self._database.read() as session:
            return _record(_owned_turn(session, learner_id, turn_id))

    def append(self, learner_id: str, turn_id: str, event: Event) -> bool:
        """Keeps one event of the answer; False when the turn is no longer running, so that the caller stops."""
        with self._database.write() as session:
            turn = session.scalar(select(Turn).where(Turn.id == turn_id, Turn.learner_id == learner_id))
            if turn is None or turn.state != "running":
                return False
            _add_event(session, turn, event)
            return True

    def finish(self, learner_id: str, turn_id: str, state: MessageState, last: Event | None = None) -> bool:
        """Ends a running turn and its message together; False when it had ended or was deleted already."""
        with self._database.write() as session:
            turn = session.scalar(select(Turn).where(Turn.id == turn_id, Turn.learner_id == learner_id))
            if turn is None or turn.state != "running":
                return False
            _end(session, turn, state, last)
            return True

    def history(self, learner_id: str, conversation_id: str, limit: int = 6) -> tuple[Exchange, ...]:
        """The last exchanges that have ended, oldest first."""
        with self._database.read() as session:
            owned(session, learner_id, conversation_id)
            messages = read_messages(session, learner_id, conversation_id)
        questions = {message.turn_id: message.text for message in messages if message.role == "learner"}
        answered = [message for message in messages if message.role == "mentor" and message.state != "running"]
        return tuple(
            Exchange(
                question=questions.get(message.turn_id, ""),
                answer=plain_text(message.events, markers=False),
                citations=citations_of(message.events),
            )
            for message in answered[-limit:]
        )

    def running(self, learner_id: str, conversation_id: str | None = None) -> tuple[str, ...]:
        """Ids of the learner's turns that are being answered."""
        mine = select(Turn.id).where(Turn.learner_id == learner_id, Turn.state == "running")
        if conversation_id is not None:
            mine = mine.where(Turn.conversation_id == conversation_id)
        with self._database.read() as session:
            return tuple(session.scalars(mine))

    def beat(self, turn_ids: Iterable[str]) -> None:
        """A sign of life for the turns that this server runs (of any learner: the server speaks, not a person)."""
        ids = tuple(turn_ids)
        if not ids:
            return
        with self._database.write() as session:
            session.execute(update(Turn).where(Turn.id.in_(ids), Turn.state == "running").values(beat_at=now()))

    def interrupt_abandoned(self, *, starting: bool = False) -> tuple[str, ...]:
        """Ends what a killed server left running, with a sentence that says so; the turns' ids.

        On SQLite one server owns the file, so at its start every running turn is abandoned. On PostgreSQL other
        servers may be answering: only turns without a recent beat are.
        """
        condition: ColumnElement[bool] = Turn.state == "running"
        if not (starting and self._database.is_sqlite):
            condition &= Turn.beat_at < now() - SILENT_FOR
        with self._database.write() as session:
            turns = session.scalars(select(Turn).where(condition).with_for_update(skip_locked=True)).all()
            for turn in turns:
                _end(session, turn, "interrupted", INTERRUPTED)
            return tuple(turn.id for turn in turns)


def title_from(text: str) -> str:
    """The first words of the first message, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.") + "…"


def _owned_turn(session: Session, learner_id: str, turn_id: str) -> Turn:
    turn = None
    if turn_id.isalnum():
        turn = session.scalar(select(Turn).where(Turn.id == turn_id, Turn.learner_id == learner_id))
    if turn is None:
        raise NotFound("There is no such turn. It may have been deleted.")
    return turn


def _add_event(session: Session, turn: Turn, event: Event) -> None:
    last = session.scalar(select(func.max(MessageEvent.seq)).where(MessageEvent.message_id == turn.message_id))
    session.add(
        MessageEvent(
            message_id=turn.message_id, seq=(last or 0) + 1, learner_id=turn.learner_id, body=event.model_dump_json()
        )
    )


def _end(session: Session, turn: Turn, state: MessageState, last: Event | None) -> None:
    if last is not None:
        _add_event(session, turn, last)
    turn.state = state
    turn.ended_at = now()
    session.execute(
        update(Message).where(Message.id == turn.message_id, Message.learner_id == turn.learner_id).values(state=state)
    )


def _record(turn: Turn) -> TurnRecord:
    return TurnRecord(
        id=turn.id,
        learner_id=turn.learner_id,
        conversation_id=turn.conversation_id,
        user_message_id=turn.user_message_id,
        message_id=turn.message_id,
        state=turn.state,  # type: ignore[arg-type]  # written above from the same Literal
    )
