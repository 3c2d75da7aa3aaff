import pytest

from graphs.ask.lexicon import Lexicon
from graphs.ask.verify import best_window, check_quoted, check_sentence
from graphs.testing import HashedEmbedder

EVIDENCE = [
    "A junior earns between $70,000 and $95,000 a year. Equity is rare for a junior. "
    "Employers in Germany ask for Docker. No upgrade of the cluster is done on a Friday.",
    "The survey found that 35% of employers allow remote work on most days.",
]


@pytest.mark.parametrize(
    "sentence",
    [
        "A junior earns between $70,000 and $95,000 a year.",
        "Juniors earn between 70,000 dollars and 95,000 dollars.",
        "For a junior, equity is rare.",
        "Employers in Germany ask for Docker.",
        "35 percent of employers allow remote work.",
        "No upgrade of the cluster is done on a Friday.",
        "In Brno, equity is rare for a junior.",
    ],
)
def test_borne_out(sentence: str, lexicon: Lexicon) -> None:
    check = check_sentence(sentence, EVIDENCE, "I live in Brno.", lexicon, HashedEmbedder())
    assert check.passed, check


@pytest.mark.parametrize(
    ("sentence", "failing", "detail"),
    [
        ("A junior earns between $70,000 and $99,000 a year.", "figure", "99000"),
        ("A junior earns between 70% and 95% a year.", "figure", "70"),
        ("36% of employers allow remote work.", "figure", "36"),
        ("Since 2019, equity is rare for a junior.", "figure", "2019"),
        ("Employers in France ask for Docker.", "name", "France"),
        ("Employers in Germany ask for Docker and Terraform.", "name", "Terraform"),
        ("Netflix pays a junior between $70,000 and $95,000 a year.", "name", "Netflix"),
        ("Brazil pays a junior between $70,000 and $95,000 a year.", "name", "Brazil"),
        ("Equity is not rare for a junior.", "polarity", ""),
        ("An upgrade of the cluster is done on a Friday.", "polarity", ""),
        ("A junior paints the office walls and feeds the cat.", "meaning", "containment"),
        ("It is so.", "empty", ""),
        ("...", "empty", ""),
    ],
)
def test_a_defect_fails_its_own_check(sentence: str, failing: str, detail: str, lexicon: Lexicon) -> None:
    check = check_sentence(sentence, EVIDENCE, "", lexicon, HashedEmbedder())
    assert check.failing == failing
    assert detail in check.detail


def test_half_shared_words_need_nearness_of_meaning(lexicon: Lexicon) -> None:
    sentence = "A junior earns a year of glorious money."
    assert check_sentence(sentence, EVIDENCE, "", lexicon, None).failing == "meaning"
    assert "cosine" in check_sentence(sentence, EVIDENCE, "", lexicon, HashedEmbedder()).detail


@pytest.mark.parametrize(
    ("sentence", "failing"),
    [
        ("Employers ask: Docker.", None),
        ("Employers ask: Docker, 3 years.", "figure"),
        ("Employers ask: bananas.", "meaning"),
    ],
)
def test_a_quoted_statement_adds_no_word(sentence: str, failing: str | None) -> None:
    assert check_quoted(sentence, EVIDENCE).failing == failing


def test_the_window_is_the_smallest_that_carries_the_words() -> None:
    assert best_window("equity is rare", EVIDENCE) == ("Equity is rare for a junior.", 1.0)
    window, share = best_window("a year of equity", EVIDENCE)
    assert window.startswith("A junior earns") and window.endswith("rare for a junior.") and share == 1.0
    assert best_window("plankton", EVIDENCE) == ("", 0.0)


LEVELS = ["A junior earns $70,000 a year. A senior earns $150,000 a year. The median was $93,500."]


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("A junior earns $70,000 a year.", True),
        ("A senior earns $150,000 a year.", True),
        ("A junior earns $150,000 a year.", False),
        ("A senior earns $70,000 a year.", False),
        ("A senior earns a median of $93,500.", True),
    ],
)
def test_a_figure_belongs_to_the_level_it_is_told_of(sentence: str, passes: bool, lexicon: Lexicon) -> None:
    check = check_sentence(sentence, LEVELS, "", lexicon, HashedEmbedder())
    assert check.passed is passes and check.failing in {None, "figure"}
