"""Which amounts of a posting are pay; what is not clearly pay is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphs.career.posting import PayPeriod, Salary
from graphs.market.money import Money, find_money, period_in

_PAY = re.compile(
    r"\bbudget(?:ed)? (?:for|of) (?:this|the) (?:role|position|job|post)\b|\bbudgeted (?:salary|pay)\b|\b(?:salary|salaries|base|pay|paying|pays|paid|compensation|comp|remuneration|wage|wages|package|earn(?:s|ings?)?|ctc|ote|gross|brutto|rate|day rate|hourly|annual(?:ly)?|per annum|gehalt\w*|jahresgehalt|monatsgehalt|vergütung\w*|jahresbrutto|verdienst|lohn|salaire|rémunération|salario|sueldo|lön|lønn|løn|gaji|band|net|netto|b2b|uop|fixed|fix|monthly|take[- ]home|outside ir35|inside ir35|w2|1099|c2c|doe|ctc|tjm|levels?:|plus super|\+ super)\b",
    re.I,
)
_NOT_PAY = re.compile(
    r"\b(?:rais(?:ed|ing|es)|fund(?:ing|ed|s|raise)?|series [a-e]|seed|round|invest(?:ment|ors?|ed|ing)?|valuation|valued|valuing|revenue|arr|mrr|turnover|umsatz|profits?|budgets?(?! (?:for|of) (?:this|the) (?:role|position|job|post)\b)|stipend(?: for)?|allowance|reimburs\w+|relocation|sign[- ]?on|signing|welcome|joining bonus|bonus(?:es)?|401\s?\(?k\)?|match|equity|stock|rsus?|options|shares|grant(?:s|ed)?|cloud spend|spend(?:ing|s)?|spent|costs?|saved|savings|discount|vouchers?|zuschuss|ticket|weiterbildung\w*|fortbildung\w*|referral|recommend a friend|fees?|deposit|donat\w+|assets|transactions?|payments? (?:a|per|volume)|processes|invoices?|gmv|customers|sales|grossed|market(?: cap)?|credits?|prize|fine|insurance|pension contribution|conferences?|courses?|learning|training|education|wellness|wellbeing|gym|home[- ]?(?:office|desk)|equipment|laptop|hardware|setup|commuter|travel|childcare|daycare|meal|lunch|expenses|per diem|perks?|worth of|contract value|aum|under management|förder\w+|spesen|prämie|fahrtkosten|jobrad|award(?:ed)?|paid out|wagered|loans?|disbursed|deal|charity|in debt|visa)\b",
    re.I,
)
_CUT_RIGHT = re.compile(r"[+;,.()|•\n]|\bplus\b|\bwith\b|\band\b|\bsowie\b|\s[–—-]\s|\bzzgl\b", re.I)
_CUT_LEFT = re.compile(
    r"[;|•\n]|(?<=[a-z)])\.\s|,\s(?=(?:plus|and|a|an|we|our)\b)|\bplus\b|\s\+\s|\band (?:a|an|up to|our|we|spend|have)\b|\band\b(?=[^.;]{0,30}$)",
    re.I,
)
_NAMES_THE_AMOUNT = re.compile(
    r"^\s*(?:in |of )?(?:\w+ )?(?:bonus|equity|stock|stipend|allowance|budget|funding|relocation|credits?|for)", re.I
)
_FOR_SOMETHING = re.compile(
    r"\bfor\s+(?:a |your |any |the )?(?:courses?|conferences?|books?|training|learning|equipment|desk|home|gym|certif\w+|hardware|commut\w+)",
    re.I,
)
_MILLIONS = frozenset(
    (
        "m",
        "mio",
        "mn",
        "mm",
        "mil",
        "mill",
        "million",
        "millions",
        "millionen",
        "b",
        "bn",
        "billion",
        "mrd",
        "trillion",
        "crore",
        "crores",
        "cr",
    )
)
_BESIDE_PAY = re.compile(
    r"^\s*(?:plus|\+|and|&) (?:a |an |your |\w+ )?(?:bonus|equity|benefits|super|stock|options)\b", re.I
)
_INTERN = re.compile(r"\bintern(?:ship)?s?\b|fellow", re.I)
_FOR_LEARNING = re.compile(r"learn|home|education|wellness|remote|equipment|course|travel", re.I)
_PAY_HEADING = re.compile(
    r"\W*(?:the )?(?:salary|pay|compensation|remuneration|gehalt|vergütung|package|salary range|pay range|base pay|rate)(?: (?:range|details|band|and benefits|& benefits))?\W*",
    re.I,
)
_SMALL_UNITS = frozenset(("JPY", "KRW", "IDR", "VND", "HUF", "CLP", "COP", "NGN", "INR"))
_CONVERTED = re.compile(
    r"(?:[(\[]\s*(?:~|≈|about|approx\w*\.?|around|ca\.?|circa|roughly|equivalent(?: to)?|equals|i\.e\.?|=|that is)|≈|=)\s*(?:\w{0,3}\s?)?$",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:total (?:compensation|comp|rewards?|package|target)|tc|ote|on[- ]target)\b[^.;(]{0,30}$", re.I
)
_PER_THING = re.compile(r"\bper (?:employee|head|person|user|customer|node|token)\b", re.I)
_UP_TO = re.compile(
    r"(?:\bup ?to|\bbis(?: zu)?|\bmax(?:imum|imal)?\.?(?: of)?|\bunder|\bas much as|\bjusqu[’']?à|\bhasta|\bno more than|\bless than|≤|<)\s*(?:around |about |ca\.? )?$",
    re.I,
)
_FROM = re.compile(
    r"(?:\bfrom|\bab|\bstarting (?:at|from)|\bstarts (?:at|from)|\bat least|\bmin(?:imum|d\.|destens|\.)?(?: of)?|\bmore than|\bover|\bà partir de|\bdesde|≥|>|\bnot less than|\bfrån|\bfra|\babove)\s*(?:around |about |ca\.? )?$",
    re.I,
)
_LEAST = re.compile(
    r"\b(?:mindest\w+|minimum (?:salary|pay|wage|compensation))\s+(?:beträgt|is|of|von|ist|liegt bei|:)?\s*$", re.I
)
_YEARLY = {"USD": (8_000, 1_500_000), "EUR": (8_000, 1_000_000), "GBP": (8_000, 1_000_000), "CHF": (20_000, 1_000_000), "CAD": (8_000, 1_500_000), "AUD": (8_000, 1_500_000), "SGD": (15_000, 1_000_000), "NZD": (8_000, 1_000_000), "INR": (90_000, 60_000_000)}  # fmt: skip
"""What a year's pay can be in a currency; anything else between 5,000 and 20 billion."""
_HEAD_LINES = 8
_SHORT = 70
DOLLARS: tuple[tuple[str, str], ...] = (
    ("CAD", r"(?i:\bcanada\b|\b(?:toronto|vancouver|montr[eé]al|ottawa|calgary|waterloo|edmonton|halifax|winnipeg|qu[eé]bec)\b)|,\s?(?:ON|BC|QC|AB|NS|MB|SK)\b|\bBC\b"),
    ("AUD", r"(?i:\baustralia\b|\b(?:sydney|melbourne|brisbane|perth|adelaide|canberra|hobart)\b)|\b(?:NSW|VIC|QLD|AU)\b"),
    ("NZD", r"(?i:\bnew zealand\b|\b(?:auckland|wellington|christchurch)\b)"),
    ("SGD", r"(?i:\bsingapore\b)"),
    ("HKD", r"(?i:\bhong kong\b)"),
)  # fmt: skip
_CROWNS = (("SEK", r"swed|stockholm|göteborg|gothenburg|malmö"), ("NOK", r"norw|oslo|bergen|trondheim"), ("DKK", r"denmark|copenhagen|københavn|aarhus|danmark"))  # fmt: skip
_COUNTRY_MONEY = (
    ("INR", r"\bindia\b|\b(?:bengaluru|bangalore|hyderabad|pune|chennai|mumbai|delhi|gurgaon|gurugram|noida|kolkata|ahmedabad|kochi|coimbatore|indore|jaipur)\b"),
    ("GBP", r"\b(?:uk|united kingdom|england|scotland|wales|london|manchester|bristol|leeds|edinburgh|glasgow|cambridge, uk|birmingham|cardiff|belfast)\b"),
    ("CHF", r"\b(?:switzerland|schweiz|zürich|zurich|basel|bern|geneva|genève|lausanne|zug)\b"),
    ("EUR", r"\b(?:germany|deutschland|berlin|münchen|munich|hamburg|köln|cologne|frankfurt|stuttgart|leipzig|austria|wien|vienna|netherlands|amsterdam|paris|france|madrid|barcelona|spain|dublin|ireland|italy|milan|rome|lisbon|lisboa|portugal|brussels|belgium|helsinki|finland|luxembourg|eu|europe)\b"),
    ("USD", r"\b(?:usa?|united states|new york|nyc|san francisco|seattle|austin|boston|chicago|denver)\b|,\s?(?:CA|NY|WA|TX|MA|IL|CO|GA|NC|VA|OR|PA|FL|OH|MN|AZ|UT|NJ)\b"),
)  # fmt: skip


@dataclass(frozen=True)
class _Found:
    money: Money
    salary: Salary
    strong: bool
    total: bool
    """Equity and bonus are in it."""


def read_salaries(text: str, places: Iterable[str] = ()) -> tuple[Salary, ...]:
    """Every stated range once, in the order of the text. `places` tell whose dollars are meant."""
    where = " ; ".join(places)
    found: list[_Found] = []
    position = 0
    above = ""
    learner = bool(_INTERN.search(text))
    for line in text.split("\n"):
        amounts = list(find_money(line))
        for index, money in enumerate(amounts):
            before = line[amounts[index - 1].end if index else 0 : money.start]
            after = line[money.end : amounts[index + 1].start if index + 1 < len(amounts) else len(line)]
            converted = index > 0 and _CONVERTED.search(before) is not None
            verdict = None if converted else _verdict(money, line, before, after, position, above, learner=learner)
            if verdict is None:
                continue
            read = _salary(money, line, before, after, where or text)
            if read is not None:
                found.append(_Found(money, read, verdict == "strong", bool(_TOTAL.search(before))))
        if line.strip():
            position += 1
            above = line
    return _distinct(found)


def _verdict(
    money: Money, line: str, before: str, after: str, position: int, above: str, *, learner: bool
) -> str | None:
    """How sure it is that an amount is pay; None when it is something else, or nothing says what it is."""
    right = after[: cut.start()] if (cut := _CUT_RIGHT.search(after)) else after
    right = right[:45]
    lefts = [match.end() for match in _CUT_LEFT.finditer(before)]
    left = before[lefts[-1] if lefts else 0 :][-70:]
    if money.suffix == "lpa":
        return None if re.match(r"\s*(?:variable|bonus|joining|esops?|retention|stock)", after, re.I) else "strong"
    if _other_money(money, left, right, learner=learner):
        return None
    labelled = bool(
        _BESIDE_PAY.match(after) or _PAY.search(left) or _PAY.search(right) or _PAY.search(_label_above(line, before))
    )
    if money.currency is None:
        return "strong" if labelled and (money.range or money.suffix == "k") and money.low >= 10_000 else None
    if labelled or _heading_of_pay(above):
        return "strong" if money.high >= 8 else None
    unit = money.period or period_in(after[:30]) or period_in(left)
    return _unlabelled(money, unit, line, before, after, position)


def _other_money(money: Money, left: str, right: str, *, learner: bool) -> bool:
    """Funding, budgets, bonuses, perks: the nearest word decides."""
    not_left, pay_left = _last(_NOT_PAY, left), _last(_PAY, left)
    not_right, pay_right = _NOT_PAY.search(right), _PAY.search(right)
    if not_right is not None and not (pay_right and pay_right.start() < not_right.start()):
        closer_label = pay_left > not_left and (not_right.start() > 25 or not _NAMES_THE_AMOUNT.match(right))
        if not closer_label:
            return True
    if not_left > pay_left and not (learner and _stipend_is_pay(left, right)):
        return True
    return bool(_FOR_SOMETHING.search(right)) or (
        money.suffix in _MILLIONS and money.low >= 2e6 and money.currency not in _SMALL_UNITS
    )


def _unlabelled(money: Money, unit: PayPeriod | None, line: str, before: str, after: str, position: int) -> str | None:
    """An amount without a word for pay counts as a range, with a unit of time, or alone in the head or on its line."""
    if money.range and (money.high >= 1000 or unit):
        return "strong" if unit else "weak"
    if unit in ("hour", "day") or (unit is not None and money.high >= 1000 and not _PER_THING.search(after)):
        return "weak"
    in_head = position < _HEAD_LINES and len(line) <= _SHORT * 2 and re.search(r"[|·•–—-]\s*$|^\W*$", before)
    alone = len(line.strip()) <= _SHORT and not before.strip(" -•*(")
    return "weak" if money.high >= 10_000 and (in_head or alone) else None


def _stipend_is_pay(left: str, right: str) -> bool:
    """An intern's stipend is pay; one for learning is not."""
    return bool(re.search(r"\bstipend\b", left, re.I)) and not _FOR_LEARNING.search(left + right)


def _label_above(line: str, before: str) -> str:
    """A label at the beginning of the line rules all amounts of a list behind it."""
    label = re.match(r"^\W*([^:]{2,70}):", line)
    if label is None or _NOT_PAY.search(label[1]):
        opening = re.match(
            r"^\W*(?:the |our |your |expected |annual |typical )*(?:base |annual |target |expected )*(?:salary|pay|compensation|gehalt|package|rate)\b",
            line,
            re.I,
        )
        return opening.group() if opening and not _NOT_PAY.search(before[-40:]) else ""
    return label[1] if not _last_clause_not_pay(before) else ""


def _last_clause_not_pay(before: str) -> bool:
    return bool(_NOT_PAY.search(before[-40:]))


def _heading_of_pay(above: str) -> bool:
    return len(above) <= 40 and _PAY_HEADING.fullmatch(above) is not None


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
        if _UP_TO.search(before):
            low = None
        elif _FROM.search(before) or _LEAST.search(before) or money.open_above:
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
        return next((code for code, pattern in _CROWNS if re.search(pattern, where, re.I)), None)
    if money.currency is None:
        return next((code for code, pattern in _COUNTRY_MONEY if re.search(pattern, where, re.I)), None)
    return money.currency


def _by_size(amount: float, currency: str, around: str) -> PayPeriod | None:
    """The unit of time that a bare figure must have; a small one is a month's pay unless it is called a rate."""
    if currency == "INR":
        return "year" if amount >= 200_000 else "month" if amount >= 5_000 else None
    if currency in ("DKK", "SEK", "NOK", "CZK", "PLN", "MXN", "ZAR", "THB", "PHP", "TWD", "ISK"):
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
    low, high = _YEARLY.get(currency, (2_000, 20e9))
    return low / 3 <= yearly <= high


def _distinct(found: list[_Found]) -> tuple[Salary, ...]:
    """A range said twice counts once; a single figure inside a stated range is part of it; doubts give way to labels."""
    base = [each for each in found if not each.total]
    found = base or found
    strong = [each for each in found if each.strong]
    kept: list[Salary] = []
    for each in strong or found:
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
