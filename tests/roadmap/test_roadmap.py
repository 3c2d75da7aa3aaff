from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.adapters.corpus_passages import CorpusPassages
from app.documents.roadmap import roadmap_markdown
from graphs.career.assessment import Assessment, Evidence, Known, Profile, SkillRating
from graphs.career.posting import Posting, Postings, Salary
from graphs.career.roadmap import CareerRoadmap
from graphs.career.skills import Level, Rating
from graphs.events import DocumentReady, Sentence
from graphs.ports import Passage
from graphs.roadmap.build import TITLES, build, title_of
from graphs.roadmap.graph import RoadmapDeps, build_graph, run_roadmap
from graphs.roadmap.inputs import Inputs
from graphs.roadmap.records import read_roadmap
from graphs.testing import MemoryRecords
from tests.plan.made import CATALOGUE, SOME, plan

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
PASSAGES = CorpusPassages(Path(__file__).resolve().parents[2] / "corpus")
EXPERT = {skill.id: 4 for skill in CATALOGUE.skills.skills}


class NoPassages:
    def passage(self, passage_id: str) -> Passage | None:
        return None


def assessment(ratings: dict[str, int], level: Level) -> Assessment:
    rated = tuple(SkillRating(skill=skill, rating=Rating(rating), confidence=0.8) for skill, rating in ratings.items())
    return Assessment(version=1, level=level, ratings=rated, started_at=AT)


def known(value: str) -> Known:
    return Known(value=value, evidence=Evidence(quote=value, at=AT))


def paid(name: str, seniority: str, low: float | None, high: float | None, **fields) -> Posting:
    salary = Salary(min=low, max=high, currency="EUR", period="year", quote="x")
    return Posting(
        id=name,
        company="Acme",
        locations=("Berlin",),
        seniority=seniority,
        salaries=(salary,),
        text="x",
        saved_at=AT,
        **fields,
    )


def roadmap(
    ratings: dict[str, int] | None = None, postings: Postings | None = None, passages=PASSAGES, **fields
) -> CareerRoadmap:
    given = SOME if ratings is None else ratings
    made = plan(given, **fields)
    profile = Profile(location=known("Berlin, Germany"), target_role=known("ML platform engineer"))
    known_ratings = assessment(given, made.level) if given else None
    inputs = Inputs(made, known_ratings, profile, postings, frozenset())
    return build(inputs, CATALOGUE.skills, CATALOGUE.resources, passages, AT)


def test_four_stages_at_their_days() -> None:
    made = roadmap()
    assert [stage.horizon for stage in made.stages] == ["now", "six_months", "one_year", "three_years"]
    assert [stage.due for stage in made.stages] == [
        AT.date(),
        date(2027, 5, 23),
        date(2027, 11, 23),
        date(2029, 11, 23),
    ]
    assert made.stage("three_years").title == TITLES[Level.MID] and made.next_level == Level.MID


def test_six_months_hold_what_the_plan_leads_to() -> None:
    made, source = roadmap(), plan()
    goals = {goal.skill: goal.rating for goal in made.stage("six_months").skills}
    assert goals == {gap.skill: gap.reached for gap in source.gaps if gap.reached > gap.current}
    assert len(made.stage("six_months").projects) == len(source.projects)


def test_ratings_never_fall_from_stage_to_stage() -> None:
    held: dict[str, Rating] = {}
    for stage in roadmap().stages:
        for goal in stage.skills:
            assert goal.rating >= held.get(goal.skill, Rating.NONE)
            if stage.horizon != "now":
                assert goal.was is None or goal.rating > goal.was
            held[goal.skill] = goal.rating


def test_pay_shows_both_sources_the_place_and_the_learners_postings() -> None:
    postings = Postings(
        postings=(
            paid("p1", "junior", 50000, 58000),
            paid("p2", "senior", 90000, None),
            paid("p3", "junior", 50000, 58000, duplicate_of="p1"),
        )
    )
    lines = roadmap(postings=postings).stage("one_year").pay
    text = " ".join(each.text for each in lines)
    assert "$80,000 to $120,000" in text and "$67,000 to $120,000" in text and "$93,500" in text
    assert "differ" in text and "They say nothing of Berlin, Germany." in text
    assert (
        lines[-1].text
        == "In your own postings for this level (1 of 2 state it): Acme (Berlin) 50,000 to 58,000 EUR a year."
    )
    assert lines[-1].postings == ("p1",)


def test_without_postings_none_are_invented() -> None:
    assert "No postings of yours" in roadmap().stage("one_year").pay[-1].text


@pytest.mark.parametrize("level", Level)
def test_every_citation_is_the_sources_own_words(level: Level) -> None:
    made = roadmap(dict.fromkeys(SOME, 2), level=level)
    assert [each.number for each in made.citations] == list(range(1, len(made.citations) + 1))
    for each in made.citations:
        passage = PASSAGES.passage(each.passage_id)
        assert passage is not None and each.text in [unit.text for unit in passage.units]
    numbers = {each.number for each in made.citations}
    statements = [
        *made.risks,
        *(each for stage in made.stages for each in (*stage.pay, *stage.responsibilities, *stage.metrics)),
    ]
    assert all(set(each.sources) <= numbers for each in statements)
    assert made.stage("three_years").responsibilities and not any("could not be found" in note for note in made.notes)


def test_missing_passages_are_said() -> None:
    made = roadmap(passages=NoPassages())
    assert made.citations == () and any("could not be found" in note for note in made.notes)


def test_all_expert_and_nothing_known() -> None:
    assert roadmap(EXPERT, level=Level.STAFF).stage("six_months").title.startswith("Ready to apply")
    made = roadmap({})
    assert "Nothing is assessed" in made.stage("now").summary
    assert any("skills assessment" in step for step in made.actions)


@pytest.mark.parametrize(
    ("ratings", "level"),
    [(SOME, Level.JUNIOR), ({}, Level.JUNIOR), (EXPERT, Level.STAFF), (dict.fromkeys(SOME, 2), Level.MID)],
)
def test_the_document_is_whole(ratings: dict[str, int], level: Level) -> None:
    text = roadmap_markdown(roadmap(ratings, level=level))
    for heading in ("Now", "In 6 months", "In 1 year", "In 3 years", "Action plan", "Risks and guardrails", "Sources"):
        assert re.search(rf"^## {heading}\b", text, re.MULTILINE), heading
    assert not re.search(r"TODO|\{|\}|\bNone\b(?! \(0\)| planned)", text)
    assert not re.search(r"(?<!\d)1 skills are", text)
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    listed = {int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)}
    assert marks == listed


def test_a_learners_words_stay_words() -> None:
    made = roadmap().model_copy(update={"role": "# <b>boss</b> | [x](javascript:1)"})
    assert r"\# \<b\>boss\</b\> \| \[x\](javascript:1)" in roadmap_markdown(made)


def test_the_turn_asks_for_a_plan_first_and_then_keeps_versions() -> None:
    records, graph = MemoryRecords(), build_graph()
    deps = RoadmapDeps(records, CATALOGUE.skills, CATALOGUE.resources, PASSAGES, lambda: AT)
    events = list(run_roadmap(graph, deps, "make_roadmap", "make my roadmap"))
    assert len(events) == 1 and isinstance(events[0], Sentence) and "make my learning plan" in events[0].text
    records.put("plan", plan().model_dump(mode="json"))
    events = list(run_roadmap(graph, deps, "make_roadmap", "make my roadmap"))
    assert isinstance(events[-1], DocumentReady) and events[-1].address == "/documents/roadmap"
    cited = [event for event in events if isinstance(event, Sentence) and event.citations]
    numbers = sorted({each.number for event in cited for each in event.citations})
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 4
    list(run_roadmap(graph, deps, "show", "show it"))
    list(run_roadmap(graph, deps, "make_roadmap", "again"))
    kept = read_roadmap(records)
    assert kept is not None and kept.version == 2 and len(records.history("roadmap")) == 2


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("AI infrastructure", "AI infrastructure engineer"),
        ("platform engineering", "platform engineer"),
        ("MLOps engineer", "MLOps engineer"),
        ("SRE", "SRE"),
        ("Head of infrastructure", "Head of infrastructure"),
    ],
)
def test_a_field_becomes_what_one_can_be_called(told: str, title: str) -> None:
    assert title_of(told) == title
