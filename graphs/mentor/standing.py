"""Where a learner stands, read from their records before each message."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from graphs.career.skills import Level
from graphs.interview.state import InterviewState
from graphs.mentor.route import Standing
from graphs.mentor.talk_record import Talk, still_confirming
from graphs.ports import Records


def read_standing(
    records: Records, interview: InterviewState | None, talk: Talk, conversation: str, now: datetime
) -> Standing:
    """`records` are read for what exists, not for what it says."""
    thread = talk.thread(conversation)
    confirming = still_confirming(thread, now)
    return Standing(
        interview=_interview(interview, here=talk.interview in ("", conversation)),
        assessed=interview is not None and interview.confirmed_at is not None,
        collecting=thread is not None and thread.slice == "market",
        plan=records.get("plan") is not None,
        confirming="delete_my_data" if confirming == "delete_my_data" else None,
    )


def _interview(state: InterviewState | None, *, here: bool) -> Literal["none", "open", "paused"]:
    if state is None or state.status == "confirmed":
        return "none"
    return "open" if state.status == "running" and here else "paused"


def level_of(records: Records) -> Level:
    """The level aimed for; Junior until the learner names one."""
    profile = records.get("profile") or {}
    target = profile.get("target_level") or {}
    assessment = records.get("assessment") or {}
    return Level(str(target.get("value") or assessment.get("level") or Level.JUNIOR))
