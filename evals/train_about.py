"""Fits what is said to the mentor about itself: `python -m evals.train_about [--write]` (MiniLM only, under a minute).

Learns from `evals/training/about.yaml` and, as what belongs elsewhere, from the intents' examples, the rated answers and
the corpus's own questions; judges by folds. Never reads `evals/talk`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from evals.train_intents import SEEN, SLICE, rows
from graphs.mentor.about import FILE, NONE, SURE, AboutModel, features
from graphs.mentor.linear import terms

if TYPE_CHECKING:
    from graphs.ports import Vectors

TRAINING = Path(__file__).parent / "training" / "about.yaml"
STRENGTH = 0.6
FOLDS = 6
ELSEWHERE = 0.35
"""Weight of an example borrowed from the intents: they are many, and none of them is near."""
BORROWED = ("help", "smalltalk", "out_of_scope", "set_profile", "feedback")
"""Intents whose examples may be about the mentor, so that nothing is learnt from them as belonging elsewhere."""


@dataclass(frozen=True)
class Row:
    """One example."""

    text: str
    topic: str
    weight: float = 1.0


def examples() -> list[Row]:
    """The file's own first, then what the intents' examples say that belongs elsewhere."""
    listed: dict[str, list[str]] = yaml.safe_load(TRAINING.read_text("utf-8"))
    own = [Row(text, NONE if topic == "none" else topic) for topic, texts in listed.items() for text in texts]
    known = {row.text.casefold() for row in own}
    borrowed = {row.text[:300] for row in rows() if row.intent not in BORROWED}
    return own + [Row(text, NONE, ELSEWHERE) for text in sorted(borrowed) if text.casefold() not in known]


def fit(train: Sequence[Row], vectors: dict[str, Vectors]) -> AboutModel:
    """Topics weigh alike; what belongs elsewhere weighs as much as all of them together."""
    from sklearn.linear_model import LogisticRegression

    seen = Counter(term for row in train if row.weight == 1.0 for term in terms(row.text))
    vocabulary = tuple(sorted(term for term, count in seen.items() if count >= SEEN))
    topics = tuple(sorted({row.topic for row in train}))
    totals = Counter[str]()
    for row in train:
        totals[row.topic] += row.weight  # type: ignore[assignment]
    named = len(topics) - 1
    share = {topic: (named if topic == NONE else 1.0) / totals[topic] for topic in topics}
    mean = sum(totals.values()) / (2 * named)
    x = np.array([features(row.text, vectors[row.text], vocabulary) for row in train])
    y = np.array([topics.index(row.topic) for row in train])
    weight = np.array([row.weight * share[row.topic] * mean for row in train])
    model: Any = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3).fit(x, y, sample_weight=weight)
    return AboutModel(topics, model.coef_.astype(np.float32), model.intercept_.astype(np.float32), vocabulary)


def judge(model: AboutModel, unseen: Sequence[Row], vectors: dict[str, Vectors]) -> list[tuple[Row, str]]:
    """What the product would say of each."""
    found = []
    for row in unseen:
        likely = model.probabilities(row.text, vectors[row.text])
        best = int(likely.argmax())
        found.append((row, model.topics[best] if likely[best] >= SURE else NONE))
    return found


def report(judged: Sequence[tuple[Row, str]], *, errors: bool) -> None:
    """Found of each topic, and how many of the others were taken for one."""
    for topic in sorted({row.topic for row, _ in judged}):
        mine = [(row, name) for row, name in judged if row.topic == topic]
        right = sum(name == topic for _, name in mine)
        sys.stdout.write(f"  {topic or 'elsewhere':14} {right / len(mine):6.1%} of {len(mine)}\n")
    if errors:
        for row, name in judged:
            if name != row.topic:
                sys.stdout.write(f"  {row.topic or '-'} -> {name or '-'}: {row.text[:100]!r}\n")


def main() -> None:
    """Prints the figures by folds; `--write` rewrites the weights, the same each time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="rewrite the weights")
    parser.add_argument("--errors", action="store_true", help="list what was taken for what")
    arguments = parser.parse_args()
    from sklearn.model_selection import KFold

    from app.bootstrap import open_embedder
    from evals.runner import eval_settings

    every = examples()
    texts = sorted({row.text for row in every})
    vectors = dict(zip(texts, open_embedder(eval_settings()).encode(texts), strict=True))
    if arguments.write:
        (SLICE / FILE).write_bytes(fit(every, vectors).dumped())
    judged = []
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(every):
        judged += judge(fit([every[i] for i in train], vectors), [every[i] for i in test], vectors)
    report(judged, errors=arguments.errors)


if __name__ == "__main__":
    main()
