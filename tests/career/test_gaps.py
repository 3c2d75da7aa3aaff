from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.catalogue import load_skills
from graphs.career.assessment import Assessment, SkillRating
from graphs.career.gaps import gaps, readiness, unassessed
from graphs.career.skills import Level, Rating, SkillMatrix

SKILLS: SkillMatrix = load_skills(Path(__file__).resolve().parents[2] / "corpus" / "skills.yaml")
AT = datetime(2026, 1, 2, tzinfo=UTC)
ORDER = ("not_yet", "nearly", "ready")

levels = st.sampled_from(list(Level))
ratings = st.dictionaries(
    st.sampled_from([skill.id for skill in SKILLS.skills]), st.none() | st.sampled_from(list(Rating))
)


def assessed(rated: dict[str, Rating | None]) -> Assessment:
    found = tuple(SkillRating(skill=skill, rating=rating, confidence=0.9) for skill, rating in rated.items())
    return Assessment(version=1, level=Level.JUNIOR, ratings=found, started_at=AT)


def all_at(level: Level, **other: int) -> dict[str, Rating | None]:
    rated: dict[str, Rating | None] = {skill.id: target for skill, target in SKILLS.asked_at(level)}
    return rated | {skill.replace("_", "-"): Rating(rating) for skill, rating in other.items()}


@settings(max_examples=150, deadline=None)
@given(ratings, levels)
def test_gaps_are_exactly_what_is_rated_below_its_need(rated: dict[str, Rating | None], level: Level) -> None:
    found = gaps(assessed(rated), SKILLS, level)
    assert len({gap.skill for gap in found}) == len(found)
    below = {
        skill.id
        for skill, target in SKILLS.asked_at(level)
        if (now := rated.get(skill.id)) is not None and now < target
    }
    helping = {gap.skill for gap in found} - below
    assert below <= {gap.skill for gap in found}
    for gap in found:
        assert gap.current == rated[gap.skill]
        assert gap.size == gap.target - gap.current > 0
        assert gap.reasons
    for gap in found:
        if gap.skill in helping:
            assert gap.current == Rating.NONE and gap.target == Rating.BASIC and gap.for_skills


@settings(max_examples=150, deadline=None)
@given(ratings, levels)
def test_a_prerequisite_the_learner_has_nothing_of_comes_first(rated: dict[str, Rating | None], level: Level) -> None:
    found = [gap.skill for gap in gaps(assessed(rated), SKILLS, level)]
    for place, skill in enumerate(found):
        for earlier in SKILLS.before(skill):
            if rated.get(earlier) == Rating.NONE:
                assert earlier in found[:place]


@settings(max_examples=150, deadline=None)
@given(ratings, levels)
def test_otherwise_larger_gaps_come_first(rated: dict[str, Rating | None], level: Level) -> None:
    begun = {skill: rating for skill, rating in rated.items() if rating != Rating.NONE}
    found = gaps(assessed(begun), SKILLS, level)
    keys = [(gap.size, gap.target) for gap in found]
    assert keys == sorted(keys, reverse=True)


@settings(max_examples=150, deadline=None)
@given(ratings, levels, st.data())
def test_the_order_does_not_hang_on_the_order_of_the_ratings(
    rated: dict[str, Rating | None], level: Level, data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(list(rated.items()))))
    assert gaps(assessed(rated), SKILLS, level) == gaps(assessed(shuffled), SKILLS, level)


@settings(max_examples=150, deadline=None)
@given(levels, st.data())
def test_a_better_rating_never_makes_one_less_ready(level: Level, data: st.DataObject) -> None:
    asked = [skill.id for skill, _ in SKILLS.asked_at(level)]
    rated: dict[str, Rating | None] = {skill: data.draw(st.sampled_from(list(Rating))) for skill in asked}
    skill = data.draw(st.sampled_from(asked))
    now = rated[skill]
    assert now is not None
    better = rated | {skill: data.draw(st.sampled_from([each for each in Rating if each >= now]))}
    verdicts = [readiness(assessed(each), SKILLS, level).verdict for each in (rated, better)]
    assert ORDER.index(verdicts[0]) <= ORDER.index(verdicts[1])


@settings(max_examples=100, deadline=None)
@given(ratings, levels)
def test_nobody_is_ready_with_something_unknown(rated: dict[str, Rating | None], level: Level) -> None:
    judged = readiness(assessed(rated), SKILLS, level)
    if judged.unassessed:
        assert judged.verdict in ("unknown", "not_yet")
    assert {skill.id for skill in unassessed(assessed(rated), SKILLS, level)} >= set(judged.unassessed)
    assert not set(judged.met) & set(judged.short)


@pytest.mark.parametrize("level", list(Level))
def test_who_meets_every_target_is_ready_and_has_no_gap(level: Level) -> None:
    assert gaps(assessed(all_at(level)), SKILLS, level) == ()
    assert readiness(assessed(all_at(level)), SKILLS, level).verdict == "ready"


@pytest.mark.parametrize(
    ("rated", "level", "verdict"),
    [
        pytest.param(all_at(Level.JUNIOR, docker=1), Level.JUNIOR, "nearly", id="one step in one skill"),
        pytest.param(all_at(Level.JUNIOR, docker=0), Level.JUNIOR, "not_yet", id="two steps in one skill"),
        pytest.param(all_at(Level.JUNIOR), Level.SENIOR, "not_yet", id="a junior who wants to be senior"),
        pytest.param({}, Level.JUNIOR, "unknown", id="nothing assessed"),
        pytest.param({"python": Rating.NONE}, Level.MID, "not_yet", id="enough is known to say no"),
    ],
)
def test_verdicts(rated: dict[str, Rating | None], level: Level, verdict: str) -> None:
    assert readiness(assessed(rated), SKILLS, level).verdict == verdict


def test_a_prerequisite_beyond_the_matrix_is_named_with_what_waits_for_it() -> None:
    rated = all_at(Level.MID, kubernetes=0) | {"networking": Rating.NONE}
    first, second = gaps(assessed(rated), SKILLS, Level.MID)
    assert (first.skill, first.target, first.for_skills) == ("networking", Rating.BASIC, ("kubernetes",))
    assert first.reasons == ("Needed first for Kubernetes.",)
    assert second.reasons == ("Mid asks for Advanced (3), you are at None (0).", "Comes after Networking.")
