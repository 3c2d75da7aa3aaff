"""The comparison of repeated runs names what differs, and what is missing from one."""

from evals.again import differing


def test_answers_that_differ_or_are_missing_are_named() -> None:
    first = {"ask: a": "1", "ask: b": "2"}
    assert differing([first, dict(first), dict(first)]) == []
    assert differing([first, {**first, "ask: b": "3"}, first]) == ["ask: b"]
    assert differing([first, {"ask: a": "1"}]) == ["ask: b"]
