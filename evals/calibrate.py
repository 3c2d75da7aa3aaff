"""Fits the evidence judgement: `python -m evals.calibrate [--write]` (no language model needed, about ten minutes).

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

from evals.develop import DECLINED, read_cases
from evals.offline import OfflineIndex
from evals.runner import EVAL_DATA, eval_settings
from graphs.ask.judgement import Calibration, Neighbours

if TYPE_CHECKING:
    from app.settings import Settings
    from graphs.ask.deps import AskDeps
    from ingest.head import Head

CALIBRATION = Path(__file__).parent / "calibration"
WRITTEN = Path(__file__).resolve().parent.parent / "graphs" / "ask" / "judgement.npz"
SAME = 0.985
"""Cosine from which two questions count as one and the same, to be left out."""
FOLDS = 5
STRENGTH = 1.5
WIDTH = 0.006
KEPT = 96
"""Directions of the sentence vectors that the judgement looks at; with all 384 it is no better and three times as large."""
VECTOR_SCALE = 12.0
"""Unit vectors have small coordinates; scaled up, they count as much as the features."""
TURNS = " || "
"""Between the turns of a conversation in a file of questions."""
PEOPLE = 2.0
"""Weight of an example that a person wrote for the calibration, against one taken from the corpus."""
FLOOR = 0.36
"""From where the mentor answers. On the validation sets each 0.1 more declines one to five in a hundred more of what is not covered,
and refuses one to five in a hundred more of what is."""
ANSWERED = frozenset({"answerable", "own"})
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
        return int(self.kind in ANSWERED)


def examples(settings: Settings) -> Iterator[tuple[str, str]]:
    """(kind, text) of everything there is to learn from, but for the corpus's own questions."""
    from app.adapters.word_lists import load_not_covered

    for line in _lines(CALIBRATION / "answerable.txt"):
        yield "answerable", line
    for line in _lines(CALIBRATION / "unanswerable.tsv"):
        kind, _, text = line.partition("\t")
        yield kind, text
    for text in load_not_covered(settings.corpus_dir):
        yield "near_miss", text
    for line in _lines(CALIBRATION / "readers.tsv"):
        kind, _, text = line.partition("\t")
        yield kind, text
    yield from _asked(CALIBRATION / "learners_2.jsonl")
    slips = np.random.default_rng(1)
    for line in _lines(CALIBRATION / "answerable.txt"):
        yield "answerable", mistyped(line, slips)
    for line in _lines(CALIBRATION / "unanswerable.tsv"):
        kind, _, text = line.partition("\t")
        yield kind, mistyped(text, slips)


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


def measure(settings: Settings, deps: AskDeps, index: OfflineIndex) -> list[Row]:
    """Features and vectors as the product would see them.

    The corpus's own questions are asked in folds: neither they nor their like are listed, nor has the head seen them.
    """
    todo = list(examples(settings))
    deps.embedder.encode([text for _, text in todo])
    head = index.head()
    rows = [row for kind, text in todo if (row := look(kind, text, deps, index, head)) is not None]
    fold = np.random.default_rng(5).integers(0, FOLDS, len(index.questions))
    for number in range(FOLDS):
        sys.stderr.write(f"\r{len(rows)} questions measured")
        without = fold == number
        head = index.head(without)
        for place in np.flatnonzero(without):
            row = look("own", index.questions[place], deps, index, head)
            if row is not None:
                rows.append(row)
    sys.stderr.write("\n")
    return rows


def look(kind: str, text: str, deps: AskDeps, index: OfflineIndex, head: Head) -> Row | None:
    """What the product sees of one question; None when it would not search for it as a single question."""
    from graphs.ask.evidence import features
    from graphs.ask.find import SEARCH_LIMIT, closeness, wordings
    from graphs.ask.guard import message_topic
    from graphs.ask.reading import read_question
    from graphs.ask.text import clean

    turns = text.split(TURNS)
    reading = read_question(turns[-1], turns[:-1], deps.lexicon)
    if message_topic(clean(turns[-1])) != "question" or len(reading.parts) > 1:
        return None
    found = []
    for wording in wordings(reading):
        vector = deps.embedder.encode([wording])[0]
        same = SAME if kind == "own" else None
        found.append((wording, vector, index.search(wording, vector, head, reading.levels, SEARCH_LIMIT, same)))
    wording, vector, matches = max(found, key=lambda each: closeness(each[2]))
    about = replace(reading, question=wording)
    values = features(about, matches, deps.examples.nearness(vector), deps.lexicon)
    known = matches[0].matched_vector
    return Row(text, kind, values, vector, known if known is not None else np.zeros_like(vector))


def fit(rows: Sequence[Row], floor: float) -> Calibration:
    """From all rows."""
    from sklearn.linear_model import LogisticRegression

    names = tuple(rows[0].features)
    weight = weights(rows)
    neighbours = fit_neighbours(rows, weight)
    scalars = np.array([[row.features[name] for name in names] for row in rows])
    plain = LogisticRegression(C=1.0, max_iter=5000)
    plain.fit(scalars / neighbours.spread, [row.label for row in rows], sample_weight=weight)
    return Calibration(
        names=names,
        weights=(plain.coef_[0] / neighbours.spread).astype(np.float32),
        bias=float(plain.intercept_[0]),
        floor=floor,
        neighbours=neighbours,
    )


def weights(rows: Sequence[Row]) -> Floats:
    """Both labels weigh the same in sum; what people wrote for the calibration weighs more."""
    y = np.array([row.label for row in rows])
    people = np.array([PEOPLE if row.kind not in {"own", "near_miss"} else 1.0 for row in rows])
    weight: Floats = people * np.where(y == 1, 1.0 / people[y == 1].sum(), 1.0 / people[y == 0].sum()) * len(rows) / 2
    return weight


def unseen_probabilities(rows: Sequence[Row]) -> Floats:
    """Of each row by a fit without it, its mistyped twin and its like; takes five times as long as the fit."""
    from sklearn.model_selection import StratifiedGroupKFold

    y = np.array([row.label for row in rows])
    weight = weights(rows)
    unseen = np.zeros(len(rows))
    groups = group_numbers([row.text for row in rows])
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(y, y, groups):
        part = fit_neighbours([rows[i] for i in train], weight[train])
        unseen[test] = [probability(part, rows[i]) for i in test]
    return unseen


def fit_neighbours(rows: Sequence[Row], weight: Floats) -> Neighbours:
    """The support vectors among the rows."""
    from sklearn.svm import SVC

    names = tuple(rows[0].features)
    scalars = np.array([[row.features[name] for name in names] for row in rows], dtype=np.float32)
    question = np.array([row.question for row in rows], dtype=np.float32)
    known = np.array([row.known for row in rows], dtype=np.float32)
    drawn = np.random.default_rng(0).permutation(2 * len(rows))[:5000]
    basis = np.linalg.svd(np.vstack([question, question - known])[drawn], full_matrices=False)[2][:KEPT].T
    empty = Neighbours(
        mean=scalars.mean(axis=0),
        spread=scalars.std(axis=0) + np.float32(1e-6),
        basis=basis.astype(np.float16).astype(np.float32),
        scale=VECTOR_SCALE,
        points=np.zeros((0, 0), np.float32),
        duals=np.zeros(0, np.float32),
        bias=0.0,
        width=WIDTH,
    )
    x = np.array([empty.place(s, q, k) for s, q, k in zip(scalars, question, known, strict=True)])
    x = x.astype(np.float16).astype(np.float32)
    machine = SVC(C=STRENGTH, gamma=WIDTH).fit(x, [row.label for row in rows], sample_weight=weight)
    return replace(
        empty,
        points=x[machine.support_],
        duals=machine.dual_coef_[0].astype(np.float32),
        bias=float(machine.intercept_[0]),
    )


def probability(neighbours: Neighbours, row: Row) -> float:
    """Of one row, by a part of the examples."""
    values = np.array(list(row.features.values()), dtype=np.float32)
    return float(1.0 / (1.0 + np.exp(-neighbours.logit(values, row.question, row.known))))


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


def validation() -> Iterator[tuple[str, str]]:
    """(file and kind, text) of the questions that nothing is learned from."""
    for name in ("answers", "learners", "unseen"):
        for kind, text in _asked(CALIBRATION / f"{name}.jsonl"):
            yield f"{name} {kind}", text


def _asked(path: Path) -> Iterator[tuple[str, str]]:
    """(kind, text) of the cases of development in a file."""
    for case in read_cases(path):
        yield case.kind if case.kind in DECLINED else "answerable", TURNS.join(case.turns)


def report(say: Callable[[str], object], rows: Sequence[Row], sure: Sequence[float], floor: float) -> None:
    """How many of each kind are judged right, at the floor and around it."""
    for kind in dict.fromkeys(row.kind for row in rows):
        of = [p for row, p in zip(rows, sure, strict=True) if row.kind == kind]
        answerable = kind.split()[-1] in ANSWERED
        shares = [(at, sum((p >= at) == answerable for p in of) / len(of)) for at in (floor - 0.1, floor, floor + 0.1)]
        told = "  ".join(f"{share:.3f} at {at:.2f}" for at, share in shares)
        say(f"  {kind:18} {len(of):5}   {told}\n")


def main(say: Callable[[str], object] = sys.stdout.write) -> None:
    """Prints what the judgement achieves on questions it has not seen, and writes it when told to."""
    from app.adapters.remembering import RememberingEmbedder
    from app.bootstrap import open_mentor

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}")
    parser.add_argument("--floor", type=float, default=FLOOR, help=f"instead of {FLOOR}")
    parser.add_argument(
        "--folds", action="store_true", help="also judge what is learned from, each by a fit without it"
    )
    parser.add_argument(
        "--wrong", action="store_true", help="list the misjudged questions held out, but for the unseen"
    )
    arguments = parser.parse_args()
    settings = eval_settings(data_dir=EVAL_DATA.with_name("calibration"), llm_engine="scripted")
    mentor = open_mentor(settings)
    try:
        searcher = mentor.knowledge.searcher
        chunks = [chunk for document in searcher.documents() for chunk in searcher.neighbours(document.id)]
        embedder = RememberingEmbedder(mentor.knowledge.embedder, settings.data_dir / "calibration.npz")
        index = OfflineIndex(chunks, embedder.encode)
        deps = replace(mentor.deps.ask, embedder=embedder)
        head = index.head()
        held = [row for kind, text in validation() if (row := look(kind, text, deps, index, head)) is not None]
        rows = measure(settings, deps, index)
        embedder.save()
    finally:
        mentor.close()
    calibration = fit(rows, arguments.floor)
    sure = [calibration.probability(row.features, row.question, row.known) for row in held]
    say(f"learned from {len(rows)} questions; judged right of those held out:\n")
    report(say, held, sure, calibration.floor)
    if arguments.folds:
        say("judged right of those learned from, each by a fit without it:\n")
        report(say, rows, unseen_probabilities(rows).tolist(), calibration.floor)
    if arguments.wrong:
        for row, p in sorted(zip(held, sure, strict=True), key=lambda each: each[1]):
            wrong = (p >= calibration.floor) != (row.kind.split()[-1] in ANSWERED)
            if wrong and not row.kind.startswith("unseen"):
                say(f"  {row.kind:18} {p:.2f}  {row.text}\n")
    if arguments.write:
        WRITTEN.write_bytes(calibration.dumped())
        say(f"wrote {WRITTEN.name}\n")


if __name__ == "__main__":
    main()
