"""The further slices of the mentor, each with its graph compiled once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from graphs.career.skills import SkillMatrix
    from graphs.mentor.slices import RunSlice, Slices
    from graphs.progress.review import Rate

Clock = Callable[[], datetime]


def make_slices(settings: Settings, skills: SkillMatrix, clock: Clock, rate: Rate | None = None) -> Slices:
    """The learner's records come with each turn; `rate` reads what is told in a monthly review."""
    from graphs.mentor.slices import Slices

    return Slices(
        {
            "market": _market(skills, clock),
            "plan": _plan(settings, skills, clock),
            "roadmap": _roadmap(settings, skills, clock),
            "progress": _progress(settings, skills, clock, rate),
        }
    )


def _market(skills: SkillMatrix, clock: Clock) -> RunSlice:
    from graphs.market.graph import MarketDeps, build_graph, run_market
    from graphs.market.vocabulary import PostingWords

    graph, words = build_graph(), PostingWords(skills)
    return lambda act, text, turn: run_market(graph, MarketDeps(turn.records, skills, words, clock), act, text)


def _plan(settings: Settings, skills: SkillMatrix, clock: Clock) -> RunSlice:
    from typing import cast

    from app.adapters.catalogue import RESOURCES_FILE, load_resources
    from graphs.plan.graph import Act, build_graph, make_plan_deps, run_plan

    graph, resources = build_graph(), load_resources(settings.corpus_dir / RESOURCES_FILE, skills)
    return lambda act, text, turn: run_plan(
        graph, make_plan_deps(turn.records, skills, resources, clock), cast(Act, act), text
    )


def _roadmap(settings: Settings, skills: SkillMatrix, clock: Clock) -> RunSlice:
    from typing import cast

    from app.adapters.catalogue import RESOURCES_FILE, load_resources
    from app.adapters.corpus_passages import CorpusPassages
    from graphs.roadmap.graph import Act, RoadmapDeps, build_graph, run_roadmap

    graph, resources = build_graph(), load_resources(settings.corpus_dir / RESOURCES_FILE, skills)
    passages = CorpusPassages(settings.corpus_dir)
    return lambda act, text, turn: run_roadmap(
        graph, RoadmapDeps(turn.records, skills, resources, passages, clock), cast(Act, act), text
    )


def _progress(settings: Settings, skills: SkillMatrix, clock: Clock, rate: Rate | None) -> RunSlice:
    from app.adapters.catalogue import RESOURCES_FILE, Catalogue, load_resources
    from app.bootstrap.progress import make_progress_deps
    from graphs.progress.graph import build_graph, run_progress

    graph = build_graph()
    catalogue = Catalogue(skills, load_resources(settings.corpus_dir / RESOURCES_FILE, skills))
    return lambda act, text, turn: run_progress(
        graph, make_progress_deps(turn.records, catalogue, clock, rate), act, text
    )
