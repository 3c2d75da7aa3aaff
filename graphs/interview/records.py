"""The interview in the store: its own record, and the profile and assessment that the other slices read."""

from __future__ import annotations

from graphs.interview.lexicon import SkillLexicon
from graphs.interview.render import assessment, profile
from graphs.interview.state import InterviewState
from graphs.ports import Records

INTERVIEW, PROFILE, ASSESSMENT = "interview", "profile", "assessment"


def load(records: Records) -> InterviewState | None:
    """The interview as it stands, validated; the profile is taken from its own record, where forms edit it too."""
    kept = records.get(INTERVIEW)
    if kept is None:
        return None
    state = InterviewState.model_validate(kept)
    edited = records.get(PROFILE)
    if edited is None:
        return state
    known = {field: value for field, value in edited.items() if value is not None}
    return InterviewState.model_validate({**state.model_dump(), "profile": known})


def keep(records: Records, state: InterviewState, lexicon: SkillLexicon) -> None:
    """What the step changed, in one write: a turn is kept whole or not at all."""
    values = {INTERVIEW: state.model_dump(mode="json")}
    facts = profile(state).model_dump(mode="json")
    if state.profile and facts != records.get(PROFILE):
        values[PROFILE] = facts
    document = assessment(state, lexicon)
    if document is not None and document.ratings:
        shown = document.model_dump(mode="json")
        if shown != records.get(ASSESSMENT):
            values[ASSESSMENT] = shown
    records.put_all(values)
