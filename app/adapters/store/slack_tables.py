"""Tables of the Slack shell. Those about a person carry `learner_id` like all others; a workspace's own do not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.adapters.store.tables import Base, Moment


class SlackPerson(Base):
    """A person of a workspace, and whose records they write: their own, or those of the page that they linked."""

    __tablename__ = "slack_people"

    team_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(40), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    """The direct message with the mentor; empty before the first."""
    time_zone: Mapped[str] = mapped_column(String(60))
    linked_at: Mapped[datetime | None] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class SlackArrival(Base):
    """Something that Slack delivered: the key is taken once, whichever process or restart sees it again."""

    __tablename__ = "slack_arrivals"
    __table_args__ = (Index("slack_arrivals_by_time", "arrived_at"),)

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(40), index=True)
    state: Mapped[str] = mapped_column(String(10))
    """`waiting`, `running` or `done`."""
    body: Mapped[str] = mapped_column(Text)
    """What is needed to answer after a restart, as JSON; emptied as soon as it is done."""
    arrived_at: Mapped[datetime] = mapped_column(Moment)


class SlackThread(Base):
    """Which conversation a thread of Slack is, for one learner."""

    __tablename__ = "slack_threads"

    team_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    channel_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    thread_ts: Mapped[str] = mapped_column(String(30), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(40))


class LinkCode(Base):
    """A one-time code that joins two shells of one person; only its hash is kept."""

    __tablename__ = "link_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(40), index=True)
    shell: Mapped[str] = mapped_column(String(10))
    """`slack` or `page`: where the code was made."""
    expires_at: Mapped[datetime] = mapped_column(Moment)


class LinkTry(Base):
    """One code that somebody entered, so that guessing can be slowed down."""

    __tablename__ = "link_tries"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    learner_id: Mapped[str] = mapped_column(String(40), index=True)
    what: Mapped[str] = mapped_column(String(10))
    """`tried` or `made`."""
    tried_at: Mapped[datetime] = mapped_column(Moment)


class OperatorBase(DeclarativeBase):
    """Parent of tables that are about a workspace and never about a person."""


class SlackInstallation(OperatorBase):
    """The mentor's membership of one workspace."""

    __tablename__ = "slack_installations"

    team_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    """JSON of Slack's answer to the installation, with the bot's token."""
    installed_at: Mapped[datetime] = mapped_column(Moment)


class SlackState(OperatorBase):
    """An installation that was begun: Slack must bring the same word back."""

    __tablename__ = "slack_states"

    state: Mapped[str] = mapped_column(String(80), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
