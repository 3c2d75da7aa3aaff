"""What a learner can spend, and in which currency, wherever it is said."""

from __future__ import annotations

import re

from graphs.interview.models import Fact

_CURRENCIES = {"$": "USD", "usd": "USD", "dollars": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
               "£": "GBP", "gbp": "GBP", "pounds": "GBP", "quid": "GBP", "bucks": "USD", "pound": "GBP", "inr": "INR", "₹": "INR", "rupees": "INR", "chf": "CHF", "francs": "CHF",
               "cad": "CAD", "aud": "AUD", "pln": "PLN", "zloty": "PLN", "sek": "SEK", "brl": "BRL", "reais": "BRL", "yen": "JPY", "jpy": "JPY"}  # fmt: skip
_MONEY = r"(?:(?P<sign>[$€£₹])\s?(?P<sum>\d[\d,.]*k?)|(?P<sum2>\d[\d,.]*k?)\s*(?P<name>usd|dollars?|bucks|eur|euros?|€|gbp|pounds?|quid|£|inr|rupees|chf|francs|cad|aud|pln|zloty|sek|brl|reais|jpy|yen))"
_BUDGET = re.compile(
    r"(?:\bbudget\b[^.!?\n]{0,30}?|\b(?:can|could|willing to|want to|will|would|happy to|i'?d)\s+(?:only\s+)?(?:spend|pay|afford|invest|put|give|go up to)[^.!?\n\d]{0,20}?)"
    + _MONEY
    + r"(?P<per>\s*(?:(?:a|per|each|every|/)\s*(?:month|year|week)|monthly|yearly|weekly|in total))?",
    re.I,
)
_NO_BUDGET = re.compile(
    r"\b(?:no (?:budget|money)|zero budget|nothing to spend|free (?:things?|stuff|ones?|only)(?: only)?(?=\s*(?:$|[.,;!]))|only free (?:resources|courses|material|things|stuff)|free (?:resources|courses|material) only|can(?:'?t|not) (?:pay|spend|afford)(?: anything| money| courses| much)?|don'?t have (?:any )?money)\b",
    re.I,
)
_CURRENCY = re.compile(
    r"\b(?:paid in|salary in|currency(?: is)?:?|prices in|earn in|use)\s+(?P<name>usd|dollars?|bucks|eur|euros?|gbp|pounds|inr|rupees|chf|cad|aud|pln|sek|brl|jpy|yen)\b",
    re.I,
)
_ABOUT = r"(?:(?:and|about|around|up to|max(?:imum)?|maybe|roughly|say|like|only|budget(?: of| is)?:?|with|so|at most|i (?:can|could|would|'d))\s+)*"
_BARE = re.compile(
    r"(?:^|[,;.\n]|\band\b)\s*"
    + _ABOUT
    + _MONEY
    + r"(?P<per>\s*(?:(?:a|per|each|every|/)\s*(?:month|year|week)|monthly|yearly|weekly|in total))\s*"
    r"(?:max|tops|or so|at most|budget|for (?:this|courses|learning))?\s*(?=$|[,;.!\n]|\band\b)",
    re.I,
)
"""A sum for some time that stands alone between commas; "we pay $500 a month for the cluster" does not."""
_NO_CURRENCY = re.compile(
    r"\b(?:budget(?: of| is)?:?|(?:can|could|would|i'?d|will)\s+(?:only\s+)?(?:spend|pay|afford|invest|put))\s+(?:about |around |up to |maybe |max )*(?P<sum>\d[\d,.]*)"
    r"(?P<per>\s*(?:a|per|each|every|/)\s*(?:month|year|week)|\s*(?:monthly|yearly|weekly))",
    re.I,
)


def money_facts(text: str) -> list[Fact]:
    """Budget and currency."""
    found: list[Fact] = []
    budget = _BUDGET.search(text) or _BARE.search(text)
    plain = _NO_CURRENCY.search(text)
    if budget:
        amount = (budget["sum"] or budget["sum2"]).rstrip(".,")
        code = _CURRENCIES[(budget["sign"] or budget["name"]).casefold()]
        per = re.sub(r"\s+", " ", (budget["per"] or "").replace("/", "a ").strip())
        quote = budget.group().strip(" ,;.")
        found.append(Fact("budget", f"{amount} {code} {per}".strip(), quote))
        found.append(Fact("currency", code, quote))
    elif plain:
        found.append(Fact("budget", f"{plain['sum']} {plain['per'].strip()}", plain.group().strip()))
    elif free := _NO_BUDGET.search(text):
        found.append(Fact("budget", "free only", free.group()))
    currency = _CURRENCY.search(text)
    if currency and not budget:
        found.append(Fact("currency", _CURRENCIES[currency["name"].casefold()], currency.group()))
    return found
