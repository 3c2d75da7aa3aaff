"""Levels that a question is about."""

import pytest

from graphs.ask.lexicon import LADDER, levels_asked


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("What does a junior earn?", ("junior",)),
        ("what would they pay a greenhorn", ("junior",)),
        ("the pay of each level", LADDER),
        ("step by step, from beginner to the top", LADDER),
        ("from mid to the top", ("mid", "senior", "staff")),
        ("from junior to senior", ("junior", "mid", "senior")),
        ("I have 6 years of experience", ("senior",)),
        ("chores of a starter versus those of somebody who's been there six years", ("junior", "senior")),
        ("what does a junior do after six years", ("junior",)),
        ("not for a senior, for a mid", ("mid",)),
        ("what are the ones above senior good at", ("staff",)),
        ("I am no longer a junior, what now", ("mid",)),
        ("the level below mid", ("junior",)),
        ("everybody below junior", ("junior",)),
        ("which books help", ()),
    ],
)
def test_levels(question: str, levels: tuple[str, ...]) -> None:
    assert levels_asked(question) == levels
