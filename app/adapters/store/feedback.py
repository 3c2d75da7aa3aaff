"""Votes on answers."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.records import FeedbackRecord, Vote
from app.adapters.store.tables import Feedback, Message
from graphs.errors import NotFound


class Votes:
    """One vote per answer; the later one counts."""

    def __init__(self, database: Database):
        self._database = database

    def put(self, learner_id: str, message_id: str, vote: Vote, reason: str) -> FeedbackRecord:
        """Raises `NotFound` for a message that is not an answer given to this learner."""
        with self._database.write() as session:
            _require_answer(session, learner_id, message_id)
            session.merge(
                Feedback(message_id=message_id, learner_id=learner_id, vote=vote, reason=reason, created_at=now())
            )
        return FeedbackRecord(vote=vote, reason=reason)

    def remove(self, learner_id: str, message_id: str) -> None:
        """Taking back a vote that was never given is fine. Raises `NotFound` as `put` does."""
        with self._database.write() as session:
            _require_answer(session, learner_id, message_id)
            session.execute(
                delete(Feedback).where(Feedback.message_id == message_id, Feedback.learner_id == learner_id)
            )


def _require_answer(session: Session, learner_id: str, message_id: str) -> None:
    mine = select(Message.id).where(
        Message.id == message_id, Message.learner_id == learner_id, Message.role == "mentor"
    )
    if not message_id.isalnum() or session.scalar(mine) is None:
        raise NotFound("There is no such answer. It may have been deleted.")
