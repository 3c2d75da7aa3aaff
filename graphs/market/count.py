"""Counts the learner's postings into a market; pure, and nothing is guessed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from graphs.career.assessment import Assessment
from graphs.career.posting import Posting, Postings, Salary, Seniority
from graphs.career.skills import Level, Rating, SkillMatrix
from graphs.market.market import WANTED, Fit, FitState, Ids, Market, Pay, PostingFit, Requirement, number_of
from graphs.market.patterns import read_patterns
from graphs.market.sources import SourceRange, source_ranges

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
        patterns=read_patterns(counted, requirements, skills),
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
