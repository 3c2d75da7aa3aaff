"""`mentor eval predict postings`: job postings through the reader, one JSON line each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from graphs.career.posting import Posting, Salary
from graphs.market.read import Hints, read_posting
from graphs.market.repeats import earlier_copy
from graphs.market.vocabulary import PostingWords


class PostingLine(BaseModel):
    """One posting; title, company and location may be empty, and are then read from the text."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    title: str | None = ""
    company: str | None = ""
    location: str | None = ""
    text: str


def open_words() -> PostingWords:
    """From the shipped catalogue."""
    from app.adapters.catalogue import load_skills

    return PostingWords(load_skills(Path(__file__).parent.parent / "corpus" / "skills.yaml"))


def read_line(line: PostingLine, words: PostingWords, now: datetime.datetime) -> Posting:
    """The posting as the mentor would keep it."""
    hints = Hints(line.title or "", line.company or "", line.location or "")
    return read_posting(line.text, words, now, hints=hints, posting_id=str(line.id)).posting


def predict_postings(
    lines: Iterable[PostingLine], *, words: PostingWords | None = None, now: datetime.datetime | None = None
) -> Iterator[dict[str, Any]]:
    """In the order of the lines; `duplicate_of` is the id of an earlier line that this one repeats, or null."""
    words = words or open_words()
    now = now or datetime.datetime.now(datetime.UTC)
    seen: list[Posting] = []
    ids: dict[str, str | int] = {}
    for line in lines:
        posting = read_line(line, words, now)
        copy = earlier_copy(posting, seen)
        seen.append(posting.model_copy(update={"duplicate_of": copy}))
        ids.setdefault(posting.id, line.id)
        yield row(line.id, posting, None if copy is None else ids[copy])


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
