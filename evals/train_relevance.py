"""Fits what tells an answer about the asked skill from one about another: `python -m evals.train_relevance [--write]`.

The examples are the answers of `evals/training/ratings.jsonl`: each with its own skill and question, and the telling ones
with two other skills and a question about those. `ratings_dev*.jsonl` are measured and never learned from. One minute.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from graphs.interview.lexicon import SkillLexicon
from graphs.interview.relevance import ELSEWHERE, WEIGHTS, Skills, Weights

TRAINING = Path(__file__).parent / "training" / "ratings.jsonl"
OTHERS = 2
"""Skills that each telling answer is wrongly held against."""
STRENGTH = 3.0
Pairs = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]


def pairs(rows: list[dict[str, Any]], skills: Skills, seed: int) -> Pairs:
    """(features, 1 for the own skill and 0 for another)."""
    chance = random.Random(seed)
    questions: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        questions[row["skill"]].append(row["question"])
    found: list[tuple[npt.NDArray[np.float64], int]] = []
    for row in rows:
        if row["action"] not in ("rate", "follow_up"):
            continue
        found.append((skills.features(row["skill"], row["question"], row["answer"]), 1))
        if not row["rating"]:  # "never touched it" can be said of any skill
            continue
        others = chance.sample([skill for skill in questions if skill != row["skill"]], OTHERS)
        asked = ((other, chance.choice(questions[other])) for other in others)
        found += [(skills.features(other, question, row["answer"]), 0) for other, question in asked]
    return np.stack([features for features, _ in found]), np.array([label for _, label in found])


def fit(examples: Pairs, embedder: str) -> Weights:
    """A penalised logistic regression on standardised features."""
    features, labels = examples
    mean, scale = features.mean(axis=0), features.std(axis=0)
    fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit((features - mean) / scale, labels)
    return Weights(embedder, mean, scale, fitted.coef_[0], float(fitted.intercept_[0]))


def main() -> None:
    """Prints how many own answers are kept and how many others are caught, on answers that were not learned from."""
    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from app.bootstrap import open_embedder
    from app.settings import load_settings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    write = parser.parse_args().write
    settings = load_settings()
    embedder = open_embedder(settings)
    skills = Skills(SkillLexicon(load_skills(settings.corpus_dir / SKILLS_FILE)), embedder)
    weights = fit(pairs(_read([TRAINING]), skills, 1), embedder.name)
    features, labels = pairs(_read(sorted(TRAINING.parent.glob("ratings_dev*.jsonl"))), skills, 2)
    found = np.array([weights.probability(each) for each in features])
    for floor in sorted({0.05, ELSEWHERE, 0.1, 0.2}):
        kept, caught = (found[labels == 1] >= floor).mean(), (found[labels == 0] < floor).mean()
        print(f"floor {floor:.2f}: {kept:.3f} of own answers kept, {caught:.3f} of others caught")
    if write:
        np.savez(
            WEIGHTS, embedder=weights.embedder, mean=weights.mean, scale=weights.scale, weights=weights.weights,
            bias=weights.bias, texts=skills.digest, anchors=skills.anchors.astype(np.float32),
            names=skills.names.astype(np.float32),
        )  # fmt: skip


def _read(paths: list[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
