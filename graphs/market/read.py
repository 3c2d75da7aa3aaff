"""One posting, from its text to the record: everything that it states, and nothing that it does not."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from graphs.career.posting import Posting
from graphs.market.clean import clean_posting
from graphs.market.dates import read_posted
from graphs.market.head import read_company, read_title
from graphs.market.level import read_level, read_years
from graphs.market.lines import Line, read_lines
from graphs.market.orders import without_orders
from graphs.market.place import read_locations, read_remote
from graphs.market.recognise import Sort, sort_of_text
from graphs.market.salary import read_salaries
from graphs.market.signs import read_signs
from graphs.market.skills import read_skills
from graphs.market.vocabulary import PostingWords

LONGEST = 40_000
"""Characters of one posting; the longest real ones have a quarter of it."""
_OPENING = 400


@dataclass(frozen=True)
class Hints:
    """What is known of a posting from elsewhere: the fields of a job board, or what the learner typed."""

    title: str = ""
    company: str = ""
    location: str = ""


@dataclass(frozen=True)
class Reading:
    """A posting with how sure it is that the text is one."""

    posting: Posting
    sort: Sort
    looks_like: str = ""
    """What it looks like instead, such as "a recipe"; may be empty."""


def read_posting(
    text: str,
    words: PostingWords,
    now: datetime.datetime,
    *,
    hints: Hints | None = None,
    posting_id: str = "p1",
    origin: str = "pasted",
) -> Reading:
    """Reads at most `LONGEST` characters; callers refuse longer texts before. Instructions in the text are text."""
    hints = hints or Hints()
    cleaned = clean_posting(text[:LONGEST])
    told = without_orders(cleaned)
    lines = read_lines(told)
    title = read_title(told, hints.title)
    company = read_company(told, title, hints.company)
    locations = read_locations(told, hints.location, company)
    years, years_max = read_years(lines)
    asking = _without_title(lines, title, hints)
    posting = Posting(
        id=posting_id,
        title=title,
        company=company,
        locations=locations,
        remote=read_remote(told, hints.location, title),
        seniority=read_level(title, told, years, years_max, told[:_OPENING].split("\n")[0]),
        years_min=years,
        years_max=years_max if years is not None else None,
        salaries=read_salaries(told, _money_places(told, hints.location, locations)),
        skills=read_skills(asking, words),
        posted=read_posted(told, now.date()),
        text=cleaned,
        saved_at=now,
        origin=origin,
    )
    posting = posting.model_copy(update={"warnings": read_signs(posting, now.date())})
    sort, looks_like = sort_of_text(cleaned, lines, hints.title)
    return Reading(posting, sort, looks_like)


def _without_title(lines: tuple[Line, ...], title: str, hints: Hints) -> tuple[Line, ...]:
    """A title names the job, not what is asked; so do the board's lines above the text."""
    company = hints.company.casefold()

    def names_job(line: Line) -> bool:
        if not line.first or line.bullet:
            return False
        low = line.text.casefold()
        return (
            bool(title)
            and title.casefold() in low
            and len(line.text) <= len(title) + len(company) + 90
            and not re.search(r"[.!?]\s+\w", line.text)
        )

    return tuple(line for index, line in enumerate(lines) if not (index < 4 and names_job(line)))


def _money_places(text: str, location: str, locations: tuple[str, ...]) -> tuple[str, ...]:
    return (location, *locations) if location or locations else (text[:300],)
