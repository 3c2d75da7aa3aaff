"""`mentor eval predict ask`: a maintainer's own cases through the real system, one JSON line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.runner import Answer, answers_of
from evals.transcript import Transcript
from graphs.errors import BadSettings, MentorError

if TYPE_CHECKING:
    from app.settings import Settings


class Line(BaseModel):
    """One conversation; the last turn is judged."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    turns: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)


class BadLine(ValueError):
    """A line that is no case; the message names its number."""


def read_lines(path: Path) -> Iterator[Line | BadLine]:
    """Every case of the file in order; a line that is not one comes as an error instead of ending the run."""
    try:
        raw_lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BadSettings(f"{path} cannot be read ({error.strerror}). Correct the path or its permissions.") from error
    for number, raw in enumerate(raw_lines, start=1):
        if not raw.strip():
            continue
        try:
            yield Line.model_validate_json(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield BadLine(f"{path}:{number}: not UTF-8")
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            yield BadLine(f"{path}:{number}: {where + ': ' if where else ''}{first['msg']}")


def predict(kind: str, file: Path, out: Path, *, settings: Settings) -> None:
    """Loads the models once. Raises `BadSettings` at the end when lines were bad; the others are answered."""
    if kind != "ask":
        raise BadSettings(f"There are no {kind} cases. The kinds are: ask.")
    from app.bootstrap import open_mentor

    cases = list(read_lines(file))
    _say(f"Loading the models for {len(cases)} cases")
    mentor = open_mentor(settings, lambda done, of, label: _say(f"Reading the corpus: {done} of {of} {label}".rstrip()))
    try:
        bad = answer_all(cases, out, answers_of(mentor))
    finally:
        mentor.close()
    if bad:
        raise BadSettings(
            f"{len(bad)} of {len(cases)} lines could not be read; the first is {bad[0]}. The others are in {out}."
        )


def answer_all(cases: list[Line | BadLine], out: Path, answer: Answer) -> list[BadLine]:
    """Writes each answer as soon as it is there; returns the bad lines."""
    bad: list[BadLine] = []
    try:
        handle = out.open("w", encoding="utf-8")
    except OSError as error:
        raise BadSettings(f"{out} cannot be written ({error.strerror}). Choose another --out.") from error
    with handle:
        for done, case in enumerate(cases, start=1):
            if isinstance(case, BadLine):
                bad.append(case)
                _say(str(case))
                continue
            handle.write(json.dumps(_row(case, answer), ensure_ascii=False) + "\n")
            handle.flush()
            _say(f"{done} of {len(cases)} {case.id}")
    return bad


def _row(case: Line, answer: Answer) -> dict[str, Any]:
    try:
        transcript = answer(case.turns)
    except MentorError as error:
        # What the shells show instead of an answer: too long, empty, too many at once.
        _say(f"{case.id}: {error.code}")
        return {**row(case.id, Transcript(answer=str(error), declined=True)), "error": error.code}
    return {**row(case.id, transcript), **({"error": transcript.failed} if transcript.failed else {})}


def row(case_id: str | int, transcript: Transcript) -> dict[str, Any]:
    """One output line; a citation's text is the whole passage, so that every marker can be checked against it alone."""
    return {
        "id": case_id,
        "answer": transcript.answer,
        "declined": transcript.declined,
        "citations": [
            {
                "number": each.number,
                "document": each.document,
                "source": each.source,
                "section": each.section,
                "text": each.text or each.quote,
            }
            for each in transcript.citations
        ],
        "first_sentence_s": _rounded(transcript.first_sentence_s),
        "total_s": _rounded(transcript.total_s),
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 4)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
