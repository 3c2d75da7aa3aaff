"""What the Slack shell keeps, on both databases."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.adapters.store.conversations import now
from app.adapters.store.link_codes import TRIES, LinkCodes
from app.adapters.store.store import Store
from graphs.errors import BadValue, ConversationBusy, TooManyRequests


def test_an_arrival_is_claimed_once_and_survives_until_it_is_answered(store: Store) -> None:
    assert store.slack.claim("message:T1:D1:1.1", "ann1", "words", state="waiting")
    assert [store.slack.claim("message:T1:D1:1.1", "ann1", "words", state="waiting") for _ in range(3)] == [False] * 3
    assert [each.body for each in store.slack.open_arrivals()] == ["words"]
    assert store.slack.begin("message:T1:D1:1.1")
    assert not store.slack.begin("message:T1:D1:1.1")
    assert [each.state for each in store.slack.open_arrivals()] == ["running"]
    store.slack.done("message:T1:D1:1.1")
    assert store.slack.open_arrivals() == ()
    assert not store.slack.claim("message:T1:D1:1.1", "ann1")


def test_the_same_user_id_in_two_workspaces_is_two_learners(store: Store) -> None:
    assert store.slack.person("T1", "U1").learner_id != store.slack.person("T2", "U1").learner_id


def test_a_code_works_once_in_the_other_shell_only(store: Store) -> None:
    code = store.link_codes.make("slackann", "slack")
    with pytest.raises(BadValue, match="made here"):
        store.link_codes.redeem(code, "slackann", "slack")
    found = store.link_codes.redeem(code.lower().replace("-", " "), "page1", "page")
    assert (found.learner_id, found.shell) == ("slackann", "slack")
    with pytest.raises(BadValue, match="not valid"):
        store.link_codes.redeem(code, "page1", "page")


def test_a_code_expires(store: Store) -> None:
    code = store.link_codes.make("slackann", "slack")
    later = LinkCodes(store.database, lambda: now() + timedelta(minutes=11))
    with pytest.raises(BadValue, match="not valid"):
        later.redeem(code, "page1", "page")


def test_guessing_is_slowed_down_for_ten_minutes(store: Store) -> None:
    code = store.link_codes.make("slackann", "slack")
    for _ in range(TRIES):
        with pytest.raises(BadValue):
            store.link_codes.redeem("AAAA-AAAA", "page1", "page")
    with pytest.raises(TooManyRequests):
        store.link_codes.redeem(code, "page1", "page")
    later = LinkCodes(store.database, lambda: now() + timedelta(minutes=11))
    with pytest.raises(BadValue):
        later.redeem(code, "page1", "page")  # counted anew, but the code is too old by now


def _posting(number: int, text: str, duplicate_of: str | None = None) -> dict[str, object]:
    return {"id": f"p{number}", "text": text, "duplicate_of": duplicate_of}


def test_joining_loses_nothing(store: Store) -> None:
    store.records.put("page1", "profile", {"job": "page"})
    store.records.put("slackann", "profile", {"job": "slack, older"})
    store.records.put("slackann", "profile", {"job": "slack"})
    store.records.put("slackann", "roadmap", {"version": 1})
    store.records.put("page1", "postings", {"postings": [_posting(1, "a"), _posting(2, "b")]})
    store.records.put("slackann", "postings", {"postings": [_posting(1, "b"), _posting(2, "c", "p1")]})
    talk = store.conversations.create("slackann", "in Slack")
    store.slack.person("T1", "U1")
    store.joining.attach("T1", "U1", "slackann", None)

    (conflict,) = store.joining.conflicts("page1", "slackann")
    assert (conflict.matter, conflict.newer) == ("your skills and profile", "joined")
    store.joining.join("page1", "slackann", {"your skills and profile": "kept"})

    history = [each.value["job"] for each in store.records.history("page1", "profile")]
    assert history == ["slack, older", "slack", "page"]
    newest = store.records.newest("page1", "postings")
    assert newest is not None
    assert [(each["id"], each["text"], each["duplicate_of"]) for each in newest.value["postings"]] == [
        ("p1", "a", None),
        ("p2", "b", None),
        ("p3", "c", "p2"),
    ]
    assert store.records.newest("page1", "roadmap") is not None
    assert store.conversations.get("page1", talk.id).title == "in Slack"
    assert store.slack.people_of("page1")[0].user_id == "U1"
    assert json.dumps(store.learners.export("slackann")).count("slackann") == 0


def test_joining_waits_for_an_answer_under_way(store: Store) -> None:
    talk = store.conversations.create("slackann")
    store.turns.begin("slackann", talk.id, "hello")
    with pytest.raises(ConversationBusy):
        store.joining.join("page1", "slackann")
    assert store.conversations.get("slackann", talk.id).messages == 2


def test_who_leaves_takes_a_copy(store: Store) -> None:
    store.records.put("page1", "profile", {"job": "one"})
    store.records.put("page1", "profile", {"job": "two"})
    store.joining.copy_records("page1", "slackann")
    kept = store.records.newest("slackann", "profile")
    assert kept is not None
    assert (kept.value, kept.version) == ({"job": "two"}, 1)
    assert len(store.records.history("page1", "profile")) == 2
