"""Fits the rating classifier: `python -m evals.train_ratings [--write]` (about two minutes on one core).

Learns from `evals/training/ratings.jsonl` and the anchors of the catalogue. Answers that are near to each other form a
family and are held out together; the files `ratings_dev*.jsonl` were written later and
are never learned from (rules were mended after looking at their mistakes, so they flatter a little).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graphs.career.skills import Skill, SkillMatrix
from graphs.interview.cues import FEATURES
from graphs.interview.foreign_words import own_words
from graphs.interview.model import ACTIONS, WEIGHTS, Described, Head, RatingModel, describe
from graphs.interview.rate import Reading, rate_answer
from graphs.ports import Embedder

TRAINING = Path(__file__).parent / "training" / "ratings.jsonl"
DEV = tuple(sorted(TRAINING.parent.glob("ratings_dev*.jsonl")))
SAME_FAMILY = 0.72
"""Cosine from which two answers are held out together."""
FOLDS = 8
FULL_STRENGTH, BARE_STRENGTH, ACT_STRENGTH = 0.5, 0.3, 0.3
BALANCE = 0.5
"""How far the rarer side of a threshold is made up for: 0 not at all, 1 wholly."""
ANCHOR_WEIGHT = 0.5
"""Anchors tell of a level in the third person; a person's words count double."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One labelled answer."""

    skill: Skill
    question: str
    answer: str
    rating: int | None
    action: str
    about: str


def read(path: Path, matrix: SkillMatrix) -> list[Row]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        skill = matrix.by_id[raw["skill"]]
        rows.append(
            Row(skill, raw["question"], raw["answer"], raw["rating"], raw["action"], raw.get("about", raw["skill"]))
        )
    return rows


def anchor_rows(matrix: SkillMatrix) -> list[Row]:
    return [
        Row(skill, "", anchor, rating, "rate", skill.id)
        for skill in matrix.skills
        for rating, anchor in enumerate(skill.anchors)
    ]


def families(vectors: Floats) -> npt.NDArray[np.int64]:
    """Connected groups of near answers."""
    group = np.arange(len(vectors))
    near = vectors @ vectors.T >= SAME_FAMILY
    for one, other in zip(*np.nonzero(np.triu(near, 1)), strict=True):
        group[group == group[other]] = group[one]
    return group


def fit_head(x: Floats, ratings: list[int | None], actions: list[str], weights: Floats, strength: float) -> Head:
    from sklearn.linear_model import LogisticRegression

    known = np.array([rating is not None for rating in ratings])
    levels = np.array([-1 if rating is None else rating for rating in ratings])[known]
    above = [
        LogisticRegression(C=strength, max_iter=3000, class_weight=_balance(levels > level)).fit(
            x[known], levels > level, sample_weight=weights[known]
        )
        for level in range(4)
    ]
    act = LogisticRegression(C=ACT_STRENGTH, max_iter=3000, class_weight=_weights(actions)).fit(x, actions)
    order = [list(act.classes_).index(name) for name in ACTIONS]
    return Head(
        np.stack([each.coef_[0] for each in above], axis=1),
        np.array([each.intercept_[0] for each in above]),
        act.coef_[order].T.copy(),
        act.intercept_[order].copy(),
    )


def _balance(over: npt.NDArray[np.bool_]) -> dict[bool, float]:
    share = float(over.mean())
    return {True: (0.5 / share) ** BALANCE, False: (0.5 / (1.0 - share)) ** BALANCE}


def _weights(actions: list[str]) -> dict[str, float]:
    counts = Counter(actions)
    return {name: (counts["rate"] / counts[name]) ** 0.25 for name in counts}


def fit(rows: Sequence[Row], described: Sequence[Described], embedder: Embedder) -> RatingModel:
    ratings, actions = [row.rating for row in rows], [row.action for row in rows]
    full, bare = np.stack([d.full for d in described]), np.stack([d.cues for d in described])
    weights = np.array([1.0 if row.question else ANCHOR_WEIGHT for row in rows])
    return RatingModel(
        embedder.name,
        embedder.dimension,
        fit_head(full, ratings, actions, weights, FULL_STRENGTH),
        fit_head(bare, ratings, actions, weights, BARE_STRENGTH),
        1.0,
    )


class Remembering:
    """Encodes a text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self._known = embedder, dict[str, npt.NDArray[np.float32]]()
        self.name, self.dimension = embedder.name, embedder.dimension

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._embedder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def kappa(gold: Sequence[int], got: Sequence[int]) -> float:
    """Quadratically weighted."""
    table = np.zeros((5, 5))
    for a, b in zip(gold, got, strict=True):
        table[a, b] += 1
    weight = (np.arange(5)[:, None] - np.arange(5)[None, :]) ** 2
    chance = np.outer(table.sum(1), table.sum(0)) / max(1.0, table.sum())
    return float(1 - (weight * table).sum() / max(1e-9, (weight * chance).sum()))


def report(title: str, rows: Sequence[Row], readings: Sequence[Reading], *, mistakes: int = 0) -> dict[str, float]:
    pairs = list(zip(rows, readings, strict=True))
    rated = [(row, got) for row, got in pairs if row.rating is not None]
    both = [(row.rating, got.rating) for row, got in rated if got.rating is not None and row.rating is not None]
    unratable = [got for row, got in pairs if row.rating is None]
    found = {
        "exact": sum(row.rating == got.rating for row, got in rated) / len(rated),
        "within_one": sum(abs(a - b) <= 1 for a, b in both) / max(1, len(both)),
        "kappa": kappa([a for a, _ in both], [b for _, b in both]),
        "not_read": 1 - len(both) / len(rated),
        "unratable_not_rated": sum(got.rating is None for got in unratable) / max(1, len(unratable)),
        "action": sum(row.action == got.action for row, got in pairs) / len(pairs),
    }
    _say(f"\n{title}: {len(rated)} ratable, {len(unratable)} not")
    _say("  " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    _say("  rows gold 0-4, columns got 0-4 and unrated")
    for level in range(5):
        counts = Counter(-1 if got.rating is None else got.rating for row, got in rated if row.rating == level)
        _say("   " + str(level) + " " + " ".join(f"{counts[at]:4d}" for at in (0, 1, 2, 3, 4, -1)))
    for low in (0.3, 0.45, 0.6, 0.75, 0.9):
        inside = [
            row.rating == got.rating
            for row, got in rated
            if got.rating is not None and low <= got.confidence < low + 0.15
        ]
        if inside:
            _say(
                f"  confidence {low:.2f}-{low + 0.15:.2f}: {len(inside)} answers, {sum(inside) / len(inside):.2f} exact"
            )
    wrong = [(row, got) for row, got in pairs if (row.rating, row.action) != (got.rating, got.action)]
    for row, got in wrong[:mistakes]:
        _say(
            f"  {row.skill.id} gold {row.rating} {row.action} got {got.rating} {got.action} {got.confidence:.2f}: {row.answer[:150]}"
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights beside graphs/interview/model.py")
    parser.add_argument("--mistakes", type=int, default=0)
    options = parser.parse_args()
    from evals.predict_ratings import open_parts

    matrix, lexicon, real = open_parts()
    embedder = Remembering(real)
    rows = read(TRAINING, matrix)
    learned = [row for row in rows if own_words(row.answer)]
    extra = anchor_rows(matrix)
    began = time.monotonic()
    described = {row: describe(row.skill, own_words(row.answer), embedder) for row in (*learned, *extra)}
    _say(f"{len(rows)} answers, {len(extra)} anchors, encoded in {time.monotonic() - began:.0f} s")
    group = families(np.stack([embedder.encode([own_words(row.answer)])[0] for row in learned]).astype(np.float64))
    _say(f"{len(set(group.tolist()))} families, the largest of {max(Counter(group.tolist()).values())}")
    rng = np.random.default_rng(7)
    order = {family: int(at) % FOLDS for at, family in enumerate(rng.permutation(np.unique(group)))}
    fold_of = {row: order[int(family)] for row, family in zip(learned, group, strict=True)}
    got: dict[Row, Reading] = {}
    bare: dict[Row, Reading] = {}
    for fold in range(FOLDS):
        inside = [row for row in learned if fold_of[row] != fold] + extra
        model = fit(inside, [described[row] for row in inside], embedder)
        deaf = RatingModel("none", 0, model.full, model.bare, 1.0)
        for row in rows:
            if fold_of.get(row, 0) == fold:
                got[row] = rate_answer(row.skill, row.question, row.answer, model, embedder, lexicon)
                bare[row] = rate_answer(row.skill, row.question, row.answer, deaf, embedder, lexicon)
    report(f"{FOLDS}-fold by family", rows, [got[row] for row in rows], mistakes=options.mistakes)
    report("the same without vectors", rows, [bare[row] for row in rows])
    model = fit([*learned, *extra], [described[row] for row in (*learned, *extra)], embedder)
    for path in DEV:
        later = read(path, matrix)
        found = [rate_answer(row.skill, row.question, row.answer, model, embedder, lexicon) for row in later]
        report(f"written later, {path.name}", later, found, mistakes=options.mistakes)
    if options.write:
        write(model)
        _say(f"wrote {WEIGHTS}")


def write(model: RatingModel, path: Path = WEIGHTS) -> None:
    arrays: dict[str, Any] = {}
    for which, head in (("full", model.full), ("bare", model.bare)):
        for part in ("above", "above_bias", "act", "act_bias"):
            arrays[f"{which}_{part}"] = getattr(head, part).astype(np.float32)
    np.savez(
        path, features=np.array(FEATURES), embedder=np.array(model.embedder), dimension=np.array(model.dimension),
        sharpness=np.array(model.sharpness), **arrays,
    )  # fmt: skip


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    main()
