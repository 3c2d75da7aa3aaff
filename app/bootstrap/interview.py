"""The parts of an interview turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.knowledge import reading_embedder
from app.settings import Settings
from graphs.errors import OperatorError

if TYPE_CHECKING:
    from graphs.interview.graph import AnswerSide, InterviewDeps
    from graphs.interview.lexicon import SkillLexicon
    from graphs.interview.models import Rate
    from graphs.ports import Records
    from ingest.embed import Embedder


def open_rate(embedder: Embedder, lexicon: SkillLexicon) -> Rate:
    """How answers of the interview are rated. Raises `OperatorError` when the weights do not fit the program."""
    from graphs.interview.model import load_model
    from graphs.interview.rate import Rater
    from graphs.interview.relevance import Relevance, load_weights

    try:
        return Rater(load_model(), embedder, lexicon, Relevance(load_weights(), lexicon, embedder))
    except (OSError, ValueError, KeyError) as error:
        raise OperatorError(
            "The interview's rating model is missing or of another version. Make it anew: "
            "`python -m evals.train_ratings --write`, `python -m evals.train_relevance --write`."
        ) from error


def make_interview_deps(
    settings: Settings, records: Records, embedder: Embedder, answer_side: AnswerSide | None = None
) -> InterviewDeps:
    """The parts of an interview turn for the learner that the records are bound to."""
    from datetime import UTC, datetime

    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from graphs.interview.graph import InterviewDeps
    from graphs.interview.lexicon import SkillLexicon

    lexicon = SkillLexicon(load_skills(settings.corpus_dir / SKILLS_FILE))
    return InterviewDeps(
        records=records,
        lexicon=lexicon,
        rate=open_rate(reading_embedder(embedder), lexicon),
        clock=lambda: datetime.now(UTC),
        answer_side=answer_side,
    )
