"""The terminal's learner, for whichever process answers the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.store.store import Store


def terminal_learner_of(settings: Settings, store: Store) -> str:
    """The one learner of the terminal on this data directory, known to the store."""
    from app.terminal_learner import terminal_learner

    learner = terminal_learner(settings.data_dir)
    store.learners.ensure(learner)
    return learner


def forgetting(settings: Settings, store: Store, learner: str) -> Callable[[], None]:
    """Deletes all that the terminal's learner told, and who they were."""

    def forget() -> None:
        from app.terminal_learner import forget_terminal_learner

        store.learners.delete(learner)
        forget_terminal_learner(settings.data_dir)

    return forget
