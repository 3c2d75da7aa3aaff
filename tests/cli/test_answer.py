from __future__ import annotations

import io

import pytest

from app.cli.answer import AnswerWriter, harmless, plain
from graphs.events import Citation, Declined, Sentence


def cited(number: int, text: str = "Words.") -> Citation:
    return Citation(
        number=number, passage_id=f"d#{number}", document="d.md", document_title="Title", source="Source",
        section="A > B", text=text,
    )  # fmt: skip


def written(*events: object, width: int = 0) -> str:
    out = io.StringIO()
    writer = AnswerWriter(out, width=width)
    for event in events:
        writer.take(event)
    writer.sources()
    return out.getvalue()


def test_sentences_flow_bullets_stand_alone_and_sources_follow() -> None:
    text = written(
        Sentence(text="First.", style="lead", citations=(cited(1),)),
        Sentence(text="Second.", citations=(cited(2), cited(1))),
        Sentence(text="One", style="bullet", citations=(cited(1, "Other words."),)),
        Sentence(text="Two", style="bullet"),
        Sentence(text="Last."),
    )
    assert text == (
        "First. [1] Second. [1][2]\n\n- One [1]\n- Two\n\nLast.\n\n"
        "Sources\n[1] Title\n    Source; d.md, A > B\n    “Words.”\n    “Other words.”\n"
        "[2] Title\n    Source; d.md, A > B\n    “Words.”\n"
    )


def test_lines_break_between_words() -> None:
    lines = written(Sentence(text="one two three four five six"), width=10).splitlines()
    assert lines == ["one two", "three four", "five six"]


def test_a_refusal_offers_what_can_be_asked() -> None:
    text = written(Declined(kind="not_covered", text="The sources do not say.", offers=("What does a junior earn?",)))
    assert text == "The sources do not say.\n\nMy sources can tell:\n\n- What does a junior earn?\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred\x07", " [31mred ", id="escape-sequence"),
        pytest.param("a\u202eb", "ab", id="right-to-left"),
        pytest.param("a\x9bb", "a b", id="c1-control"),
    ],
)
def test_documents_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**$67,000** and `kubectl`", "$67,000 and kubectl"),
        ("*Title* 2 * 3 * 4", "Title 2 * 3 * 4"),
        ("a*b*c", "a*b*c"),
    ],
)
def test_inline_markdown_is_taken_out(text: str, shown: str) -> None:
    assert plain(text) == shown
