"""How well the search orders passages, and what a fit would give: `python -m evals.fit_order` (no language model, five minutes).

A sample of the questions that the corpus lists is asked in folds, each as if neither it nor its like were listed and the head had
never seen it. A softmax regression over the features of `ingest/rank.py` is fitted on four folds and measured on the fifth.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evals.calibrate import FOLDS, SAME
from evals.offline import OfflineIndex
from evals.runner import EVAL_DATA, eval_settings
from graphs.ask.lexicon import Lexicon
from graphs.ask.reading import read_question
from ingest.embed import Embedder
from ingest.rank import WEIGHTS, features, rank

SAMPLE = 2_000
CANDIDATES = 40
"""Best by the order of today, from which the fit orders anew."""
PENALTY = 1e-3
PLACES = (1, 3, 5)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """The candidates of one question, best first by the order of today."""

    features: Floats
    """Shape (candidates, names of `WEIGHTS`)."""
    right: int
    """Place of the section that lists the question, -1 when it is not among the candidates."""
    fold: int


def measure(index: OfflineIndex, lexicon: Lexicon, embedder: Embedder) -> list[Row]:
    """Of a sample of the listed questions, each left out."""
    chance = np.random.default_rng(5)
    fold = chance.integers(0, FOLDS, len(index.questions))
    drawn = np.sort(chance.permutation(len(index.questions))[:SAMPLE])
    home = [chunk.id for chunk in index.chunks for _ in chunk.ask.questions]
    rows: list[Row] = []
    for number in range(FOLDS):
        head = index.head(fold == number)
        for place in drawn[fold[drawn] == number]:
            reading = read_question(index.questions[place], (), lexicon)
            vector = embedder.encode([reading.question], query=True)[0]
            found = index.candidates(reading.question, vector, head, SAME)
            best = [each.candidate for each in rank(found, reading.levels)[:CANDIDATES]]
            values = np.array([list(told.values()) for told in features(best, reading.levels)])
            ids = [each.chunk.id for each in best]
            rows.append(Row(values, ids.index(home[place]) if home[place] in ids else -1, number))
        sys.stderr.write(f"\r{len(rows)} of {len(drawn)} questions asked")
    sys.stderr.write("\n")
    return rows


def fit(rows: Sequence[Row]) -> Floats:
    """The weights under which the right passages are likeliest; rows without their passage teach nothing."""
    from scipy.optimize import minimize

    told = [row for row in rows if row.right >= 0]

    def cost(weights: Floats) -> tuple[float, Floats]:
        loss, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for row in told:
            raw = row.features @ weights
            odds = np.exp(raw - raw.max())
            share = odds / odds.sum()
            loss -= float(np.log(share[row.right] + 1e-12)) / len(told)
            slope = slope + (share @ row.features - row.features[row.right]) / len(told)
        return loss, slope

    found: Floats = minimize(cost, np.zeros(len(WEIGHTS)), jac=True, method="L-BFGS-B").x
    return found


def places(rows: Sequence[Row], weights: Floats | None = None) -> list[int]:
    """Of the right passage of each row, from 0, in the order of today or in that of `weights`; far off when it is not there."""
    found = []
    for row in rows:
        order = (
            np.arange(len(row.features)) if weights is None else np.argsort(-(row.features @ weights), kind="stable")
        )
        found.append(int(np.flatnonzero(order == row.right)[0]) if row.right >= 0 else CANDIDATES)
    return found


def _told(name: str, found: Sequence[int]) -> str:
    shares = "  ".join(f"among {top}: {np.mean([place < top for place in found]):.3f}" for top in PLACES)
    return f"{name:16} {shares}\n"


def main() -> None:
    """Prints how often the right section comes first, today and by a fit that has not seen the question."""
    from app.bootstrap import open_mentor

    mentor = open_mentor(eval_settings(data_dir=EVAL_DATA.with_name("calibration"), llm_engine="scripted"))
    try:
        searcher, embedder = mentor.knowledge.searcher, mentor.knowledge.embedder
        chunks = [chunk for document in searcher.documents() for chunk in searcher.neighbours(document.id)]
        rows = measure(OfflineIndex(chunks, embedder.encode), mentor.deps.ask.lexicon, embedder)
    finally:
        mentor.close()
    sys.stdout.write(_told("today", places(rows)))
    unseen: list[int] = []
    for number in range(FOLDS):
        weights = fit([row for row in rows if row.fold != number])
        unseen += places([row for row in rows if row.fold == number], weights)
    sys.stdout.write(_told("fitted, unseen", unseen))
    for name, weight in zip(WEIGHTS, fit(rows), strict=True):
        sys.stdout.write(f"  {name:16} {WEIGHTS[name]:6.2f} today  {weight:6.2f} fitted\n")


if __name__ == "__main__":
    main()
