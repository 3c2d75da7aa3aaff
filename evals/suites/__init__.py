"""The suites by name, in the order in which they run; a new one is one line here."""

from __future__ import annotations

import importlib

from evals.gate.suite import Suite

SUITES: dict[str, str] = {
    "corpus": "evals.suites.corpus:CorpusSuite",
    "retrieval": "evals.suites.retrieval:RetrievalSuite",
    "ask": "evals.suites.ask:AskSuite",
    "safety": "evals.suites.safety:SafetySuite",
    "ratings": "evals.suites.ratings:RatingsSuite",
    "intents": "evals.suites.intents:IntentsSuite",
    "talk": "evals.suites.talk:TalkSuite",
    "plans": "evals.suites.plans:PlansSuite",
    "interviews": "evals.suites.interviews:InterviewsSuite",
    "postings": "evals.suites.postings:PostingsSuite",
    "market": "evals.suites.market:MarketSuite",
    "roadmaps": "evals.suites.roadmaps:RoadmapsSuite",
    "progress": "evals.suites.progress:ProgressSuite",
}


def load_suite(name: str) -> Suite:
    """Raises `BadValue` naming the suites there are."""
    from graphs.errors import BadValue

    if name not in SUITES:
        raise BadValue(f"There is no suite {name}. The suites are: {', '.join(SUITES)}.")
    module, made = SUITES[name].split(":")
    suite: Suite = getattr(importlib.import_module(module), made)()
    return suite


def load_suites(names: tuple[str, ...] = ()) -> list[Suite]:
    """Those named, or all."""
    return [load_suite(name) for name in names or tuple(SUITES)]
