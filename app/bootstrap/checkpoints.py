"""Where the turn in flight is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver


def open_checkpointer(settings: Settings) -> BaseCheckpointSaver[str]:
    """For the turn in flight only; the same choice of database as the records."""
    if settings.database_url is not None:
        from app.adapters.checkpointer import postgres_checkpointer

        return postgres_checkpointer(settings.database_url.get_secret_value())
    from app.adapters.checkpointer import sqlite_checkpointer

    return sqlite_checkpointer(settings.data_dir / "checkpoints.sqlite")
