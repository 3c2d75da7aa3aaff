"""The real interview over the real store behind the page, and what the tests of the panel share."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from graphs.events import Done, Event, Sentence
from graphs.interview.graph import InterviewDeps, build_graph, run_interview
from graphs.mentor.request import TurnRequest
from tests.assessed import interviewed
from tests.interview.scripted import lexicon, rate

MEASURES = Path(__file__).parents[1] / "measures"
CONTRAST = (MEASURES / "contrast.js").read_text()
SMALL = (MEASURES / "small_targets.js").read_text()
TABS = ("assessment", "profile", "market", "plan", "documents", "data")
BACKGROUND = "I'm a support engineer in Leeds. I did a Docker tutorial and never used Terraform."
POSTING = """Junior Machine Learning Infrastructure Engineer
Acme Robotics, Berlin (hybrid)

About the role
You run the platform that our researchers train on.

Requirements
- Python and Linux
- Docker and Kubernetes
- 1+ years of experience

Nice to have
- Terraform

Salary: EUR 55,000 - 65,000 per year
"""


@dataclass
class Interviewer:
    """The real interview over the real store, with readings by plain words."""

    store: Store | None = None
    said: list[TurnRequest] = field(default_factory=list)
    graph: Any = field(default_factory=build_graph)
    inside: int = 0
    """For the queue that the status tells of."""

    def __call__(self, request: TurnRequest) -> Iterator[Event]:
        assert self.store is not None
        self.said.append(request)
        if "assess" not in request.text.lower() and len(self.said) == 1:
            yield Sentence(text="Hello.", quoted=False)
        else:
            deps = InterviewDeps(
                records=LearnerRecords(self.store.records, request.learner_id, known_learner=True),
                lexicon=lexicon(),
                rate=rate,
                clock=lambda: datetime.now(UTC),
            )
            turn = run_interview(
                self.graph, deps, request.text, message_id=request.message_id, answers_to=request.answers_to
            )
            with closing(turn):  # type: ignore[type-var]
                yield from turn
        yield Done(message_id="")


def show(page: Any, tab: str) -> None:
    if not page.is_visible("#my"):
        page.click("#open-my" if page.is_visible("#open-my") else "#open-my-top")
    page.click(f"#my-tab-{tab}")
    page.wait_for_selector("#my-body:not([aria-busy])")


def learner_of(page: Any) -> str:
    """The id in the browser's cookie; the page itself is only told its beginning."""
    cookie = next(each["value"] for each in page.context.cookies() if each["name"] == "mentor_learner")
    payload = cookie.split(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))


def planned(page: Any, store: Store) -> None:
    interviewed(store, learner_of(page), docker=1, python=2, kubernetes=0, confirmed=True)
    made = page.evaluate(
        "fetch('/api/plan', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({hours_per_week: 6, time_zone: 'UTC'})}).then((answer) => answer.status)"
    )
    assert made == 200
