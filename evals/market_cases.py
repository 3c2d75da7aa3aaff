"""Learners with postings of `postings/cases.jsonl`, drawn by a fixed dice, each with what their report is held against."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from evals.checks.plan import catalogues
from evals.posting_cases import PostingCase, load_postings

LEVELS = ("junior", "mid", "senior")
PLACES = ("", "Berlin", "New York", "London", "Toronto", "Bengaluru")
KINDS: dict[str, tuple[int, int, int, str]] = {
    "one": (4, 1, 1, "a report from a single posting claims no pattern"),
    "few": (8, 3, 5, "fewer than ten: the report says how many are missing"),
    "ten": (9, 10, 10, "as many as the exercise asks for"),
    "many": (5, 15, 20, "more than fit beside each other in one table"),
    "repeats": (6, 6, 9, "the same job, copied once more from another board, counts once"),
    "warned": (4, 4, 6, "a posting that asks for money is told and stays out of the counts"),
}
"""How many learners, between how many postings, and why."""
REPOST = "{}\n\nSeen on JobHub, 3 days ago. 41 people viewed this job. Report this ad."
FEE = (
    "Remote AI Infrastructure Trainee\nNorthgate Careers\nRemote\n\nNo experience needed, everyone who applies is hired. "
    "You will learn Python, Docker and Kubernetes. Before you start, a registration fee of $149 is payable for your "
    "training material. Salary $9,000 per week. Send the fee by gift card to begin today."
)


@dataclass(frozen=True)
class MarketCase:
    """One learner with what they pasted, in its order."""

    id: str
    kind: str
    why: str
    messages: tuple[str, ...]
    cases: tuple[str, ...]
    """Which posting each message is; empty for one that has no gold."""
    level: str
    location: str = ""
    ratings: dict[str, int] = field(default_factory=dict)
    """Empty: not assessed."""

    @property
    def given(self) -> dict[str, Any]:
        """What the system is given."""
        return {name: value for name, value in asdict(self).items() if name not in ("kind", "why", "cases")}


def load_market() -> list[MarketCase]:
    """The same learners each time, as long as the postings are the same."""
    return list(_learners(load_postings()))


def pasted(case: PostingCase) -> str:
    """As somebody copies it from a board."""
    return "\n".join(filter(None, (case.title, case.company, case.location))) + f"\n\n{case.text}"


def _learners(postings: list[PostingCase]) -> Iterator[MarketCase]:
    texts = {case.id: pasted(case) for case in postings}
    skills = list(catalogues().skills)
    for kind, (count, least, most, why) in KINDS.items():
        for number in range(count):
            dice = random.Random(f"{kind}-{number}")
            ids = dice.sample(sorted(texts), dice.randint(least, most))
            messages = [texts[each] for each in ids]
            if kind == "repeats":
                again = dice.choice(ids)
                ids.append(again)
                messages.append(REPOST.format(texts[again].replace("\n", "\n\n")))
            if kind == "warned":
                place = dice.randrange(len(ids))
                ids.insert(place, "")
                messages.insert(place, FEE)
            assessed = number % 3 != 2
            yield MarketCase(
                id=f"{kind}-{number}",
                kind=kind,
                why=why,
                messages=tuple(messages),
                cases=tuple(ids),
                level=LEVELS[number % 3],
                location=dice.choice(PLACES),
                ratings={each: dice.choice((0, 1, 1, 2, 3)) for each in skills if dice.random() < 0.8}
                if assessed
                else {},
            )
