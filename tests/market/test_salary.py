"""Pay: read as stated, in every style; money that is not pay is never taken for it."""

from __future__ import annotations

import pytest

from graphs.market.salary import read_salaries

STATED = {
    "us range": ("Pay range: $120,000 - $150,000 a year", [(120_000, 150_000, "USD", "year")]),
    "k": ("Salary: 60-80k EUR", [(60_000, 80_000, "EUR", "year")]),
    "k once": ("Salary £45k to £55k per annum", [(45_000, 55_000, "GBP", "year")]),
    "german": ("Gehalt: 58.500,50 € bis 70.000 € brutto im Jahr", [(58_500.5, 70_000, "EUR", "year")]),
    "swiss": ("Salary CHF 110'000 to 125'000", [(110_000, 125_000, "CHF", "year")]),
    "lakh": ("CTC: 8.5 - 12 LPA", [(850_000, 1_200_000, "INR", "year")]),
    "indian digits": ("Salary: ₹12,00,000 - ₹18,00,000 per annum", [(1_200_000, 1_800_000, "INR", "year")]),
    "hour": ("Rate: $70/hr", [(70, 70, "USD", "hour")]),
    "day": ("£500pd outside IR35", [(500, 500, "GBP", "day")]),
    "month": ("Salary: €4,000 per month", [(4_000, 4_000, "EUR", "month")]),
    "up to": ("Salary up to £65,000", [(None, 65_000, "GBP", "year")]),
    "from": ("Salary from 48.000 Euro p.a.", [(48_000, None, "EUR", "year")]),
    "several": (
        "Pay: San Francisco $160,000-$190,000; Denver $130,000-$150,000",
        [(160_000, 190_000, "USD", "year"), (130_000, 150_000, "USD", "year")],
    ),
    "said twice": ("Engineer, $90k - $110k\n\nThe salary is $90,000 to $110,000 a year.", [(90_000, 110_000, "USD", "year")]),
    "beside perks": ("Base salary $100,000, plus a $5,000 signing bonus and a $1,000 learning stipend", [(100_000, 100_000, "USD", "year")]),
    "board": ("$101,000.00/yr - $131,000.00/yr", [(101_000, 131_000, "USD", "year")]),
    "intern": ("Internship with a stipend of $3,000 per month", [(3_000, 3_000, "USD", "month")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED.values(), ids=STATED)
def test_stated_pay(text: str, expected: list[tuple[float | None, float | None, str, str]]) -> None:
    found = read_salaries(text)
    assert [(each.min, each.max, each.currency, each.period) for each in found] == expected
    assert all(each.quote in text for each in found)


NOT_PAY = {
    "funding": "We raised $25 million in a Series A led by two funds.",
    "revenue": "The company makes €40M in annual revenue.",
    "fee": "Just pay a $49 registration fee to start.",
    "budget": "You will own a cloud budget of $300,000 a year.",
    "stipend": "Benefits: $1,500 learning stipend, $500 home office allowance.",
    "match": "401(k) with a 4% match up to $6,000.",
    "bonus": "We pay a sign-on bonus of $10,000.",
    "relocation": "€5,000 relocation support.",
    "equity": "Stock grants worth $80,000 over four years.",
    "doe": "Salary: competitive, DOE",
    "processed": "Our platform processes $2B of invoices.",
    "spend": "We spend about $90k a month on compute.",
    "referral": "Know somebody? Referral fee £500!",
    "people": "Join 12,000 colleagues in 40 countries; 3-5 years of experience.",
    "years": "2024-2026, 24/7, 401(k)",
}


@pytest.mark.parametrize("text", NOT_PAY.values(), ids=NOT_PAY)
def test_other_money_is_not_pay(text: str) -> None:
    assert read_salaries(text) == ()


@pytest.mark.parametrize(
    ("place", "currency"),
    [("Toronto, ON", "CAD"), ("Sydney NSW", "AUD"), ("Singapore", "SGD"), ("Austin, TX", "USD"), ("", "USD")],
)
def test_the_place_tells_whose_dollars(place: str, currency: str) -> None:
    found = read_salaries("Salary: $100,000 - $120,000", (place,) if place else ())
    assert [each.currency for each in found] == [currency]
