"""`mentor eval predict ratings`: a maintainer's own answers through the rating function, one JSON line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graphs.career.skills import SkillMatrix
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.model import RatingModel, load_model
from graphs.interview.rate import rate_answer
from graphs.ports import Embedder


def open_parts() -> tuple[SkillMatrix, SkillLexicon, Embedder]:
    """The catalogue and the bundled embedder, without the rest of the mentor."""
    from app.adapters.catalogue import load_skills
    from ingest.embed import SentenceTransformerEmbedder

    matrix = load_skills(Path("corpus/skills.yaml"))
    return matrix, SkillLexicon(matrix), SentenceTransformerEmbedder()


def predict(
    lines: Iterable[dict[str, Any]],
    *,
    parts: tuple[SkillMatrix, SkillLexicon, Embedder] | None = None,
    model: RatingModel | None = None,
) -> Iterator[dict[str, Any]]:
    """`{"id", "skill", "question", "answer"}` to the reading; a skill may be named by id or by any of its names."""
    matrix, lexicon, embedder = parts or open_parts()
    model = model or load_model()
    for line in lines:
        wanted = str(line.get("skill", ""))
        skill = matrix.get(wanted) or matrix.resolve(wanted)
        if skill is None:
            yield {"id": line.get("id"), "error": f"There is no skill {wanted!r} in the catalogue."}
            continue
        reading = rate_answer(
            skill, str(line.get("question", "")), str(line.get("answer", "")), model, embedder, lexicon
        )
        yield {
            "id": line.get("id"),
            "rating": reading.rating,
            "action": reading.action,
            "skill": reading.skill,
            "confidence": reading.confidence,
            "evidence": reading.evidence,
            "reason": reading.reason,
        }
