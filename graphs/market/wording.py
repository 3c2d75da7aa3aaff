"""How figures and fields of postings are worded for a learner."""

from __future__ import annotations

from collections.abc import Sequence

from graphs.career.posting import Posting, RemoteWork, Salary, Seniority
from graphs.career.skills import SkillMatrix

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "SGD": "S$", "NZD": "NZ$"}
_UNITS = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}
LEVELS: dict[Seniority, str] = {
    "intern": "Intern", "junior": "Junior", "mid": "Mid", "senior": "Senior", "staff": "Staff or Principal",
    "lead": "Lead", "manager": "Manager", "unknown": "not stated",
}  # fmt: skip
PLACES: dict[RemoteWork, str] = {"remote": "remote", "hybrid": "hybrid", "onsite": "on site", "unknown": "not stated"}


def pay(salary: Salary) -> str:
    """One range as stated, in its own currency: "$170,000 to $205,000 a year"."""
    unit = _UNITS[salary.period]
    if salary.min is not None and salary.max is not None:
        if salary.min == salary.max:
            return f"{amount(salary.min, salary.currency)} {unit}"
        return f"{amount(salary.min, salary.currency)} to {amount(salary.max, salary.currency)} {unit}"
    if salary.max is not None:
        return f"up to {amount(salary.max, salary.currency)} {unit}"
    return f"from {amount(salary.min or 0, salary.currency)} {unit}"


def amount(value: float, currency: str) -> str:
    """A figure with its sign, or its code where a sign would be unclear."""
    figure = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return f"{_SIGNS[currency]}{figure}" if currency in _SIGNS else f"{currency} {figure}"


def years(posting: Posting) -> str:
    """Of experience; empty when not stated."""
    least, most = posting.years_min, posting.years_max
    if least is None:
        return ""
    if most is not None and most > least:
        return f"{least} to {most} years"
    return "1 year or more" if least == 1 else f"{least} years or more"


def headline(posting: Posting) -> str:
    """Title and employer, as far as they are known."""
    title = posting.title or "A job without a title"
    return f"{title} at {posting.company}" if posting.company else title


def place(posting: Posting) -> str:
    """Locations and the way of working; empty when neither is stated."""
    named = ", ".join(each for each in posting.locations if each.casefold() != "remote")
    way = "" if posting.remote == "unknown" else PLACES[posting.remote]
    return f"{named} ({way})" if named and way else named or way


def names(ids: Sequence[str], skills: SkillMatrix) -> str:
    """Skills by name, in the order given."""
    return ", ".join(skills.by_id[each].name for each in ids if each in skills.by_id)
