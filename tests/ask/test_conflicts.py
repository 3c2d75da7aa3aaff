import pytest

from graphs.ask.conflicts import disagreement, rating_words, ratings_of_level
from tests.ask.made import passage


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        pytest.param("It pays $70,000.", "It pays $80k.", "figures", id="money"),
        pytest.param("It pays $70,000.", "It pays $70k.", None, id="one figure in two spellings"),
        pytest.param("35% are remote.", "A share of 40 percent is remote.", "figures", id="shares"),
        pytest.param("It pays $70,000.", "35% are remote.", None, id="figures of two kinds"),
        pytest.param("It takes 3 years.", "It takes 5 years.", None, id="durations are no measure"),
        pytest.param("Basic Docker is enough.", "Intermediate Docker is needed.", "bar", id="ratings"),
        pytest.param("The fundamentals are enough.", "Basic knowledge will do.", None, id="one rating in two words"),
        pytest.param("Basic or Intermediate.", "Intermediate.", None, id="ratings that overlap"),
        pytest.param("Talk to people.", "Write things down.", None, id="nothing measurable"),
    ],
)
def test_disagreement(one: str, other: str, how: str | None) -> None:
    assert disagreement(passage(one), passage(other, id="b#b")) == how
    assert disagreement(passage(other), passage(one, id="b#b")) == how


def test_noted_stances_decide_alone() -> None:
    wide, narrow = passage("It pays $70,000.", stance="broad"), passage("It pays $80,000.", stance="narrow")
    assert disagreement(wide, narrow) == "stance"
    assert disagreement(wide, passage("It pays $80,000.", stance="broad")) is None
    assert disagreement(wide, passage("It pays $80,000.")) == "figures"


def test_rating_words_fold() -> None:
    assert rating_words("Basics, fundamentals and EXPERT work") == {"basic", "expert"}


def test_ratings_of_one_level_only() -> None:
    text = "Juniors need Basic Docker, seniors need Expert Docker. Everyone likes advanced tools."
    assert ratings_of_level(text, ["junior"]) == {"basic"}
    assert ratings_of_level(text, ["senior"]) == {"expert"}
    assert ratings_of_level(text, ["staff"]) == frozenset()
