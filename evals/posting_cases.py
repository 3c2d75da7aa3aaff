"""The postings written for the purpose, with what a careful reader takes from each; see `evals/postings/LABELS.md`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from evals.cases import CaseError
from evals.rating_cases import SkillId
from graphs.career.posting import PayPeriod, RemoteWork, Seniority

FOLDER = Path(__file__).parent / "postings"
HELD_BACK = FOLDER / "cases.jsonl"
DEVELOPMENT = FOLDER / "dev.jsonl"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Pay(_Frozen):
    """One stated range; one of the two is null for "from" and "up to"."""

    min: float | None
    max: float | None
    currency: str
    period: PayPeriod


class Gold(_Frozen):
    """What is right."""

    skills_required: tuple[SkillId, ...]
    skills_preferred: tuple[SkillId, ...]
    skills_either: tuple[SkillId, ...] = ()
    """On which careful readers differ: they count neither way."""
    salary: tuple[Pay, ...]
    seniority: Seniority
    years_min: int | None
    remote: RemoteWork
    locations: tuple[str, ...]
    duplicate_of: str | None
    warnings: tuple[str, ...] = ()


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


class PostingCase(_Frozen):
    """One posting as a board would hand it over."""

    id: str = Field(pattern=r"^[a-z]+-\d{3}$")
    title: str
    company: str
    location: str
    text: Annotated[str, AfterValidator(_not_blank)]
    gold: Gold

    @property
    def given(self) -> dict[str, Any]:
        """What the reader gets."""
        return self.model_dump(include={"id", "title", "company", "location", "text"})


def load_postings(path: Path = HELD_BACK) -> list[PostingCase]:
    """Raises `CaseError` naming file and line."""
    cases: list[PostingCase] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line:
            continue
        try:
            case = PostingCase.model_validate(json.loads(line))
        except (json.JSONDecodeError, ValidationError) as error:
            raise CaseError(f"{path}:{number}: {str(error).splitlines()[0]}") from error
        if case.gold.duplicate_of is not None and case.gold.duplicate_of not in {each.id for each in cases}:
            raise CaseError(f"{path}:{number}: duplicate_of names no earlier posting")
        if any(each.id == case.id for each in cases):
            raise CaseError(f"{path}:{number}: id {case.id} is used twice")
        cases.append(case)
    return cases
