"""`mentor eval predict progress`: talks about a plan, each to the state that they end in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from evals.progress_cases import assessment_record, plan_record
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress, Recovery, Tick
from graphs.events import Question, Sentence
from graphs.progress.graph import build_graph, run_progress
from graphs.progress.records import ASSESSMENT, PLAN, PROGRESS, read_progress
from graphs.testing import MemoryRecords

if TYPE_CHECKING:
    from app.adapters.catalogue import Catalogue
    from app.settings import Settings

Answer = Callable[["Line"], dict[str, Any]]
_EVENING = time(18, tzinfo=UTC)


class Line(BaseModel):
    """One talk about the frozen plan of the cases, or about one of its own."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    day: date
    ticked: tuple[str, ...] = ()
    says: tuple[tuple[str, str], ...]
    """Act (`progress_update`, `show_status`, `replan` ...) and message."""
    plan: dict[str, Any] | None = None


@contextmanager
def opened(settings: Settings, say: Callable[[str], None]) -> Iterator[Answer]:
    """The catalogues alone; neither a store nor a model."""
    from app.adapters.catalogue import load_catalogue

    del say
    yield answering(load_catalogue(settings.corpus_dir))


def answering(catalogue: Catalogue) -> Answer:
    """From a line to the state after its last message; each learner's records begin with the plan alone."""
    from app.bootstrap.progress import make_progress_deps

    graph = build_graph()

    def answer(line: Line) -> dict[str, Any]:
        now = datetime.combine(line.day, _EVENING)
        records = MemoryRecords()
        records.put(PLAN, line.plan or plan_record())
        if line.plan is None:
            records.put(ASSESSMENT, assessment_record())
        before = Progress(ticks=tuple(Tick(item=each, at=now - timedelta(days=1)) for each in line.ticked))
        records.put(PROGRESS, before.model_dump(mode="json"))
        started = _plan(records)
        offered: tuple[Recovery, ...] = ()
        said: list[list[str]] = []
        early: tuple[str, ...] = ()
        for number, (act, text) in enumerate(line.says):
            clock = now + timedelta(minutes=number)
            deps = make_progress_deps(records, catalogue, lambda at=clock: at)  # type: ignore[misc]  # the loop's value is bound
            events = list(run_progress(graph, deps, act, text))
            said.append([each.text for each in events if isinstance(each, (Sentence, Question))])
            kept = read_progress(records)
            offered = kept.offered or offered
            if number == 0:
                early = tuple(sorted(kept.done - before.done))
        return {
            "id": line.id,
            **_state(read_progress(records), before, early),
            "plan": _change(started, _plan(records), offered),
            "said": said,
        }

    return answer


def _state(now: Progress, before: Progress, early: tuple[str, ...]) -> dict[str, Any]:
    last = now.check_ins[-1] if now.check_ins else None
    return {
        "ticked": sorted(now.done - before.done),
        "unticked": sorted(before.done - now.done),
        "ticked_unasked": list(early),
        "partly": sorted(last.partly) if last else [],
        "not_done": sorted(last.not_done) if last else [],
        "hours": last.hours if last else None,
        "waits": now.waits,
        "reminders": now.reminders.model_dump(mode="json"),
    }


def _plan(records: MemoryRecords) -> LearningPlan:
    return LearningPlan.model_validate(records.get(PLAN))


def _change(before: LearningPlan, now: LearningPlan, offered: tuple[Recovery, ...]) -> str:
    """Which offered choice the plan in force is."""
    if now.weeks == before.weeks:
        return "unchanged"
    return next((each.kind for each in offered if each.plan.weeks == now.weeks), "other")
