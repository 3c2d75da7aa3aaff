from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.adapters.store.conversations import now
from app.adapters.store.store import Store
from app.adapters.store.turns import SILENT_FOR
from graphs.errors import ConversationBusy
from graphs.events import Citation, Declined, Done, Failed, Question, Sentence

ANN = "ann1"
CITATION = Citation(
    number=1, passage_id="d#s", document="d", document_title="D", source="The source", section="A > B", text="words"
)


def test_a_turn_is_kept_as_it_is_said(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "What now?")
    said = (
        Sentence(text="Lead.", style="lead", citations=(CITATION,)),
        Sentence(text="One.", style="bullet"),
        Sentence(text="Two.", style="bullet"),
        Question(text="Which?", quick_replies=("a", "b")),
    )
    for count, event in enumerate(said, start=1):
        assert store.turns.append(ANN, turn.id, event)
        question, answer = store.conversations.messages(ANN, conversation.id)
        assert answer.events == said[:count]
        assert (question.role, question.text, answer.state) == ("learner", "What now?", "running")
    done = Done(message_id=turn.message_id)
    assert store.turns.finish(ANN, turn.id, "complete", done)
    answer = store.conversations.messages(ANN, conversation.id)[1]
    assert (answer.state, answer.events) == ("complete", (*said, done))
    assert answer.text == "Lead. [1]\n\n- One.\n- Two.\n\nWhich?"


def test_an_ended_turn_stays_ended(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "hello")
    assert store.turns.finish(ANN, turn.id, "stopped")
    assert not store.turns.finish(ANN, turn.id, "complete")
    assert not store.turns.append(ANN, turn.id, Sentence(text="late"))
    assert store.turns.get(ANN, turn.id).state == "stopped"


def test_of_eight_at_once_one_is_begun(store: Store) -> None:
    conversation = store.conversations.create(ANN)

    def attempt(number: int) -> str:
        try:
            return store.turns.begin(ANN, conversation.id, f"question {number}").id
        except ConversationBusy:
            return ""

    with ThreadPoolExecutor(8) as pool:
        begun = [each for each in pool.map(attempt, range(8)) if each]
    assert len(begun) == 1
    assert len(store.conversations.messages(ANN, conversation.id)) == 2
    store.turns.finish(ANN, begun[0], "complete")
    assert store.turns.begin(ANN, conversation.id, "next").state == "running"


def test_history_is_the_last_exchanges_without_the_running_one(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    for number in range(5):
        turn = store.turns.begin(ANN, conversation.id, f"question {number}")
        store.turns.append(ANN, turn.id, Sentence(text=f"answer {number}", citations=(CITATION,)))
        store.turns.finish(ANN, turn.id, "complete")
    turn = store.turns.begin(ANN, conversation.id, "declined")
    store.turns.append(ANN, turn.id, Declined(kind="not_covered", text="Not in my sources."))
    store.turns.finish(ANN, turn.id, "complete")
    store.turns.begin(ANN, conversation.id, "running")
    history = store.turns.history(ANN, conversation.id, limit=3)
    assert [(each.question, each.answer) for each in history] == [
        ("question 3", "answer 3"),
        ("question 4", "answer 4"),
        ("declined", "Not in my sources."),
    ]
    assert history[0].citations == (CITATION,)


def test_what_a_killed_server_left_running_says_so(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "hello")
    store.turns.append(ANN, turn.id, Sentence(text="The first half."))
    if not store.database.is_sqlite:  # other servers may be at work there: only silence counts
        assert store.recover(starting=True) == 0
        with store.database.write() as session:
            session.execute(
                text("UPDATE turns SET beat_at = :then"), {"then": now() - SILENT_FOR - timedelta(seconds=1)}
            )
    assert store.recover(starting=True) == 1
    answer = store.conversations.messages(ANN, conversation.id)[1]
    assert answer.state == "interrupted"
    assert answer.text == "The first half."
    last = answer.events[-1]
    assert isinstance(last, Failed) and last.code == "interrupted" and "Ask again" in last.message
    assert store.recover(starting=True) == 0
    assert store.turns.begin(ANN, conversation.id, "again").state == "running"


def test_a_beating_turn_is_left_alone(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "hello")
    with store.database.write() as session:
        session.execute(text("UPDATE turns SET beat_at = :then"), {"then": now() - SILENT_FOR * 2})
    store.turns.beat([turn.id])
    assert store.recover() == 0
    assert store.turns.running(ANN) == (turn.id,)


@pytest.mark.parametrize("body", ["{}", "not json", '{"type":"sentence","txt":"renamed field"}', '{"type":"hologram"}'])
def test_an_event_of_another_version_is_said_to_be_unreadable(store: Store, body: str) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "hello")
    store.turns.append(ANN, turn.id, Sentence(text="Readable."))
    store.turns.append(ANN, turn.id, Sentence(text="To be damaged."))
    with store.database.write() as session:
        session.execute(text("UPDATE message_events SET body = :body WHERE seq = 2"), {"body": body})
    events = store.conversations.messages(ANN, conversation.id)[1].events
    assert events[0] == Sentence(text="Readable.")
    assert isinstance(events[1], Failed) and events[1].code == "unreadable_record"
