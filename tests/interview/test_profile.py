"""Facts of the profile, wherever they are said."""

from __future__ import annotations

import pytest

from graphs.career.assessment import Evidence, Known
from graphs.interview.models import Fact
from graphs.interview.profile import objection, read_facts
from tests.interview.scripted import NOON


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("I can only do 5 hours", "hours_per_week", 5),
        ("about 10 hours a week", "hours_per_week", 10),
        ("8-12 hours per week", "hours_per_week", 10),
        ("one hour a day", "hours_per_week", 7),
        ("I have 2 hours every evening", "hours_per_week", 10),
        ("200 hours a week", "hours_per_week", 200),
        ("I want to become a junior AI infrastructure engineer", "target_level", "junior"),
        ("aiming for a senior role", "target_level", "senior"),
        ("my goal is to become an MLOps engineer", "target_role", "MLOps engineer"),
        ("I'm a backend developer in Leeds", "current_job", "backend developer"),
        ("I'm a backend developer in Leeds", "location", "Leeds"),
        ("I've been a data analyst in Porto for three years", "current_job", "data analyst"),
        ("I've been a data analyst in Porto for three years", "location", "Porto"),
        ("I live in Berlin and work remotely", "location", "Berlin"),
        ("my budget is $50 a month", "budget", "50 USD a month"),
        ("I can spend 200 euros", "currency", "EUR"),
        ("only free resources please", "budget", "free only"),
        ("my time zone is UTC+2", "time_zone", "UTC+2"),
        ("5 hours", "hours_per_week", 5),
        ("Mid, 10 hours", "target_level", "mid"),
        ("half an hour a day", "hours_per_week", 4),
        ("an hour a day", "hours_per_week", 7),
        ("two hours a day on weekdays", "hours_per_week", 10),
        ("I'm in Leeds, aiming for mid-level, budget about 30 quid a month", "budget", "30 GBP a month"),
        ("I'm in Leeds, aiming for mid-level, budget about 30 quid a month", "target_level", "mid"),
        ("I'm in Leeds, aiming for mid-level, budget about 30 quid a month", "location", "Leeds"),
        ("around €15 monthly", "budget", "15 EUR monthly"),
        ("I'd pay 25 a month", "budget", "25 a month"),
        ("I'm a support engineer at a hosting company in Leeds", "location", "Leeds"),
    ],
)
def test_a_fact_is_read_with_its_words(text: str, field: str, value: object) -> None:
    found = {fact.field: fact for fact in read_facts(text)}
    assert found[field].value == value
    assert found[field].quote in text


@pytest.mark.parametrize(
    "text",
    [
        "I debugged it for 5 hours",
        "I used docker for 3 years",
        "a senior colleague helped me",
        "my job runs every 2 hours",
        "intermediate",
        "it took about 3 hours",
    ],
)
def test_what_is_no_fact_is_left(text: str) -> None:
    assert not {fact.field for fact in read_facts(text)} & {"hours_per_week", "target_level"}


def test_impossible_hours_are_asked_about() -> None:
    found = objection(Fact("hours_per_week", 200, "200 hours a week"), {})
    assert found is not None
    assert "168" in found.text
    assert found.text.count("?") == 1


def test_a_target_below_the_current_level_is_asked_about() -> None:
    job = Known(value="senior platform engineer", evidence=Evidence(quote="senior platform engineer", at=NOON))
    found = objection(Fact("target_level", "junior", "junior"), {"current_job": job})
    assert found is not None
    assert found.otherwise == "senior"
    assert objection(Fact("target_level", "staff", "staff"), {"current_job": job}) is None


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("hi, I'm Tom, data analyst in Manchester, 7 hours a week, junior level", "current_job", "data analyst"),
        ("hi, I'm Tom, data analyst in Manchester, 7 hours a week, junior level", "location", "Manchester"),
        ("backend dev here", "current_job", "backend dev"),
        ("from Nairobi, Kenya", "location", "Nairobi, Kenya"),
    ],
)
def test_who_introduces_themselves_needs_no_verb(text: str, field: str, value: str) -> None:
    assert {fact.field: fact.value for fact in read_facts(text, opening=True)}[field] == value


def test_money_of_a_cluster_is_no_budget() -> None:
    assert not read_facts("we pay 500 dollars a month for it, and I cut it by half")
