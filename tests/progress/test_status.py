"""Hours, what is open, what comes next, and the trend, on any day and in any zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.career.progress import CheckIn, Progress, Tick
from graphs.progress.status import status, today_of
from tests.progress.made import STARTS, plan, works


def ticks(*ids: str, at: datetime) -> tuple[Tick, ...]:
    return tuple(Tick(item=each, at=at) for each in ids)


def test_before_during_and_after() -> None:
    before = status(plan(), Progress(), STARTS - timedelta(days=3))
    assert (before.state, before.week, before.pace, before.late) == ("before", None, None, ())
    assert [each.week for each in before.next] == [1] * 5 and before.trend[0].done_so_far is None
    running = status(plan(), Progress(), STARTS + timedelta(days=9))
    assert running.state == "running" and running.week is not None and running.week.number == 2
    assert [each.item.id for each in running.late] == works(plan(), 1) and running.late_hours == 8
    after = status(plan(), Progress(), plan().ends + timedelta(days=1))
    assert after.state == "over" and after.next == () and after.planned_to_date == after.planned


def test_reported_hours_count_for_their_week_and_ticks_where_nothing_was_reported() -> None:
    in_week_2 = datetime(2026, 12, 2, 20, tzinfo=UTC)
    progress = Progress(
        ticks=(
            *ticks(*works(plan(), 1)[:2], at=in_week_2),
            Tick(item=works(plan(), 3)[0], at=datetime(2026, 12, 9, tzinfo=UTC), hours=1.5),
        ),
        check_ins=(
            CheckIn(at=in_week_2, text="x", hours=5, week=1, confirmed=True),
            CheckIn(at=in_week_2, text="x", hours=50, week=1),
        ),
    )
    found = status(plan(), progress, date(2026, 12, 10))
    assert [each.done for each in found.trend[:3]] == [5, 3.75, 1.5] and found.hours == 10.25
    assert found.pace == 4.38 and found.missed == 0


def test_a_review_is_never_open_from_earlier_weeks() -> None:
    found = status(plan(), Progress(), plan().ends)
    assert all(each.item.kind != "review" for each in found.late)


def test_missed_weeks_are_counted_back_to_the_last_one_with_work() -> None:
    at = STARTS + timedelta(weeks=4)
    done = Progress(ticks=ticks(works(plan(), 1)[0], at=datetime(2026, 11, 25, tzinfo=UTC)))
    assert status(plan(), Progress(), at).missed == 4 and status(plan(), done, at).missed == 3


def test_the_day_is_the_learners_own() -> None:
    late_evening = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    assert today_of(late_evening, "Europe/Berlin") == date(2026, 11, 30)
    assert today_of(late_evening, "America/New_York") == date(2026, 11, 29)
    assert today_of(late_evening, "Mars/Base") == date(2026, 11, 29)


@settings(max_examples=60, deadline=None)
@given(day=st.integers(-40, 400), chosen=st.sets(st.integers(0, 60)), at=st.integers(-20, 300))
def test_nothing_is_counted_twice_or_lost(day: int, chosen: set[int], at: int) -> None:
    items = [item for _, item in plan().items()]
    picked = [items[each] for each in chosen if each < len(items)]
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(days=at)
    found = status(
        plan(), Progress(ticks=ticks(*(each.id for each in picked), at=moment)), STARTS + timedelta(days=day)
    )
    assert len(found.done) == len(picked) and found.total == len(items)
    assert abs(found.hours - sum(each.hours for each in picked)) < 0.05
    assert not {each.item.id for each in found.late} & {each.item.id for each in found.next}
    assert found.trend[-1].planned_so_far == found.planned
