"""The record store, opened once per process."""

from __future__ import annotations

from pathlib import Path

from app.adapters.store.calendar_feeds import CalendarFeeds
from app.adapters.store.checkpoints import Checkpoints
from app.adapters.store.conversations import Conversations
from app.adapters.store.engine import Database, create_private
from app.adapters.store.feedback import Votes
from app.adapters.store.joining import Joining
from app.adapters.store.learners import Learners
from app.adapters.store.link_codes import LinkCodes
from app.adapters.store.migrate import migrate
from app.adapters.store.reminders import SentReminders
from app.adapters.store.slack import SlackStore
from app.adapters.store.slack_installations import Installations
from app.adapters.store.turns import Turns
from app.adapters.store.versions import Records
from app.settings import Settings


class Store:
    """The repositories over one database; each of their methods takes the learner's id."""

    def __init__(self, url: str, *, checkpoints_url: str, uploads: Path):
        self.database = Database(url)
        migrate(self.database)
        self._checkpoints_url = checkpoints_url
        self._checkpoints: Database | None = None
        if checkpoints_url.startswith("sqlite:///"):
            create_private(
                Path(checkpoints_url.removeprefix("sqlite:///"))
            )  # the checkpointer would leave it open to all
        self.conversations = Conversations(self.database)
        self.turns = Turns(self.database)
        self.votes = Votes(self.database)
        self.records = Records(self.database)
        self.slack = SlackStore(self.database)
        self.slack_installations = Installations(self.database)
        self.link_codes = LinkCodes(self.database)
        self.joining = Joining(self.database)
        self.calendar_feeds = CalendarFeeds(self.database)
        self.reminders = SentReminders(self.database)
        self.learners = Learners(self.database, self.checkpoints, uploads)

    def recover(self, *, starting: bool = False) -> int:
        """Ends the turns that a killed server left running and drops their checkpoints; how many there were."""
        broken = self.turns.interrupt_abandoned(starting=starting)
        self.checkpoints().forget(broken)
        return len(broken)

    def checkpoints(self) -> Checkpoints:
        """Where the graphs' checkpoints are; opened only when something is to be deleted there."""
        if self._checkpoints is None:
            same = self._checkpoints_url == self.database.url.render_as_string(hide_password=False)
            self._checkpoints = self.database if same else Database(self._checkpoints_url)
        return Checkpoints(self._checkpoints)

    def close(self) -> None:
        """Closes the connections."""
        self.database.close()
        if self._checkpoints is not None:
            self._checkpoints.close()


def checkpoints_url(settings: Settings) -> str:
    """The same choice as for the records: a second SQLite file, or the same PostgreSQL database."""
    if settings.database_url is None:
        return f"sqlite:///{settings.data_dir / 'checkpoints.sqlite'}"
    return settings.records_url


def open_store(settings: Settings) -> Store:
    """Opens and migrates. Raises `DataDirUnusable` or `BadSettings` with what to do."""
    return Store(settings.records_url, checkpoints_url=checkpoints_url(settings), uploads=settings.data_dir / "uploads")
