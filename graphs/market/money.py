"""Amounts of money in a text: figures, currency, unit of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.career.posting import PayPeriod

_SIGNS: dict[str, str] = {
    r"US\s?\$|USD\s?\$?": "USD", r"CA\s?\$|C\$|CAD\s?\$?|CDN\s?\$?": "CAD", r"AU\s?\$|A\$|AUD\s?\$?": "AUD", r"NZ\s?\$|NZD\s?\$?": "NZD",
    r"S\$|SG\$|SGD\s?\$?": "SGD", r"HK\s?\$|HKD\s?\$?": "HKD", r"R\$|BRL": "BRL", r"MX\s?\$|MXN\s?\$?": "MXN", r"\$": "$",
    r"€|EUR(?:os?|O)?\b|[Ee]uros?\b": "EUR", r"£|GBP\b|pounds?\b": "GBP", r"CHF\b|SFr\.?|Fr\.": "CHF",
    r"₹|Rs\.?|INR\b|rupees\b": "INR", r"Rp\.?|IDR\b": "IDR", r"zł|PLN\b|zloty": "PLN", r"DKK\b": "DKK", r"SEK\b": "SEK", r"NOK\b": "NOK", r"ISK\b": "ISK",
    r"kr\.?(?=\s|$|\d)": "KR", r"Kč|CZK\b": "CZK", r"HUF\b|Ft\b": "HUF", r"RON\b": "RON", r"¥|JPY\b|円": "JPY", r"CNY\b|RMB\b": "CNY", r"₩|KRW\b": "KRW",
    r"₪|ILS\b|NIS\b": "ILS", r"AED\b": "AED", r"SAR\b": "SAR", r"QAR\b": "QAR", r"ZAR\b|R(?=\s?\d)": "ZAR", r"KES\b|KSh": "KES", r"₦|NGN\b": "NGN", r"EGP\b": "EGP",
    r"₱|PHP\b": "PHP", r"RM(?=\s?\d)|MYR\b": "MYR", r"฿|THB\b": "THB", r"VND\b": "VND", r"₺|TRY\b": "TRY", r"₴|UAH\b": "UAH", r"PKR\b": "PKR", r"BDT\b": "BDT", r"LKR\b": "LKR", r"TWD\b|NT\$": "TWD", r"CLP\b": "CLP", r"COP\b": "COP", r"ARS\b": "ARS", r"PEN\b": "PEN",
}  # fmt: skip
_SIGN = "|".join(f"(?:{each})" for each in _SIGNS)
_NUMBER = r"\d{1,3}(?:[.,'’ ]\d{2,3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d{1,2})?"
_SUFFIX = r"k|K|T(?=\s?(?:€|EUR))|[Tt]sd\.?|tausend|thousand|M(?:io|ill?)?\b\.?|mn\b|mm\b|m\b|million(?:en|s)?\b|B\b|bn\b|billion\b|Mrd\.?|trillion\b|[Ll]akhs?\b|[Ll]acs?\b|LPA\b|lpa\b|L\.?P\.?A\.?\b|Lpa\b|L\b|[Cc]rores?\b|[Cc]r\b"
_UNIT_WORDS: tuple[tuple[PayPeriod, str], ...] = (
    ("hour", r"hours?|hrs?|h|stunden?|std\.?|heure"),
    ("day", r"days?|tag(?:e|essatz)?|d|jour"),
    ("week", r"weeks?|wk|woche"),
    ("month", r"months?|mo|mth|monat(?:e|lich)?|mois|mes|mês|mese|maand|miesiąc\w*|mies\.?|måned|månad|mtl\.?"),
    ("year", r"years?|yrs?|annum|jahr|yr|y|an|año|ann"),
)
_UNITS = "|".join(f"(?P<{unit}>{words})" for unit, words in _UNIT_WORDS)
_PERIOD = re.compile(rf"^\s*(?:[/\\]\s*|(?:per|a|an|each|every|pro|im|je|par|al|por)\s|p\.?\s?)(?:{_UNITS})\b", re.I)
_ADVERBS: tuple[tuple[PayPeriod, str], ...] = (
    ("hour", r"hourly|stündlich|\bph\b|\bp/h\b"),
    ("day", r"daily|\bp/?d\b|day ?rate|tagessatz|per diem rate"),
    ("week", r"weekly|\bpw\b"),
    ("month", r"monthly|\bpcm\b|\bpm\b|p\.m\.|monatlich|monatsgehalt|net/month|brutto/monat|mensuel|mensual"),
    (
        "year",
        r"annually|annual|yearly|\bp\.?\s?a\b\.?|per annum|jährlich|im jahr|jahresgehalt|jahresbrutto|\blpa\b|\bctc\b|\bote\b|annuel|anual|\bpax\b",
    ),
)
_BETWEEN = r"\s*(?:-{1,2}|–|—|‒|−|~|\bto\b|\bbis(?: zu)?\b|\band\b|\bund\b|\btill\b|\bthrough\b|\bà\b|\ba\b|\bet\b|\by\b|\be\b|\bdo\b|\btil\b|\btot\b|\brising to\b|\bup to\b|\.\.\.?|…)\s*"
_SLASH_UNIT = r"(?:\s*(?:/|per\s|a\s|an\s|p\.?)\s?(?:hour|hr|h|day|d|week|wk|month|mo|year|yr|annum|annually|a)\b\.?)?"
_EDGE = r"(?:(?![\w%])|(?=p\.?[adhmw]\b|pcm\b)|(?=(?:EUR|CHF|USD|GBP|PLN|CAD|AUD)\b))"
_AMOUNT = re.compile(
    rf"(?:(?<![A-Za-z])(?P<c1>{_SIGN})\s?|(?<![\w.,]))(?P<n1>{_NUMBER})(?:\.[–—-]+)?\s?(?P<s1>{_SUFFIX})?{_EDGE}\s?(?P<c2>{_SIGN})?{_SLASH_UNIT}"
    rf"(?:{_BETWEEN}(?P<c3>{_SIGN})?\s?(?P<n2>{_NUMBER})(?:\.[–—-]+)?\s?(?P<s2>{_SUFFIX})?{_EDGE}\s?(?P<c4>{_SIGN})?)?(?P<plus>\s?\+)?"
)
_CODES = [(re.compile(pattern, re.I if pattern.isupper() else 0), code) for pattern, code in _SIGNS.items()]
_TIMES = {"k": 1e3, "t": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6, "mill": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "mrd": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "lpa": 1e5, "l": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7}  # fmt: skip
FEWEST = 8
"""A smaller figure before a dash and a sign is no pay."""
_INDIAN = frozenset(("lakh", "lakhs", "lac", "lacs", "lpa", "l", "crore", "crores", "cr"))


@dataclass(frozen=True)
class Money:
    """An amount or a range as it stands in a text."""

    low: float
    high: float
    range: bool
    currency: str | None
    """ISO 4217; `$` and `KR` where the place has to tell; None where no sign stands by it."""
    suffix: str
    period: PayPeriod | None
    """As said right behind it."""
    open_above: bool
    """A plus sign behind a single figure."""
    start: int
    end: int
    """Behind the unit of time."""


def find_money(text: str) -> Iterator[Money]:
    """Figures with a currency or a suffix, and bare ranges of large figures; in the order of the text."""
    at = 0
    while (match := _AMOUNT.search(text, at)) is not None:
        if _counts_something(match):
            at = match.start("c3")
            continue
        at = max(match.end(), at + 1)
        found = _money(match, text)
        if found is not None:
            yield found


def _counts_something(match: re.Match[str]) -> bool:
    """ "From day 1 - $72" is no range that begins with 1."""
    signed = match["c1"] or match["c2"] or match["s1"]
    return bool(match["n2"] and match["c3"] and not signed) and number(match["n1"]) < FEWEST


def period_in(text: str) -> PayPeriod | None:
    """A unit of time that an adverb names: "annually", "p.a.", "daily rate"."""
    low = text.casefold()
    return next((unit for unit, words in _ADVERBS if re.search(words, low)), None)


def number(text: str) -> float:
    """A figure as written in English, German, French, Swiss and Indian style."""
    bare = text.replace(" ", "").replace("'", "").replace("’", "")
    for mark, other in ((",", "."), (".", ",")):
        if mark in bare and other in bare and bare.rindex(mark) < bare.rindex(other):
            return float(bare.replace(mark, "").replace(other, "."))
    for mark in ",.":
        if mark in bare:
            parts = bare.split(mark)
            if len(parts[-1]) == 3 or len(parts) > 2:
                return float("".join(parts))
            return float(".".join(parts))
    return float(bare)


def _money(match: re.Match[str], text: str) -> Money | None:
    signs = [match[name] for name in ("c1", "c2", "c3", "c4") if match[name]]
    suffixes = [_bare(match["s1"]), _bare(match["s2"])]
    if not signs and not any(suffixes):
        low = number(match["n1"])
        if not (low >= 10_000 and ("," in match["n1"] or "." in match["n1"] or "'" in match["n1"] or match["n2"])):
            return None
    currency = next((code for code in map(_code, signs) if code not in (None, "$")), None) or (
        "$" if any(_code(each) == "$" for each in signs) else None
    )
    suffix = next((each for each in suffixes if each), "")
    if currency is None and suffix in _INDIAN:
        if suffix in ("l", "cr") and not re.search(
            r"\b(?:lpa|lakh|ctc|salary|compensation|package|fixed|esops?|inr|pa|per annum)\b",
            text[max(0, match.start() - 60) : match.end() + 30],
            re.I,
        ):
            return None
        currency = "INR"
    low = _value(match["n1"], suffixes[0])
    high = low
    if match["n2"]:
        high = _value(match["n2"], suffixes[1])
        if not suffixes[0] and suffixes[1] and number(match["n1"]) <= number(match["n2"]):
            low = _value(match["n1"], suffixes[1])
        elif suffixes[0] and not suffixes[1] and high < low:
            high = _value(match["n2"], suffixes[0])
        elif not any(suffixes) and low < 1000 <= high and high >= 20_000 and low * 1000 <= high:
            low *= 1000  # "65-80,000"
        if high < low:
            return None
    between = re.search(rf"(?:/|per |a |an |p\.?)\s?({_UNITS})\b", match.group(), re.I) if match["n2"] else None
    end = match.start("plus") if match["plus"] else match.end()
    period: PayPeriod | None = None
    behind = re.match(
        r"\s*(?:gross|net|brutto|netto|brutos?|bruts?|lordi|ilíquidos|base|fixed|fix|EUR|USD|GBP|CAD|AUD|CHF|b2b)?",
        text[end:],
        re.I,
    )
    offset = end + (behind.end() if behind else 0)
    unit = _PERIOD.match(text[offset : offset + 24]) or _PERIOD.match(text[match.end() - 8 : match.end()])
    if unit is not None:
        period = _unit(unit)
        end = max(end, offset + unit.end()) if unit.string == text[offset : offset + 24] else end
    elif (own := re.search(rf"(?:/|per\s|\ba\s|\ban\s|p\.?)\s?(?:{_UNITS})\b\.?$", match.group(), re.I)) is not None:
        period = _unit(own)
    elif between is not None:
        period = _unit(between)
    if suffix == "lpa":
        period = "year"
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    return Money(
        low, high, bool(match["n2"]), currency, suffix, period, bool(match["plus"]) and not match["n2"], start, end
    )


def _unit(match: re.Match[str]) -> PayPeriod | None:
    for unit, _ in _UNIT_WORDS:
        if match.groupdict().get(unit):
            return unit
    return None


def _bare(suffix: str | None) -> str:
    return (suffix or "").rstrip(".").replace(".", "").casefold()


def _value(figure: str, suffix: str) -> float:
    return number(figure) * _TIMES.get(suffix, 1.0)


def _code(sign: str) -> str | None:
    words = sign.strip()
    plain = next((code for pattern, code in _CODES if pattern.fullmatch(words)), None)
    if plain is not None:
        return plain
    # Some signs are known by the figure behind them.
    found = ((code, pattern.match(words + "0")) for pattern, code in _CODES)
    return next((code for code, match in found if match is not None and match.end() == len(words)), None)
