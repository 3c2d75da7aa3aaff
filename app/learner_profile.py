"""A learner's profile in the store: read, edited by form, flagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.adapters.store.versions import Records, validated
from graphs.career.assessment import Known, Profile
from graphs.career.profile_form import edit
from graphs.career.skills import Level
from graphs.errors import RecordChanged
from graphs.interview.models import Fact
from graphs.interview.profile import objection
from graphs.interview.records import INTERVIEW, PROFILE
from graphs.interview.state import InterviewState


@dataclass(frozen=True)
class KeptProfile:
    """The profile with the version it was read at, 0 when nothing is kept yet."""

    profile: Profile
    version: int


def read_profile(records: Records, learner_id: str) -> KeptProfile:
    """Raises `RecordUnreadable`."""
    found = records.newest(learner_id, PROFILE)
    if found is None:
        return KeptProfile(Profile(), 0)
    return KeptProfile(validated(found, Profile), found.version)


def edit_profile(
    records: Records, learner_id: str, changes: Mapping[str, object], at: datetime, *, after: int | None = None
) -> KeptProfile:
    """Keeps a new version when something changed. Raises `BadValue`, and `RecordChanged` when `after` is outdated.

    A target level chosen while the interview runs is the interview's level too.
    """
    kept = read_profile(records, learner_id)
    if after is not None and after != kept.version:
        raise RecordChanged(
            "Your profile was changed in another window meanwhile. Nothing is lost: load it again and repeat your change."
        )
    profile = edit(kept.profile, changes, at)
    if profile == kept.profile:
        return kept
    version = records.put(learner_id, PROFILE, profile.model_dump(mode="json"), after=kept.version)
    if profile.target_level is not None and profile.target_level != kept.profile.target_level:
        _tell_interview(records, learner_id, Level(str(profile.target_level.value)))
    return KeptProfile(profile, version)


def flags(profile: Profile) -> tuple[str, ...]:
    """What is allowed, and worth a second look by the learner."""
    known: dict[str, Known] = {
        field: value for field in Profile.model_fields if (value := getattr(profile, field)) is not None
    }
    facts = (
        Fact(field, known[field].value, known[field].evidence.quote)  # type: ignore[arg-type]  # form and interview keep text and whole numbers
        for field in ("target_level", "hours_per_week")
        if field in known
    )
    return tuple(found.text for fact in facts if (found := objection(fact, known)) is not None)


def _tell_interview(records: Records, learner_id: str, level: Level) -> None:
    for last in (False, False, True):
        found = records.newest(learner_id, INTERVIEW)
        if found is None:
            return
        state = validated(found, InterviewState)
        if state.status == "confirmed" or state.level == level:
            return
        try:
            records.put(learner_id, INTERVIEW, state.with_(level=level).model_dump(mode="json"), after=found.version)
        except RecordChanged:  # a turn went by; the level still has to be told
            if last:
                raise
        else:
            return
