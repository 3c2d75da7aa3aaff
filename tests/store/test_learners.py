from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict

from sqlalchemy import update

from app.adapters.store.conversations import now
from app.adapters.store.migrate import back_up
from app.adapters.store.store import Store
from app.adapters.store.tables import Base, Turn
from app.adapters.store.turns import SILENT_FOR
from graphs.events import Sentence

ANN, BEN = "ann1", "ben2"
WORDS = "zanzibar-lighthouse-keeper"


class State(TypedDict):
    text: str


@contextmanager
def _saver(url: str) -> Iterator[Any]:
    if url.startswith("sqlite"):
        from langgraph.checkpoint.sqlite import SqliteSaver

        with SqliteSaver.from_conn_string(url.removeprefix("sqlite:///")) as saver:
            yield saver
    else:
        from langgraph.checkpoint.postgres import PostgresSaver

        with PostgresSaver.from_conn_string(url.replace("+psycopg", "")) as saver:
            saver.setup()
            yield saver


def _leave_a_checkpoint(url: str, thread: str, words: str) -> None:
    from langgraph.graph import END, START, StateGraph

    with _saver(url) as saver:
        graph = StateGraph(State)
        graph.add_node("say", lambda state: {"text": state["text"] + "!"})
        graph.add_edge(START, "say")
        graph.add_edge("say", END)
        graph.compile(checkpointer=saver).invoke({"text": words}, {"configurable": {"thread_id": thread}})


def _threads(url: str) -> set[str]:
    with _saver(url) as saver:
        return {each.config["configurable"]["thread_id"] for each in saver.list(None)}


def _talk(store: Store, learner: str, words: str) -> str:
    conversation = store.conversations.create(learner)
    turn = store.turns.begin(learner, conversation.id, words)
    store.turns.append(learner, turn.id, Sentence(text=f"You said {words}."))
    store.turns.finish(learner, turn.id, "complete")
    store.votes.put(learner, turn.message_id, "down", words)
    store.records.put(learner, "profile", {"background": words})
    store.slack.person("T1", learner)
    store.joining.attach("T1", learner, learner, None)
    store.slack.claim(f"event-{learner}", learner, words, state="waiting")
    store.slack.keep_conversation(learner, "T1", "D1", "1.1", conversation.id)
    store.link_codes.make(learner, "slack")
    store.calendar_feeds.open(learner)
    store.reminders.claim(learner, f"{learner}:check-in:2026-01-04", "check_in", words, now(), now())
    return turn.id


def test_every_table_names_its_learner() -> None:
    assert [table.name for table in Base.metadata.sorted_tables if "learner_id" not in table.c] == []


def test_export_has_every_table_and_no_one_elses_rows(store: Store) -> None:
    _talk(store, ANN, WORDS)
    _talk(store, BEN, "other words")
    exported = store.learners.export(ANN)
    assert set(exported) == set(Base.metadata.tables)
    assert all(rows for rows in exported.values())
    assert all(row["learner_id"] == ANN for rows in exported.values() for row in rows)


def test_deletion_reaches_records_checkpoints_uploads_and_backups(
    store: Store, urls: tuple[str, str], tmp_path: Path
) -> None:
    turn, other = _talk(store, ANN, WORDS), _talk(store, BEN, "other words")
    _leave_a_checkpoint(urls[1], turn, WORDS)
    _leave_a_checkpoint(urls[1], other, "other words")
    upload = tmp_path / "uploads" / ANN / "cv.txt"
    upload.parent.mkdir(parents=True)
    upload.write_text(WORDS)
    if store.database.file is not None:
        back_up(store.database.file, "0001")
    assert _threads(urls[1]) == {turn, other}

    store.learners.delete(ANN)

    assert all(rows == [] for rows in store.learners.export(ANN).values())
    assert all(rows for rows in store.learners.export(BEN).values())
    assert _threads(urls[1]) == {other}
    assert not upload.exists()
    if store.database.file is not None:
        holding = [file.name for file in tmp_path.rglob("*") if file.is_file() and WORDS.encode() in file.read_bytes()]
        assert holding == []


def test_deleting_someone_unknown_is_fine(store: Store) -> None:
    store.learners.delete("nobody")
    assert all(rows == [] for rows in store.learners.export("nobody").values())


def test_a_broken_turn_leaves_no_checkpoint_behind(store: Store, urls: tuple[str, str]) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, WORDS)
    _leave_a_checkpoint(urls[1], turn.id, WORDS)
    _leave_a_checkpoint(urls[1], "another", "other words")
    with store.database.write() as session:
        session.execute(update(Turn).values(beat_at=now() - SILENT_FOR * 2))
    assert store.recover() == 1
    assert _threads(urls[1]) == {"another"}
