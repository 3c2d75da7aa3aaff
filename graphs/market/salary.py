"""Which amounts of a posting are pay; what is not clearly pay is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphs.career.posting import PayPeriod, Salary
from graphs.market.money import Money, find_money, period_in
from graphs.market.pay_words import (
    ABOUT,
    BESIDE_PAY,
    CALLED_OTHERWISE,
    CALLED_TOTAL,
    CONVERTED,
    COUNTRY_MONEY,
    CROWNS,
    CUT_LEFT,
    CUT_RIGHT,
    DOLLARS,
    FOR_LEARNING,
    FOR_SOMETHING,
    FROM,
    HEAD_LINES,
    INTERN,
    LEAST,
    LEAST_BEHIND,
    MILLIONS,
    NAMES_THE_AMOUNT,
    NOT_PAY,
    NOT_YOURS,
    PAY,
    PAY_HEADING,
    PER_THING,
    RISING,
    SHORT,
    SMALL_UNITS,
    TOTAL,
    UP_TO,
    YEARLY,
)


@dataclass(frozen=True)
class _Found:
    money: Money
    salary: Salary
    verdict: str
    """`strong` with a word for pay beside it, `range` with a unit of time, `weak` by its size and place alone."""
    total: bool
    """Equity and bonus are in it."""


def read_salaries(text: str, places: Iterable[str] = ()) -> tuple[Salary, ...]:
    """Every stated range once, in the order of the text. `places` tell whose dollars are meant."""
    where = " ; ".join(places)
    found: list[_Found] = []
    position = 0
    above = ""
    learner = bool(INTERN.search(text))
    for line in text.split("\n"):
        amounts = _joined(list(find_money(line)), line)
        for index, money in enumerate(amounts):
            before = line[amounts[index - 1].end if index else 0 : money.start]
            after = line[money.end : amounts[index + 1].start if index + 1 < len(amounts) else len(line)]
            converted = index > 0 and CONVERTED.search(before) is not None
            verdict = None if converted else _verdict(money, line, before, after, position, above, learner=learner)
            if verdict is None:
                continue
            read = _salary(money, line, before, after, where or text)
            if read is not None:
                found.append(_Found(money, read, verdict, _is_total(before, after)))
        if line.strip():
            position += 1
            above = line
    return _distinct(found)


def _joined(amounts: list[Money], line: str) -> list[Money]:
    """ "48,000, rising to 62,000" is one range."""
    joined: list[Money] = []
    for money in amounts:
        last = joined[-1] if joined else None
        rising = last is not None and RISING.match(line[last.end : money.start]) is not None
        if last is not None and rising and not (last.range or money.range) and last.low < money.low:
            joined[-1] = replace(last, high=money.high, range=True, end=money.end, period=money.period or last.period)
        else:
            joined.append(money)
    return joined


def _is_total(before: str, after: str) -> bool:
    return TOTAL.search(before) is not None or CALLED_TOTAL.match(after) is not None


def _verdict(
    money: Money, line: str, before: str, after: str, position: int, above: str, *, learner: bool
) -> str | None:
    """How sure it is that an amount is pay; None when it is something else, or nothing says what it is."""
    right = after[: cut.start()] if (cut := CUT_RIGHT.search(after)) else after
    right = right[:45]
    lefts = [match.end() for match in CUT_LEFT.finditer(before)]
    left = before[lefts[-1] if lefts else 0 :][-70:]
    if money.suffix == "lpa":
        return None if re.match(r"\s*(?:variable|bonus|joining|esops?|retention|stock)", after, re.I) else "strong"
    if (
        (not learner and _labelled_otherwise(before))
        or _other_money(money, left, right, learner=learner)
        or NOT_YOURS.search(before[-90:])
    ):
        return None
    labelled = bool(
        BESIDE_PAY.match(after) or PAY.search(left) or PAY.search(right) or PAY.search(_label_above(line, before))
    )
    if money.currency is None:
        return "strong" if labelled and (money.range or money.suffix == "k") and money.low >= 10_000 else None
    if labelled or _heading_of_pay(above):
        return "strong" if money.high >= 8 else None
    unit = money.period or period_in(after[:30]) or period_in(left)
    return _unlabelled(money, unit, line, before, after, position)


def _other_money(money: Money, left: str, right: str, *, learner: bool) -> bool:
    """Funding, budgets, bonuses, perks: the nearest word decides."""
    if CALLED_OTHERWISE.match(right) and not (learner and re.search(r"stipend", right, re.I)):
        return True
    not_left, pay_left = _last(NOT_PAY, left), _last(PAY, left)
    not_right, pay_right = NOT_PAY.search(right), PAY.search(right)
    if not_right is not None and not (pay_right and pay_right.start() < not_right.start()):
        closer_label = pay_left > not_left and (not_right.start() > 25 or not NAMES_THE_AMOUNT.match(right))
        if not closer_label:
            return True
    if not_left > pay_left and not (learner and _stipend_is_pay(left, right)):
        return True
    return bool(FOR_SOMETHING.search(right)) or (
        money.suffix in MILLIONS and money.low >= 2e6 and money.currency not in SMALL_UNITS
    )


def _unlabelled(money: Money, unit: PayPeriod | None, line: str, before: str, after: str, position: int) -> str | None:
    """An amount without a word for pay counts as a range, with a unit of time, or alone in the head or on its line."""
    if money.range and (money.high >= 1000 or unit):
        return "range" if unit else "weak"
    if unit in ("hour", "day") or (unit is not None and money.high >= 1000 and not PER_THING.search(after)):
        return "weak"
    in_head = position < HEAD_LINES and len(line) <= SHORT * 2 and re.search(r"[|·•–—-]\s*$|^\W*$", before)
    bare = ABOUT.sub("", FROM.sub("", UP_TO.sub("", before)))
    alone = len(line.strip()) <= SHORT and not bare.strip(" -•*(")
    return "weak" if money.high >= 10_000 and (in_head or alone) else None


def _labelled_otherwise(before: str) -> bool:
    """ "On-call is paid extra: 300 a week"."""
    label = re.match(r"^\W*([^:]{2,60}):\s*$", before)
    other = NOT_PAY.search(label[1]) if label else None
    pay = PAY.search(label[1]) if label else None
    return other is not None and (pay is None or other.start() < pay.start())


def _stipend_is_pay(left: str, right: str) -> bool:
    """An intern's stipend is pay; one for learning is not."""
    return bool(re.search(r"\bstipend\b", left, re.I)) and not FOR_LEARNING.search(left + right)


def _label_above(line: str, before: str) -> str:
    """A label at the beginning of the line rules all amounts of a list behind it."""
    label = re.match(r"^\W*([^:]{2,70}):", line)
    if label is None or NOT_PAY.search(label[1]):
        opening = re.match(
            r"^\W*(?:the |our |your |expected |annual |typical )*(?:base |annual |target |expected )*(?:salary|pay|compensation|gehalt|package|rate)\b",
            line,
            re.I,
        )
        return opening.group() if opening and not NOT_PAY.search(before[-40:]) else ""
    return label[1] if not _last_clause_not_pay(before) else ""


def _last_clause_not_pay(before: str) -> bool:
    return bool(NOT_PAY.search(before[-40:]))


def _heading_of_pay(above: str) -> bool:
    return len(above) <= 40 and PAY_HEADING.fullmatch(above) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = -1
    for match in pattern.finditer(text):
        found = match.start()
    return found


def _salary(money: Money, line: str, before: str, after: str, where: str) -> Salary | None:
    currency = _currency(money, where, line)
    if currency is None:
        return None
    period = (
        money.period
        or period_in(after[:30])
        or period_in(before[-60:])
        or _by_size(money.high, currency, f"{before} {after} {line}")
    )
    if period is None or not _plausible(money, currency, period):
        return None
    low: float | None = money.low
    high: float | None = money.high
    if not money.range:
        if UP_TO.search(before):
            low = None
        elif FROM.search(before) or LEAST.search(before) or LEAST_BEHIND.match(after) or money.open_above:
            high = None
    start = money.start
    if (
        lead := re.search(r"(?:up ?to|from|ab|bis(?: zu)?|starting at|CTC:?|Salary:?|Rate is)\s*$", before, re.I)
    ) and not money.range:
        start -= len(before) - lead.start()
    end = money.end
    if (
        unit := re.match(
            r"\s*(?:gross |brutto |net )?(?:per annum|annually|yearly|monthly|daily|hourly|p\.?\s?a\.?|p/d|pd|im Jahr|per year|weekly)\b\.?",
            after,
            re.I,
        )
    ) is not None:
        end += unit.end()
    return Salary(
        min=low, max=high, currency=currency, period=period, quote=line[start:end].strip(" ,;(+"), note=_note(before)
    )


def _note(before: str) -> str:
    """What a range is for, read from the words before it: a place or a level."""
    words = re.split(r"[;|\n]|\.\s", before)[-1]
    words = re.sub(r"^[\s,:–—-]+(?:and |in |or )?|[\s:(,–—-]+$", "", words).strip()
    words = re.sub(r"^(?:and|or|plus)\s+", "", words)
    bare = re.sub(
        r"\b(?:the|base|salary|pay|range|annual|compensation|for this (?:role|position)|is|our|expected|of|up to|from|ab|rate|ctc|budget|monthly|per|package|gehalt|jahresgehalt|are|typical|between)\b|[^\w ]",
        " ",
        words,
        flags=re.I,
    )
    return words if 1 <= len(bare.split()) <= 6 and len(words) <= 60 and not re.search(r"\d{3}", words) else ""


def _currency(money: Money, where: str, line: str) -> str | None:
    if money.currency == "$":
        around = line if any(re.search(pattern, line) for _, pattern in DOLLARS) else where
        first = [(found.start(), code) for code, pattern in DOLLARS if (found := re.search(pattern, around))]
        american = re.search(r"\b(?:US|USA|United States|U\.S\.)\b|,\s?(?:CA|NY|WA|TX|MA|IL|CO)\b", around)
        if first and american is None:
            return min(first)[1]
        return "USD"
    if money.currency == "KR":
        return next((code for code, pattern in CROWNS if re.search(pattern, where, re.I)), None)
    if money.currency is None:
        return next((code for code, pattern in COUNTRY_MONEY if re.search(pattern, where, re.I)), None)
    return money.currency


def _by_size(amount: float, currency: str, around: str) -> PayPeriod | None:
    """The unit of time that a bare figure must have; a small one is a month's pay unless it is called a rate."""
    if currency == "INR":
        return "year" if amount >= 200_000 else "month" if amount >= 5_000 else None
    if currency in ("DKK", "SEK", "NOK", "CZK", "PLN", "BRL", "MXN", "ZAR", "THB", "PHP", "TWD", "ISK"):
        return "year" if amount >= 200_000 else "month" if amount >= 5_000 else None
    if currency in ("HUF", "JPY", "KRW", "IDR", "VND", "CLP", "COP", "NGN"):
        return "month"
    if amount >= 15_000:
        return "year"
    if re.search(r"\brate\b|\bir35\b|\bcontract\b|\bfreelance\b|\btjm\b", around, re.I) and amount < 2_500:
        return "day" if amount >= 220 else "hour"
    return "month" if amount >= 400 else "hour" if amount >= 8 else None


_HOURS = {"hour": 1_800.0, "day": 220.0, "week": 46.0, "month": 12.0, "year": 1.0}


def _plausible(money: Money, currency: str, period: PayPeriod) -> bool:
    yearly = money.high * _HOURS[period]
    low, high = YEARLY.get(currency, (2_000, 20e9))
    return low / 3 <= yearly <= high


def _distinct(found: list[_Found]) -> tuple[Salary, ...]:
    """A range said twice counts once; a single figure inside a stated range is part of it; doubts give way to labels."""
    base = [each for each in found if not each.total]
    found = base or found
    sure = [each for each in found if each.verdict != "weak"]
    if sure and all(each.verdict == "range" for each in sure):
        sure = [each for each in found if each.verdict == "range" or each.money.range]
    kept: list[Salary] = []
    for each in sure or found:
        same = [
            known for known in kept if known.currency == each.salary.currency and known.period == each.salary.period
        ]
        if any((known.min, known.max) == (each.salary.min, each.salary.max) for known in same):
            continue
        if not each.money.range and any((known.min or 0) <= each.money.low <= (known.max or 1e15) for known in same):
            continue
        kept.append(each.salary)
    if len(kept) == 1:
        return (kept[0].model_copy(update={"note": ""}),)
    return tuple(kept)
