"""The learner's own standing in the job market research, and what follows from it."""

from __future__ import annotations

from app.documents.assessment import said
from app.documents.markdown import plain, table
from graphs.career.posting import Posting
from graphs.career.skills import SkillMatrix
from graphs.career.wording import joined
from graphs.market.market import WANTED, Fit, FitState, Market, PostingFit
from graphs.market.wording import headline, names

_STATES: dict[FitState, str] = {
    "met": "met",
    "short": "short",
    "missing": "missing",
    "unassessed": "not assessed",
}
_GAPS = 3
_NAMED = 3


def fit_section(market: Market, skills: SkillMatrix) -> list[str]:
    """Against the level aimed for, skill by skill, then against each posting at its own level."""
    if not market.assessed:
        return [
            "There is no skills assessment yet, so this report cannot say how you fit. "
            "Start one with “assess my skills”, then ask for the report again."
        ]
    wanted = [each for each in market.fits if each.asked] or list(market.fits)
    if not wanted:
        return ["The postings name no skill of the catalogue, so there is nothing to compare."]
    level = market.level.value.capitalize()
    lines = table(
        ("Skill", "Required by", "You", f"Needed for {level}", "Standing"), [_row(each, market.n) for each in wanted]
    )
    if any(not each.from_source for each in wanted):
        lines += ["", "† No source names a depth for this level; Basic is taken."]
    lines += ["", "Posting by posting, at the level of each:", ""]
    lines += [f"- {line}" for each in market.posting_fits if (line := _of_posting(each, market, skills))]
    return lines


def closest(market: Market) -> PostingFit | None:
    """The posting with the largest met share of at least three requirements; None without an assessment."""

    def share(each: PostingFit) -> tuple[float, int]:
        return len(each.met) / (len(each.met) + len(each.short) + len(each.unassessed)), len(each.met)

    known = [
        each
        for each in market.posting_fits
        if len(each.met) + len(each.short) + len(each.unassessed) >= _GAPS and each.met
    ]
    return max(known, key=share) if known else None


def _all_met(market: Market) -> list[Posting]:
    """Postings of which every requirement is met, at least three, those near the learner first."""
    by_id = {each.id: each for each in market.counted}
    whole = [
        by_id[each.posting]
        for each in market.posting_fits
        if len(each.met) >= _GAPS and not each.short and not each.unassessed and each.posting in by_id
    ]
    return sorted(whole, key=lambda each: each.id not in market.near)


def steps(market: Market, skills: SkillMatrix) -> list[str]:
    """What the counts suggest doing, the most useful first."""
    found: list[str] = []
    gaps = [each for each in market.fits if each.state in ("missing", "short") and each.asked]
    for each in gaps[:_GAPS]:
        before = [earlier for earlier in skills.before(each.skill) if _open(earlier, market)]
        first = f" It builds on {names(before, skills)}, so begin there." if before else ""
        found.append(
            f"{each.name}: from {said(each.rating)} to {said(each.needed)}; {each.asked} of {market.n} {'requires' if each.asked == 1 else 'require'} it "
            f"{' '.join(f'[{posting}]' for posting in each.by)}.{first}"
        )
    if open_ones := [each for each in market.fits if each.state == "unassessed" and each.asked]:
        if market.assessed:
            found.append(
                f"Get assessed in what these postings require and nobody asked you yet: {', '.join(each.name for each in open_ones[:5])}."
            )
        else:
            found.append("Do the skills assessment, so that this report can name your gaps.")
    if market.missing:
        found.append(
            f"Save {market.missing} more {'posting' if market.missing == 1 else 'postings'} to reach the {WANTED} of the exercise"
            + (f", some of them from {plain(market.location)}" if market.location and not market.near else "")
            + "."
        )
    if met := _all_met(market):
        jobs = joined([f"{plain(headline(each))} [{each.id}]" for each in met[:_NAMED]])
        found.append(f"You meet every requirement of {jobs}: consider applying.")
    if not found:
        found.append("You meet what these postings require. Look at postings of the next level, or apply.")
    return [f"{number}. {line}" for number, line in enumerate(found, 1)]


def _row(each: Fit, n: int) -> tuple[str, ...]:
    needed = said(each.needed) + ("" if each.from_source else " †")
    return (each.name, f"{each.asked} of {n}", said(each.rating), needed, _STATES[each.state])


def _of_posting(each: PostingFit, market: Market, skills: SkillMatrix) -> str:
    posting = next(one for one in market.counted if one.id == each.posting)
    total = len(each.met) + len(each.short) + len(each.unassessed)
    if not total:
        return ""
    parts = [f"{plain(headline(posting))} [{each.posting}]: {len(each.met)} of {total} met"]
    if each.short:
        parts.append(f"short in {names(each.short, skills)}")
    if each.unassessed:
        parts.append(f"not assessed in {names(each.unassessed, skills)}")
    return "; ".join(parts) + "."


def _open(skill: str, market: Market) -> bool:
    fit = next((each for each in market.fits if each.skill == skill), None)
    return fit is not None and fit.state in ("missing", "unassessed")
