"""Words a roadmap for the conversation: one line a stage, the pay with its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.career.dates import dated
from graphs.career.roadmap import CareerRoadmap, Horizon, Statement
from graphs.career.wording import say
from graphs.events import Citation, DocumentReady, Event, Sentence
from graphs.roadmap.records import NO_PLAN

ADDRESS = "/documents/roadmap"
NAMES: dict[Horizon, str] = {
    "now": "Now",
    "six_months": "In 6 months",
    "one_year": "In 1 year",
    "three_years": "In 3 years",
}
RISKS = 3


def told(roadmap: CareerRoadmap) -> Iterator[Event]:
    """Four stages, what they pay, and the first risks; citations are numbered anew in the order they are shown."""
    numbers: dict[int, Citation] = {}
    yield say(f"Your roadmap toward {roadmap.role}.", "lead")
    for stage in roadmap.stages:
        when = "" if stage.horizon == "now" else f" ({dated(stage.due)})"
        yield say(f"{NAMES[stage.horizon]}{when}: {stage.title}. {stage.summary}", "bullet")
    for horizon in ("one_year", "three_years"):
        for statement in roadmap.stage(horizon).pay[:3]:
            yield _cited(statement, roadmap, numbers)
    cited = [risk for risk in roadmap.risks if risk.sources]
    for risk in cited[:RISKS]:
        yield _cited(risk, roadmap, numbers)
    yield DocumentReady(name="roadmap", address=ADDRESS)


def no_plan() -> Iterator[Event]:
    """What to do first."""
    yield say(NO_PLAN)


def _cited(statement: Statement, roadmap: CareerRoadmap, numbers: dict[int, Citation]) -> Sentence:
    own = {each.number: each for each in roadmap.citations}
    for number in statement.sources:
        if number not in numbers:
            numbers[number] = own[number].model_copy(update={"number": len(numbers) + 1})
    return Sentence(
        text=statement.text,
        style="bullet",
        citations=tuple(numbers[number] for number in statement.sources),
        quoted=False,
    )
