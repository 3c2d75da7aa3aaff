"""What a message changes in the record: readings, corrections, facts. Pure, but for the rating function."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphs.career.assessment import Evidence, Known, Origin
from graphs.career.skills import Level, SkillMatrix
from graphs.interview.cues import cues_in
from graphs.interview.denial import denies
from graphs.interview.figures import rating_in
from graphs.interview.models import Correction, Fact, Incoming, Meaning, QuestionKind, Rate, SkillReading
from graphs.interview.own_words import verbatim
from graphs.interview.policy import second_look
from graphs.interview.prefill import asked_about
from graphs.interview.profile import Objection, objection
from graphs.interview.state import Held, InterviewState, OpenQuestion, correct
from graphs.interview.verdicts import COMPLAINS

SURE = 0.5
CLAIMED = 0.4
"""Confidence in a figure without any example."""
HIGHEST_CLAIM = 3
"""Nobody is an expert by their word alone."""
_FIGURE = re.compile(r"\d|[★⭐]")
PLAIN_WORDS = 6
"""A denial of so few words is taken as it is."""


@dataclass(frozen=True)
class Read:
    """A reading made here rather than by the rating function: an anchor picked, a plain "never"."""

    rating: int | None
    confidence: float
    evidence: str
    reason: str
    action: str = "rate"


@dataclass(frozen=True)
class Applied:
    """The record afterwards, what was read, and which readings want a second look."""

    state: InterviewState
    readings: tuple[tuple[str, Held], ...] = ()
    looks: tuple[tuple[str, QuestionKind], ...] = ()
    steering: str = ""
    """An action of the rating function that is no rating: skip, pause, side_question, off_topic, refused."""


def evidence(quote: str, incoming: Incoming, origin: Origin = "interview") -> tuple[Evidence, ...]:
    """The quote as evidence, only when it stands in the message."""
    words = verbatim(quote, incoming.text)
    return (Evidence(quote=words, message_id=incoming.id, at=incoming.at, origin=origin),) if words else ()


def held(reading: SkillReading, words: str, incoming: Incoming, origin: Origin = "interview") -> Held:
    """A reading as it is held; without words of the learner there is no rating."""
    found = evidence(reading.evidence, incoming, origin) or evidence(words, incoming, origin)
    rating = reading.rating if found else None
    return Held(
        standing="pending" if rating is None else "rated",
        rating=rating,
        confidence=min(1.0, max(0.0, reading.confidence)),
        evidence=found,
        reason=reading.reason,
    )


def leave_out(state: InterviewState, skills: Iterable[str], incoming: Incoming) -> InterviewState:
    """Skills the learner does not want to speak of have no rating; one that they had can be had back."""
    for skill in skills:
        before = state.held(skill)
        gone = Held(standing="skipped", reason="left out by you")
        state = (
            state.hold(skill, gone)
            if before.rating is None
            else correct(state, skill, gone, incoming.text, incoming.at)
        )
    return state


def apply_answers(
    state: InterviewState, asked: OpenQuestion, meaning: Meaning, incoming: Incoming, matrix: SkillMatrix, rate: Rate
) -> Applied:
    """Rates what was asked, and proposes what was told besides."""
    readings: list[tuple[str, Held]] = []
    looks: list[tuple[str, QuestionKind]] = []
    work: list[tuple[str, str, SkillReading]] = [
        (skill, words, Read(rating, 0.8, words, "you picked this description yourself"))
        for skill, rating, words in meaning.picked
    ]
    for skill_id, words in meaning.answers:
        skill = matrix.get(skill_id)
        if skill is None:
            continue
        if denies(words, skill.terms):
            work.append((skill_id, words, Read(0, 0.9, words, "you have not worked with it yet")))
            continue
        work.append((skill_id, words, rate(skill, asked.text, words)))
    if len(work) == 1 and len(asked.skills) == 1 and work[0][2].rating is None and work[0][2].action in (
        "skip", "pause", "side_question", "off_topic", "refused",
    ):  # fmt: skip
        return Applied(state, steering=work[0][2].action)
    for skill_id, like, words in meaning.same:
        source = next((reading for skill, _, reading in work if skill == like), None)
        if source is not None and skill_id in state.skills:
            reason = f"you say it is the same as with {matrix.by_id[like].name}"
            work.append((skill_id, words, Read(source.rating, source.confidence, words, reason, source.action)))
    second = asked.kind in ("follow_up", "episode", "probe_up", "probe_down")
    for skill_id, words, reading in work:
        before = state.held(skill_id)
        if reading.rating is None and reading.action in ("skip", "refused"):
            now = Held(standing="skipped", reason="left out by you")
            state = state.hold(skill_id, now)
            readings.append((skill_id, now))
            continue
        now = held(reading, words, incoming)
        if second:
            now = _after_second_look(before, now, asked, words, matrix, rate)
        look = None if second else second_look(skill_id, reading, state, matrix, asked.skills)
        if look is None and now.rating is None:
            now = by_own_figure(now, words, incoming)
        if look is None and now.rating is None:
            now = now.model_copy(update={"standing": "unrated"})
        state = state.hold(skill_id, now, asked=True)
        if look is not None:
            looks.append((skill_id, look))
        readings.append((skill_id, now))
    state = propose(state, meaning.volunteered, incoming, matrix, rate)
    if readings:
        state = state.with_(last_read=tuple(skill for skill, _ in readings))
    return Applied(state, tuple(readings), tuple(looks))


def by_own_figure(now: Held, words: str, incoming: Incoming) -> Held:
    """A figure that the learner gives and that no more can be asked about is taken, with little confidence."""
    found = evidence(words, incoming)
    return (_claimed(words, found) if found else None) or now


def _claimed(words: str, found: tuple[Evidence, ...]) -> Held | None:
    """What is held of a figure without an example; None when the words give none."""
    figure = rating_in(words) if _FIGURE.search(words) else None
    if figure is None:
        return None
    return Held(
        standing="rated", rating=min(figure, HIGHEST_CLAIM), confidence=CLAIMED, evidence=found,
        reason="you gave the figure yourself, without an example yet",
    )  # fmt: skip


def _after_second_look(
    before: Held, now: Held, asked: OpenQuestion, words: str, matrix: SkillMatrix, rate: Rate
) -> Held:
    """The second answer decides where it can; a high claim without an episode behind it comes down by one."""
    both = (*before.evidence, *now.evidence)
    if now.rating is not None:
        return now.model_copy(update={"evidence": both})
    if before.rating is None:
        first = before.evidence[-1].quote if before.evidence else ""
        if (claimed := _claimed(first, both)) is not None:
            return claimed
        skill = matrix.get(asked.skills[0]) if len(asked.skills) == 1 else None
        if first and skill is not None:
            again = rate(skill, asked.text, f"{first}\n{words}")
            if again.rating is not None and again.action == "rate":
                return now.model_copy(update={
                    "rating": again.rating, "standing": "rated", "confidence": min(1.0, again.confidence),
                    "evidence": both, "reason": again.reason,
                })  # fmt: skip
        return now.model_copy(update={"evidence": both})
    if asked.kind == "episode" and before.rating >= 3:
        return before.model_copy(update={
            "rating": before.rating - 1, "evidence": both,
            "reason": "you claim more, but there was no concrete example yet",
        })  # fmt: skip
    return before.model_copy(update={"evidence": both})


def propose(
    state: InterviewState, told: Iterable[tuple[str, str]], incoming: Incoming, matrix: SkillMatrix, rate: Rate
) -> InterviewState:
    """Holds what was told in passing, for the learner to confirm."""
    for skill_id, words in told:
        skill = matrix.get(skill_id)
        if skill is None or skill_id not in state.skills or state.held(skill_id).rating is not None:
            continue
        reading: SkillReading = (
            Read(0, 0.9, words, "you have not worked with it yet")
            if denies(words, skill.terms)
            else rate(skill, asked_about(skill), words)
        )
        if reading.action != "rate" or reading.rating is None or reading.confidence < SURE:
            continue
        now = held(reading, words, incoming, "background")
        if now.rating is not None:
            # "No Terraform at all" needs no "is that about right?"; anything that was weighed does.
            plain = now.rating == 0 and len(words.split()) <= PLAIN_WORDS
            state = state.hold(skill_id, now.model_copy(update={"standing": "rated" if plain else "proposed"}))
    return state


def apply_corrections(
    state: InterviewState, meaning: Meaning, incoming: Incoming, matrix: SkillMatrix, rate: Rate
) -> tuple[InterviewState, tuple[tuple[str, Held, Held], ...]]:
    """(record, (skill, before, after) for each correction that could be placed)."""
    done: list[tuple[str, Held, Held]] = []
    for correction in meaning.corrections:
        skill_id = correction.skill or (state.last_read[-1] if state.last_read else "")
        if skill_id not in state.skills:
            continue
        before = state.held(skill_id)
        if before.rating is None and skill_id in state.previous:
            earlier = state.previous[skill_id].rating  # "more than that" speaks of what was held last time
        else:
            earlier = before.rating
        after = _corrected(before, earlier, correction, skill_id, incoming, matrix, rate)
        if after is before:  # what was told besides bears the reading out
            continue
        state = correct(state, skill_id, after, correction.quote, incoming.at)
        done.append((skill_id, before, after))
    return state, tuple(done)


def _corrected(
    before: Held,
    earlier: int | None,
    correction: Correction,
    skill_id: str,
    incoming: Incoming,
    matrix: SkillMatrix,
    rate: Rate,
) -> Held:
    if correction.change == "forget":
        return Held(standing="skipped", reason="you asked me to forget what you said about it")
    new = evidence(correction.quote, incoming, "correction")
    rating = correction.rating
    skill = matrix.get(skill_id)
    if correction.change == "told" and skill is not None:
        reading = rate(skill, asked_about(skill), correction.quote)
        if reading.rating is None or reading.rating == before.rating:
            if before.rating is None or not COMPLAINS.search(correction.quote):
                return before
            # Who says that a reading is wrong, and tells of the same acts again, wants it higher, or else says "only".
            down = bool(cues_in(correction.quote) & {"just", "given", "others_do", "modest"})
            rating = min(4, max(0, before.rating + (-1 if down else 1)))
            return held(
                Read(rating, 0.7, correction.quote, "you corrected it yourself"),
                correction.quote,
                incoming,
                "correction",
            )
        return held(reading, correction.quote, incoming, "correction")
    if rating is None:
        step = correction.steps if correction.change == "up" else -correction.steps
        old = earlier if earlier is not None else 1
        rating = min(4, max(0, old + step))
        if skill is not None and len(incoming.text.split()) > 14:
            reading = rate(skill, asked_about(skill), incoming.text)
            if reading.rating is not None and reading.confidence >= SURE and (reading.rating - old) * step > 0:
                rating = reading.rating
    return Held(
        standing="rated",
        rating=rating,
        confidence=0.9,
        evidence=(*before.evidence, *new),
        reason="you corrected it yourself",
    )


def apply_facts(
    state: InterviewState,
    facts: Iterable[Fact],
    incoming: Incoming,
    *,
    sure: bool = False,
    origin: Origin = "interview",
) -> tuple[InterviewState, tuple[Fact, ...], tuple[Fact, Objection] | None]:
    """(record, facts that are new, the first one to ask about); `sure` when the learner insisted."""
    new: list[Fact] = []
    for fact in sorted(facts, key=lambda each: each.field != "current_job"):
        why = None if sure else objection(fact, state.profile)
        if why is not None:
            return state, tuple(new), (fact, why)
        known = state.profile.get(fact.field)
        if known is not None and (known.value == fact.value or fact.field == "background"):
            continue
        quote = verbatim(fact.quote, incoming.text) or fact.quote
        source = Evidence(quote=quote, message_id=incoming.id, at=incoming.at, origin=origin)
        state = state.with_(profile={**state.profile, fact.field: Known(value=fact.value, evidence=source)})
        if fact.field == "target_level":
            state = state.with_(level=Level(str(fact.value)))
        new.append(fact)
    return state, tuple(new), None
