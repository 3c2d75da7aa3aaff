"""What the suites of one run share: the settings, and the mentor, opened once and only when a case needs it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from app.bootstrap import Mentor
    from app.settings import Settings

Say = Callable[[str], None]


class Parts(AbstractContextManager["Parts"]):
    """Closes what it opened."""

    def __init__(self, settings: Settings, say: Say) -> None:
        self.settings = settings
        self.say = say

    @cached_property
    def embedder(self) -> Any:
        """Loads the sentence vectors, without a store or a language model."""
        from app.bootstrap import open_embedder, prepare_process

        prepare_process()
        self.say("loading the embedding model")
        return open_embedder(self.settings)

    @cached_property
    def mentor(self) -> Mentor:
        """Loads everything and ingests what is new."""
        from app.bootstrap import open_mentor

        embedder = self.embedder
        self.say("opening the mentor")
        return open_mentor(
            self.settings,
            lambda done, of, label: self.say(f"reading the corpus, {done} of {of} {label}"),
            embedder=embedder,
        )

    @cached_property
    def documents(self) -> dict[str, str]:
        """From a document of the corpus to the source it restates, as the cases name it."""
        from evals.sources import source_ids

        return source_ids(self.settings.corpus_dir)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "mentor" in self.__dict__:
            self.mentor.close()
