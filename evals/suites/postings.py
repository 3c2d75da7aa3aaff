"""Job postings that the reader was not tuned on, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from evals.gate.suite import Item, Json, Measure, Outcome, digest
from evals.posting_cases import Gold, PostingCase, load_postings

if TYPE_CHECKING:
    from evals.gate.parts import Parts


class PostingsSuite:
    """Every case of `evals/postings/cases.jsonl`."""

    name = "postings"
    roots = ("graphs.market.read", "graphs.market.repeats", "app.adapters.catalogue", "evals.predict_postings")
    kappas = ()
    share = 1
    by_vectors = False
    kept = True

    def items(self) -> Sequence[Item]:
        """By the way of working, which is as good a stratum as any; a repeat depends on all that came before it."""
        items, before = [], ""
        for case in load_postings():
            before = digest(before, case.given)
            items.append(
                Item(case.id, case.gold.remote, f"{case.title} | {case.company}\n{case.text}", "", case, before)
            )
        return items

    @contextmanager
    def opened(self, parts: Parts) -> Iterator[Callable[[Item], Json]]:
        """Read in the order of the file, since a repeat needs what it repeats, whichever cases are asked for."""
        from evals.predict_postings import Line, answering, open_words

        read = answering(open_words(parts.settings.corpus_dir))
        rows = {case.id: read(Line.model_validate(case.given)) for case in load_postings()}
        yield lambda item: rows[item.id]

    def score(self, item: Item, answer: Json) -> Outcome:
        """Skills are counted over all postings, the other fields once for each."""
        case: PostingCase = item.given
        if "error" in answer:
            return Outcome(case.id, item.kind, False, {"level": Measure(0)}, (str(answer["error"]),))
        measures, faults = score_fields(case.gold, answer)
        return Outcome(
            id=case.id,
            kind=item.kind,
            right=not faults,
            measures=measures,
            faults=tuple(faults),
            shown=", ".join(answer["skills_required"]),
        )


def score_fields(gold: Gold, row: dict[str, Any]) -> tuple[dict[str, Measure], list[str]]:
    """Per field what it adds to its metric, and what is wrong in words."""
    either = set(gold.skills_either)
    required, preferred = set(gold.skills_required) - either, set(gold.skills_preferred) - either
    given_required, given_preferred = set(row["skills_required"]) - either, set(row["skills_preferred"]) - either
    right = len(required & given_required)
    wrong = len(required ^ given_required)
    found = (required | preferred) & (given_required | given_preferred)
    told = len(required & given_required) + len(preferred & given_preferred)
    given_pay = [] if row["salary"] is None else row["salary"] if isinstance(row["salary"], list) else [row["salary"]]
    stated = sorted(str((each.min, each.max, each.currency, each.period)) for each in gold.salary)
    read = sorted(
        str((_float(each["min"]), _float(each["max"]), each["currency"], each["period"])) for each in given_pay
    )
    measures = {
        "level": Measure(float(row["seniority"] == gold.seniority)),
        "remote": Measure(float(row["remote"] == gold.remote)),
        "years": Measure(float(row["years_min"] == gold.years_min)),
        "repeats": Measure(float(row["duplicate_of"] == gold.duplicate_of)),
        "salary_not_invented": Measure(float(all(each in stated for each in read)) if not stated else 1.0),
    }
    if right + wrong:
        measures["required_f1"] = Measure(2.0 * right, 2.0 * right + wrong)
    if found:
        measures["strength"] = Measure(float(told), float(len(found)))
    if stated:
        measures["salary"] = Measure(float(stated == read))
    faults = [
        f"{name}: {given!r}, right is {wanted!r}"
        for name, given, wanted in (
            ("seniority", row["seniority"], gold.seniority),
            ("remote", row["remote"], gold.remote),
            ("years_min", row["years_min"], gold.years_min),
            ("duplicate_of", row["duplicate_of"], gold.duplicate_of),
            ("salary", read, stated),
            ("required", sorted(given_required), sorted(required)),
        )
        if given != wanted
    ]
    faults += [f"{skill}: preferred, not required" for skill in sorted(preferred & given_required)]
    return measures, faults


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)
