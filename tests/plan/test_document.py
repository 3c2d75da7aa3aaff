from __future__ import annotations

import re
from datetime import date

import pytest

from app.documents.plan import plan_markdown
from graphs.career.skills import Level
from tests.plan.made import CATALOGUE, SOME, plan

LEARNERS = {
    "career changer": {
        "ratings": SOME,
        "budget": 200,
        "currency": "EUR",
        "certificates": True,
        "time_zone": "Europe/Berlin",
    },
    "nothing rated": {"ratings": {}, "hours_per_week": 2},
    "expert": {"ratings": {skill.id: 4 for skill in CATALOGUE.skills.skills}, "level": Level.STAFF},
    "narrow": {
        "ratings": {"ml-frameworks": 4, "gpu": 3, "kubernetes": 0, "networking": 0, "python": 3},
        "level": Level.MID,
    },
    "senior with weeks off": {
        "ratings": dict.fromkeys(SOME, 3),
        "level": Level.SENIOR,
        "starts": date(2028, 2, 29),
        "weeks_off": (date(2028, 4, 5),),
    },
}


@pytest.mark.parametrize("name", LEARNERS)
def test_it_is_whole_dated_and_without_placeholders(name: str) -> None:
    made = plan(**LEARNERS[name])
    text = plan_markdown(made, CATALOGUE.skills, CATALOGUE.resources)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:10] == [
        "Top skill gaps", "Timeline", "Weekly goals", "Portfolio projects", "Resources", "Milestones", "Study times",
        "Monthly reviews", "Balance and guardrails", "What to know about this plan",
    ]  # fmt: skip
    assert len(re.findall(r"^#### Week \d+: ", text, re.MULTILINE)) == 26
    assert not re.search(
        r"\bTODO\b|\{|\}|\bNone\b(?! \(0\)|:| to learn|: every)|  +\S", re.sub(r"^ +", "", text, flags=re.MULTILINE)
    ), name
    assert text.count("Source:") >= 1


def test_resources_have_address_cost_and_hours() -> None:
    made = plan()
    text = plan_markdown(made, CATALOGUE.skills, CATALOGUE.resources)
    for each in {item.resource for _, item in made.items() if item.resource}:
        found = CATALOGUE.resources.by_id[each]
        assert f"]({found.address})" in text
        row = next(line for line in text.splitlines() if line.startswith("|") and found.address in line)
        assert found.cost.label in row and f"of {found.hours}" in row


def test_ticks_and_changes_show() -> None:
    made = plan()
    first = made.weeks[0].items[0]
    text = plan_markdown(
        made.model_copy(update={"version": 2, "changes": ("Hours a week: 8 instead of 5.",)}),
        CATALOGUE.skills,
        CATALOGUE.resources,
        {first.id},
    )
    assert text.count("- [x]") == 1
    assert "## What changed since version 1\n\n- Hours a week: 8 instead of 5." in text
