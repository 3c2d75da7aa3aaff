from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import update

from app.adapters.store.store import Store
from app.adapters.store.tables import Record
from app.adapters.store.versions import LearnerRecords
from graphs.career.assessment import Profile
from graphs.errors import NotFound, RecordChanged, RecordUnreadable
from graphs.ports import Records
from graphs.testing import MemoryRecords

ANN, BEN = "ann1", "ben2"


def test_versions_are_added_never_changed(store: Store) -> None:
    mine: Records = LearnerRecords(store.records, ANN)
    assert mine.get("profile") is None
    assert [mine.put("profile", {"hours": 5}), mine.put("profile", {"hours": 8})] == [1, 2]
    assert mine.put("interview", {"asked": 1}) == 1
    assert mine.get("profile") == {"hours": 8}
    assert mine.history("profile") == [{"hours": 5}, {"hours": 8}]


def test_another_learner_sees_none_of_it(store: Store) -> None:
    LearnerRecords(store.records, ANN).put("profile", {"hours": 5})
    other = LearnerRecords(store.records, BEN)
    assert other.get("profile") is None
    assert other.history("profile") == []
    assert other.put("profile", {"hours": 9}) == 1
    assert LearnerRecords(store.records, ANN).get("profile") == {"hours": 5}


def test_the_second_of_two_tabs_is_told(store: Store) -> None:
    one, two = LearnerRecords(store.records, ANN), LearnerRecords(store.records, ANN)
    assert one.get("profile") is None and two.get("profile") is None
    one.put("profile", {"hours": 5})
    two.get("profile")  # reading again does not make what was computed from the first reading any newer
    with pytest.raises(RecordChanged, match="another window"):
        two.put("profile", {"hours": 9})
    assert LearnerRecords(store.records, ANN).history("profile") == [{"hours": 5}]


def _versions(records: Records) -> dict[str, int]:
    return {kind: len(records.history(kind)) for kind in ("assessment", "interview", "profile")}


def test_several_kinds_are_kept_together(store: Store) -> None:
    for mine in (LearnerRecords(store.records, ANN), MemoryRecords()):
        records: Records = mine
        records.put("profile", {"hours": 5})
        records.put_all({"profile": {"hours": 8}, "interview": {"asked": 1}})
        assert (records.get("profile"), records.get("interview")) == ({"hours": 8}, {"asked": 1})
        with pytest.raises(TypeError):
            records.put_all({"assessment": {"level": "mid"}, "interview": {"asked": object()}})
        assert _versions(records) == {"assessment": 0, "interview": 1, "profile": 2}


def test_a_refused_write_of_several_kinds_keeps_none(store: Store) -> None:
    one, two = LearnerRecords(store.records, ANN), LearnerRecords(store.records, ANN)
    assert one.get("interview") is None and two.get("interview") is None
    one.put("interview", {"asked": 1})
    with pytest.raises(RecordChanged, match="another window"):
        two.put_all({"assessment": {"level": "mid"}, "interview": {"asked": 2}, "profile": {"hours": 5}})
    assert _versions(two) == {"assessment": 0, "interview": 1, "profile": 0}
    two.get("interview")
    two.put_all({"assessment": {"level": "mid"}, "interview": {"asked": 2}})
    assert _versions(two) == {"assessment": 1, "interview": 2, "profile": 0}


def test_writers_of_several_kinds_at_once_do_not_block_each_other(store: Store) -> None:
    kinds = ("assessment", "interview", "profile")

    def write(number: int) -> None:
        order = kinds if number % 2 else kinds[::-1]
        for _ in range(20):
            with suppress(RecordChanged):
                store.records.put_all(ANN, {kind: {"number": number} for kind in order})
                return
        raise AssertionError("never written")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(12)))
    kept = [[each.value["number"] for each in store.records.history(ANN, kind)] for kind in kinds]
    assert kept[0] == kept[1] == kept[2] and len(kept[0]) == 12


def test_writers_at_once_lose_no_version(store: Store) -> None:
    def write(number: int) -> int:
        for _ in range(20):
            try:
                return store.records.put(ANN, "profile", {"number": number})
            except RecordChanged:  # under much contention PostgreSQL may want another try
                continue
        raise AssertionError("never written")

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(write, range(18)))
    assert sorted(numbers) == list(range(1, 19))
    assert {each.value["number"] for each in store.records.history(ANN, "profile")} == set(range(18))


def test_only_one_of_the_writers_after_the_same_version_wins(store: Store) -> None:
    store.records.put(ANN, "profile", {})

    def write(number: int) -> bool:
        try:
            store.records.put(ANN, "profile", {"number": number}, after=1)
        except RecordChanged:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(write, range(6))) == 1


def test_a_turn_in_flight_does_not_bring_a_deleted_learner_back(store: Store) -> None:
    store.conversations.create(ANN)
    mine = LearnerRecords(store.records, ANN, known_learner=True)
    mine.get("interview")
    store.learners.delete(ANN)
    with pytest.raises(NotFound):
        mine.put("interview", {"asked": 1})
    assert all(rows == [] for rows in store.learners.export(ANN).values())


@pytest.mark.parametrize("body", ["not json", "[1]", '{"hours": "of another release"}'])
def test_what_cannot_be_read_is_said_not_guessed(store: Store, body: str) -> None:
    store.records.put(ANN, "profile", {})
    with store.database.write() as session:
        session.execute(update(Record).where(Record.learner_id == ANN).values(body=body))
    with pytest.raises(RecordUnreadable, match="another version"):
        store.records.read(ANN, "profile", Profile)
