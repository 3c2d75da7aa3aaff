"""A learner's postings and their market in the store, for the page and the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.adapters.store.versions import LearnerRecords, Records
from graphs.career.posting import Posting, Postings
from graphs.career.skills import SkillMatrix
from graphs.errors import NotFound
from graphs.market.from_records import market_of
from graphs.market.keep import Added, add_posting, correct_posting, load_postings, remove_posting
from graphs.market.market import Market
from graphs.market.read import Hints
from graphs.market.vocabulary import PostingWords

NONE_YET = "There are no postings yet. Paste one, or add a file."


def read_postings(records: Records, learner_id: str) -> Postings:
    """Raises `RecordUnreadable`."""
    return load_postings(LearnerRecords(records, learner_id))


def save_posting(
    records: Records,
    learner_id: str,
    text: str,
    words: PostingWords,
    at: datetime,
    *,
    hints: Hints | None = None,
    origin: str = "pasted",
    sure: bool = False,
) -> Added:
    """Raises `EmptyMessage`, `MessageTooLong`, `NotAPosting` (not with `sure`), `BadValue`, `RecordChanged`."""
    return add_posting(LearnerRecords(records, learner_id), text, words, at, hints=hints, origin=origin, sure=sure)


def drop_posting(records: Records, learner_id: str, posting_id: str) -> Postings:
    """Raises `NotFound`."""
    return remove_posting(LearnerRecords(records, learner_id), posting_id)


def edit_posting(records: Records, learner_id: str, posting_id: str, changes: Mapping[str, Any]) -> Posting:
    """Raises `NotFound`, `BadValue`."""
    return correct_posting(LearnerRecords(records, learner_id), posting_id, changes)


def read_learner_market(records: Records, learner_id: str, skills: SkillMatrix, at: datetime) -> Market:
    """Also without postings. Raises `RecordUnreadable`."""
    return market_of(LearnerRecords(records, learner_id), skills, at)


def require_market(records: Records, learner_id: str, skills: SkillMatrix, at: datetime) -> Market:
    """Raises `NotFound` when no posting can be counted."""
    market = read_learner_market(records, learner_id, skills, at)
    if not market.n:
        raise NotFound(NONE_YET)
    return market
