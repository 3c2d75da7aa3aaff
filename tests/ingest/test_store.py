"""The contract of the seam, held by both stores, and what only the embedded one does."""

import multiprocessing
from pathlib import Path

import pytest

from ingest.collection import Point, collection_name, document_point_id, sparse_document, sparse_query, text_point_id
from ingest.edge_store import EdgeStore
from ingest.errors import KnowledgeLocked, StoreUnreachable
from ingest.server_store import ServerStore, connect
from ingest.store import Store

NAME = collection_name("hashed", 2)


def point(text: str, dense: list[float], **payload: str) -> Point:
    identity = text_point_id("unit", payload.get("chunk", ""), text)
    return Point(identity, {"kind": "unit", "text": text, **payload}, dense, sparse_document(text))


def filled(store: Store):
    collection = store.open(NAME, 2)
    collection.upsert(
        [
            point("Juniors earn money", [1.0, 0.0], chunk="a"),
            point("Seniors earned more", [0.8, 0.6], chunk="b"),
            point("Docker builds images", [0.0, 1.0], chunk="b"),
            Point(document_point_id("d"), {"kind": "document", "id": "d", "nested": {"list": [1, None]}}),
        ]
    )
    return collection


def test_what_is_written_is_read_back(store: Store) -> None:
    collection = filled(store)
    (found,) = collection.retrieve([document_point_id("d"), document_point_id("none")])
    assert found.payload == {"kind": "document", "id": "d", "nested": {"list": [1, None]}}
    assert {record.payload["text"] for record in collection.records({"kind": ["unit"], "chunk": ["b"]})} == {
        "Seniors earned more",
        "Docker builds images",
    }
    assert [record.payload for record in collection.records({"chunk": ["a"]}, fields=["chunk"])] == [{"chunk": "a"}]
    (vector,) = collection.retrieve([text_point_id("unit", "b", "Seniors earned more")], vectors=True)
    assert vector.dense == pytest.approx([0.8, 0.6])
    wanted = text_point_id("unit", "b", "Seniors earned more")
    alone = collection.vectors([document_point_id("d"), wanted, document_point_id("none")])
    assert alone == {wanted: pytest.approx([0.8, 0.6])}


def test_hybrid_finds_by_meaning_and_by_stem(store: Store) -> None:
    collection = filled(store)
    hits = collection.hybrid([1.0, 0.0], sparse_query("earning"), {}, 10, ["text"])
    assert {hit.payload["text"] for hit in hits[:2]} == {"Juniors earn money", "Seniors earned more"}
    assert hits[0].score >= hits[1].score > hits[2].score
    only = collection.hybrid([0.0, 1.0], sparse_query("earning"), {"chunk": ["a"]}, 10, ["text"])
    assert [hit.payload["text"] for hit in only] == ["Juniors earn money"]
    wordless = collection.hybrid([0.0, 1.0], sparse_query("the"), {}, 1, ["text"])
    assert [hit.payload["text"] for hit in wordless] == ["Docker builds images"]


def test_word_scores_tell_only_of_points_that_share_a_word(store: Store) -> None:
    collection = filled(store)
    words = collection.word_scores(sparse_query("docker image"), {"chunk": ["a", "b"]}, 10)
    docker = text_point_id("unit", "b", "Docker builds images")
    assert set(words) == {docker} and words[docker] > 0
    assert collection.word_scores(sparse_query("docker image"), {"chunk": ["a"]}, 10) == {}
    assert collection.word_scores(sparse_query("the"), {"chunk": ["a"]}, 10) == {}


def test_upsert_replaces_and_delete_ignores_unknown_ids(store: Store) -> None:
    collection = filled(store)
    identity = document_point_id("d")
    collection.upsert([Point(identity, {"kind": "document", "id": "new"})])
    assert [record.payload["id"] for record in collection.records({"kind": ["document"]})] == ["new"]
    collection.delete([identity, document_point_id("none")])
    collection.delete([])
    assert collection.retrieve([identity]) == []


def test_nothing_serves_before_the_switch_and_others_are_dropped_after(store: Store) -> None:
    filled(store)
    assert store.serving() is None
    store.switch(NAME)
    serving = store.serving()
    assert serving is not None and serving.name == NAME
    other = store.open(collection_name("other", 3), 3)
    still = store.serving()
    assert still is not None and still.name == NAME
    store.switch(other.name)
    now = store.serving()
    assert now is not None and now.name == other.name and list(now.records({})) == []
    assert list(store.open(NAME, 2).records({})) == []


def test_many_points_are_paged(store: Store) -> None:
    collection = store.open(NAME, 2)
    collection.upsert([point(f"text {number}", [1.0, 0.0], chunk="c") for number in range(2100)])
    found = {record.id for record in collection.records({"chunk": ["c"]}, fields=["kind"])}
    assert len(found) == 2100 and set(collection.vectors(sorted(found))) == found


def test_collection_names_tell_models_apart() -> None:
    assert collection_name("a/b", 3) != collection_name("a-b", 3)
    assert collection_name("minilm", 384) == collection_name("minilm", 384)


def test_the_embedded_store_is_found_again_when_opened_anew(tmp_path: Path) -> None:
    first = EdgeStore(tmp_path)
    filled(first)
    first.switch(NAME)
    first.close()
    second = EdgeStore(tmp_path)
    serving = second.serving()
    assert serving is not None and len(list(serving.records({}))) == 4
    second.close()


def _hold(folder: str, ready, done) -> None:
    held = EdgeStore(Path(folder))
    ready.set()
    done.wait(30)
    held.close()


def test_a_second_process_is_told_who_holds_the_store(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(str(tmp_path), ready, done))
    process.start()
    try:
        assert ready.wait(30)
        with pytest.raises(KnowledgeLocked, match=f"in use by process {process.pid}"):
            EdgeStore(tmp_path)
    finally:
        done.set()
        process.join(30)
    EdgeStore(tmp_path).close()


def test_a_folder_that_cannot_be_used_and_a_server_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnreachable, match="MENTOR_DATA_DIR"):
        EdgeStore(tmp_path / "file" / "knowledge")
    with pytest.raises(StoreUnreachable, match="MENTOR_QDRANT_URL"):
        ServerStore(connect("http://127.0.0.1:9", timeout=1)).serving()


def test_a_damaged_collection_says_what_to_delete(tmp_path: Path) -> None:
    store = EdgeStore(tmp_path)
    filled(store)
    store.switch(NAME)
    store.close()
    for path in (tmp_path / "collections" / NAME).rglob("*.json"):
        path.write_text("{")
    damaged = EdgeStore(tmp_path)
    with pytest.raises(StoreUnreachable, match="Delete that folder"):
        damaged.serving()
    damaged.close()
