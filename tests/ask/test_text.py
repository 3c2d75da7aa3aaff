import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.ask.text import STOP_WORDS, clean, content, sentences, stem, words


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        pytest.param("  what   is\tdocker ", "what is docker", id="blanks"),
        pytest.param("pay\u200bof a\u202ejunior", "payof ajunior", id="invisible and direction marks"),
        pytest.param("ｐａｙ ﬁgures", "pay figures", id="compatibility forms"),
        pytest.param("a\x00b\x1bc", "a b c", id="control characters"),
        pytest.param("one\n\n\n\n\ntwo", "one\n\ntwo", id="at most one empty line"),
        pytest.param("\u200b\ufeff \n", "", id="nothing left"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and CI/CD", ["c++", "and", "ci/cd"]),
        ("scikit-learn, C# (v1.2)", ["scikit-learn", "c#", "v1.2"]),
        ("the team's R&D.", ["the", "team's", "r&d"]),
        ("???", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("engineers", "engineer"), ("earning", "earns"), ("junior's", "juniors"), ("salaries", "salary")]
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_content_leaves_out_small_words_and_opens_compounds() -> None:
    assert content("What is the CI/CD of it?") == ["ci/cd", "ci", "cd"]


@given(st.lists(st.sampled_from(sorted(STOP_WORDS)), max_size=8))
def test_small_words_alone_have_no_content(chosen: list[str]) -> None:
    assert content(" ".join(chosen)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="three ends"),
        pytest.param("It costs 1.5 dollars. Yes.", ["It costs 1.5 dollars.", "Yes."], id="decimal point"),
        pytest.param("Tools, e.g. Docker, help. So it is.", ["Tools, e.g. Docker, help.", "So it is."], id="e.g."),
        pytest.param("Pay in the U.S. Is high.", ["Pay in the U.S. Is high."], id="U.S."),
        pytest.param('He said "Go." Then left.', ['He said "Go."', "Then left."], id="closing quote"),
        pytest.param("First line\nSecond line", ["First line", "Second line"], id="lines"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="ab A.!?\"'()\n"))
def test_splitting_loses_no_word(text: str) -> None:
    assert words(" ".join(sentences(text))) == words(text)
