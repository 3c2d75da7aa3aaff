"""`mentor eval predict KIND`: a maintainer's own cases through the real system, one JSON line each.

A kind is one row of `KINDS`. Its module gives `Line`, the model of an input line, and `opened(settings, say)`, a
context manager that loads what is needed once and yields the function from a line to its output row.
"""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, ValidationError

from graphs.errors import BadSettings, BadValue, MentorError

if TYPE_CHECKING:
    from app.settings import Settings

Say = Callable[[str], None]
"""Progress for the person who waits."""
Answer = Callable[[Any], dict[str, Any]]
"""From one validated line to its output row, which carries the line's id."""


@dataclass(frozen=True)
class Kind:
    """What one sort of cases looks like."""

    module: str
    line: str
    """The input, as the help shows it."""
    row: str
    """The output, as the help shows it."""


KINDS: dict[str, Kind] = {
    "ask": Kind(
        "evals.predict_ask", '{"id", "turns": [...]}', "answer, declined, citations, first_sentence_s, total_s"
    ),
    "ratings": Kind(
        "evals.predict_ratings",
        '{"id", "skill", "question", "answer"}',
        "rating, action, skill, confidence, evidence, reason",
    ),
    "intents": Kind("evals.predict_intents", '{"id", "message", "context"}', "intent"),
    "plans": Kind(
        "evals.predict_plans",
        '{"id", "target_level", "hours_per_week", "start_date", "location", "ratings": {skill: 0-4 or null}, "constraints"}',
        "gaps, weeks (items, hours, resource ids, dates), projects, milestones, reviews, cost, guardrails, notes",
    ),
    "postings": Kind(
        "evals.predict_postings",
        '{"id", "title", "company", "location", "text"}',
        "skills_required, skills_preferred, salary, seniority, years_min, remote, locations, duplicate_of",
    ),
    "market": Kind(
        "evals.predict_market",
        '{"id", "messages": [...], "level", "location", "ratings": {skill: 0-4}}',
        "report, said, postings",
    ),
    "roadmaps": Kind("evals.predict_roadmaps", "as for plans", "roadmap, plan, passages"),
    "progress": Kind(
        "evals.predict_progress",
        '{"id", "day", "ticked": [...], "says": [[act, message], ...], "plan"}',
        "ticked, partly, not_done, hours, plan, waits, reminders, said",
    ),
    "interviews": Kind("evals.predict_interviews", '{"id", "turns": [...]}', "profile, ratings, status, transcript"),
}
"""By the name that the command takes."""


class Identified(Protocol):
    """What every line model has."""

    @property
    def id(self) -> str | int: ...


class KindModule(Protocol):
    """What the module of a kind provides."""

    Line: type[BaseModel]

    def opened(self, settings: Settings, say: Say) -> AbstractContextManager[Answer]: ...


class BadLine(ValueError):
    """A line that is no case; the message names its number."""


def kind_module(kind: str) -> KindModule:
    """Raises `BadValue` naming the kinds there are."""
    found = KINDS.get(kind)
    if found is None:
        raise BadValue(f"There are no {kind} cases. The kinds are: {', '.join(KINDS)}.")
    return importlib.import_module(found.module)  # type: ignore[return-value]  # checked by the tests of the table


def read_lines(path: Path, model: type[BaseModel]) -> Iterator[Any]:
    """Every case of the file in order; a line that is not one comes as a `BadLine` instead of ending the run."""
    try:
        raw_lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise BadSettings(f"{path} cannot be read ({error.strerror}). Correct the path or its permissions.") from error
    for number, raw in enumerate(raw_lines, start=1):
        if not raw.strip():
            continue
        try:
            yield model.model_validate_json(raw.decode("utf-8-sig").strip())
        except UnicodeDecodeError:
            yield BadLine(f"{path}:{number}: not UTF-8")
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            yield BadLine(f"{path}:{number}: {where + ': ' if where else ''}{first['msg']}")


def predict(kind: str, file: Path, out: Path, *, settings: Settings) -> None:
    """Loads the models once. Raises `BadValue` at the end when lines were bad; the others are answered."""
    module = kind_module(kind)
    cases = list(read_lines(file, module.Line))
    _say(f"Loading what {len(cases)} {kind} cases need")
    with module.opened(settings, _say) as answer:
        bad = answer_all(cases, out, answer)
    if bad:
        raise BadValue(
            f"{len(bad)} of {len(cases)} lines could not be answered; the first is {bad[0]}. The others are in {out}."
        )


def answer_all(cases: Sequence[Any], out: Path, answer: Answer) -> list[str]:
    """Writes each row as soon as it is there; returns what was wrong with the lines that got none or broke."""
    bad: list[str] = []
    try:
        handle = out.open("w", encoding="utf-8")
    except OSError as error:
        raise BadSettings(f"{out} cannot be written ({error.strerror}). Choose another --out.") from error
    with handle:
        for done, case in enumerate(cases, start=1):
            if isinstance(case, BadLine):
                bad.append(str(case))
                _say(str(case))
                continue
            row, broken = _answered(case, answer)
            if broken:
                bad.append(broken)
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
            handle.flush()
            _say(f"{done} of {len(cases)} {case.id}")
    return bad


def _answered(case: Identified, answer: Answer) -> tuple[dict[str, Any], str]:
    try:
        return answer(case), ""
    except MentorError as error:
        # Told to a learner as it stands; the row keeps the code so that the case counts as unanswered, not as missing.
        _say(f"{case.id}: {error.code}")
        return {"id": case.id, "error": error.code, "message": str(error)}, ""
    except Exception as error:  # noqa: BLE001  # a defect that one case brings out must not cost the other cases
        traceback.print_exc()
        return {"id": case.id, "error": "internal_error"}, f"{case.id}: {type(error).__name__}: {error}"


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
