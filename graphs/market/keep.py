"""The learner's postings in their record: added with what they repeat, removed, corrected."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from graphs.career.posting import Posting, Postings
from graphs.errors import BadValue, EmptyMessage, MessageTooLong, NotFound, RecordChanged, RecordUnreadable
from graphs.market.level import title_level
from graphs.market.market import number_of
from graphs.market.read import LONGEST, Hints, Reading, read_posting
from graphs.market.repeats import earlier_copy
from graphs.market.vocabulary import PostingWords
from graphs.ports import Records

POSTINGS = "postings"
MOST = 200
"""Postings of one learner: enough for a long search, and the record stays quick to read."""
EDITABLE = (
    "title",
    "company",
    "locations",
    "remote",
    "seniority",
    "years_min",
    "years_max",
    "salaries",
    "skills",
    "posted",
)
_Result = TypeVar("_Result")


class NotAPosting(BadValue):
    """The text is something else; nothing was kept."""

    code = "not_a_posting"


@dataclass(frozen=True)
class Added:
    """What adding a text led to."""

    posting: Posting
    postings: Postings
    again: bool = False
    """The very same text was saved before, and was not saved twice; `posting` is the earlier one."""
    unsure: bool = False
    """Few marks of a posting: the learner should hear that."""


def load_postings(records: Records) -> Postings:
    """What is kept; empty before the first. Raises `RecordUnreadable`."""
    kept = records.get(POSTINGS)
    try:
        return Postings() if kept is None else Postings.model_validate(kept)
    except ValidationError as error:
        raise RecordUnreadable(
            "Your postings were written by another version of the program and cannot be read by this one. "
            "They are kept, and `mentor export` holds them; install the newer version."
        ) from error


def add_posting(
    records: Records,
    text: str,
    words: PostingWords,
    now: datetime.datetime,
    *,
    hints: Hints | None = None,
    origin: str = "pasted",
    sure: bool = False,
) -> Added:
    """Reads and keeps a posting.

    Raises `EmptyMessage`, `MessageTooLong`, `NotAPosting` (not with `sure`: the learner says that it is one), and
    `BadValue` when the record is full. Another window's write in between is built on.
    """
    reading = check_text(text, words, now, hints=hints, origin=origin, sure=sure)

    def change(postings: Postings) -> tuple[Postings, Added]:
        same = next((each for each in postings.postings if _same_text(each, reading.posting)), None)
        if same is not None:
            return postings, Added(same, postings, again=True)
        if len(postings.postings) >= MOST:
            raise BadValue(f"You have {MOST} postings, which is the most that can be kept. Remove one first.")
        posting = reading.posting.model_copy(update={"id": _next_id(postings)})
        posting = posting.model_copy(update={"duplicate_of": earlier_copy(posting, postings.postings)})
        after = Postings(postings=(*postings.postings, posting))
        return after, Added(posting, after, unsure=reading.sort == "unsure")

    return _changed(records, change)


def check_text(
    text: str,
    words: PostingWords,
    now: datetime.datetime,
    *,
    hints: Hints | None = None,
    origin: str = "pasted",
    sure: bool = False,
) -> Reading:
    """Reads a text that may be anything. Raises as `add_posting`."""
    if not any(each.isalnum() for each in text[:LONGEST]):
        raise EmptyMessage("There is nothing to read. Paste the text of the posting.")
    if len(text) > LONGEST:
        raise MessageTooLong(
            f"This has {len(text):,} characters; a posting of up to {LONGEST:,} can be read. "
            "Paste one posting at a time, without the rest of the page."
        )
    reading = read_posting(text, words, now, hints=hints, origin=origin)
    if reading.sort == "other" and not sure:
        raise NotAPosting(refusal(reading))
    return reading


def refusal(reading: Reading) -> str:
    """What a learner is told about a text that is no posting."""
    looks = f" It looks like {reading.looks_like}." if reading.looks_like else ""
    return (
        f"I can't find a job in this text, so nothing was saved.{looks} "
        "Paste the whole posting, with the job's title and what it asks for."
    )


def remove_posting(records: Records, posting_id: str) -> Postings:
    """A repeat of the removed one takes its place. Raises `NotFound`."""

    def change(postings: Postings) -> tuple[Postings, Postings]:
        _require(postings, posting_id)
        left = [each for each in postings.postings if each.id != posting_id]
        heir = next((each.id for each in left if each.duplicate_of == posting_id), None)
        for index, each in enumerate(left):
            if each.duplicate_of == posting_id:
                left[index] = each.model_copy(update={"duplicate_of": None if each.id == heir else heir})
        after = Postings(postings=tuple(left))
        return after, after

    return _changed(records, change)


def correct_posting(records: Records, posting_id: str, changes: Mapping[str, Any]) -> Posting:
    """Sets fields that were read wrongly; the text stays. Raises `NotFound`, `BadValue` naming the field."""
    unknown = sorted(set(changes) - {*EDITABLE, "duplicate_of"})
    if unknown:
        raise BadValue(
            f"{unknown[0]}: this cannot be changed. The fields are: {', '.join((*EDITABLE, 'duplicate_of'))}."
        )

    def change(postings: Postings) -> tuple[Postings, Posting]:
        before = _require(postings, posting_id)
        original = changes.get("duplicate_of")
        if original is not None and (original == posting_id or postings.get(str(original)) is None):
            raise BadValue(
                f"duplicate_of: there is no other posting {original}. Give the id of an earlier one, or nothing."
            )
        try:
            edited = Posting.model_validate({**before.model_dump(), **changes})
        except ValidationError as error:
            first = error.errors()[0]
            raise BadValue(
                f"{'.'.join(map(str, first['loc'])) or 'posting'}: {first['msg']}. Correct it and try again."
            ) from error
        if edited.years_min is not None and edited.years_max is not None and edited.years_max < edited.years_min:
            raise BadValue("years_max: it is below years_min. Correct one of them.")
        if "title" in changes and "seniority" not in changes and (level := title_level(edited.title)) != "unknown":
            edited = edited.model_copy(update={"seniority": level})
        after = Postings(postings=tuple(edited if each.id == posting_id else each for each in postings.postings))
        return after, edited

    return _changed(records, change)


def require_posting(postings: Postings, posting_id: str) -> Posting:
    """Raises `NotFound`."""
    return _require(postings, posting_id)


def _changed(records: Records, change: Callable[[Postings], tuple[Postings, _Result]]) -> _Result:
    """Writes what the change makes of the newest version; once more when another window wrote in between."""
    for last in (False, True):
        before = load_postings(records)
        after, result = change(before)
        if after == before:
            return result
        try:
            records.put(POSTINGS, after.model_dump(mode="json"))
        except RecordChanged:
            if last:
                raise
        else:
            return result
    raise AssertionError("unreachable")


def _require(postings: Postings, posting_id: str) -> Posting:
    found = postings.get(posting_id)
    if found is None:
        raise NotFound(f"There is no posting {posting_id}. See the list for the ids.")
    return found


def _same_text(one: Posting, other: Posting) -> bool:
    return one.text.split() == other.text.split() and one.locations == other.locations


def _next_id(postings: Postings) -> str:
    """Ids are not used twice while a later one is kept, since documents cite them."""
    return f"p{max((number_of(each.id)[0] for each in postings.postings), default=0) + 1}"
