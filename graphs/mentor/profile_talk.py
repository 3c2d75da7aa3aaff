"""Facts of the profile said outside the interview: kept with the words, or asked about when they look like a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graphs.career.assessment import Evidence, Known, Profile
from graphs.career.skills import Level
from graphs.career.wording import say
from graphs.events import Event, Question, Sentence
from graphs.interview.control import says_no, says_yes
from graphs.interview.models import Fact
from graphs.interview.own_words import verbatim
from graphs.interview.profile import HOURS_OF_A_WEEK, objection, read_facts
from graphs.interview.records import INTERVIEW, PROFILE
from graphs.interview.replies import facts_text
from graphs.mentor.read_records import read_interview, read_profile
from graphs.mentor.talk_record import PendingFact
from graphs.ports import Records

UNREAD = (
    "I could not tell what to note. You can say it like “I have 6 hours a week”, “I aim for mid level”, "
    "“I live in Lisbon” or “my budget is 200 euros”."
)
PLAN_IS_OLDER = "Your learning plan was made before that. Say “replan” and I will fit it."
LEFT_OPEN = "Then I leave it as it was."
_SENTENCES = re.compile(r"[^.?!\n]+(?:\.(?=\S)[^.?!\n]*)*[.?!]?")
_TELLS = re.compile(r"^(?!.*\?\s*$)(?=.*\b(?:i|i'm|i've|i'd|my|me)\b)", re.IGNORECASE | re.DOTALL)
_SUPPOSES = re.compile(r"\b(?:if|suppose|imagine|say i|what about|used to|once|back then|wish)\b", re.IGNORECASE)
_PLANNED_BY = {"hours_per_week", "target_level", "budget", "currency", "time_zone", "location"}


@dataclass(frozen=True)
class Heard:
    """What came of a message: the events, and the fact that waits for the learner's word."""

    events: tuple[Event, ...]
    pending: PendingFact | None = None


def hear(text: str, records: Records, at: datetime, message_id: str, *, has_plan: bool) -> Heard:
    """Keeps every fact of the message that is not doubtful."""
    return _take(read_facts(text) or read_facts(text, asked=True), text, records, at, message_id, has_plan=has_plan)


def overhear(text: str, records: Records, at: datetime, message_id: str) -> tuple[Event, ...]:
    """Keeps what somebody tells of themselves around a question; only what was not known, and nothing doubtful."""
    profile = read_profile(records)
    told = [
        sentence for sentence in _SENTENCES.findall(text) if _TELLS.search(sentence) and not _SUPPOSES.search(sentence)
    ]
    new: dict[str, Fact] = {}
    for fact in (fact for sentence in told for fact in read_facts(sentence)):
        if getattr(profile, fact.field) is None and objection(fact, {}) is None:
            new.setdefault(fact.field, fact)
    if not new:
        return ()
    heard = _kept(list(new.values()), text, records, at, message_id, has_plan=False)
    return tuple(
        event.model_copy(update={"style": "note"}) if isinstance(event, Sentence) else event for event in heard.events
    )


def settle_pending(
    text: str, pending: PendingFact, records: Records, at: datetime, message_id: str, *, has_plan: bool
) -> Heard | None:
    """What the answer to a doubt comes to; None when the message speaks of something else."""
    possible = pending.field != "hours_per_week" or 0 < int(pending.value) <= HOURS_OF_A_WEEK
    insists = says_yes(text) or text.strip().casefold().startswith("yes")
    if insists and possible:
        fact = Fact(pending.field, pending.value, pending.quote)
        return _kept([fact], text, records, at, message_id, has_plan=has_plan)
    if says_no(text):
        if pending.otherwise is None:
            return Heard((say(LEFT_OPEN),))
        return _kept(
            [Fact(pending.field, pending.otherwise, text.strip())], text, records, at, message_id, has_plan=has_plan
        )
    facts = [fact for fact in read_facts(text, asked=True) if fact.field == pending.field]
    return _take(facts, text, records, at, message_id, has_plan=has_plan) if facts else None


def _take(
    facts: Sequence[Fact], text: str, records: Records, at: datetime, message_id: str, *, has_plan: bool
) -> Heard:
    if not facts:
        return Heard((say(UNREAD),))
    profile = read_profile(records)
    known: dict[str, Known] = {name: kept for name in Profile.model_fields if (kept := getattr(profile, name))}
    doubts = [(fact, why) for fact in facts if (why := objection(fact, known)) is not None]
    sure = [fact for fact in facts if fact not in [doubtful for doubtful, _ in doubts]]
    heard = _kept(sure, text, records, at, message_id, has_plan=has_plan) if sure else Heard(())
    if not doubts:
        return heard
    fact, why = doubts[0]
    pending = PendingFact(field=fact.field, value=fact.value, quote=fact.quote, otherwise=why.otherwise)
    return Heard((*heard.events, Question(text=why.text, quick_replies=why.quick_replies)), pending)


def _kept(
    facts: Sequence[Fact], text: str, records: Records, at: datetime, message_id: str, *, has_plan: bool
) -> Heard:
    profile = read_profile(records)
    new: dict[str, Known] = {}
    for fact in facts:
        words = verbatim(fact.quote, text) or fact.quote
        new[fact.field] = Known(value=fact.value, evidence=Evidence(quote=words, message_id=message_id, at=at))
    kept = {PROFILE: profile.model_copy(update=new).model_dump(mode="json")}
    if "target_level" in new:
        kept |= _told_interview(records, Level(str(new["target_level"].value)))
    records.put_all(kept)
    told: list[Event] = [say(facts_text(tuple(facts)))]
    if has_plan and _PLANNED_BY & set(new):
        told.append(say(PLAN_IS_OLDER))
    return Heard(tuple(told))


def _told_interview(records: Records, level: Level) -> dict[str, dict[str, Any]]:
    """A level chosen while an interview is unfinished is the interview's level too."""
    state = read_interview(records)
    if state is None or state.status == "confirmed" or state.level == level:
        return {}
    return {INTERVIEW: state.with_(level=level).model_dump(mode="json")}


def profile_lines(profile: Profile) -> Iterator[str]:
    """What is known, a few words each."""
    names = {
        "current_job": "you work as {}", "target_level": "you aim for {} level", "target_role": "in the role of {}",
        "hours_per_week": "{} hours a week", "location": "in {}", "budget": "budget {}",
    }  # fmt: skip
    for field, wording in names.items():
        known: Known | None = getattr(profile, field)
        if known is not None:
            value = str(known.value)
            yield wording.format(value.capitalize() if field == "target_level" else value)
