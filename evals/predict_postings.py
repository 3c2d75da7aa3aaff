"""`mentor eval predict postings`: job postings through the reader, one JSON line each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from graphs.career.posting import Posting, Salary
from graphs.market.read import Hints, read_posting
from graphs.market.repeats import earlier_copy
from graphs.market.vocabulary import PostingWords

if TYPE_CHECKING:
    from app.settings import Settings

Answer = Callable[["Line"], dict[str, Any]]


class Line(BaseModel):
    """One posting; title, company and location may be empty, and are then read from the text."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    title: str | None = ""
    company: str | None = ""
    location: str | None = ""
    text: str


@contextmanager
def opened(settings: Settings, say: Callable[[str], None]) -> Iterator[Answer]:
    """The catalogue alone; neither a store nor a model."""
    del say
    yield answering(open_words(settings.corpus_dir))


def open_words(corpus_dir: Path) -> PostingWords:
    """Raises `CatalogueError`."""
    from app.adapters.catalogue import SKILLS_FILE, load_skills

    return PostingWords(load_skills(corpus_dir / SKILLS_FILE))


def answering(words: PostingWords, now: datetime.datetime | None = None) -> Answer:
    """From a line to its row; `duplicate_of` is the id of an earlier line of the same run that it repeats, or null."""
    at = now or datetime.datetime.now(datetime.UTC)
    seen: list[Posting] = []
    ids: dict[str, str | int] = {}

    def answer(line: Line) -> dict[str, Any]:
        hints = Hints(line.title or "", line.company or "", line.location or "")
        posting = read_posting(line.text, words, at, hints=hints, posting_id=str(line.id)).posting
        copy = earlier_copy(posting, seen)
        seen.append(posting.model_copy(update={"duplicate_of": copy}))
        ids.setdefault(posting.id, line.id)
        return row(line.id, posting, None if copy is None else ids[copy])

    return answer


def row(line_id: str | int, posting: Posting, copy: str | int | None) -> dict[str, Any]:
    """One output line."""
    salaries = [salary_fields(each) for each in posting.salaries]
    return {
        "id": line_id,
        "skills_required": [each.skill for each in posting.skills if each.required],
        "skills_preferred": [each.skill for each in posting.skills if not each.required],
        "salary": None if not salaries else salaries[0] if len(salaries) == 1 else salaries,
        "seniority": posting.seniority,
        "years_min": posting.years_min,
        "remote": posting.remote,
        "locations": list(posting.locations),
        "duplicate_of": copy,
    }


def salary_fields(salary: Salary) -> dict[str, Any]:
    """Whole figures without a point."""
    return {
        "min": _plain(salary.min),
        "max": _plain(salary.max),
        "currency": salary.currency,
        "period": salary.period,
    }


def _plain(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == int(amount) else amount
