"""Calendar addresses that work without a cookie, for as long as the learner wants."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import delete, select

from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.progress_tables import CalendarFeed
from app.adapters.store.tables import Learner


class CalendarFeeds:
    """One per learner: a new token ends the one before."""

    def __init__(self, database: Database):
        self._database = database

    def open(self, learner_id: str) -> str:
        """A secret token; it is shown once and cannot be read again."""
        token = secrets.token_urlsafe(32)
        moment = now()
        with self._database.write() as session:
            if session.get(Learner, learner_id) is None:
                session.add(Learner(learner_id=learner_id, created_at=moment))
                session.flush()
            session.execute(delete(CalendarFeed).where(CalendarFeed.learner_id == learner_id))
            session.add(CalendarFeed(token_hash=_hash(token), learner_id=learner_id, created_at=moment))
        return token

    def close(self, learner_id: str) -> None:
        """The address stops working at once."""
        with self._database.write() as session:
            session.execute(delete(CalendarFeed).where(CalendarFeed.learner_id == learner_id))

    def is_open(self, learner_id: str) -> bool:
        """Whether an address works."""
        with self._database.read() as session:
            found = select(CalendarFeed.token_hash).where(CalendarFeed.learner_id == learner_id).limit(1)
            return session.scalar(found) is not None

    def learner_of(self, token: str) -> str | None:
        """Whose calendar it is; None for a token that was never given out or was taken back."""
        with self._database.read() as session:
            return session.scalar(select(CalendarFeed.learner_id).where(CalendarFeed.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
