"""Answers about the learner's own records: each sentence says which record it comes from, and the sources follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from graphs.career.assessment import Assessment, SkillRating
from graphs.career.dates import dated
from graphs.career.gaps import Gap, gaps, readiness
from graphs.career.plan import LearningPlan
from graphs.career.posting import Posting
from graphs.career.skills import SkillMatrix
from graphs.career.wording import in_hours, say
from graphs.events import DocumentReady, Event, Sentence
from graphs.interview.lexicon import SkillLexicon
from graphs.mentor.fit import fit_lines, named_posting
from graphs.mentor.own_questions import OwnQuestion, level_in
from graphs.mentor.read_records import read_assessment, read_plan, read_postings, read_progress
from graphs.mentor.standing import level_of
from graphs.ports import Records

MOST_GAPS = 3
FROM_SOURCES = 3
"""Sentences of the sources beside an answer from the records: the record is what was asked for."""


@dataclass(frozen=True)
class AdviceDeps:
    """The parts, bound to one learner."""

    records: Records
    lexicon: SkillLexicon
    clock: Callable[[], datetime]
    answer: Callable[[str], Iterator[Event]]
    """The sources' answer to a question."""

    @property
    def skills(self) -> SkillMatrix:
        """The catalogue."""
        return self.lexicon.matrix


def can_advise(kind: OwnQuestion, records: Records) -> bool:
    """Whether the record that the answer comes from exists."""
    if kind in ("this_week", "balance"):
        return records.get("plan") is not None
    if kind == "posting_fit":
        return bool(read_postings(records).postings)
    assessment = read_assessment(records)
    return assessment is not None and any(each.rating is not None for each in assessment.ratings)


def missing_record(kind: OwnQuestion) -> str:
    """What to do so that the question can be answered for this learner."""
    if kind in ("this_week", "balance"):
        return (
            "You have no learning plan with me yet, so this is the general answer. “Make my learning plan” writes one."
        )
    if kind == "posting_fit":
        return "I have no posting of yours. Paste one, and I will hold it against your skills."
    return "For your own case I have to know your skills: “Assess my skills” takes about a dozen questions."


def advise(kind: OwnQuestion, text: str, deps: AdviceDeps) -> Iterator[Event]:
    """Only called when `can_advise`."""
    if kind == "this_week":
        yield from _this_week(text, deps)
    elif kind == "balance":
        yield from _balance(deps)
    elif kind == "posting_fit":
        yield from _posting(text, deps)
    elif kind == "readiness":
        yield from _readiness(text, deps)
    elif kind == "gaps":
        yield from _gaps(deps)
    else:
        yield from _rating(text, deps)


def _this_week(text: str, deps: AdviceDeps) -> Iterator[Event]:
    plan = read_plan(deps.records)
    assert plan is not None
    today = deps.clock().astimezone(_zone(plan)).date()
    week = plan.week_of(today)
    if "next week" in text.casefold() and week is not None:
        week = next((each for each in plan.weeks if each.number == week.number + 1), None)
    if week is None:
        begins = today < plan.starts
        when = f"Your plan begins on {dated(plan.starts)}" if begins else f"Your plan ended on {dated(plan.ends)}"
        yield say(f"{when}." + ("" if begins else " Say “make my learning plan” for the next one."))
        if begins and plan.weeks:
            yield say(f"Week 1: {_lower(plan.weeks[0].goal)}")
            for item in plan.weeks[0].items:
                yield say(f"{item.name} ({in_hours(item.hours)}).", "bullet")
        return
    done = read_progress(deps.records).done
    if week.off:
        yield say(f"Week {week.number} is one that you keep free. Enjoy it.", "lead")
        return
    open_items = [item for item in week.items if item.id not in done]
    yield say(f"By your plan this is week {week.number}, from {dated(week.starts)}: {_lower(week.goal)}", "lead")
    for item in open_items:
        check = f" Done when: {item.check}" if item.check else ""
        yield say(f"{item.name} ({in_hours(item.hours)}).{check}", "bullet")
    ticked = len(week.items) - len(open_items)
    if not open_items:
        yield say("All of it is ticked off. Well done; look at next week, or rest.")
    elif ticked:
        yield say(f"{ticked} of {len(week.items)} is done already.", "note")
    late = [item for other, item in plan.items() if other.starts < week.starts and item.id not in done]
    if late:
        yield say(
            f"From earlier weeks {_count(len(late), 'item is', 'items are')} still open, the oldest: {late[0].name}.",
            "note",
        )


def _balance(deps: AdviceDeps) -> Iterator[Event]:
    plan = read_plan(deps.records)
    assert plan is not None
    share = round(plan.shares.foundation * 100)
    yield say(
        f"Your plan of {dated(plan.made_at.date())} gives {share}% of the hours on skills to foundations "
        f"(Linux, networking, containers and the like) and {100 - share}% to AI-specific tools.",
        "lead",
    )
    warnings = [each for each in plan.guardrails if each.code in ("over_specialised", "no_foundations", "exploration")]
    for each in warnings:
        yield say(each.text, "bullet")
    if not warnings:
        yield say("It keeps the shares that you chose, so I see no warning sign in it.")
    yield from _from_sources("Is AI infrastructure too narrow a field to specialise in?", deps)


def _posting(text: str, deps: AdviceDeps) -> Iterator[Event]:
    posting = named_posting(text, read_postings(deps.records))
    assessment = read_assessment(deps.records)
    if posting is None:
        yield say("I could not tell which posting you mean. Name its title or company, or its number in your list.")
        return
    yield from fit_lines(posting, assessment, deps.lexicon)
    yield from _from_sources(_about_applying(posting), deps)


def _about_applying(posting: Posting) -> str:
    level = posting.seniority if posting.seniority in ("junior", "mid", "senior", "staff") else "junior"
    return f"Which skills does a {level} AI infrastructure engineer need?"


def _readiness(text: str, deps: AdviceDeps) -> Iterator[Event]:
    assessment = read_assessment(deps.records)
    assert assessment is not None
    level = level_in(text) or level_of(deps.records)
    found = readiness(assessment, deps.skills, level)
    verdict = {
        "ready": f"By your assessment, yes: you are ready for {level.value.capitalize()} level.",
        "nearly": f"By your assessment, nearly: {level.value.capitalize()} level is close.",
        "not_yet": f"By your assessment, not yet for {level.value.capitalize()} level.",
        "unknown": f"I cannot say yet whether you are ready for {level.value.capitalize()} level.",
    }[found.verdict]
    yield say(verdict, "lead")
    for reason in found.reasons:
        yield say(reason)
    for gap in gaps(assessment, deps.skills, level)[:MOST_GAPS]:
        yield _gap_line(gap, assessment)
    yield from _unconfirmed(assessment)
    yield from _from_sources(f"Which skills does a {level.value} AI infrastructure engineer need?", deps)


def _gaps(deps: AdviceDeps) -> Iterator[Event]:
    assessment = read_assessment(deps.records)
    assert assessment is not None
    level = level_of(deps.records)
    found = gaps(assessment, deps.skills, level)
    if not found:
        yield say(f"By your assessment there is no gap against {level.value.capitalize()} level.", "lead")
    else:
        yield say(
            f"Against {level.value.capitalize()} level your assessment shows these gaps, the most urgent first.", "lead"
        )
    for gap in found[:5]:
        yield _gap_line(gap, assessment)
    strong = [each for each in assessment.ratings if each.rating is not None and each.rating >= 3]
    if strong:
        names = ", ".join(deps.lexicon.name(each.skill) for each in strong[:4])
        yield say(f"You are strong in {names}.")
    yield from _unconfirmed(assessment)
    yield DocumentReady(name="assessment", address="/documents/assessment")


def _rating(text: str, deps: AdviceDeps) -> Iterator[Event]:
    assessment = read_assessment(deps.records)
    assert assessment is not None
    level = level_of(deps.records)
    for skill in dict.fromkeys(each.skill for each in deps.lexicon.mentions(text) if not each.loose):
        held = assessment.rating_of(skill)
        name = deps.lexicon.name(skill)
        if held is None or held.rating is None:
            yield say(f"**{name}** is not assessed yet.")
            continue
        target = deps.skills.target(skill, level)
        against = f"; {level.value.capitalize()} level asks for {int(target)}" if target is not None else ""
        yield say(f"**{name}** stands at {int(held.rating)} of 4, {held.rating.label}{against}.", "lead")
        if held.evidence:
            yield say(f"It rests on your words: “{_short(held.evidence[-1].quote)}”.")
    yield say("If that is not right, tell me, for example “make Docker 2”.", "note")


def _gap_line(gap: Gap, assessment: Assessment) -> Sentence:
    held = assessment.rating_of(gap.skill)
    return say(f"**{gap.name}**: {int(gap.current)} of 4, {int(gap.target)} asked for{_words(held)}.", "bullet")


def _words(held: SkillRating | None) -> str:
    return f" (you said “{_short(held.evidence[-1].quote)}”)" if held is not None and held.evidence else ""


def _unconfirmed(assessment: Assessment) -> Iterator[Event]:
    if assessment.confirmed_at is None:
        yield say("You have not confirmed this assessment yet, so it may still change.", "note")


def _from_sources(question: str, deps: AdviceDeps) -> Iterator[Event]:
    """A few cited sentences; silent when the sources have nothing to add."""
    shown = 0
    for event in deps.answer(question):
        if not isinstance(event, Sentence) or not event.citations:
            continue
        if shown == 0:
            yield say("What my sources say", "heading")
        yield event
        shown += 1
        if shown == FROM_SOURCES:
            return


def _zone(plan: LearningPlan) -> ZoneInfo:
    try:
        return ZoneInfo(plan.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _lower(goal: str) -> str:
    return goal[:1].lower() + goal[1:] if goal[1:2].islower() else goal


def _short(quote: str, most: int = 90) -> str:
    flat = " ".join(quote.split()).rstrip(".")
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"
