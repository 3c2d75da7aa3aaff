"""What only the scripted parts promise."""

from __future__ import annotations

import numpy as np
import pytest

from graphs.errors import EngineCrashed
from graphs.ports import ChatMessage, Generation
from graphs.testing import HashedEmbedder, ScriptedChatModel


def ask(text: str) -> Generation:
    return Generation((ChatMessage("user", text),))


def test_replies_come_in_order_and_requests_are_kept() -> None:
    model = ScriptedChatModel(
        ["first reply", EngineCrashed("it broke"), lambda asked: asked.messages[0].content.upper()]
    )
    assert "".join(model.stream(ask("a"))) == "first reply"
    with pytest.raises(EngineCrashed):
        list(model.stream(ask("b")))
    assert "".join(model.stream(ask("c c"))) == "C C"
    assert [asked.messages[0].content for asked in model.asked] == ["a", "b", "c c"]


def test_asking_more_often_than_scripted_is_an_error_that_names_the_question() -> None:
    with pytest.raises(AssertionError, match="what now"):
        list(ScriptedChatModel().stream(ask("what now")))


def test_hashed_vectors_are_unit_length_the_same_each_time_and_near_for_shared_words() -> None:
    embedder = HashedEmbedder()
    texts = ["kubernetes networking", "networking in Kubernetes", "salary of a junior", ""]
    vectors = embedder.encode(texts)
    assert vectors.shape == (4, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.array_equal(vectors, HashedEmbedder().encode(texts))
    assert vectors[0] @ vectors[1] > 0.6 > vectors[0] @ vectors[2]
