import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.ask.quantities import Quantity, digits_of_money, quantities, spelled_money, unsupported


def money(value: float) -> Quantity:
    return Quantity("money", value)


def percent(value: float) -> Quantity:
    return Quantity("percent", value)


def lasting(value: float, unit: str) -> Quantity:
    return Quantity("duration", value, unit)


def number(value: float) -> Quantity:
    return Quantity("number", value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$93,500", {money(93_500)}),
        ("$93.5k", {money(93_500)}),
        ("93,500 dollars", {money(93_500)}),
        ("93.5K USD", {money(93_500)}),
        ("USD 93,500", {money(93_500)}),
        ("about 90k", {money(90_000)}),
        ("€70k", {money(70_000)}),
        ("$2 billion", {money(2e9)}),
        ("$1.5 million", {money(1_500_000)}),
        ("$80-120k", {money(80_000), money(120_000)}),
        ("$80,000–$120,000", {money(80_000), money(120_000)}),
        ("80 to 120k", {money(80_000), money(120_000)}),
        ("200k+", {money(200_000)}),
        ("35%", {percent(35)}),
        ("35 percent", {percent(35)}),
        ("35 per cent", {percent(35)}),
        ("thirty percent", {percent(30)}),
        ("20-25%", {percent(20), percent(25)}),
        ("20 hours", {lasting(20, "hour")}),
        ("3 yrs", {lasting(3, "year")}),
        ("three years", {lasting(3, "year")}),
        ("3-5 years", {lasting(3, "year"), lasting(5, "year")}),
        ("2+ years", {lasting(2, "year")}),
        ("a six-month course", {lasting(6, "month")}),
        ("90 mins", {lasting(90, "minute")}),
        ("in 2025", {Quantity("year", 2025)}),
        ("1999 to 2003", {Quantity("year", 1999), Quantity("year", 2003)}),
        ("9:30", {Quantity("clock", 9)}),
        ("8 pm", {Quantity("clock", 8)}),
        ("12 members", {number(12)}),
        ("1,200 postings", {number(1200)}),
        ("the 1st and the 22nd", set()),
        ("K8s and GPT-4", set()),
        ("no figure at all", set()),
        ("", set()),
    ],
)
def test_figures(text: str, expected: set[Quantity]) -> None:
    assert quantities(text) == expected


SPELLINGS_OF_MONEY = ("${0:,}", "{0:,} dollars", "USD {0:,}", "${0}", "{0} dollars", "{0:,} USD", "US${0:,}", "£{0}")
SPELLINGS_OF_THOUSANDS = ("${0}k", "{0}k", "${0} thousand", "{0}K dollars", "{0} grand")
IN_A_SENTENCE = ("{}", "It pays {}.", "they say {}, roughly", "({})", "Is it {}?")


@given(st.integers(1, 9_999_999), st.sampled_from(SPELLINGS_OF_MONEY), st.sampled_from(IN_A_SENTENCE))
def test_any_spelling_of_money(value: int, spelling: str, frame: str) -> None:
    assert quantities(frame.format(spelling.format(value))) == {money(value)}


@given(st.integers(1, 999), st.sampled_from(SPELLINGS_OF_THOUSANDS), st.sampled_from(IN_A_SENTENCE))
def test_any_spelling_of_thousands(value: int, spelling: str, frame: str) -> None:
    assert quantities(frame.format(spelling.format(value))) == {money(value * 1000)}


@given(
    st.integers(0, 400),
    st.sampled_from(("{}%", "{} %", "{} percent", "{} per cent", "{} pct")),
    st.sampled_from(IN_A_SENTENCE),
)
def test_any_spelling_of_a_share(value: int, spelling: str, frame: str) -> None:
    assert quantities(frame.format(spelling.format(value))) == {percent(value)}


@given(
    st.integers(1, 99),
    st.sampled_from((("hour", "hr"), ("year", "yr"), ("minute", "min"), ("day", "day"), ("week", "week"))),
    st.booleans(),
    st.booleans(),
    st.sampled_from(IN_A_SENTENCE),
)
def test_any_spelling_of_a_duration(value: int, unit: tuple[str, str], short: bool, plural: bool, frame: str) -> None:
    spelt = f"{value} {unit[short]}{'s' if plural else ''}"
    assert quantities(frame.format(spelt)) == {lasting(value, unit[0])}


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(q.value >= 0 for q in quantities(text))


@pytest.mark.parametrize(
    ("sentence", "evidence", "missing"),
    [
        ("It pays $93.5k.", "The median was $93,500.", set()),
        ("It pays $95k.", "The median was $93,500.", {money(95_000)}),
        ("20% do it.", "20 hours a week", {percent(20)}),
        ("It takes 20 days.", "It takes 20 hours.", {lasting(20, "day")}),
        ("There are 5 of them.", "5 years", set()),
        ("In 2025 it was so.", "It was so in 2024.", {Quantity("year", 2025)}),
        ("Nothing counted.", "", set()),
    ],
)
def test_unsupported(sentence: str, evidence: str, missing: set[Quantity]) -> None:
    assert unsupported(sentence, evidence) == missing


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Seniors earn half a million, right?", {500_000}),
        ("Is two hundred thousand dollars normal?", {200_000}),
        ("a quarter of a million in salary", {250_000}),
        ("one hundred and fifty thousand dollars of pay", {150_000}),
        ("three and a half million in pay", {3_500_000}),
        ("They pay a hundred grand", {100_000}),
        ("half a million users a day", set()),
        ("pay", set()),
    ],
)
def test_amounts_in_words_where_money_is_spoken_of(text: str, amounts: set[int]) -> None:
    assert {quantity.value for quantity in spelled_money(text)} == amounts


@pytest.mark.parametrize(("text", "digits"), [("six figures?", 6), ("a 7-figure salary", 7), ("what figures?", 0)])
def test_digits_of_money(text: str, digits: int) -> None:
    assert digits_of_money(text) == digits
