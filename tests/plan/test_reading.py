from __future__ import annotations

from datetime import date

import pytest

from graphs.career.skills import Level
from graphs.plan.days import NoSuchDay, days, weeks_named
from graphs.plan.reading import Asked, read_asked
from tests.plan.made import CATALOGUE, asked

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("make a plan with 8 hours a week", {"hours": 8}),
        ("7.5h/week please", {"hours": 7.5}),
        ("I have one hour a day", {"hours": 7}),
        ("two and a half hours per week", {"hours": 2.5}),
        ("about half an hour a week", {"hours": 0.5}),
        ("200 hours a week", {"hours": 200}),
        ("0 hours", {"hours": 0}),
        ("plan me to senior level", {"level": Level.SENIOR}),
        ("start on 1 March", {"starts": date(2027, 3, 1)}),
        ("starting next Monday", {"starts": date(2026, 11, 23)}),
        ("begin in two weeks", {"starts": date(2026, 12, 5)}),
        ("start 2028-02-29", {"starts": date(2028, 2, 29)}),
        ("budget of 1,200 EUR", {"budget": 1200, "currency": "EUR"}),
        ("I can spend $50", {"budget": 50, "currency": "USD"}),
        ("free resources only", {"budget": 0, "free_only": True}),
        ("with certificates", {"certificates": True}),
        ("no certificates please", {"certificates": False}),
        ("Kubernetes first", {"first": ("kubernetes",)}),
        ("skip Terraform", {"leave_out": ("terraform",)}),
        ("I prefer books, no videos", {"prefer": ("book",), "avoid": ("video",)}),
        ("20% core and 30% exploration", {"core": 0.2, "exploration": 0.3}),
        ("I study in Asia/Tokyo", {"time_zone": "Asia/Tokyo"}),
        ("in the mornings", {"time_of_day": "mornings"}),
        ("over three months", {"weeks": 13}),
        ("I work 40 hours a week and can study 6 hours", {"hours": 6}),
        ("make my learning plan", {}),
    ],
)
def test_what_is_asked(words: str, fields: dict) -> None:
    assert read_asked(words, TODAY, CATALOGUE.skills) == Asked(**fields)


def test_weeks_off_are_not_taken_for_the_start() -> None:
    found = read_asked("8 hours, I'm off from 21 December to 3 January", TODAY, CATALOGUE.skills)
    assert found.starts is None
    assert (min(found.weeks_off), max(found.weeks_off)) == (date(2026, 12, 21), date(2027, 1, 3))


def test_whole_months_and_single_days() -> None:
    assert len(weeks_named("all of August", TODAY)) == 31
    assert weeks_named("24 Dec", TODAY) == (date(2026, 12, 24),)


def test_a_span_that_begins_on_a_sunday_does_not_cost_the_week_before() -> None:
    assert weeks_named("20 December to 3 January", TODAY)[0] == date(2026, 12, 21)


@pytest.mark.parametrize("words", ["start on 30 February", "start 2027-02-29", "from 31.04.2027"])
def test_a_day_that_does_not_exist(words: str) -> None:
    with pytest.raises(NoSuchDay):
        read_asked(words, TODAY, CATALOGUE.skills)


def test_month_before_day_where_nothing_else_fits() -> None:
    assert days("12/24/2026", TODAY)[0][0] == date(2026, 12, 24)
    assert days("05/06/2027", TODAY)[0][0] == date(2027, 6, 5)


def test_asked_goes_over_what_was_planned() -> None:
    before = asked(certificates=True, weeks_off=(date(2027, 1, 4),))
    after = Asked(hours=3, weeks_off=(date(2027, 2, 1),), certificates=False).applied(before)
    assert after.hours_per_week == 3 and after.wishes.certificates is False
    assert after.wishes.weeks_off == (date(2027, 1, 4), date(2027, 2, 1))
    assert Asked().applied(before) == before
