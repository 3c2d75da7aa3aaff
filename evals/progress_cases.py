"""The check-ins, choices and questions of `progress/cases.yaml`, about the frozen plan beside it."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from evals.cases import Atom, CaseError

FOLDER = Path(__file__).parent / "progress"
Change = Literal["unchanged", "extend", "spread", "drop", "any"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Expected(_Frozen):
    """The state after the last message; what is left out is not judged."""

    ticked: tuple[str, ...]
    """Ids of what is ticked beyond what was before."""
    partly: tuple[str, ...] | None = None
    not_done: tuple[str, ...] | None = None
    hours: float | None = None
    plan: Change | None = None
    """Which of the offered choices the plan in force is; `any` of them."""
    waits: str | None = None
    reminders: dict[str, Any] = {}
    says: tuple[Atom, ...] = ()
    """Facts of the last reply, each with its spellings."""


class ProgressCase(_Frozen):
    """One talk with a learner who has a plan."""

    id: str
    kind: str
    why: str
    day: datetime.date
    ticked: tuple[str, ...] = ()
    """Ids of what was done before."""
    says: tuple[tuple[str, str], ...]
    """Act and message, one after the other."""
    expect: Expected

    @model_validator(mode="before")
    @classmethod
    def _acts(cls, value: Any) -> Any:
        if isinstance(value, dict) and "says" in value:
            said = [["progress_update", each] if isinstance(each, str) else each for each in value["says"]]
            return {**value, "says": said}
        return value

    @property
    def given(self) -> dict[str, Any]:
        """What the system is given."""
        return {"day": self.day.isoformat(), "ticked": list(self.ticked), "says": [list(each) for each in self.says]}


@cache
def plan_record() -> dict[str, Any]:
    """The plan that all cases are about, as it is stored."""
    found: dict[str, Any] = json.loads((FOLDER / "plan.json").read_text("utf-8"))
    return found


@cache
def assessment_record() -> dict[str, Any]:
    """The ratings that the plan was made from, as they are stored."""
    found: dict[str, Any] = json.loads((FOLDER / "assessment.json").read_text("utf-8"))
    return found


def load_progress(path: Path = FOLDER / "cases.yaml") -> list[ProgressCase]:
    """In the order of the file, names of items replaced by their ids. Raises `CaseError` naming the case."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    names: dict[str, str] = raw["items"]
    ids = {item["id"] for week in plan_record()["weeks"] for item in week["items"]}
    if lost := sorted(set(names.values()) - ids):
        raise CaseError(f"{path.name}: not in plan.json: {', '.join(lost)}")
    found = []
    for each in raw["cases"]:
        try:
            case = ProgressCase.model_validate({**each, "ticked": _ids(each.get("ticked", ()), names)})
            lists = ("ticked", "partly", "not_done")
            expect = {name: _ids(value, names) for name in lists if (value := getattr(case.expect, name)) is not None}
        except (ValidationError, KeyError) as error:
            raise CaseError(f"{path.name}: {each.get('id')}: {error}") from error
        found.append(case.model_copy(update={"expect": case.expect.model_copy(update=expect)}))
    if len({case.id for case in found}) != len(found):
        raise CaseError(f"{path.name}: two cases have one id")
    return found


def _ids(given: Any, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[each] for each in given)
