"""Answers of an interview, each about one skill, against ratings by the behavioural anchors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.rating_cases import RatingCase, load_ratings

if TYPE_CHECKING:
    from evals.gate.parts import Parts


class RatingsSuite:
    """Every case of `evals/ratings`."""

    name = "ratings"
    roots = (
        "graphs.interview.rate",
        "graphs.interview.lexicon",
        "app.adapters.catalogue",
        "ingest.embed",
        "evals.predict_ratings",
    )
    kappas = ("kappa",)
    share = 1
    by_vectors = True
    kept = True

    def items(self) -> Sequence[Item]:
        """By the action that is right, the rated ones by their gold."""
        return [
            Item(
                case.id,
                f"rating {case.rating}" if case.rating is not None else case.action,
                f"[{case.skill}] {case.question}\n{case.answer}",
                case.why,
                case,
                digest(case.skill, case.question, case.answer),
            )
            for case in load_ratings()
        ]

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """The rating function with the bundled weights."""
        from app.adapters.catalogue import SKILLS_FILE, load_skills
        from evals.predict_ratings import Line, answering
        from graphs.interview.lexicon import SkillLexicon
        from graphs.interview.model import load_model

        matrix = load_skills(parts.settings.corpus_dir / SKILLS_FILE)
        rate = answering(matrix, SkillLexicon(matrix), parts.embedder, load_model())

        def answer(item: Item) -> Json:
            case: RatingCase = item.given
            return rate(Line(id=case.id, skill=case.skill, question=case.question, answer=case.answer))

        yield answer

    def score(self, item: Item, answer: Json) -> Outcome:
        """A rating that is given where none can be counts against it as much as a wrong one."""
        case: RatingCase = item.given
        broke = "error" in answer
        given = answer.get("rating")
        evidence = str(answer.get("evidence", ""))
        measures = {"action": Measure(float(answer.get("action") == case.action))}
        faults = [f"failed: {answer['error']}"] if broke else []
        if case.rating is None:
            measures["unratable_not_rated"] = Measure(float(given is None and not broke))
            if given is not None:
                faults.append(f"rated {given}, though nothing was shown ({case.action})")
        else:
            measures["exact"] = Measure(float(given == case.rating))
            measures["within_one"] = Measure(float(given is not None and abs(given - case.rating) <= 1))
            if given is None:
                faults.append(f"not rated ({answer.get('action')}), gold {case.rating}")
            elif given != case.rating:
                faults.append(f"rated {given}, gold {case.rating}")
            if given is not None:
                measures["kappa"] = Measure(case.rating, given)
        if given is not None:
            held = bool(evidence) and evidence in case.answer
            measures["evidence_not_verbatim"] = Measure(float(not held))
            if not held:
                faults.append(f"its evidence is not in the answer: {evidence!r}")
        return Outcome(
            id=case.id,
            kind=item.kind,
            right=given == case.rating and not broke,
            measures=measures,
            faults=tuple(faults),
            shown=f"{given if given is not None else answer.get('action')} ({answer.get('confidence', 0):.2f}): {answer.get('reason', '')}",
            passages=(("evidence", evidence),) if evidence else (),
        )
