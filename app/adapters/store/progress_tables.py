"""Tables of the months after the plan is made: calendar feeds, and the reminders that were sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.adapters.store.tables import Base, Moment


class CalendarFeed(Base):
    """Who may read a calendar by its address; only the token's hash is kept."""

    __tablename__ = "calendar_feeds"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Reminder(Base):
    """A reminder that fell due. Its key says for whom, what and which day, so that no two servers make it twice."""

    __tablename__ = "reminders"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    learner_id: Mapped[str] = mapped_column(ForeignKey("learners.learner_id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    due_at: Mapped[datetime] = mapped_column(Moment)
    made_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    """`claimed` while it is being delivered, then `sent`, or `failed` when every way refused it."""
    tries: Mapped[int] = mapped_column(Integer)
    dismissed_at: Mapped[datetime | None] = mapped_column(Moment)
