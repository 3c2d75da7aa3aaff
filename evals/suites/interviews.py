"""Whole scripted interviews, judged by the state they end in, whatever way the mentor took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.interviewing import Begin, end_state, interviewer, transcript
from evals.learner import ScriptedLearner
from evals.rating_cases import Interview, load_interviews

if TYPE_CHECKING:
    from evals.gate.parts import Parts

MOST_QUESTIONS = 15
LASTING = ("profile", "ratings", "status")
"""What a kill must not change; the questions asked again on the way are no loss."""


class InterviewsSuite:
    """Every script of `evals/interviews`, each played twice: in one go, and with a kill before every message."""

    name = "interviews"
    roots = (
        "graphs.interview.graph",
        "app.bootstrap.interview",
        "app.adapters.catalogue",
        "app.web.cleaning",
        "evals.interviewing",
        "evals.learner",
        # Without a learner a turn is an answer from the sources; the other slices have no part in it.
        "graphs.mentor.turn!",
        "graphs.mentor.sources",
        "app.bootstrap.mentor!",
        "app.bootstrap.ask",
        "app.bootstrap.knowledge",
        "app.bootstrap.engine",
    )
    kappas = ()
    share = 3
    by_vectors = True
    kept = True

    def items(self) -> Sequence[Item]:
        """By what happens in them: the first part of the id."""
        return [
            Item(
                case.id,
                case.id.split("-")[0],
                "\n".join(case.opening),
                case.why,
                case,
                digest(case.model_dump(mode="json", exclude={"expect", "why", "persona"})),
            )
            for case in load_interviews()
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The real graph over records in memory."""
        with interviewer(parts.settings, parts.say, embedder=parts.embedder, mentor=lambda: parts.mentor) as begin:
            yield answering(begin)

    def score(self, item: Item, answer: Json) -> Outcome:
        """Skill by skill, field by field, and the interview as a whole."""
        return _Judge(item.given, answer).outcome(item)


def answering(begin: Begin) -> Callable[[Item], Json]:
    """From a script to the end state of both plays."""

    def answer(item: Item) -> Json:
        straight = begin()
        ScriptedLearner(item.given).play(straight)
        killed = begin()
        ScriptedLearner(item.given, resume_each_turn=True).play(killed)
        end = end_state(straight)
        again = end_state(killed)
        return {**end, "transcript": transcript(straight), "after_kills": {name: again[name] for name in LASTING}}

    return answer


class _Judge:
    def __init__(self, script: Interview, answer: Json) -> None:
        self._script = script
        self._expect = script.expect
        self._answer = answer
        self._broke = "error" in answer
        self._ratings: dict[str, int | None] = answer.get("ratings", {})
        self._faults: list[str] = [f"failed: {answer['error']}"] if self._broke else []

    def outcome(self, item: Item) -> Outcome:
        measures = {
            "ratings_exact": self._rated(0),
            "ratings_within_one": self._rated(1),
            "unasked_rated": self._unasked(),
            "state": self._state(),
            "evidence_not_verbatim": self._quotes(),
            "questions_over_limit": self._questions(),
            "lost_by_kills": self._kills(),
        }
        if self._expect.profile:
            measures["profile"] = self._profile()
        if self._expect.corrections:
            measures["corrections"] = self._corrections()
        if self._expect.skipped:
            measures["skipped_rated"] = self._skipped()
        # Its two bounds on ratings apart: an interview ends as it should when nothing else is to be said against it.
        whole = not self._faults
        return Outcome(
            id=item.id,
            kind=item.kind,
            right=whole,
            measures={**measures, "end_state": Measure(float(whole))},
            faults=tuple(self._faults),
            shown=_shown(self._answer),
        )

    def _rated(self, most: int) -> Measure:
        good = 0
        for skill, gold in self._expect.ratings.items():
            given = self._ratings.get(skill)
            near = given == gold if gold is None or given is None else abs(given - gold) <= most
            good += near and not self._broke
            if most == 0 and not near and not self._broke:
                self._faults.append(f"{skill}: {given}, gold {gold}")
        return Measure(good, len(self._expect.ratings))

    def _unasked(self) -> Measure:
        others = [skill for skill in self._ratings if skill not in self._expect.ratings]
        rated = [skill for skill in others if self._ratings[skill] is not None]
        self._faults += [f"{skill}: rated {self._ratings[skill]}, though it never came up" for skill in rated]
        return Measure(len(rated), max(1, len(others)))

    def _profile(self) -> Measure:
        good = 0
        for name, gold in self._expect.profile.items():
            given = self._answer.get("profile", {}).get(name)
            held = _equal(given, gold)
            good += held
            if not held:
                self._faults.append(f"profile {name}: {given!r}, gold {gold!r}")
        return Measure(good, len(self._expect.profile))

    def _corrections(self) -> Measure:
        wrong = [each.skill for each in self._expect.corrections if self._ratings.get(each.skill, -1) != each.rating]
        self._faults += [f"the correction of {skill} is not in force" for skill in wrong]
        return Measure(len(self._expect.corrections) - len(wrong), len(self._expect.corrections))

    def _skipped(self) -> Measure:
        rated = [skill for skill in self._expect.skipped if self._ratings.get(skill) is not None]
        self._faults += [f"{skill} was skipped and is rated {self._ratings[skill]}" for skill in rated]
        return Measure(len(rated), len(self._expect.skipped))

    def _state(self) -> Measure:
        given = self._answer.get("status")
        if given != self._expect.state:
            self._faults.append(f"it ended {given}, not {self._expect.state}")
        return Measure(float(given == self._expect.state))

    def _quotes(self) -> Measure:
        said = [" ".join(each.split()) for each in self._script.sayings]
        quotes = [
            (skill, " ".join(quote.split()))
            for skill, reading in self._answer.get("readings", {}).items()
            for quote in reading["evidence"]
        ]
        # Answers about several skills are joined by a space, so a quote may span two of them.
        joined = " ".join(" ".join(turn["learner"].split()) for turn in self._answer.get("transcript", ()))
        wrong = [(skill, quote) for skill, quote in quotes if not any(quote in each for each in (*said, joined))]
        self._faults += [f"{skill}: quotes words that were not said: {quote[:80]!r}" for skill, quote in wrong]
        return Measure(len(wrong), max(1, len(quotes)))

    def _questions(self) -> Measure:
        asked = int(self._answer.get("questions", 0))
        if asked > MOST_QUESTIONS:
            self._faults.append(f"{asked} questions were asked")
        return Measure(float(asked > MOST_QUESTIONS))

    def _kills(self) -> Measure:
        if self._broke:
            return Measure(1.0)
        after = self._answer["after_kills"]
        other = [name for name in LASTING if after[name] != self._answer[name]]
        for name in other:
            self._faults.append(
                f"killed before every message, it ends with another {name}: {_difference(self._answer[name], after[name])}"
            )
        return Measure(float(bool(other)))


def _equal(given: object, gold: str | int | float) -> bool:
    if isinstance(gold, (int, float)):
        return isinstance(given, (int, float)) and float(given) == float(gold)
    return isinstance(given, str) and gold.casefold() in given.casefold()


def _difference(one: Any, other: Any) -> str:
    if isinstance(one, dict) and isinstance(other, dict):
        return "; ".join(
            f"{n}: {one.get(n)!r} then, {other.get(n)!r} after" for n in one | other if one.get(n) != other.get(n)
        )[:300]
    return f"{one!r} then, {other!r} after"


def _shown(answer: Json) -> str:
    ratings = ", ".join(f"{skill} {value}" for skill, value in answer.get("ratings", {}).items() if value is not None)
    lines = [f"{answer.get('status')} after {answer.get('questions')} questions; {ratings or 'nothing rated'}"]
    for turn in answer.get("transcript", ()):
        lines.append(f"LEARNER: {turn['learner']}")
        lines += [f"MENTOR: {said}" for said in turn["mentor"]]
    return "\n".join(lines)
