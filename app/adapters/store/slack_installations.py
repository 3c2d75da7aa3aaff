"""Workspaces that installed the mentor, and installations that were begun."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete

from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.slack_tables import SlackInstallation, SlackState

STATE_LIVES = timedelta(minutes=10)


class Installations:
    """By workspace; the body is JSON with the bot's token, so the file's own mode protects it."""

    def __init__(self, database: Database):
        self._database = database

    def get(self, team_id: str) -> str | None:
        """None for a workspace that did not install the mentor."""
        with self._database.read() as session:
            row = session.get(SlackInstallation, team_id)
            return None if row is None else row.body

    def put(self, team_id: str, body: str) -> None:
        """The later installation counts."""
        with self._database.write() as session:
            session.merge(SlackInstallation(team_id=team_id, body=body, installed_at=now()))

    def remove(self, team_id: str) -> None:
        """Its people's records stay: they are theirs, and may be linked to the page."""
        with self._database.write() as session:
            session.execute(delete(SlackInstallation).where(SlackInstallation.team_id == team_id))

    def begin(self) -> str:
        """A word that Slack must bring back when the installation is done."""
        state = secrets.token_urlsafe(32)
        with self._database.write() as session:
            session.execute(delete(SlackState).where(SlackState.expires_at < now()))
            session.add(SlackState(state=state, expires_at=now() + STATE_LIVES))
        return state

    def consume(self, state: str) -> bool:
        """Whether the word is one of ours, not too old, and brought for the first time."""
        with self._database.write() as session:
            row = session.get(SlackState, state[:80])
            if row is None:
                return False
            well = row.expires_at >= now()
            session.delete(row)
            return well
