"""Accepted answers in the repository, and answers of earlier runs on this machine: the same form in both places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.gate.suite import Answered, Json, digest

EVALS = Path(__file__).resolve().parent.parent
BASELINES = EVALS / "baselines"
REPLAY = EVALS / "reports" / "replay"
LONG = 160
"""Texts from this length on are kept once, under their hash: a passage is cited by many answers."""
_TEXT = "$text"
Named = tuple[str, Answered]
"""An answer with the suite that it belongs to."""


@dataclass(frozen=True)
class Kept:
    """One answer as kept."""

    suite: str
    id: str
    digest: str
    key: str
    answer: Json
    timing: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Baseline:
    """What was accepted for one model."""

    meta: Json
    answers: Mapping[tuple[str, str], Kept]
    summary: Mapping[str, float]


def read_baseline(key: str, folder: Path = BASELINES) -> Baseline | None:
    """None where nothing was accepted for the model."""
    place = folder / key
    if not (place / "meta.json").is_file():
        return None
    meta = json.loads((place / "meta.json").read_text("utf-8"))
    summary = json.loads((place / "summary.json").read_text("utf-8"))
    return Baseline(meta, read_answers(place), summary)


def write_baseline(
    key: str, meta: Json, answers: Iterable[Named], summary: Mapping[str, float], folder: Path = BASELINES
) -> Path:
    """Returns the folder."""
    place = folder / key
    write_answers(place, answers)
    for name, value in (("meta.json", meta), ("summary.json", dict(summary))):
        (place / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return place


def write_answers(place: Path, answers: Iterable[Named]) -> None:
    """One line per answer, sorted, so that a change of one answer is a change of one line."""
    place.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str] = {}
    lines = []
    for suite, each in sorted(answers, key=lambda named: (named[0], named[1].item.id)):
        row = {
            "suite": suite,
            "id": each.item.id,
            "digest": each.item.digest,
            "key": each.key,
            "answer": _shortened(each.answer, texts),
            "timing": {name: round(value, 3) for name, value in each.timing.items()},
        }
        lines.append(json.dumps(row, ensure_ascii=False, sort_keys=True))
    (place / "answers.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (place / "texts.json").write_text(json.dumps(texts, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def read_answers(place: Path) -> dict[tuple[str, str], Kept]:
    """By suite and id; a folder that is not there holds none."""
    path = place / "answers.jsonl"
    if not path.is_file():
        return {}
    texts = json.loads((place / "texts.json").read_text("utf-8"))
    found = {}
    for line in path.read_text("utf-8").split("\n"):
        if line:
            row = json.loads(line)
            kept = Kept(**{**row, "answer": _whole(row["answer"], texts)})
            found[(kept.suite, kept.id)] = kept
    return found


def _shortened(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, str) and len(value) >= LONG:
        texts[digest(value)[:12]] = value
        return {_TEXT: digest(value)[:12]}
    if isinstance(value, Mapping):
        return {name: _shortened(each, texts) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shortened(each, texts) for each in value]
    return value


def _whole(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        if set(value) == {_TEXT}:
            return texts[value[_TEXT]]
        return {name: _whole(each, texts) for name, each in value.items()}
    return [_whole(each, texts) for each in value] if isinstance(value, list) else value
