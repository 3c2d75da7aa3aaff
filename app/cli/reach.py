"""Whom a question goes to: a server that runs on the same data directory, or a mentor made in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from app.cli.progress import Progress
from app.cli.running import find_server
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.store.store import Store
    from graphs.events import Event
    from graphs.mentor.request import Exchange
    from ingest.embed import Embedder


class Answers(Protocol):
    """Takes a question with its conversation and answers in events."""

    def ask(
        self,
        text: str,
        history: Sequence[Exchange] = (),
        *,
        cancelled: Callable[[], bool] | None = None,
        conversation: str = "",
        answers_to: str = "",
        sources_only: bool = False,
    ) -> Iterator[Event]:
        """One turn; without a conversation it stands alone."""
        ...

    def close(self) -> None:
        """Lets go of what is held."""
        ...


def reach_mentor(
    settings: Settings, progress: Progress, *, embedder: Embedder | None = None, store: Store | None = None
) -> Answers:
    """A running server has its models loaded, so it is preferred; the embedded store would be locked anyway.

    Without a store a mentor of this process answers from the sources alone; the server has the store of its own.
    """
    server = find_server(settings.data_dir)
    if server is not None:
        return server
    progress.say("Loading the models")
    from app.bootstrap import open_mentor

    def reading(done: int, of: int, label: str) -> None:
        progress.say("Loading the models", f"(reading {done + 1} of {of} documents: {label})" if label else "")

    return open_mentor(settings, reading, embedder=embedder, store=store)
