import pytest

from ingest.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Docker is required. Git too.", ["Docker is required.", "Git too."], id="two"),
        pytest.param("It paid $1.5M in 2025. Then more.", ["It paid $1.5M in 2025.", "Then more."], id="money"),
        pytest.param(
            "Learn tools, e.g. Docker or Helm. Start now!",
            ["Learn tools, e.g. Docker or Helm.", "Start now!"],
            id="e.g.",
        ),
        pytest.param(
            "Pay in the U.S. market is high. In the U.S. The range is wide.",
            ["Pay in the U.S. market is high.", "In the U.S.", "The range is wide."],
            id="U.S.",
        ),
        pytest.param(
            "Services use .NET and Go. .NET is older.", ["Services use .NET and Go.", ".NET is older."], id=".NET"
        ),
        pytest.param("Use Python 3.11. It is fast.", ["Use Python 3.11.", "It is fast."], id="version"),
        pytest.param(
            'Is it hard? Yes, very. "Start small." Then grow.',
            ["Is it hard?", "Yes, very.", '"Start small."', "Then grow."],
            id="quotes",
        ),
        pytest.param(
            "Juniors vs. seniors differ. See no. 5 there.",
            ["Juniors vs. seniors differ.", "See no. 5 there."],
            id="vs and no",
        ),
        pytest.param("Run `a. B c`. Done.", ["Run `a. B c`.", "Done."], id="code span"),
        pytest.param("1. Learn Linux. 2 years pass.", ["1. Learn Linux.", "2 years pass."], id="number"),
        pytest.param(
            "Tools (Docker, Git, etc.) matter. OK", ["Tools (Docker, Git, etc.) matter.", "OK"], id="etc in brackets"
        ),
        pytest.param("no end", ["no end"], id="no full stop"),
        pytest.param("  ", [], id="blank"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected
