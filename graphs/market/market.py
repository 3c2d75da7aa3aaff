"""The learner's postings as a market: counted, never guessed; every statement names the postings it was counted in."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median
from typing import Literal

from pydantic import Field

from graphs.career.assessment import Assessment
from graphs.career.posting import Posting, Postings, Salary, Seniority
from graphs.career.skills import Level, Rating, SkillId, SkillMatrix
from graphs.events import Frozen
from graphs.market.sources import REMOTE, REMOTE_SHARE, Ground, SourceRange, source_ranges

WANTED = 10
"""Postings that the exercise asks to save."""
FEW = 5
"""With fewer postings than this a pattern would be chance."""
COMMON = 0.5
"""A requirement of at least this share is called common."""
NOT_MARKET = frozenset(("fee", "many_roles"))
"""Postings with these warning signs tell nothing about what employers ask for."""
_LEVEL_OF: dict[Seniority, Level] = {
    "intern": Level.JUNIOR,
    "junior": Level.JUNIOR,
    "mid": Level.MID,
    "senior": Level.SENIOR,
    "staff": Level.STAFF,
    "lead": Level.SENIOR,
}
Ids = tuple[str, ...]


class Requirement(Frozen):
    """One skill over all counted postings."""

    skill: SkillId
    name: str
    required_by: Ids
    preferred_by: Ids

    @property
    def by(self) -> Ids:
        """All that name it, in their order."""
        return tuple(sorted((*self.required_by, *self.preferred_by), key=number_of))


class Pay(Frozen):
    """One stated range, with what it belongs to."""

    posting: str
    level: Seniority
    places: tuple[str, ...]
    salary: Salary
    against_sources: str = ""
    """How it lies to the sources' range; empty where they cannot be compared."""


class Pattern(Frozen):
    """Something that shows over the postings."""

    text: str
    by: Ids
    ground: Ground | None = None
    """A statement of the corpus that is set beside it."""


FitState = Literal["met", "short", "missing", "unassessed"]


class Fit(Frozen):
    """The learner's standing in one skill that the postings ask for."""

    skill: SkillId
    name: str
    asked: int
    """Postings that require it."""
    welcome: int
    rating: Rating | None
    needed: Rating
    """What the level that the learner aims for asks; Basic where no source says."""
    from_source: bool
    state: FitState
    by: Ids
    """The postings that require it; where none does, those that welcome it."""


class PostingFit(Frozen):
    """How many of a posting's required skills the learner meets."""

    posting: str
    met: tuple[SkillId, ...]
    short: tuple[SkillId, ...]
    unassessed: tuple[SkillId, ...]


class Market(Frozen):
    """Everything that the report tells."""

    made_on: datetime.date
    saved: int
    counted: tuple[Posting, ...]
    """Distinct ones that say something about the market, oldest first."""
    repeats: tuple[tuple[str, str], ...]
    """(repeat, original)."""
    set_aside: tuple[Posting, ...]
    missing: int = Field(ge=0)
    """To the ten that the exercise asks for."""
    requirements: tuple[Requirement, ...]
    pays: tuple[Pay, ...]
    without_pay: Ids
    source_pay: tuple[SourceRange, ...]
    """For the levels among the postings and the one aimed for."""
    patterns: tuple[Pattern, ...]
    level: Level
    level_chosen: bool
    """Whether the learner chose it; otherwise it is taken from the assessment or is the exercise's Junior."""
    assessed: bool
    fits: tuple[Fit, ...]
    posting_fits: tuple[PostingFit, ...]
    location: str = ""
    near: Ids = ()
    """Postings for the learner's own location, or remote."""

    @property
    def n(self) -> int:
        """How many postings are counted."""
        return len(self.counted)


def number_of(posting_id: str) -> tuple[int, str]:
    """Sorts p2 before p10."""
    digits = "".join(each for each in posting_id if each.isdigit())
    return (int(digits) if digits else 0, posting_id)


def read_market(
    postings: Postings,
    skills: SkillMatrix,
    today: datetime.date,
    *,
    assessment: Assessment | None = None,
    level: Level | None = None,
    location: str = "",
) -> Market:
    """Counts only; `level` is the one that the learner aims for."""
    distinct = postings.distinct
    counted = tuple(each for each in distinct if not _aside(each))
    aim = level or (assessment.level if assessment else Level.JUNIOR)
    requirements = _requirements(counted, skills)
    pays, without = _pays(counted)
    fits = _fits(requirements, assessment, skills, aim)
    return Market(
        made_on=today,
        saved=len(postings.postings),
        counted=counted,
        repeats=tuple((each.id, each.duplicate_of) for each in postings.postings if each.duplicate_of is not None),
        set_aside=tuple(each for each in distinct if _aside(each)),
        missing=max(0, WANTED - len(counted)),
        requirements=requirements,
        pays=pays,
        without_pay=without,
        source_pay=_source_pay(counted, aim),
        patterns=_patterns(counted, requirements, skills),
        level=aim,
        level_chosen=level is not None,
        assessed=assessment is not None,
        fits=fits,
        posting_fits=_posting_fits(counted, assessment, skills, aim) if assessment else (),
        location=location,
        near=_near(counted, location),
    )


def career_level(seniority: Seniority) -> Level | None:
    """The career level of a posting's level; a manager has none in the matrix."""
    return _LEVEL_OF.get(seniority)


def _aside(posting: Posting) -> bool:
    return any(sign.code in NOT_MARKET for sign in posting.warnings)


def _requirements(postings: Sequence[Posting], skills: SkillMatrix) -> tuple[Requirement, ...]:
    required: dict[str, list[str]] = {}
    welcome: dict[str, list[str]] = {}
    for posting in postings:
        for asked in posting.skills:
            (required if asked.required else welcome).setdefault(asked.skill, []).append(posting.id)
    place = {skill.id: index for index, skill in enumerate(skills.skills)}
    found = [
        Requirement(
            skill=skill,
            name=skills.by_id[skill].name,
            required_by=tuple(required.get(skill, ())),
            preferred_by=tuple(welcome.get(skill, ())),
        )
        for skill in {*required, *welcome}
        if skill in skills.by_id
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.by), -len(each.required_by), place[each.skill])))


def _pays(postings: Sequence[Posting]) -> tuple[tuple[Pay, ...], Ids]:
    found = [
        Pay(
            posting=posting.id,
            level=posting.seniority,
            places=posting.locations,
            salary=salary,
            against_sources=_against_sources(posting, salary),
        )
        for posting in postings
        for salary in posting.salaries
    ]
    order: tuple[Seniority, ...] = ("intern", "junior", "mid", "senior", "staff", "lead", "manager", "unknown")
    found.sort(key=lambda each: (order.index(each.level), each.salary.currency, number_of(each.posting)))
    return tuple(found), tuple(posting.id for posting in postings if not posting.salaries)


def _against_sources(posting: Posting, salary: Salary) -> str:
    """Only dollars a year of a level that the sources know; nothing is converted."""
    level = career_level(posting.seniority)
    if salary.currency != "USD" or salary.period != "year" or level is None or posting.seniority in ("intern", "lead"):
        return ""
    ranges = source_ranges(level)
    low, high = min(each.low for each in ranges), max(each.high for each in ranges)
    mine_low, mine_high = salary.min or salary.max or 0, salary.max or salary.min or 0
    if mine_high < low:
        return "below"
    if mine_low > high:
        return "above"
    if mine_low >= low and mine_high <= high:
        return "within"
    return "begins below" if mine_low < low and mine_high <= high else "reaches above" if mine_low >= low else "wider"


def _source_pay(postings: Sequence[Posting], aim: Level) -> tuple[SourceRange, ...]:
    levels = {aim, *(level for each in postings if (level := career_level(each.seniority)) is not None)}
    return tuple(each for level in Level if level in levels for each in source_ranges(level))


def _patterns(
    postings: Sequence[Posting], requirements: Sequence[Requirement], skills: SkillMatrix
) -> tuple[Pattern, ...]:
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
    text = f"Place of work, where it is stated: {_joined(parts)}."
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


def _fits(
    requirements: Iterable[Requirement], assessment: Assessment | None, skills: SkillMatrix, aim: Level
) -> tuple[Fit, ...]:
    found = []
    for each in requirements:
        rating = _rating(assessment, each.skill)
        target = skills.target(each.skill, aim)
        needed = target or Rating.BASIC
        found.append(
            Fit(
                skill=each.skill,
                name=each.name,
                asked=len(each.required_by),
                welcome=len(each.preferred_by),
                rating=rating,
                needed=needed,
                from_source=target is not None,
                state=_state(rating, needed),
                by=each.required_by or each.preferred_by,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.asked, -each.welcome)))


def _posting_fits(
    postings: Sequence[Posting], assessment: Assessment, skills: SkillMatrix, aim: Level
) -> tuple[PostingFit, ...]:
    """Against the posting's own level where it states one, since a senior posting asks for more than a junior one."""
    found = []
    for posting in postings:
        level = career_level(posting.seniority) or aim
        states: dict[str, FitState] = {}
        for asked in posting.skills:
            if asked.required and asked.skill in skills.by_id:
                needed = skills.target(asked.skill, level) or Rating.BASIC
                states[asked.skill] = _state(_rating(assessment, asked.skill), needed)
        found.append(
            PostingFit(
                posting=posting.id,
                met=tuple(skill for skill, state in states.items() if state == "met"),
                short=tuple(skill for skill, state in states.items() if state in ("short", "missing")),
                unassessed=tuple(skill for skill, state in states.items() if state == "unassessed"),
            )
        )
    return tuple(found)


def _rating(assessment: Assessment | None, skill: str) -> Rating | None:
    read = assessment.rating_of(skill) if assessment else None
    return read.rating if read else None


def _state(rating: Rating | None, needed: Rating) -> FitState:
    if rating is None:
        return "unassessed"
    if rating >= needed:
        return "met"
    return "missing" if rating == Rating.NONE else "short"


def _near(postings: Sequence[Posting], location: str) -> Ids:
    """Named places of the learner's location, and remote ones that name no other place."""
    words = {word for word in location.casefold().replace(",", " ").split() if len(word) > 2}
    if not words:
        return ()
    return tuple(
        each.id
        for each in postings
        if any(words & set(place.casefold().replace(",", " ").split()) for place in each.locations)
    )


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
