"""Answers that speak of something else than what was asked are not rated, and the learner is asked again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.adapters.catalogue import load_skills
from app.bootstrap.interview import open_rate
from graphs.career.skills import SkillMatrix
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Rate
from graphs.interview.relevance import Relevance, Skills, load_weights
from graphs.testing import HashedEmbedder

GRAFANA = "I set up Grafana dashboards and Prometheus alerts for our web shop"
SCRIPT = "I wrote a Python script that cleans CSV files every night"
CHURN = "I trained a churn model with scikit-learn, checked it on held-out months and wrote down why recall mattered"


@pytest.fixture(scope="module")
def matrix() -> SkillMatrix:
    return load_skills(Path("corpus/skills.yaml"))


def test_with_vectors_of_another_model_nothing_is_said_to_be_elsewhere(matrix: SkillMatrix) -> None:
    assert not Relevance(load_weights(), SkillLexicon(matrix), HashedEmbedder()).elsewhere(
        "ml-knowledge", "Tell me.", CHURN
    )


@pytest.fixture(scope="module")
def rate(matrix: SkillMatrix) -> Rate:
    from ingest.embed import SentenceTransformerEmbedder

    return open_rate(SentenceTransformerEmbedder(), SkillLexicon(matrix))


@pytest.mark.weights
@pytest.mark.parametrize(
    ("skill", "answer", "rated"),
    [
        pytest.param("docker", GRAFANA, False, id="a dashboard is no container"),
        pytest.param("kubernetes", SCRIPT, False, id="a script is no cluster"),
        pytest.param("monitoring", GRAFANA, True, id="a dashboard is monitoring"),
        pytest.param("ml-knowledge", CHURN, True, id="a model of one's own"),
    ],
)
def test_only_what_speaks_of_the_skill_is_rated(
    rate: Rate, matrix: SkillMatrix, skill: str, answer: str, rated: bool
) -> None:
    reading = rate(matrix.by_id[skill], f"What have you done with {matrix.by_id[skill].name} so far?", answer)
    assert (reading.rating is not None) is rated, reading


def test_the_shipped_vectors_are_of_the_shipped_catalogue(matrix: SkillMatrix) -> None:
    """Else the first rated answer waits for 174 texts: `python -m evals.train_relevance --write`."""
    weights = load_weights()
    assert weights.texts == Skills(SkillLexicon(matrix), HashedEmbedder()).digest
    assert weights.anchors is not None and weights.anchors.shape[:2] == (len(matrix.skills), 5)


def test_vectors_of_another_catalogue_or_embedder_are_not_used(matrix: SkillMatrix) -> None:
    weights = load_weights()
    assert Skills(SkillLexicon(matrix), HashedEmbedder(), weights).shipped_anchors("docker") is None
    named = replace(weights, embedder=HashedEmbedder().name)
    assert Skills(SkillLexicon(matrix), HashedEmbedder(), named).shipped_anchors("docker") is not None
    assert (
        Skills(SkillLexicon(matrix), HashedEmbedder(), replace(named, texts="older")).shipped_anchors("docker") is None
    )
