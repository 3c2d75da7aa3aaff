from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.pieces import StopAt, WholeCharacters, WithoutThinking


def cut(text: str, places: list[int]) -> list[str]:
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[a:b] for a, b in pairwise(edges)]


@given(st.text(max_size=40), st.lists(st.integers(0, 200), max_size=8))
def test_characters_arrive_whole_wherever_the_bytes_are_cut(text: str, places: list[int]) -> None:
    raw = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
    edges = sorted({0, len(raw), *(place % (len(raw) + 1) for place in places)})
    characters = WholeCharacters()
    out = "".join(characters.feed(raw[a:b]) for a, b in pairwise(edges)) + characters.finish()
    assert out == raw.decode()


@given(st.text("ab#\n ", max_size=40), st.lists(st.integers(0, 60), max_size=12))
def test_stop_strings_are_found_across_pieces(text: str, places: list[int]) -> None:
    stop = StopAt(("##", "\n\n", "ab#"))
    out = "".join(stop.feed(piece) for piece in cut(text, places)) + stop.finish()
    first = min((at for at in (text.find(mark) for mark in ("##", "\n\n", "ab#")) if at >= 0), default=None)
    assert text.startswith(out)
    if first is None:
        assert out == text
    else:
        assert len(out) <= len(text[:first]) + 1
        assert not any(mark in out for mark in ("##", "\n\n", "ab#"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain <b> text", "plain <b> text", id="none"),
        pytest.param("<think>secret</think>\n\nThe answer", "The answer", id="before"),
        pytest.param("A<think>secret</think> B", "A B", id="in the middle"),
        pytest.param("<think>never closed", "", id="unclosed"),
        pytest.param("<thin", "<thin", id="only a beginning"),
        pytest.param("<think>a</think><think>b</think>c", "c", id="twice"),
    ],
)
def test_reasoning_is_never_shown(text: str, shown: str) -> None:
    for size in (1, 2, 3, 7, 100):
        filtered = WithoutThinking()
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        assert "".join(filtered.feed(piece) for piece in pieces) + filtered.finish() == shown
