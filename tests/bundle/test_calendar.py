"""The calendar of a plan: right hours over clock changes and moves, ids that stay, numbers that rise, and its address."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.documents.calendar import calendar_of, zone_note
from app.documents.calendar_entries import changes_of, entries
from graphs.plan.replan import replan
from graphs.plan.request import PlanRequest
from tests.progress.made import MADE, RATINGS, catalogue, parts, plan

SKILLS = catalogue().skills


def events(changes, *, feed: bool = True) -> dict[str, object]:
    found = Calendar.from_ical(calendar_of(changes, SKILLS, "ann1", feed=feed))
    return {str(each["UID"]): each for each in found.walk("VEVENT")}


def starts(event) -> datetime:
    return event["DTSTART"].dt


def replanned(hours: float, today: date):
    ratings = dict(RATINGS.items())
    request = PlanRequest(
        level="junior", starts=plan().starts, hours_per_week=hours, ratings=ratings, time_zone="Europe/Berlin"
    )
    at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return replan(plan(), request, parts(), done=(), today=today, made_at=at)


def test_every_block_review_and_project_is_there_at_the_learners_hour() -> None:
    found = events(changes_of([plan()]))
    blocks = [each for uid, each in found.items() if uid.startswith("study-")]
    local = {starts(each).astimezone(ZoneInfo("Europe/Berlin")).strftime("%a %H:%M") for each in blocks}
    assert local == {
        f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[each.weekday]} {each.begins:%H:%M}"
        for each in plan().blocks
    }
    reviews = [each for uid, each in found.items() if uid.startswith("review-")]
    assert [starts(each) for each in reviews] == list(plan().reviews)
    assert sum(uid.startswith("project-") for uid in found) == len(plan().projects)
    planned = sum(week.hours for week in plan().weeks) - 0.5 * len(plan().reviews)
    blocked = sum(each["DURATION"].dt.total_seconds() / 3600 for each in blocks)
    assert planned <= blocked


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [("Europe/Berlin", 18, 17), ("America/New_York", 0, 23), ("Asia/Kolkata", 13, 13), ("UTC", 19, 19)],
)
def test_the_hour_on_the_wall_stays_over_a_clock_change(zone: str, winter: int, summer: int) -> None:
    tuesdays = {
        starts(each).astimezone(UTC).date(): starts(each).astimezone(UTC).hour
        for uid, each in events(changes_of([plan(zone)])).items()
        if uid.startswith("study-") and starts(each).astimezone(ZoneInfo(zone)).strftime("%a %H") == "Tue 19"
    }
    assert {hour for day, hour in tuesdays.items() if day < date(2027, 2, 20)} == {winter}
    assert {hour for day, hour in tuesdays.items() if day > date(2027, 4, 5)} == {summer}


def test_zones_are_described_in_the_file() -> None:
    text = calendar_of(changes_of([plan()]), SKILLS, "ann1", feed=True).decode()
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/Berlin" in text and "\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_ids_stay_and_numbers_rise_only_where_something_changed() -> None:
    before, after = events(changes_of([plan()])), events(changes_of([plan(), replanned(5, date(2026, 12, 9))]))
    same = [uid for uid in before if uid in after and uid.startswith("study-")]
    assert len(same) > 30
    for uid in same:
        unchanged = (before[uid]["SUMMARY"], before[uid]["DESCRIPTION"], starts(before[uid]), before[uid]["DURATION"].dt) == (
            after[uid]["SUMMARY"], after[uid]["DESCRIPTION"], starts(after[uid]), after[uid]["DURATION"].dt
        )  # fmt: skip
        assert after[uid]["SEQUENCE"] == (0 if unchanged else 1), uid
        if starts(before[uid]) < datetime(2026, 12, 9, 12, tzinfo=UTC):
            assert unchanged, "what is past stays as it was"


def test_what_is_gone_is_cancelled_in_a_file_and_left_out_of_a_feed() -> None:
    changes = changes_of([plan(), replanned(2, date(2026, 12, 9))])
    file, feed = events(changes, feed=False), events(changes)
    gone = {uid for uid, each in file.items() if each["STATUS"] == "CANCELLED"}
    assert gone and not gone & set(feed) and all(file[uid]["SEQUENCE"] == 1 for uid in gone)


def test_a_move_to_another_zone_holds_from_that_day() -> None:
    moved = datetime(2027, 1, 10, 12, tzinfo=UTC)
    found = events(changes_of([plan()], "America/New_York", moved))
    for uid, each in found.items():
        if uid.startswith("study-"):
            expected = "Europe/Berlin" if starts(each) < moved else "America/New_York"
            assert str(starts(each).tzinfo) == expected and each["SEQUENCE"] == (starts(each) >= moved)
        else:
            assert each["SEQUENCE"] == 0


def test_an_unknown_zone_gives_times_without_one_and_says_so() -> None:
    odd = plan().model_copy(update={"time_zone": "Mars/Base"})
    text = calendar_of(changes_of([odd]), SKILLS, "ann1", feed=True).decode()
    assert "TZID" not in text and "VTIMEZONE" not in text and "X-WR-CALDESC" in text
    assert "Mars/Base" in zone_note("Mars/Base") and zone_note("Europe/Berlin") == ""
    assert all(
        starts(each).tzinfo is None for uid, each in events(changes_of([odd])).items() if uid.startswith("study-")
    )


def test_a_week_with_more_work_has_longer_blocks() -> None:
    first = plan().weeks[0]
    fuller = first.model_copy(
        update={"items": tuple(each.model_copy(update={"hours": each.hours * 1.25}) for each in first.items)}
    )
    changed = plan().model_copy(update={"weeks": (fuller, *plan().weeks[1:])})
    minutes = sum(
        each.minutes for each in entries(changes_of([changed]), SKILLS, "x") if each.uid.startswith("study-2026-48")
    )
    assert minutes == 600


def test_the_same_records_give_the_same_bytes_and_two_learners_other_ids() -> None:
    changes = changes_of([plan()])
    assert calendar_of(changes, SKILLS, "ann1", feed=True) == calendar_of(changes, SKILLS, "ann1", feed=True)
    assert not {each.uid for each in entries(changes, SKILLS, "a")} & {
        each.uid for each in entries(changes, SKILLS, "b")
    }
    assert "ann1" not in calendar_of(changes, SKILLS, "ann1", feed=True).decode()


def test_a_plan_made_after_its_first_day_has_no_entries_in_the_past() -> None:
    late = plan().model_copy(update={"made_at": MADE + timedelta(days=20)})
    assert (
        min(starts(each).date() for uid, each in events(changes_of([late])).items() if uid.startswith("study-"))
        >= late.made_at.date()
    )
