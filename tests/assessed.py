"""A learner with an interview in the store, kept there by the interview's own functions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.adapters.catalogue import load_skills
from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from graphs.career.assessment import Evidence, Known
from graphs.career.skills import Level
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.records import keep
from graphs.interview.state import Held, InterviewState

SKILLS = load_skills(Path(__file__).resolve().parents[1] / "corpus" / "skills.yaml")
AT = datetime(2026, 1, 2, 9, tzinfo=UTC)


def told(words: str) -> tuple[Evidence, ...]:
    return (Evidence(quote=words, message_id="m1", at=AT),)


def interviewed(
    store: Store,
    learner: str,
    words: str = "I wrote a Dockerfile for our API",
    *,
    confirmed: bool = False,
    **ratings: int,
) -> None:
    """Ratings by skill (with `_` for `-`), each on the same words; docker 2 when none is given."""
    state = InterviewState(
        started_at=AT,
        level=Level.JUNIOR,
        status="confirmed" if confirmed else "running",
        confirmed_at=AT if confirmed else None,
        profile={"target_level": Known(value="junior", evidence=told("aiming at junior")[0])},
    )
    for skill, rating in (ratings or {"docker": 2}).items():
        held = Held(standing="rated", rating=rating, confidence=0.8, evidence=told(words), reason="you build images")
        state = state.hold(skill.replace("_", "-"), held)
    store.conversations.create(learner)
    keep(LearnerRecords(store.records, learner), state, SkillLexicon(SKILLS))
