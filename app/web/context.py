"""What the routes are given, as FastAPI dependencies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from app.adapters.store.store import Store
from app.settings import Settings
from app.web.cookies import LearnerCookie
from app.web.parts import PartsProtocol
from app.web.turns import TurnRunner

if TYPE_CHECKING:
    from app.adapters.catalogue import Catalogue
    from graphs.career.skills import SkillMatrix
    from graphs.market.vocabulary import PostingWords


@dataclass(frozen=True)
class Context:
    """One per app, on `app.state.context`."""

    settings: Settings
    store: Store
    parts: PartsProtocol
    turns: TurnRunner
    cookie: LearnerCookie
    token: str
    """Bearer token of the control routes; in `server.json`, which only this user may read."""
    keep_alive: float

    @cached_property
    def skills(self) -> SkillMatrix:
        """Read on first use. Raises `CatalogueError`."""
        from app.adapters.catalogue import SKILLS_FILE, load_skills  # here and below: see `late`

        return load_skills(self.settings.corpus_dir / SKILLS_FILE)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Skills and resources, read on first use. Raises `CatalogueError`."""
        from app.adapters.catalogue import load_catalogue

        return load_catalogue(self.settings.corpus_dir)

    @cached_property
    def posting_words(self) -> PostingWords:
        """Compiled on first use. Raises `CatalogueError`."""
        from graphs.market.vocabulary import PostingWords

        return PostingWords(self.skills)


def get_context(request: Request) -> Context:
    """Set by `create_app`."""
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


App = Annotated[Context, Depends(get_context)]


def get_learner(request: Request, context: App) -> str:
    """Raises `NotSignedIn`."""
    return context.cookie.require(request)


Learner = Annotated[str, Depends(get_learner)]
"""The id that every query of the store is filtered by; it comes from the signed cookie and nowhere else."""
