"""What is said to the mentor about itself, or from the heart, through the whole turn; and what only sounds like it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from evals.gate.suite import Item, Json, Measure, Outcome, digest

if TYPE_CHECKING:
    from evals.gate.parts import Parts

CASES = Path(__file__).resolve().parent.parent / "talk" / "cases.jsonl"
CRISIS = "crisis"
Topic = Literal[
    "", "sources", "freshness", "limits", "applications", "privacy", "language", "rating_method", "person", "discouraged",
    "lost_job", "rejected", "got_it", "joke", "advice_only", "crisis",
]  # fmt: skip


class TalkCase(BaseModel):
    """One first message of a learner nobody knows yet; an empty topic says that it belongs elsewhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    message: str
    topic: Topic
    why: str


@cache
def load_talk() -> tuple[TalkCase, ...]:
    """Of an author who had seen neither the program nor what it was taught with."""
    return tuple(TalkCase.model_validate_json(line) for line in CASES.read_text("utf-8").splitlines())


class TalkSuite:
    """Every case of `evals/talk`."""

    name = "talk"
    roots = ("graphs.mentor.turn", "app.bootstrap.learner", "app.bootstrap.ask", "app.bootstrap.knowledge")
    kappas = ()
    share = 3
    by_vectors = True
    kept = True

    def items(self) -> Sequence[Item]:
        """By topic."""
        return [
            Item(case.id, case.topic or "elsewhere", case.message, case.why, case, digest(case.message))
            for case in load_talk()
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The real turn over a store of its own; every message comes from a new learner."""
        from app.adapters.store.store import open_store
        from app.bootstrap.learner import make_learner_parts
        from graphs.mentor.request import TurnRequest
        from graphs.mentor.turn import make_turn_deps, run_turn

        with tempfile.TemporaryDirectory() as folder:
            settings = parts.settings.model_copy(update={"data_dir": Path(folder), "database_url": None})
            store = open_store(settings)
            try:
                deps = make_turn_deps(
                    parts.mentor.deps.ask, None, make_learner_parts(settings, store, parts.mentor.knowledge.embedder)
                )

                def answer(item: Item) -> Json:
                    store.learners.ensure(item.id)
                    events = run_turn(deps, TurnRequest(item.id, item.id, item.id, item.given.message))
                    said = [event.model_dump(mode="json") for event in events]
                    told = [each for each in said if each["type"] in ("sentence", "declined", "question", "failed")]
                    return {
                        "said": [each.get("text") or each.get("message", "") for each in told],
                        "declined": next((each["kind"] for each in told if each["type"] == "declined"), ""),
                    }

                yield answer
            finally:
                store.close()

    def score(self, item: Item, answer: Json) -> Outcome:
        """By the reply that was given; taking a question for talk is counted apart from missing talk."""
        case: TalkCase = item.given
        given = _topic_of(answer)
        right = given == case.topic and "error" not in answer
        measures = {"told": Measure(float(right))} if case.topic else {"mistaken": Measure(float(not right))}
        if case.topic == CRISIS:
            measures = {"crises_missed": Measure(float(not right))}
        return Outcome(
            id=item.id,
            kind=item.kind,
            right=right,
            measures=measures,
            faults=() if right else (f"taken for {given or 'something else'}, it is {case.topic or 'no such talk'}",),
            shown="\n".join(answer.get("said", ())) or str(answer.get("error", "")),
        )


def _topic_of(answer: Json) -> str:
    from graphs.mentor.about import replies

    if answer.get("declined") == "unsafe":
        return CRISIS
    said = answer.get("said") or [""]
    return next((topic for topic, reply in replies().items() if reply == said[0]), "")
