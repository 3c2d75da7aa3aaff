"""What a level pays, by the sources and by the learner's own postings; nothing is converted or estimated."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.career.posting import Posting, Postings, Salary
from graphs.career.roadmap import Statement
from graphs.career.skills import Level
from graphs.roadmap.evidence import Evidence

PAY = {
    Level.JUNIOR: ("levels-and-pay#junior-pay", "junior-role#pay-of-a-junior"),
    Level.MID: ("levels-and-pay#mid-level-pay",),
    Level.SENIOR: ("levels-and-pay#senior-pay", "industry-and-market#total-compensation-in-2025"),
    Level.STAFF: ("levels-and-pay#staff-and-principal-pay", "industry-and-market#total-compensation-in-2025"),
}
DEPENDS = ("levels-and-pay#junior-pay", "depends on the location")
SENIORITY = {
    Level.JUNIOR: ("junior", "intern"),
    Level.MID: ("mid",),
    Level.SENIOR: ("senior", "lead"),
    Level.STAFF: ("staff", "manager"),
}
SHOWN = 4


def pay(level: Level, location: str, postings: Postings | None, evidence: Evidence) -> tuple[Statement, ...]:
    """The sources' ranges, a word on where they hold, and the ranges of the learner's postings for this level."""
    found = [statement for passage in PAY[level] for statement in evidence.sentences(passage)]
    if level == Level.JUNIOR and len(found) > 1:
        found.append(
            Statement(
                text="The two sources differ at the lower end: take the range as open there, not as a promise.",
                sources=tuple(number for each in found for number in each.sources),
            )
        )
    if found:
        found.append(_caveat(location, evidence))
    return (*found, *_own(level, postings))


def _caveat(location: str, evidence: Evidence) -> Statement:
    depends = evidence.sentence_with(*DEPENDS)
    where = f" They say nothing of {location}." if location and not _in_us(location) else ""
    return Statement(
        text=(
            f"These are figures for the US in US dollars, and pay depends on place and company.{where} Postings from where "
            "you want to work are the better guide."
        ),
        sources=depends[0].sources if depends else (),
    )


def _in_us(location: str) -> bool:
    words = location.casefold().replace(",", " ").split()
    return any(word in ("us", "usa", "u.s.", "america") for word in words) or "united states" in location.casefold()


def _own(level: Level, postings: Postings | None) -> Iterator[Statement]:
    if postings is None or not postings.distinct:
        yield Statement(text="No postings of yours are kept yet; ten of them would show what is paid where you look.")
        return
    stated = [each for each in postings.distinct if each.salaries]
    fitting = [each for each in stated if each.seniority in SENIORITY[level]]
    of = len(postings.distinct)
    if not fitting:
        noun = "posting" if of == 1 else "postings"
        yield Statement(
            text=f"Of your {of} {noun}, none for this level states its pay ({len(stated)} of any level do).",
            postings=tuple(each.id for each in stated),
        )
        return
    yield Statement(
        text=f"In your own postings for this level ({len(fitting)} of {of} state it): "
        + "; ".join(map(_said, fitting[:SHOWN]))
        + ".",
        postings=tuple(each.id for each in fitting),
    )


def _said(posting: Posting) -> str:
    where = ", ".join(posting.locations) or "place not stated"
    who = posting.company or posting.title or posting.id
    return f"{who} ({where}) {' and '.join(map(_range, posting.salaries))}"


def _range(salary: Salary) -> str:
    low = None if salary.min is None else f"{salary.min:,.0f}"
    high = None if salary.max is None else f"{salary.max:,.0f}"
    if low == high:
        amount = str(low)
    elif low and high:
        amount = f"{low} to {high}"
    else:
        amount = f"from {low}" if low else f"up to {high}"
    return f"{amount} {salary.currency} a {salary.period}"
