"""What shows over several postings, each pattern with the postings that bear it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from graphs.career.posting import Posting
from graphs.career.skills import SkillMatrix
from graphs.career.wording import joined
from graphs.market.market import COMMON, FEW, Pattern, Requirement, number_of
from graphs.market.sources import REMOTE, REMOTE_SHARE


def read_patterns(
    postings: Sequence[Posting], requirements: Sequence[Requirement], skills: SkillMatrix
) -> tuple[Pattern, ...]:
    """Places and years whenever they are stated, skills from `FEW` postings on."""
    n = len(postings)
    found = [*_where(postings), *_experience(postings)]
    if n >= FEW:
        found += _together(postings, skills)
        found += _never_required(requirements, n)
        found += _balance(postings, skills)
    return tuple(found)


def _where(postings: Sequence[Posting]) -> list[Pattern]:
    words = {"remote": "fully remote", "hybrid": "hybrid", "onsite": "on site"}
    found = {kind: tuple(each.id for each in postings if each.remote == kind) for kind in words}
    stated = [kind for kind in words if found[kind]]
    if not stated:
        return []
    parts = [f"{len(found[kind])} {words[kind]}" for kind in stated]
    ids = tuple(sorted((each for kind in stated for each in found[kind]), key=number_of))
    flexible = len(found["remote"]) + len(found["hybrid"])
    text = f"Place of work, where it is stated: {joined(parts)}."
    if len(ids) >= FEW:
        text += (
            f" That is {flexible} of {len(ids)} remote or hybrid, beside {REMOTE_SHARE:.0%} in the sources for 2025."
        )
    return [Pattern(text=text, by=ids, ground=REMOTE if len(ids) >= FEW else None)]


def _experience(postings: Sequence[Posting]) -> list[Pattern]:
    stated = [(each.years_min, each.id) for each in postings if each.years_min is not None]
    if not stated:
        return []
    years = sorted(least for least, _ in stated)
    ids = tuple(posting for _, posting in stated)
    if len(years) == 1:
        return [Pattern(text=f"The one that states experience asks for {_years(years[0])} or more.", by=ids)]
    middle = median(years)
    half = f"{middle:g}"
    return [
        Pattern(
            text=f"{len(years)} of {len(postings)} state the experience they want: from {years[0]} to {_years(years[-1])}, "
            f"the middle one at {half}."
            if years[0] != years[-1]
            else f"{len(years)} of {len(postings)} state the experience they want, all of them {_years(years[0])}.",
            by=ids,
        )
    ]


def _together(postings: Sequence[Posting], skills: SkillMatrix) -> list[Pattern]:
    pairs: Counter[tuple[str, str]] = Counter()
    for posting in postings:
        names = sorted({asked.skill for asked in posting.skills if asked.required and asked.skill in skills.by_id})
        pairs.update(combinations(names, 2))
    best = sorted(pairs.items(), key=lambda each: (-each[1], each[0]))[:2]
    found = []
    for (one, two), count in best:
        if count < max(3, len(postings) * COMMON):
            continue
        ids = tuple(p.id for p in postings if {one, two} <= {a.skill for a in p.skills if a.required})
        found.append(
            Pattern(
                text=f"{skills.by_id[one].name} and {skills.by_id[two].name} are required together in {count} of {len(postings)}.",
                by=ids,
            )
        )
    return found


def _never_required(requirements: Sequence[Requirement], n: int) -> list[Pattern]:
    welcome = [
        each
        for each in requirements
        if len(each.preferred_by) >= max(2, n * 0.2) and len(each.preferred_by) > 2 * len(each.required_by)
    ]
    return [
        Pattern(
            text=f"{each.name} is mostly a wish: nice to have in {len(each.preferred_by)}, required in {len(each.required_by)}.",
            by=each.by,
        )
        for each in welcome[:3]
    ]


def _balance(postings: Sequence[Posting], skills: SkillMatrix) -> list[Pattern]:
    asked = [
        (skills.by_id[each.skill].tag, posting.id)
        for posting in postings
        for each in posting.skills
        if each.required and each.skill in skills.by_id
    ]
    if not asked:
        return []
    foundation = sum(tag == "foundation" for tag, _ in asked)
    ids = tuple(sorted({posting for tag, posting in asked if tag == "ai-specific"}, key=number_of))
    specific = len(asked) - foundation
    text = f"Of {len(asked)} requirements, {foundation} are foundations such as operating systems, containers and cloud"
    if specific:
        text += (
            f", and {specific} are AI-specific; {len(ids)} of {len(postings)} postings require something AI-specific."
        )
    else:
        text += "; none is AI-specific."
    return [Pattern(text=text, by=ids or tuple(each.id for each in postings))]


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"
