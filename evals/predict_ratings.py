"""`mentor eval predict ratings`: answers of an interview through the rating function."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from graphs.errors import BadValue

if TYPE_CHECKING:
    from app.settings import Settings
    from evals.predict import Answer, Say
    from graphs.career.skills import SkillMatrix
    from graphs.interview.lexicon import SkillLexicon
    from graphs.interview.model import RatingModel
    from graphs.ports import Embedder


class Line(BaseModel):
    """One answer to one question about one skill, which may be named by its id or by any of its names."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    skill: str
    question: str = ""
    answer: str


@contextmanager
def opened(settings: Settings, say: Say) -> Iterator[Answer]:
    """The catalogue, the bundled sentence vectors and the trained weights; neither a store nor a language model."""
    from graphs.interview.model import load_model

    yield answering(*open_parts(settings), load_model())


def open_parts(settings: Settings | None = None) -> tuple[SkillMatrix, SkillLexicon, Embedder]:
    """What rating needs besides its weights; the training reads with the same parts."""
    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from app.bootstrap import open_embedder
    from evals.runner import eval_settings
    from graphs.interview.lexicon import SkillLexicon

    settings = settings or eval_settings()
    matrix = load_skills(settings.corpus_dir / SKILLS_FILE)
    return matrix, SkillLexicon(matrix), open_embedder(settings)


def answering(matrix: SkillMatrix, lexicon: SkillLexicon, embedder: Embedder, model: RatingModel) -> Answer:
    """From a line to the reading; raises `BadValue` for a skill that is not in the catalogue."""
    from graphs.interview.rate import rate_answer
    from graphs.interview.relevance import Relevance, load_weights

    relevance = Relevance(load_weights(), lexicon, embedder)

    def answer(line: Line) -> dict[str, Any]:
        skill = matrix.get(line.skill) or matrix.resolve(line.skill)
        if skill is None:
            raise BadValue(f"There is no skill {line.skill!r} in the catalogue. Name one as `corpus/skills.yaml` does.")
        reading = rate_answer(skill, line.question, line.answer, model, embedder, lexicon, relevance)
        return {
            "id": line.id,
            "rating": reading.rating,
            "action": reading.action,
            "skill": reading.skill,
            "confidence": reading.confidence,
            "evidence": reading.evidence,
            "reason": reading.reason,
        }

    return answer
