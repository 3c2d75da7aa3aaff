"""The learner's records in the conversation: where they stand, taking everything out, deleting it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from graphs.career.gaps import gaps
from graphs.career.wording import say
from graphs.events import DocumentReady, Event, Question
from graphs.mentor.learner_parts import LearnerParts
from graphs.mentor.profile_talk import profile_lines
from graphs.mentor.read_records import read_assessment, read_interview, read_plan, read_postings, read_profile
from graphs.mentor.route import Standing
from graphs.mentor.slices import SliceName, TurnContext
from graphs.mentor.standing import level_of
from graphs.ports import Records

ASK_DELETION: tuple[Event, ...] = (
    Question(
        text=(
            "Do you want me to delete everything I keep about you: your profile, interview, assessments, postings, plans, "
            "progress and all conversations? It happens at once and cannot be undone. “Export my data” gives you a copy first."
        ),
        quick_replies=("Yes, delete everything", "No, keep it"),
    ),
)
DELETED: tuple[Event, ...] = (
    say("Everything I kept about you is deleted. If you write again, we begin from nothing."),
)
DELETE_ELSEWHERE: tuple[Event, ...] = (
    say(
        "Nothing was deleted: from here I cannot do it. On the page it is under “My data”, in the terminal `mentor delete-my-data`."
    ),
)
FEEDBACK = "feedback"
MOST_FEEDBACK = 200
_DOCUMENTS = (
    ("assessment", r"\b(?:assessment|ratings?|skills?|matrix|scores?|profile)\b"),
    ("plan", r"\b(?:plan|schedule|timetable)\b"),
    ("roadmap", r"\broad ?map\b"),
    ("market", r"\b(?:market|postings?|ads|vacanc\w+|report)\b"),
)
_RECORD_OF = {"assessment": "assessment", "plan": "plan", "roadmap": "roadmap", "market": "postings"}
_SHOWN_BY: dict[str, tuple[SliceName, str]] = {
    "plan": ("plan", "show_plan"), "roadmap": ("roadmap", "show_roadmap"), "market": ("market", "market_report"),
}  # fmt: skip
"""The slice that shows a document, and the act it knows this by."""
_PROGRESS = re.compile(
    r"\b(?:progress|behind|ahead|on track|done|finished|tasks?|week|today|milestones?|late|overdue|next|left|far)\b",
    re.I,
)


def export_events(text: str) -> Iterator[Event]:
    """A link on the page, a command in the terminal: the shells word the address."""
    wanted = next((name for name, pattern in _DOCUMENTS if re.search(pattern, text, re.I)), None)
    if wanted is not None:
        yield say("Here it is, to read and to download.")
        yield DocumentReady(name=wanted, address=f"/documents/{wanted}")
        return
    yield say("Everything I keep about you, in one archive: JSON for programs, Markdown for reading.")
    yield DocumentReady(name="export", address="/api/me/export")


def status_events(
    text: str, records: Records, parts: LearnerParts, context: TurnContext, standing: Standing
) -> Iterator[Event]:
    """The slice that knows best when one thing is asked about, else a line on each."""
    if standing.plan and _PROGRESS.search(text) and "progress" in parts.slices.run:
        yield from parts.slices.events("progress", "show_status", text, context)
        return
    wanted = next((name for name, pattern in _DOCUMENTS if re.search(pattern, text, re.I)), None)
    if wanted in _SHOWN_BY and records.get(_RECORD_OF[wanted]) is not None:
        name, act = _SHOWN_BY[wanted]
        yield from parts.slices.events(name, act, text, context)
        return
    yield from overview(records, parts)
    if wanted is not None and records.get(_RECORD_OF[wanted]) is not None:
        yield DocumentReady(name=wanted, address=f"/documents/{wanted}")


def overview(records: Records, parts: LearnerParts) -> Iterator[Event]:
    """What is known, one line per record, and what is not there yet."""
    known = list(profile_lines(read_profile(records)))
    interview = read_interview(records)
    assessment = read_assessment(records)
    postings = read_postings(records).distinct
    plan = read_plan(records)
    if not known and interview is None and not postings and plan is None:
        yield say("I know nothing about you yet. “Assess my skills” is a good beginning, or just ask me something.")
        return
    yield say("This is where you stand.", "lead")
    if known:
        yield say(f"**You**: {'; '.join(known)}.", "bullet")
    if assessment is not None:
        yield say(f"**Assessment**: {_assessment_line(records, parts)}", "bullet")
    if interview is not None and interview.status != "confirmed":
        done = len(interview.settled)
        how = "under way" if interview.status == "running" else "paused"
        yield say(
            f"**Interview**: {how}, {done} of {len(interview.skills)} skills so far. “Resume” goes on with it.",
            "bullet",
        )
    if postings:
        yield say(f"**Postings**: {len(postings)} saved; ten make a good picture of the market.", "bullet")
    if plan is not None:
        yield say(
            f"**Plan**: {plan.starts:%d %B %Y} to {plan.ends:%d %B %Y}, {plan.hours_per_week:g} hours a week.", "bullet"
        )
    absent = [
        name
        for name, there in (("assessment", assessment), ("postings", postings), ("learning plan", plan))
        if not there
    ]
    if absent:
        yield say(f"Not there yet: {', '.join(absent)}.", "note")


def _assessment_line(records: Records, parts: LearnerParts) -> str:
    assessment = read_assessment(records)
    assert assessment is not None
    level = level_of(records)
    rated = sum(each.rating is not None for each in assessment.ratings)
    state = "confirmed" if assessment.confirmed_at is not None else "not confirmed yet"
    found = gaps(assessment, parts.lexicon.matrix, level)
    first = (
        f"; the first gaps against {level.value.capitalize()}: {', '.join(gap.name for gap in found[:3])}"
        if found
        else ""
    )
    return f"{rated} skills rated, {state}{first}."


def keep_feedback(records: Records, text: str, at: datetime) -> None:
    """The newest are kept, with the learner's other records, so that export and deletion cover them."""
    kept = (records.get(FEEDBACK) or {}).get("given", [])
    records.put(FEEDBACK, {"given": [*kept, {"text": text[:2000], "at": at.isoformat()}][-MOST_FEEDBACK:]})
