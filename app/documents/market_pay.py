"""Pay in the job market research: what the postings state, beside what the sources say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.documents.markdown import plain, table
from graphs.market.market import Market, Pay
from graphs.market.sources import LOCATION_CAVEAT, Ground
from graphs.market.wording import LEVELS, pay

_AGAINST = {
    "below": "below the sources' range",
    "above": "above the sources' range",
    "within": "within the sources' range",
    "begins below": "begins below the sources' range",
    "reaches above": "reaches above the sources' range",
    "wider": "wider than the sources' range",
}


def pay_section(market: Market, mark: Callable[[Ground], str]) -> list[str]:
    """Amounts as stated: nothing is converted, and nothing is guessed for a posting that is silent."""
    lines: list[str] = []
    if market.pays:
        head = ("Level", "Where", "Stated pay", "Beside the sources", "Posting")
        lines += table(head, [_row(each, several=_several(market.pays, each)) for each in market.pays])
    if market.without_pay:
        silent = " ".join(f"[{each}]" for each in market.without_pay)
        lines += [*([""] if lines else []), f"Not stated in {len(market.without_pay)} of {market.n}: {silent}."]
    lines += ["", *_own_place(market)]
    lines += ["", "What the sources say for the levels above, all for the US and in dollars a year:", ""]
    lines += [f"- {each.level.value.capitalize()}: {each.said} {mark(each.ground)}" for each in market.source_pay]
    lines += ["", f"Pay depends on the location and the company {mark(LOCATION_CAVEAT)}, so ranges of other countries and "
              "other units of time are shown as they stand and are not measured against these."]  # fmt: skip
    return lines


def _row(each: Pay, *, several: bool) -> tuple[str, ...]:
    what = f" ({plain(each.salary.note)})" if several and each.salary.note else ""
    return (
        LEVELS[each.level],
        plain(", ".join(each.places)) or "not stated",
        plain(pay(each.salary)) + what,
        _AGAINST.get(each.against_sources, "not comparable"),
        f"[{each.posting}]",
    )


def _several(pays: Sequence[Pay], one: Pay) -> bool:
    return sum(each.posting == one.posting for each in pays) > 1


def _own_place(market: Market) -> list[str]:
    if not market.location:
        return [
            "For your own location: it is not in your profile yet. With it, the postings near you are picked out here."
        ]
    where = plain(market.location)
    near = [each for each in market.pays if each.posting in market.near]
    if near:
        ranges = "; ".join(f"{plain(pay(each.salary))} [{each.posting}]" for each in near)
        return [f"For your location, {where}: {ranges}."]
    if market.near:
        ids = " ".join(f"[{each}]" for each in market.near)
        return [
            f"For your location, {where}: {ids} {'is' if len(market.near) == 1 else 'are'} there, without stated pay."
        ]
    return [f"For your location, {where}: none of the postings names it. Save some from there to see its pay."]
