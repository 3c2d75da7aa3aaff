from __future__ import annotations

import re

from graphs.career.skills import Rating
from tests.plan.made import CATALOGUE, PARTS

BOOK = PARTS.workbook


def test_every_step_of_every_skill_has_something_to_make() -> None:
    for skill in CATALOGUE.skills.skills:
        for step in (Rating.BASIC, Rating.INTERMEDIATE, Rating.ADVANCED, Rating.EXPERT):
            assert BOOK.outcomes[skill.id, step], (skill.id, step)
        assert BOOK.upkeep[skill.id]


def test_outcomes_are_things_with_a_check() -> None:
    for outcomes in [*BOOK.outcomes.values(), *BOOK.upkeep.values()]:
        for each in outcomes:
            assert not each.make.endswith(".") and not each.check.endswith(".")
            assert each.make[0].islower() or each.make.split()[0] in ("Prometheus", "Git", "Docker", "GPU"), each.make
            assert len(each.check.split()) >= 4, each.check


def test_no_outcome_is_there_twice() -> None:
    makes = [each.make for outcomes in [*BOOK.outcomes.values(), *BOOK.upkeep.values()] for each in outcomes]
    assert len(set(makes)) == len(makes)


def test_projects_name_skills_and_tests() -> None:
    ids = [each.id for each in BOOK.projects]
    assert len(set(ids)) == len(ids) and len({each.title for each in BOOK.projects}) == len(ids)
    for each in BOOK.projects:
        assert all(CATALOGUE.skills.get(skill) for skill in each.skills)
        assert len(each.acceptance) >= 3 and 1 <= each.level <= 3
        assert all(len(test.split()) >= 5 for test in each.acceptance), each.id
    assert all({skill.id} in [set(each.skills) for each in BOOK.projects] for skill in CATALOGUE.skills.skills)


def test_trials_need_skills_that_exist() -> None:
    assert all(CATALOGUE.skills.get(skill) for each in BOOK.trials for skill in each.needs)
    assert sum(each.first for each in BOOK.trials) == 1
    assert not any(re.search(r"\bTODO\b", each.title + each.check) for each in BOOK.trials)
