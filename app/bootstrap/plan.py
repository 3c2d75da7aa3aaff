"""The parts of a plan turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from graphs.mentor.slices import RunSlice
    from graphs.plan.graph import PlanDeps
    from graphs.ports import Records


def make_plan_deps(settings: Settings, records: Records) -> PlanDeps:
    """For the learner that the records are bound to. Raises `CatalogueError`."""
    from datetime import UTC, datetime

    from app.adapters.catalogue import load_catalogue
    from graphs.plan import graph

    catalogue = load_catalogue(settings.corpus_dir)
    return graph.make_plan_deps(records, catalogue.skills, catalogue.resources, lambda: datetime.now(UTC))


def plan_slice(settings: Settings) -> RunSlice:
    """Compiles the graph and reads the catalogues once."""
    from collections.abc import Iterator
    from datetime import UTC, datetime
    from typing import cast

    from app.adapters.catalogue import load_catalogue
    from graphs.events import Event
    from graphs.mentor.slices import TurnContext
    from graphs.plan.graph import Act, PlanDeps, build_graph, run_plan
    from graphs.plan.request import PlanParts
    from graphs.plan.workbook import load_workbook

    graph, catalogue = build_graph(), load_catalogue(settings.corpus_dir)
    parts = PlanParts(catalogue.skills, catalogue.resources, load_workbook())

    def run(act: str, text: str, context: TurnContext) -> Iterator[Event]:
        deps = PlanDeps(records=context.records, parts=parts, clock=lambda: datetime.now(UTC))
        return run_plan(graph, deps, cast(Act, act), text)

    return run
