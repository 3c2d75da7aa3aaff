"""What a turn needs to work with a learner's own records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.interview import open_rate
from app.bootstrap.knowledge import reading_embedder
from app.bootstrap.slices import make_slices
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.store.store import Store
    from graphs.mentor.learner_parts import LearnerParts
    from ingest.embed import Embedder


def make_learner_parts(settings: Settings, store: Store, embedder: Embedder) -> LearnerParts:
    """Raises `OperatorError` when the trained weights do not fit the program."""
    from datetime import UTC, datetime

    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from app.adapters.store.versions import LearnerRecords
    from graphs.interview.graph import build_graph
    from graphs.interview.lexicon import SkillLexicon
    from graphs.mentor.about import load_about
    from graphs.mentor.intent_model import load_intent_model
    from graphs.mentor.learner_parts import LearnerParts

    reader = reading_embedder(embedder)
    skills = load_skills(settings.corpus_dir / SKILLS_FILE)
    lexicon = SkillLexicon(skills)

    rate = open_rate(reader, lexicon)

    def clock() -> datetime:
        return datetime.now(UTC)

    return LearnerParts(
        records=lambda learner: LearnerRecords(store.records, learner, known_learner=True),
        intents=load_intent_model(),
        embedder=reader,
        lexicon=lexicon,
        rate=rate,
        interview=build_graph(),
        clock=clock,
        about=load_about(),
        slices=make_slices(settings, skills, clock, rate),
    )
