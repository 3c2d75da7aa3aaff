"""The plan as an iCalendar file: study blocks, monthly reviews, project days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from app.adapters.store.versions import Records, validated
from app.documents.calendar_entries import Change, Entry, changes_of, entries, zone_now, zone_of
from app.learner_profile import read_profile
from graphs.career.plan import LearningPlan
from graphs.career.skills import SkillMatrix
from graphs.errors import NotFound

NAME = "calendar/study.ics"
NO_PLAN = "There is no calendar yet, because there is no learning plan. Write “make my learning plan” to get one."
REFRESH = timedelta(hours=6)
"""How often subscribers are asked to look again."""


def read_changes(records: Records, learner: str) -> tuple[Change, ...]:
    """Every version of the plan, and the time zone of the profile. Raises `NotFound` before there is a plan."""
    plans = [validated(each, LearningPlan) for each in records.history(learner, "plan")]
    if not plans:
        raise NotFound(NO_PLAN)
    known = read_profile(records, learner).profile.time_zone
    if known is None:
        return changes_of(plans)
    return changes_of(plans, str(known.value), known.evidence.at)


def zone_note(zone: str) -> str:
    """What a learner should know when their zone is none; empty when it is well."""
    if zone_of(zone) is not None:
        return ""
    return (
        f"The time zone {zone} is not known here, so study times have no zone: calendars show them at the same hour "
        "wherever you are. Set a name such as Europe/Berlin in your profile to mend it."
    )


def calendar_of(changes: Sequence[Change], skills: SkillMatrix, learner: str, *, feed: bool) -> bytes:
    """The file. A feed leaves out what is gone, because subscribers drop it by themselves; a file says that it is.

    Times are in the learner's zone with its rules, so that they are right on both sides of a clock change. A zone that
    is unknown here gives times without one.
    """
    from icalendar import Calendar

    zone = zone_now(changes)
    calendar = Calendar()
    calendar.add("prodid", "-//Groundwork//Learning plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Learning plan")
    if zone_of(zone) is not None:
        calendar.add("x-wr-timezone", zone)
    else:
        calendar.add("x-wr-caldesc", zone_note(zone))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    shown = [each for each in entries(changes, skills, owner_of(learner)) if not (each.gone and feed)]
    for entry in shown:
        calendar.add_component(_event(entry))
    days = [entry.moment().date() for entry in shown] or [date(2000, 1, 1)]
    calendar.add_missing_timezones(first_date=date(min(days).year, 1, 1), last_date=date(max(days).year + 1, 12, 31))
    return bytes(calendar.to_ical())


def owner_of(learner: str) -> str:
    """Different for each learner, and tells nobody who they are."""
    return hashlib.sha256(f"calendar:{learner}".encode()).hexdigest()[:16]


def _event(entry: Entry):  # type: ignore[no-untyped-def]  # the library's own class, imported only when needed
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", entry.summary)
    event.add("description", entry.text)
    changed = (entry.changed or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.gone else "CONFIRMED")
    if isinstance(entry.begins, datetime):
        begins = _placed(entry.begins, entry.zone)
        event.add("dtstart", begins)
        event.add("duration", timedelta(minutes=entry.minutes))
    else:
        day: date = entry.begins
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _placed(begins: datetime, zone: str) -> datetime:
    found = zone_of(zone)
    if found is None:
        return begins
    return begins.replace(tzinfo=UTC if zone == "UTC" else found)
