"""Reposts count once; another place, level or employer is another job."""

from __future__ import annotations

import pytest

from graphs.market.keep import add_posting, correct_posting, load_postings, remove_posting
from graphs.market.repeats import repeats
from graphs.testing import MemoryRecords
from tests.market.conftest import NOW, POSTING


def changed(*pairs: tuple[str, str]) -> str:
    text = POSTING
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    "text",
    [
        "REPOSTED 3 days ago\n" + POSTING + "\nApply by December 1.",
        changed(("last year", "in spring"), ("Docker in production", "Docker in real production")),
        changed(("- Build", "• Build"), ("Requirements", "REQUIREMENTS")),
    ],
    ids=["new date", "small edits", "other layout"],
)
def test_a_repost_is_found(read, text: str) -> None:
    assert repeats(read(text), read(POSTING))


@pytest.mark.parametrize(
    "pairs",
    [
        [("Lyon, France", "Paris, France")],
        [("Machine Learning Platform Engineer", "Senior Machine Learning Platform Engineer")],
        [("Larkhill", "Hawkdale")],
        [("Machine Learning Platform Engineer", "Data Analyst")],
    ],
    ids=["place", "level", "employer", "job"],
)
def test_another_job_in_the_same_words_stays_distinct(read, pairs) -> None:
    assert not repeats(read(changed(*pairs)), read(POSTING))


def test_the_same_posting_ten_times_is_kept_once(words) -> None:
    records = MemoryRecords()
    added = [add_posting(records, POSTING, words, NOW) for _ in range(10)]
    assert [each.again for each in added] == [False] + [True] * 9
    assert len(load_postings(records).postings) == 1


def test_ten_reposts_count_once(words) -> None:
    records = MemoryRecords()
    for number in range(10):
        add_posting(records, f"Reposted {number + 1} days ago\n{POSTING}", words, NOW)
    kept = load_postings(records)
    assert len(kept.postings) == 10 and len(kept.distinct) == 1
    assert {each.duplicate_of for each in kept.postings[1:]} == {"p1"}


def test_a_repeat_takes_the_place_of_a_removed_original(words) -> None:
    records = MemoryRecords()
    for number in range(3):
        add_posting(records, f"Reposted {number + 1} days ago\n{POSTING}", words, NOW)
    remove_posting(records, "p1")
    kept = load_postings(records)
    assert [(each.id, each.duplicate_of) for each in kept.postings] == [("p2", None), ("p3", "p2")]
    added = add_posting(records, POSTING.replace("Lyon, France", "Porto, Portugal"), words, NOW)
    assert added.posting.id == "p4"


def test_the_learner_can_say_that_it_is_no_repeat(words) -> None:
    records = MemoryRecords()
    for number in range(2):
        add_posting(records, f"Reposted {number + 1} days ago\n{POSTING}", words, NOW)
    correct_posting(records, "p2", {"duplicate_of": None})
    assert len(load_postings(records).distinct) == 2
