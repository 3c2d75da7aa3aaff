"""Any hours, any ratings, any first day: every plan is held against the requirements by a checker of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.checks.plan import Learner, faults
from evals.plan_row import plan_row
from graphs.career.skills import Level
from graphs.plan.build import make_plan
from graphs.plan.replan import replan
from tests.plan.made import CATALOGUE, PARTS, asked

SKILLS = sorted(CATALOGUE.skills.by_id)
RATINGS = st.dictionaries(st.sampled_from(SKILLS), st.none() | st.integers(0, 4), max_size=len(SKILLS))
HOURS = st.floats(0.5, 100, allow_nan=False).map(lambda hours: round(hours, 2))
STARTS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
FEW = settings(
    max_examples=12, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


@FEW
@given(
    ratings=RATINGS,
    hours=HOURS,
    start=STARTS,
    level=st.sampled_from(Level),
    budget=st.none() | st.integers(0, 900),
    exams=st.booleans(),
)
def test_every_plan_keeps_every_constraint(ratings, hours, start, level, budget, exams) -> None:
    request = asked(ratings, level=level, hours_per_week=hours, starts=start, budget=budget, certificates=exams)
    made = make_plan(request, PARTS, datetime.combine(start, time(), UTC))
    row = {**plan_row(made, PARTS), "notes": list(made.notes)}
    learner = Learner(level=level.value, hours=hours, starts=start, ratings=ratings, budget=budget, certificates=exams)
    assert faults(learner, row) == []


@FEW
@given(ratings=RATINGS, hours=HOURS, later=HOURS, day=st.integers(-10, 180), data=st.data())
def test_a_replan_loses_no_finished_work_and_keeps_the_hours_ahead(ratings, hours, later, day, data) -> None:
    request = asked(ratings, hours_per_week=hours)
    before = make_plan(request, PARTS, datetime(2026, 11, 21, tzinfo=UTC))
    today = before.starts + timedelta(days=day)
    ids = [item.id for week, item in before.items() if week.starts <= today]
    done = set(data.draw(st.lists(st.sampled_from(ids), max_size=20))) if ids else set()
    changed = request.model_copy(update={"hours_per_week": later})
    after = replan(before, changed, PARTS, done=done, today=today, made_at=before.made_at)
    kept = [item.id for _, item in after.items()]
    assert done <= set(kept) and len(kept) == len(set(kept))
    assert all(week.hours <= later for week in after.weeks if week.starts > today)
    assert not any(item.id not in done for week, item in after.items() if week.starts + timedelta(days=6) < today)
    steps = [(item.skill, item.step) for week, item in after.items() if item.step and item.id not in done]
    for place, (skill, step) in enumerate(steps):
        earlier = [other for name, other in steps[place:] if name == skill and other[1] < step[1]]
        assert not earlier, (skill, step)
    assert after.changes
