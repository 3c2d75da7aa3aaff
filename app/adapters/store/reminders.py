"""Reminders that fell due: made once, delivered at most once, shown on the page until dismissed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.adapters.store.engine import Database
from app.adapters.store.progress_tables import Reminder
from app.adapters.store.tables import Record
from graphs.errors import NotFound

TRIES = 3
"""How often a reminder is offered to the ways of delivery; what they refuse is on the page all the same."""
SHOWN_FOR = timedelta(days=14)
MOST_SHOWN = 5


@dataclass(frozen=True)
class SentReminder:
    """One reminder as it was made."""

    key: str
    learner: str
    kind: str
    text: str
    due_at: datetime
    dismissed: bool


class SentReminders:
    """The key is taken once, whichever server is first."""

    def __init__(self, database: Database):
        self._database = database

    def claim(self, learner: str, key: str, kind: str, text: str, due_at: datetime, at: datetime) -> bool:
        """True for the one caller who may deliver it; False when it was made before, or the learner is gone."""
        row = Reminder(
            key=key,
            learner_id=learner,
            kind=kind,
            body=text,
            due_at=due_at,
            made_at=at,
            state="claimed",
            tries=1,
            dismissed_at=None,
        )
        try:
            with self._database.write() as session:
                session.add(row)
        except IntegrityError:
            return False
        return True

    def claim_again(self, key: str) -> bool:
        """True for the one caller who may try once more to deliver what every way refused."""
        with self._database.write() as session:
            statement = (
                update(Reminder)
                .where(Reminder.key == key, Reminder.state == "failed", Reminder.tries < TRIES)
                .values(state="claimed", tries=Reminder.tries + 1)
                .returning(Reminder.key)
            )
            return session.scalar(statement) is not None

    def settle(self, key: str, *, delivered: bool) -> None:
        """What became of a claimed one. A process that dies before this leaves it `claimed`: it is not sent again."""
        with self._database.write() as session:
            state = "sent" if delivered else "failed"
            session.execute(update(Reminder).where(Reminder.key == key).values(state=state))

    def failed(self, since: datetime) -> tuple[SentReminder, ...]:
        """Those that may be tried again."""
        found = select(Reminder).where(
            Reminder.state == "failed",
            Reminder.tries < TRIES,
            Reminder.made_at >= since,
            Reminder.dismissed_at.is_(None),
        )
        with self._database.read() as session:
            return tuple(_sent(row) for row in session.scalars(found))

    def open(self, learner: str, at: datetime) -> tuple[SentReminder, ...]:
        """What the page shows, newest first."""
        found = (
            select(Reminder)
            .where(Reminder.learner_id == learner, Reminder.dismissed_at.is_(None), Reminder.due_at >= at - SHOWN_FOR)
            .order_by(Reminder.due_at.desc())
            .limit(MOST_SHOWN)
        )
        with self._database.read() as session:
            return tuple(_sent(row) for row in session.scalars(found))

    def dismiss(self, learner: str, key: str, at: datetime) -> None:
        """Twice is fine. Raises `NotFound`."""
        with self._database.write() as session:
            mine = (Reminder.key == key, Reminder.learner_id == learner)
            if "\x00" in key or session.scalar(select(Reminder.key).where(*mine)) is None:
                raise NotFound("There is no such reminder; it may be gone already.")
            session.execute(update(Reminder).where(*mine, Reminder.dismissed_at.is_(None)).values(dismissed_at=at))

    def newest(self, kind: str) -> dict[str, int]:
        """The newest version of one kind of record for every learner who has one: the scheduler looks at all of them."""
        found = (
            select(Record.learner_id, func.max(Record.version)).where(Record.kind == kind).group_by(Record.learner_id)
        )
        with self._database.read() as session:
            return {row[0]: row[1] for row in session.execute(found)}


def _sent(row: Reminder) -> SentReminder:
    return SentReminder(row.key, row.learner_id, row.kind, row.body, row.due_at, row.dismissed_at is not None)
