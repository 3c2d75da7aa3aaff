from __future__ import annotations

from pathlib import Path

import pytest

from app.adapters.corpus_passages import CorpusPassages
from graphs.career.skills import Level
from graphs.plan.sources import ALL, Ground
from ingest.chunk import slug
from tests.plan.made import plan

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SPECIAL = {"ml-frameworks": 0, "ml-knowledge": 0, "python": 4, "model-serving": 0, "gpu": 0, "mlops": 0, "git": 4}
STRONG = dict.fromkeys(
    ("docker", "linux-bash", "cloud", "terraform", "kubernetes", "networking", "rest-apis", "sql"), 3
)


@pytest.mark.parametrize("ground", ALL, ids=lambda ground: ground.section)
def test_the_reasons_stand_in_the_corpus(ground: Ground) -> None:
    passage = CorpusPassages(CORPUS).passage(f"{ground.document.removesuffix('.md')}#{slug(ground.section)}")
    assert passage is not None
    assert ground.words in " ".join(passage.text.split())
    assert passage.source == ground.work


def test_the_policy_of_the_source_is_the_default() -> None:
    made = plan()
    assert (made.shares.core, made.shares.exploration) == (0.2, 0.1)
    assert 0.07 <= made.shares.explored <= 0.13
    policy = next(each for each in made.guardrails if each.code == "exploration")
    assert "20%" in policy.text and "10%" in policy.text


def test_only_ai_gaps_still_leave_the_foundations_their_share() -> None:
    made = plan(SPECIAL | STRONG, level=Level.JUNIOR, hours_per_week=10)
    assert made.shares.foundation >= 0.2


def test_other_shares_are_kept_and_said() -> None:
    made = plan(exploration=0.0, core=0.5)
    assert not any(item.kind == "exploration" for _, item in made.items())
    policy = next(each for each in made.guardrails if each.code == "exploration")
    assert "your own choice" in policy.text and "50%" in policy.text


def test_a_narrow_specialist_is_warned() -> None:
    narrow = {
        "ml-frameworks": 4,
        "ml-knowledge": 4,
        "gpu": 3,
        "kubernetes": 0,
        "networking": 0,
        "storage": 0,
        "python": 3,
    }
    made = plan(narrow, level=Level.MID)
    warning = next(each for each in made.guardrails if each.code == "over_specialised")
    assert "Kubernetes" in warning.text and "Source:" in warning.text
    assert any(gap.skill == "storage" for gap in made.gaps)


def test_trials_need_nothing_that_is_not_there_yet() -> None:
    made = plan({}, hours_per_week=3)
    assert next(item for _, item in made.items() if item.kind == "exploration").id == "trial.communities.0"
