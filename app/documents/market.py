"""`docs/job-market-research.md`, written from the learner's own postings; every statement names the postings behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.documents.markdown import plain, quote, table
from app.documents.market_fit import closest, fit_section, steps
from app.documents.market_pay import pay_section
from graphs.career.posting import Posting
from graphs.career.skills import SkillMatrix
from graphs.market.market import COMMON, FEW, WANTED, Market, Requirement, required_most
from graphs.market.sources import Ground
from graphs.market.wording import LEVELS, headline, pay, place, years

NAME = "docs/job-market-research.md"
COLUMNS = 12
"""Postings that fit beside each other in one table; more are listed by their ids."""
_EVIDENCE = 10
_QUOTES = 2
MUST, NICE = "must", "nice"


def market_markdown(market: Market, skills: SkillMatrix) -> str:
    """The whole report; `Citations` numbers the sources as they are used. Needs one posting at least."""
    cited = Citations()
    lines = ["# Job market research", "", *_head(market), "", "## In short", "", *_short(market)]
    lines += ["", "## Saved postings", "", *_postings(market)]
    lines += ["", "## Common requirements", "", *_requirements(market)]
    lines += ["", "## Must-have and nice-to-have", "", *_must_and_nice(market)]
    lines += ["", "## Salary ranges", "", *pay_section(market, cited.mark)]
    if market.patterns:
        lines += ["", "## Patterns", "", *_patterns(market, cited)]
    lines += ["", "## Your fit", "", *fit_section(market, skills)]
    if warned := [each for each in (*market.counted, *market.set_aside) if each.warnings]:
        lines += ["", "## Warning signs", "", *_warnings(warned, market)]
    lines += ["", "## Next steps", "", *steps(market, skills)]
    if cited.grounds:
        lines += ["", "## Sources", "", *cited.listed()]
    return "\n".join(lines) + "\n"


class Citations:
    """Statements of the corpus, numbered s1, s2 ... in the order of their use."""

    def __init__(self) -> None:
        self.grounds: list[Ground] = []

    def mark(self, ground: Ground) -> str:
        """Its marker."""
        if ground not in self.grounds:
            self.grounds.append(ground)
        return f"[s{self.grounds.index(ground) + 1}]"

    def listed(self) -> list[str]:
        """One line for each, with the words it rests on."""
        return [
            f"- [s{number}] {each.work}, “{each.section}”: {quote(each.words)}"
            for number, each in enumerate(self.grounds, 1)
        ]


def refs(ids: Iterable[str]) -> str:
    """[p1] [p3]."""
    return " ".join(f"[{each}]" for each in ids)


def _head(market: Market) -> list[str]:
    n = market.n
    lines = [f"Made on {market.made_on:%d %B %Y} from {'1 posting' if n == 1 else f'{n} postings'} that you saved"]
    days = sorted(each.saved_at.date() for each in market.counted)
    if days and days[0] != days[-1]:
        lines[0] += f" between {days[0]:%d %B %Y} and {days[-1]:%d %B %Y}"
    lines.append(
        f"You aim for the level {market.level.value.capitalize()}"
        + (f" in {plain(market.location)}" if market.location else "")
    )
    if market.missing:
        more = "1 more is" if market.missing == 1 else f"{market.missing} more are"
        lines.append(
            f"{more} missing to the {WANTED} that the exercise asks for; with so few, take the counts as a first look"
        )
    lines.append("[p1], [p2] and so on are your postings; [s1] and so on are the sources listed at the end")
    return [f"- {line}." for line in lines]


def _short(market: Market) -> list[str]:
    n, lines = market.n, list[str]()
    top = required_most(market.requirements)[:4]
    if top:
        lines.append(
            "Required most often: "
            + "; ".join(
                f"{each.name}, required in {len(each.required_by)} of {n} {refs(each.required_by)}" for each in top
            )
            + "."
        )
    stated = n - len(market.without_pay)
    if stated:
        lines.append(
            f"Pay is stated in {stated} of {n}; the ranges are below, each in its own currency {refs(each.id for each in market.counted if each.salaries)}."
        )
    else:
        lines.append("No posting states its pay." if n > 1 else "The posting does not state its pay.")
    short = [each for each in market.fits if each.state in ("short", "missing") and each.asked]
    if market.assessed and short:
        lines.append(
            "Your widest gaps against this market: "
            + "; ".join(f"{each.name}, required in {each.asked} of {n} {refs(each.by)}" for each in short[:3])
            + "."
        )
    elif market.assessed and any(each.state == "met" and each.asked for each in market.fits):
        lines.append("You meet everything that these postings require and that was assessed.")
    if (best := closest(market)) is not None:
        posting = next(each for each in market.counted if each.id == best.posting)
        lines.append(
            f"Closest to you: {plain(headline(posting))}, where you meet {len(best.met)} of {len(best.met) + len(best.short) + len(best.unassessed)} requirements {refs((best.posting,))}."
        )
    return [f"- {line}" for line in lines]


def _postings(market: Market) -> list[str]:
    head = ("", "Job", "Where", "Level", "Experience", "Pay", "Published")
    rows = [
        (
            f"[{each.id}]",
            plain(headline(each)),
            plain(place(each)) or "not stated",
            LEVELS[each.seniority],
            years(each) or "not stated",
            "; ".join(plain(pay(salary)) for salary in each.salaries) or "not stated",
            f"{each.posted:%Y-%m-%d}" if each.posted else "not stated",
        )
        for each in market.counted
    ]
    lines = table(head, rows)
    if market.repeats:
        pairs = "; ".join(f"{repeat} repeats {original}" for repeat, original in market.repeats)
        lines += ["", f"Counted once: {pairs}."]
    if market.set_aside:
        aside = "; ".join(f"{plain(headline(each))} {refs((each.id,))}" for each in market.set_aside)
        lines += ["", f"Set aside because of warning signs, and in none of the counts: {aside}."]
    return lines


def _requirements(market: Market) -> list[str]:
    if not market.requirements:
        return ["The postings name no skill of the catalogue."]
    n = market.n
    ids = [each.id for each in market.counted]
    wide = n <= COLUMNS
    head = ["Skill", "Asked for", "Required", "Nice to have", *(ids if wide else ["Postings"])]
    rows = []
    for each in market.requirements:
        row = [each.name, f"{len(each.by)} of {n}", str(len(each.required_by)), str(len(each.preferred_by))]
        row += [_mark(each, posting) for posting in ids] if wide else [refs(each.by)]
        rows.append(row)
    lines = table(head, rows)
    lines += ["", "What the postings say, word for word:", ""]
    for each in market.requirements[:_EVIDENCE]:
        lines.append(f"- **{each.name}**, {len(each.by)} of {n}: {_evidence(each, market.counted)}")
    return lines


def _mark(requirement: Requirement, posting: str) -> str:
    if posting in requirement.required_by:
        return MUST
    return NICE if posting in requirement.preferred_by else ""


def _evidence(requirement: Requirement, postings: Sequence[Posting]) -> str:
    """Short quotes, required ones first; the rest by id."""
    said: list[str] = []
    shown: list[str] = []
    for posting_id in (*requirement.required_by, *requirement.preferred_by):
        posting = next(each for each in postings if each.id == posting_id)
        asked = posting.asks(requirement.skill)
        if asked is None or len(said) == _QUOTES:
            continue
        words = quote(asked.quote, 140) if asked.quote else "you added it"
        if words not in said:
            said.append(words)
            shown.append(posting_id)
    parts = [f"{words} [{posting}]" for words, posting in zip(said, shown, strict=True)]
    rest = [each for each in requirement.by if each not in shown]
    also = f"; also {refs(rest)}" if rest else ""
    return "; ".join(parts) + also + "."


def _must_and_nice(market: Market) -> list[str]:
    n = market.n
    always = [each for each in market.requirements if len(each.required_by) >= max(1, n * COMMON)]
    nice = [each for each in market.requirements if len(each.preferred_by) > len(each.required_by)]
    some = [each for each in market.requirements if each not in always and each not in nice]
    titles = (
        ("Required by at least half", always, True),
        ("Required by some", some, True),
        ("More often nice to have than required", nice, False),
    )
    lines = [
        f"- {title}: "
        + "; ".join(f"{each.name} {refs(each.required_by if required else each.preferred_by)}" for each in found)
        + "."
        for title, found, required in titles
        if found
    ]
    return lines or ["The postings name no skill of the catalogue."]


def _patterns(market: Market, cited: Citations) -> list[str]:
    lines = [
        f"- {each.text}{' ' + cited.mark(each.ground) if each.ground else ''} {refs(each.by)}"
        for each in market.patterns
    ]
    if market.n < FEW:
        lines.append(f"- Which skills go together shows from {FEW} postings on; with {market.n} it would be chance.")
    return lines


def _warnings(postings: Sequence[Posting], market: Market) -> list[str]:
    aside = {each.id for each in market.set_aside}
    return [
        f"- {plain(headline(each))} {refs((each.id,))}{' (set aside)' if each.id in aside else ''}: "
        + " ".join(f"{sign.text}{' ' + quote(sign.quote, 120) if sign.quote else ''}" for sign in each.warnings)
        for each in postings
    ]
