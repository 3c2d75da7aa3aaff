"""What the Slack shell keeps: who is who, what has arrived, which thread is which conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.slack_tables import SlackArrival, SlackPerson, SlackThread

KEPT_FOR = timedelta(days=2)
"""Slack delivers a last time about six minutes after the first; a key is kept for much longer."""


@dataclass(frozen=True)
class Person:
    """A person of a workspace."""

    team_id: str
    user_id: str
    learner_id: str
    channel: str
    time_zone: str
    linked_at: datetime | None


@dataclass(frozen=True)
class Arrival:
    """Something delivered and not yet answered."""

    key: str
    learner_id: str
    state: str
    body: str


def own_learner(team_id: str, user_id: str) -> str:
    """The learner that a person of Slack is before they link the page; the same user id elsewhere is another."""
    return f"slack:{team_id}:{user_id}"


def public_learner(team_id: str, user_id: str) -> str:
    """Whom a person is in channels: a learner without records, so that nothing personal can be said there."""
    return f"slack:{team_id}:{user_id}:pub"


class SlackStore:
    """One per store."""

    def __init__(self, database: Database):
        self._database = database

    def person(self, team_id: str, user_id: str, *, channel: str = "", time_zone: str = "") -> Person:
        """The person, made on first sight; what is given is kept."""
        with self._database.write() as session:
            row = session.get(SlackPerson, (team_id, user_id))
            if row is None:
                row = SlackPerson(
                    team_id=team_id,
                    user_id=user_id,
                    learner_id=own_learner(team_id, user_id),
                    channel="",
                    time_zone="",
                    linked_at=None,
                    seen_at=now(),
                )
                session.add(row)
            row.channel = channel or row.channel
            row.time_zone = time_zone or row.time_zone
            row.seen_at = now()
            session.flush()
            return _person(row)

    def find(self, team_id: str, user_id: str) -> Person | None:
        """The person, if they were ever seen."""
        with self._database.read() as session:
            row = session.get(SlackPerson, (team_id, user_id))
            return None if row is None else _person(row)

    def people_of(self, learner_id: str) -> tuple[Person, ...]:
        """Everybody in Slack who writes this learner's records."""
        with self._database.read() as session:
            rows = session.scalars(
                select(SlackPerson).where(SlackPerson.learner_id == learner_id).order_by(SlackPerson.seen_at.desc())
            )
            return tuple(_person(row) for row in rows)

    def claim(self, key: str, learner_id: str, body: str = "", *, state: str = "done") -> bool:
        """True for the first who takes the key; False for every later delivery of the same."""
        try:
            with self._database.write() as session:
                if session.get(SlackArrival, key) is not None:
                    return False
                session.add(SlackArrival(key=key, learner_id=learner_id, state=state, body=body, arrived_at=now()))
        except IntegrityError:  # PostgreSQL: another process took it at the same moment
            return False
        return True

    def begin(self, key: str) -> bool:
        """Marks a waiting arrival as being answered; False when it was deleted or taken meanwhile."""
        with self._database.write() as session:
            row = session.get(SlackArrival, key)
            if row is None or row.state != "waiting":
                return False
            row.state = "running"
            return True

    def done(self, key: str) -> None:
        """The words are dropped; the key stays, so that it is not answered again."""
        with self._database.write() as session:
            session.execute(update(SlackArrival).where(SlackArrival.key == key).values(state="done", body=""))

    def open_arrivals(self) -> tuple[Arrival, ...]:
        """What a stopped process left, oldest first."""
        with self._database.read() as session:
            rows = session.scalars(
                select(SlackArrival)
                .where(SlackArrival.state != "done")
                .order_by(SlackArrival.arrived_at, SlackArrival.key)
            )
            return tuple(Arrival(row.key, row.learner_id, row.state, row.body) for row in rows)

    def prune(self) -> None:
        """Forgets keys that nobody will deliver again."""
        with self._database.write() as session:
            session.execute(
                delete(SlackArrival).where(SlackArrival.arrived_at < now() - KEPT_FOR, SlackArrival.state == "done")
            )

    def conversation(self, learner_id: str, team_id: str, channel_id: str, thread_ts: str) -> str | None:
        """The conversation that a thread is, for this learner."""
        with self._database.read() as session:
            row = session.get(SlackThread, (team_id, channel_id, thread_ts, learner_id))
            return None if row is None else row.conversation_id

    def keep_conversation(
        self, learner_id: str, team_id: str, channel_id: str, thread_ts: str, conversation_id: str
    ) -> None:
        """The later one counts: a conversation that was deleted on the page is begun anew."""
        with self._database.write() as session:
            session.merge(
                SlackThread(
                    team_id=team_id,
                    channel_id=channel_id,
                    thread_ts=thread_ts,
                    learner_id=learner_id,
                    conversation_id=conversation_id,
                )
            )

    def speaks_in(self, team_id: str, channel_id: str, thread_ts: str) -> bool:
        """Whether the mentor was asked in this thread before, by anybody."""
        with self._database.read() as session:
            mine = select(SlackThread.thread_ts).where(
                SlackThread.team_id == team_id,
                SlackThread.channel_id == channel_id,
                SlackThread.thread_ts == thread_ts,
            )
            return session.scalars(mine).first() is not None


def _person(row: SlackPerson) -> Person:
    return Person(row.team_id, row.user_id, row.learner_id, row.channel, row.time_zone, row.linked_at)
