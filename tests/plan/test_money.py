from __future__ import annotations

import pytest

from graphs.career.skills import Level
from tests.plan.made import CATALOGUE, plan

MID = {
    "python": 2,
    "docker": 1,
    "linux-bash": 2,
    "git": 2,
    "kubernetes": 1,
    "networking": 1,
    "cloud": 1,
    "terraform": 1,
}


def paid(made) -> list[str]:
    used = {item.resource for _, item in made.items() if item.resource}
    return sorted(each for each in used if CATALOGUE.resources.by_id[each].cost.kind == "paid")


def exams(made) -> list[str]:
    return [item.resource for _, item in made.items() if item.kind == "certificate"]


def test_no_certificate_unless_wanted() -> None:
    made = plan(MID, level=Level.MID, hours_per_week=15)
    assert exams(made) == [] and paid(made) == [] and made.cost == 0


def test_wanted_certificates_end_the_step_they_prove_and_are_paid_for() -> None:
    made = plan(MID, level=Level.MID, hours_per_week=20, certificates=True, budget=600)
    assert exams(made)
    for week in made.weeks:
        for item in (each for each in week.items if each.kind == "certificate"):
            assert item.step[1] == CATALOGUE.resources.by_id[item.resource].to_rating
    assert 0 < made.cost <= 600
    assert {each.resource for each in made.spending} == set(paid(made))


@pytest.mark.parametrize("wish", [{"budget": 0}, {"free_only": True}, {"budget": 30}])
def test_nothing_is_bought_that_cannot_be_paid(wish: dict) -> None:
    made = plan(MID, level=Level.MID, hours_per_week=20, certificates=True, **wish)
    assert paid(made) == []
    assert any("certificates" in note for note in made.notes)


def test_an_unknown_price_is_never_planned_on_a_budget() -> None:
    made = plan(MID, level=Level.MID, hours_per_week=20, budget=10_000, prefer=("book", "course"))
    assert all(each.amount is not None for each in made.spending)


def test_a_price_in_another_currency_is_counted_with_room_to_spare() -> None:
    euros = plan(MID, level=Level.MID, hours_per_week=20, certificates=True, budget=80, currency="EUR")
    assert made_within(euros, 80 * 0.8)
    rupees = plan(MID, level=Level.MID, hours_per_week=20, certificates=True, budget=50_000, currency="INR")
    assert paid(rupees) == []
    assert any("I do not convert to INR" in note for note in rupees.notes)


def made_within(made, dollars: float) -> bool:
    return made.cost <= dollars


def test_retired_resources_are_never_planned() -> None:
    used = {item.resource for _, item in plan({}, hours_per_week=40, certificates=True).items() if item.resource}
    assert all(CATALOGUE.resources.by_id[each].available for each in used)
