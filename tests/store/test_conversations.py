from __future__ import annotations

import pytest

from app.adapters.store.store import Store
from graphs.errors import NotFound
from graphs.events import Sentence

ANN, BEN = "ann1", "ben2"


def test_a_new_conversation_takes_its_title_from_the_first_message(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    store.turns.begin(
        ANN, conversation.id, "What does a junior AI infrastructure engineer earn, in the US and elsewhere?"
    )
    assert (
        store.conversations.get(ANN, conversation.id).title
        == "What does a junior AI infrastructure engineer earn, in the…"
    )
    assert store.conversations.rename(ANN, conversation.id, "Pay").title == "Pay"


def test_list_is_newest_first_and_counts_messages(store: Store) -> None:
    first, second = store.conversations.create(ANN), store.conversations.create(ANN)
    assert [each.id for each in store.conversations.list(ANN)] == [second.id, first.id]
    turn = store.turns.begin(ANN, first.id, "hello")
    store.turns.finish(ANN, turn.id, "complete")
    assert [(each.id, each.messages) for each in store.conversations.list(ANN)] == [(first.id, 2), (second.id, 0)]


def test_deleting_takes_messages_and_feedback_along(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "hello")
    store.turns.append(ANN, turn.id, Sentence(text="Hi."))
    store.votes.put(ANN, turn.message_id, "down", "too short")
    store.conversations.delete(ANN, conversation.id)
    left = store.learners.export(ANN)
    assert {name: len(rows) for name, rows in left.items() if rows} == {"learners": 1}
    assert store.turns.append(ANN, turn.id, Sentence(text="late")) is False


def test_somebody_elses_is_not_found_by_any_method(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "secret")
    attempts = [
        lambda: store.conversations.get(BEN, conversation.id),
        lambda: store.conversations.rename(BEN, conversation.id, "mine"),
        lambda: store.conversations.delete(BEN, conversation.id),
        lambda: store.conversations.messages(BEN, conversation.id),
        lambda: store.turns.begin(BEN, conversation.id, "me too"),
        lambda: store.turns.get(BEN, turn.id),
        lambda: store.turns.history(BEN, conversation.id),
        lambda: store.votes.put(BEN, turn.message_id, "up", ""),
        lambda: store.votes.remove(BEN, turn.message_id),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert store.turns.append(BEN, turn.id, Sentence(text="forged")) is False
    assert store.turns.finish(BEN, turn.id, "failed") is False
    assert store.turns.running(BEN) == ()
    assert store.conversations.list(BEN) == ()
    assert all(rows == [] for rows in store.learners.export(BEN).values())
    store.learners.delete(BEN)
    assert store.conversations.messages(ANN, conversation.id)[0].text == "secret"


@pytest.mark.parametrize("odd", ["", "nope", "a\x00b", "' OR 1=1 --", "%", "../x"])
def test_ids_that_are_none_of_ours(store: Store, odd: str) -> None:
    with pytest.raises(NotFound):
        store.conversations.get(ANN, odd)
    with pytest.raises(NotFound):
        store.turns.get(ANN, odd)
    with pytest.raises(NotFound):
        store.votes.put(ANN, odd, "up", "")


def test_a_vote_is_for_answers_and_the_later_one_counts(store: Store) -> None:
    conversation = store.conversations.create(ANN)
    turn = store.turns.begin(ANN, conversation.id, "hello")
    with pytest.raises(NotFound):
        store.votes.put(ANN, turn.user_message_id, "up", "")
    store.votes.put(ANN, turn.message_id, "down", "wrong")
    store.votes.put(ANN, turn.message_id, "up", "")
    answer = store.conversations.messages(ANN, conversation.id)[1]
    assert answer.feedback is not None and answer.feedback.vote == "up"
    store.votes.remove(ANN, turn.message_id)
    store.votes.remove(ANN, turn.message_id)
    assert store.conversations.messages(ANN, conversation.id)[1].feedback is None
