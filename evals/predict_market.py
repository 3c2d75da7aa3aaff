"""`mentor eval predict market`: postings pasted one after the other, to the report that is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from app.documents.market import market_markdown
from graphs.career.assessment import Assessment, Evidence, Known, Profile, SkillRating
from graphs.career.skills import Level, Rating, SkillMatrix
from graphs.events import Sentence
from graphs.market.from_records import market_of
from graphs.market.graph import MarketDeps, build_graph, run_market
from graphs.market.keep import load_postings
from graphs.market.vocabulary import PostingWords
from graphs.testing import MemoryRecords

if TYPE_CHECKING:
    from app.settings import Settings

Answer = Callable[["Line"], dict[str, Any]]
BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
"""A frozen clock: one posting a minute, then the report."""


class Line(BaseModel):
    """One learner; each message is a posting as it was pasted."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    messages: tuple[str, ...]
    level: Level = Level.JUNIOR
    location: str = ""
    ratings: dict[str, int] = {}


@contextmanager
def opened(settings: Settings, say: Callable[[str], None]) -> Iterator[Answer]:
    """The catalogue alone; neither a store nor a model."""
    from app.adapters.catalogue import SKILLS_FILE, load_skills

    del say
    yield answering(load_skills(settings.corpus_dir / SKILLS_FILE))


def answering(skills: SkillMatrix) -> Answer:
    """From a line to the report as the learner reads it, with the record that it was made of."""
    graph, words = build_graph(), PostingWords(skills)

    def answer(line: Line) -> dict[str, Any]:
        records = MemoryRecords()
        records.put("profile", _profile(line).model_dump(mode="json"))
        if line.ratings:
            records.put("assessment", _assessment(line).model_dump(mode="json"))
        came_from: dict[str, int] = {}
        for number, text in enumerate(line.messages):
            now = BEGAN + timedelta(minutes=number)
            list(run_market(graph, MarketDeps(records, skills, words, lambda at=now: at), "add_posting", text))  # type: ignore[misc]  # the loop's value is bound
            came_from |= {each.id: came_from.get(each.id, number) for each in load_postings(records).postings}
        end = BEGAN + timedelta(minutes=len(line.messages))
        said = run_market(
            graph, MarketDeps(records, skills, words, lambda: end), "market_report", "make the market report"
        )
        told = [each.text for each in said if isinstance(each, Sentence)]
        kept = load_postings(records)
        return {
            "id": line.id,
            "report": market_markdown(market_of(records, skills, end), skills) if kept.distinct else "",
            "said": told,
            "postings": [
                {
                    "id": each.id,
                    "message": came_from[each.id],
                    "title": each.title,
                    "required": [asked.skill for asked in each.skills if asked.required],
                    "preferred": [asked.skill for asked in each.skills if not asked.required],
                    "pay": [{"min": one.min, "max": one.max, "quote": one.quote} for one in each.salaries],
                    "duplicate_of": each.duplicate_of,
                    "warnings": [sign.code for sign in each.warnings],
                    "text": each.text,
                }
                for each in kept.postings
            ],
        }

    return answer


def _profile(line: Line) -> Profile:
    def known(value: str) -> Known:
        return Known(value=value, evidence=Evidence(quote=value, message_id="m1", at=BEGAN))

    return Profile(target_level=known(line.level.value), location=known(line.location) if line.location else None)


def _assessment(line: Line) -> Assessment:
    return Assessment(
        version=1,
        level=line.level,
        ratings=tuple(
            SkillRating(skill=skill, rating=Rating(rating), confidence=1.0, confirmed=True)
            for skill, rating in line.ratings.items()
        ),
        started_at=BEGAN,
        confirmed_at=BEGAN,
    )
