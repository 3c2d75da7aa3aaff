"""Who the terminal's learner is, and what the store keeps of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from app.terminal_learner import forget_terminal_learner, terminal_learner

if TYPE_CHECKING:
    from app.adapters.catalogue import Catalogue
    from app.adapters.store.store import Store
    from app.settings import Settings
    from graphs.career.skills import SkillMatrix

__all__ = ["Own", "forget_terminal_learner", "own_records", "read_answer", "terminal_learner"]


@dataclass(frozen=True)
class Own:
    """The terminal's learner with the opened store."""

    settings: Settings
    store: Store
    learner: str

    @property
    def skills(self) -> SkillMatrix:
        """The catalogue. Raises `CatalogueError`."""
        from app.adapters.catalogue import SKILLS_FILE, load_skills

        return load_skills(self.settings.corpus_dir / SKILLS_FILE)

    @property
    def catalogue(self) -> Catalogue:
        """Skills and resources. Raises `CatalogueError`."""
        from app.adapters.catalogue import load_catalogue

        return load_catalogue(self.settings.corpus_dir)


@contextmanager
def own_records() -> Iterator[Own]:
    """Opens the store, beside a running server too, and closes it."""
    from app.adapters.store.store import open_store
    from app.bootstrap import prepare_data_dir
    from app.settings import load_settings

    settings = load_settings()
    prepare_data_dir(settings)
    learner = terminal_learner(settings.data_dir)
    store = open_store(settings)
    try:
        yield Own(settings, store, learner)
    finally:
        store.close()


def read_answer(prompt: str) -> str | None:
    """One line, None at the end of the input; the prompt goes to standard error, as everything but answers does."""
    typer.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline()
    return line.strip() if line else None
