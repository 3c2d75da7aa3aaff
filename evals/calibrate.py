"""Fits the evidence judgement: `python -m evals.calibrate [--write]` (no language model needed, about three minutes).

Learns from `evals/calibration/`, from the corpus's own questions (each as if it were not listed) and from its near misses,
never from the held-back cases of `evals/ask/`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evals.runner import EVAL_DATA, eval_settings

if TYPE_CHECKING:
    from app.settings import Settings
    from graphs.ask.deps import AskDeps
    from graphs.ask.judgement import Calibration
    from graphs.ports import Match

CALIBRATION = Path(__file__).parent / "calibration"
WRITTEN = Path(__file__).resolve().parent.parent / "graphs" / "ask" / "judgement.npz"
OWN_QUESTIONS = 1500
"""Of the corpus's own questions, drawn with a fixed seed."""
SAME = 0.985
"""Cosine from which two questions count as one and the same, to be left out."""
FOLDS = 8
STRENGTH = 0.1
VECTOR_SCALE = 8.0
"""Unit vectors have small coordinates; scaled up, the penalty on their weights is that of the features."""
PEOPLE = 2.0
"""Weight of an example that a person wrote for the calibration, against one taken from the corpus."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One question, what was measured of it, and whether the sources answer it."""

    text: str
    kind: str
    """`answerable` and `own` are answered; `not_covered`, `out_of_scope`, `instructions`, `near_miss` are not."""
    features: dict[str, float]
    question: npt.NDArray[np.float32]
    known: npt.NDArray[np.float32]

    @property
    def label(self) -> int:
        """1 when the sources answer."""
        return int(self.kind in {"answerable", "own"})


def examples(settings: Settings, questions: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(kind, text) of everything there is to learn from."""
    from app.adapters.word_lists import load_not_covered

    for line in _lines(CALIBRATION / "answerable.txt"):
        yield "answerable", line
    for line in _lines(CALIBRATION / "unanswerable.tsv"):
        kind, _, text = line.partition("\t")
        yield kind, text
    for text in load_not_covered(settings.corpus_dir):
        yield "near_miss", text
    slips = np.random.default_rng(1)
    for line in _lines(CALIBRATION / "answerable.txt"):
        yield "answerable", mistyped(line, slips)
    for line in _lines(CALIBRATION / "unanswerable.tsv"):
        kind, _, text = line.partition("\t")
        yield kind, mistyped(text, slips)
    own = sorted({question for listed in questions.values() for question in listed})
    for index in np.random.default_rng(0).permutation(len(own))[:OWN_QUESTIONS]:
        yield "own", own[index]


def mistyped(text: str, slips: np.random.Generator) -> str:
    """The text as a hurried thumb types it: about one word in six loses, doubles or swaps a letter."""
    words = text.lower().split()
    for index, word in enumerate(words):
        if len(word) < 4 or not word.isalpha() or slips.random() > 1 / 6:
            continue
        at = int(slips.integers(1, len(word) - 1))
        words[index] = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )[int(slips.integers(3))]
    return " ".join(words)


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def measure(settings: Settings, deps: AskDeps, questions: dict[str, tuple[str, ...]]) -> list[Row]:
    """Features and vectors as the product would see them; one's own question is left out of what is known."""
    from graphs.ask.evidence import features
    from graphs.ask.find import SEARCH_LIMIT, closeness, wordings
    from graphs.ask.guard import message_topic
    from graphs.ask.reading import read_question
    from graphs.ask.text import clean

    listed = sorted({question for each in questions.values() for question in each})
    vectors = dict(zip(listed, deps.embedder.encode(listed), strict=True))
    rows: list[Row] = []
    todo = list(examples(settings, questions))
    for done, (kind, text) in enumerate(todo):
        if done % 100 == 0:
            sys.stderr.write(f"\r{done} of {len(todo)} questions measured")
        reading = read_question(text, (), deps.lexicon)
        if message_topic(clean(text)) != "question" or len(reading.parts) > 1:
            continue
        best: Row | None = None
        nearest = -1.0
        for wording in wordings(reading):
            about = replace(reading, question=wording)
            vector = deps.embedder.encode([wording])[0]
            matches = list(deps.retriever.search(wording, limit=SEARCH_LIMIT, levels=reading.levels))
            if kind == "own":
                matches = without_itself(matches, vector, questions, vectors)
            if not matches:
                continue
            values = features(about, matches, deps.examples.nearness(vector), deps.lexicon)
            known = vectors.get(matches[0].matched_question, np.zeros_like(vector))
            row = Row(text, kind, values, vector, known)
            if closeness(matches) > nearest:
                best, nearest = row, closeness(matches)
        if best is not None:
            rows.append(best)
    sys.stderr.write("\n")
    return rows


def without_itself(
    matches: Sequence[Match],
    vector: npt.NDArray[np.float32],
    questions: dict[str, tuple[str, ...]],
    vectors: dict[str, npt.NDArray[np.float32]],
) -> list[Match]:
    """The matches as they would be if the question asked were not listed."""
    found = []
    for match in matches:
        others = [(float(vectors[q] @ vector), q) for q in questions.get(match.passage.id, ())]
        cosine, question = max((each for each in others if each[0] < SAME), default=(0.0, ""))
        lost = match.question_cosine - cosine
        found.append(replace(match, question_cosine=cosine, matched_question=question, score=match.score - 0.15 * lost))
    return sorted(found, key=lambda match: -match.score)


def fit(rows: Sequence[Row], floor: float | None) -> tuple[Calibration, Floats]:
    """The calibration, and the out-of-fold probability of each row."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold

    from graphs.ask.judgement import Calibration

    names = tuple(rows[0].features)
    scalars = np.array([[row.features[name] for name in names] for row in rows])
    spread = scalars.std(axis=0) + 1e-9
    question = np.array([row.question for row in rows], dtype=np.float64)
    known = np.array([row.known for row in rows], dtype=np.float64)
    x = np.hstack([scalars / spread, question * VECTOR_SCALE, (question - known) * VECTOR_SCALE])
    y = np.array([row.label for row in rows])
    people = np.array([PEOPLE if row.kind not in {"own", "near_miss"} else 1.0 for row in rows])
    weight = people * np.where(y == 1, 1.0 / people[y == 1].sum(), 1.0 / people[y == 0].sum()) * len(rows) / 2

    def model() -> LogisticRegression:
        return LogisticRegression(C=STRENGTH, max_iter=5000)

    unseen = np.zeros(len(rows))
    # A question and its mistyped twin stay on one side.
    groups = group_numbers([row.text for row in rows])
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(x, y, groups):
        fitted = model().fit(x[train], y[train], sample_weight=weight[train])
        unseen[test] = fitted.predict_proba(x[test])[:, 1]
    final = model().fit(x, y, sample_weight=weight)
    coefficients = final.coef_[0]
    size = question.shape[1]
    chosen = floor if floor is not None else best_floor(rows, unseen)
    calibration = Calibration(
        names=names,
        weights=(coefficients[: len(names)] / spread).astype(np.float32),
        bias=float(final.intercept_[0]),
        question=(coefficients[len(names) : len(names) + size] * VECTOR_SCALE).astype(np.float32),
        difference=(coefficients[len(names) + size :] * VECTOR_SCALE).astype(np.float32),
        floor=chosen,
    )
    return calibration, unseen


def group_numbers(texts: Sequence[str]) -> list[int]:
    """Equal numbers for texts that differ in typing only."""
    from rapidfuzz import fuzz, process

    seen: dict[str, int] = {}
    numbers = []
    for text in texts:
        lower = text.lower()
        near = process.extractOne(lower, list(seen), scorer=fuzz.ratio, score_cutoff=88)
        numbers.append(seen[near[0]] if near else len(seen))
        if near is None:
            seen[lower] = len(seen)
    return numbers


def best_floor(rows: Sequence[Row], unseen: Floats) -> float:
    """Where the worse of the two sides, as people write them, does best."""
    people = np.array([row.kind not in {"own", "near_miss"} for row in rows])
    answered = np.array([row.label == 1 for row in rows])

    def worse(floor: float) -> float:
        right = np.where(answered, unseen >= floor, unseen < floor)
        return min(float(right[people & answered].mean()), float(right[people & ~answered].mean()))

    floors = [round(0.2 + 0.01 * step, 2) for step in range(61)]
    return max(floors, key=worse)


def main(say: Callable[[str], object] = sys.stdout.write) -> None:
    """Prints what the judgement achieves on questions it has not seen, and writes it when told to."""
    from app.bootstrap import open_mentor

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}")
    parser.add_argument("--floor", type=float, help="instead of the best one")
    parser.add_argument("--wrong", action="store_true", help="list the misjudged questions that people wrote")
    arguments = parser.parse_args()
    settings = eval_settings(data_dir=EVAL_DATA.with_name("calibration"), llm_engine="scripted")
    mentor = open_mentor(settings)
    try:
        searcher = mentor.knowledge.searcher
        questions = {
            chunk.id: chunk.ask.questions
            for document in searcher.documents()
            for chunk in searcher.neighbours(document.id)
        }
        rows = measure(settings, mentor.deps.ask, questions)
    finally:
        mentor.close()
    calibration, unseen = fit(rows, arguments.floor)
    say(f"{len(rows)} questions, floor {calibration.floor}; judged right, unseen:\n")
    for kind in dict.fromkeys(row.kind for row in rows):
        of = [(row, p) for row, p in zip(rows, unseen, strict=True) if row.kind == kind]
        right = sum((p >= calibration.floor) == bool(row.label) for row, p in of)
        say(f"  {kind:14} {right:4} of {len(of):4}  {right / len(of):.3f}\n")
    if arguments.wrong:
        for row, p in zip(rows, unseen, strict=True):
            if row.kind not in {"own", "near_miss"} and (p >= calibration.floor) != bool(row.label):
                say(f"  {row.kind:14} {p:.2f}  {row.text}\n")
    if arguments.write:
        WRITTEN.write_bytes(calibration.dumped())
        say(f"wrote {WRITTEN.name}\n")


if __name__ == "__main__":
    main()
