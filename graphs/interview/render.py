"""The whole reading as it is shown for confirmation, and as the record that the other slices read."""

from __future__ import annotations

from graphs.career.assessment import Assessment, Profile, SkillRating
from graphs.career.skills import Level, Rating
from graphs.events import Sentence
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.questions import label
from graphs.interview.state import Held, InterviewState

_PROFILE_NAMES = {
    "target_level": "aims for", "target_role": "role", "current_job": "works as", "hours_per_week": "hours a week",
    "location": "place", "budget": "budget", "currency": "currency", "time_zone": "time zone", "preferences": "preferences",
}  # fmt: skip
_QUOTE = 110


def quoted(held: Held, most: int = _QUOTE) -> str:
    """The learner's words, shortened for reading; the record keeps them whole."""
    if not held.evidence:
        return ""
    flat = " ".join(held.evidence[-1].quote.split())
    return f"“{flat}”" if len(flat) <= most else "“" + flat[:most].rsplit(" ", 1)[0] + " …”"


def recap(state: InterviewState, lexicon: SkillLexicon) -> tuple[Sentence, ...]:
    """Every reading with its words, what is open, and the profile."""
    lines = [Sentence(text="This is how I read you so far.", style="lead", quoted=False)]
    for skill, track in state.skills.items():
        held = track.now
        if held.rating is not None:
            words = quoted(held)
            text = f"**{lexicon.name(skill)}**: {label(held.rating)}" + (f" ({words})" if words else "")
            lines.append(Sentence(text=text, style="bullet", quoted=False))
    open_ones = [lexicon.name(skill) for skill, track in state.skills.items() if track.now.rating is None]
    if open_ones:
        text = f"Not assessed: {', '.join(open_ones)}. That counts neither for nor against you."
        lines.append(Sentence(text=text, style="note", quoted=False))
    facts = [
        f"{name}: {state.profile[field].value}" for field, name in _PROFILE_NAMES.items() if field in state.profile
    ]
    if facts:
        lines.append(Sentence(text="About you: " + "; ".join(facts) + ".", style="note", quoted=False))
    lines += [Sentence(text=change, style="note", quoted=False) for change in changes(state, lexicon)]
    return tuple(lines)


def changes(state: InterviewState, lexicon: SkillLexicon) -> tuple[str, ...]:
    """Against the confirmed assessment before: what changed, and on which words."""
    found = []
    for skill, before in state.previous.items():
        now = state.held(skill)
        if now.rating == before.rating or not now.settled:
            continue
        why = quoted(now)
        name = lexicon.name(skill)
        if before.rating is None:
            found.append(f"{name} is new: {label(now.rating)}" + (f", because you said {why}." if why else "."))
        elif now.rating is None:
            found.append(f"{name} was {label(before.rating)} and is not assessed this time.")
        else:
            way = "up" if now.rating > before.rating else "down"
            found.append(
                f"{name} went {way} from {before.rating} to {now.rating}"
                + (f", because you said {why}." if why else ".")
            )
    return tuple(found)


def profile(state: InterviewState) -> Profile:
    """The profile as the other slices read it."""
    return Profile(**{field: known for field, known in state.profile.items() if field in Profile.model_fields})


def assessment(state: InterviewState, lexicon: SkillLexicon) -> Assessment | None:
    """The assessment as the other slices read it; None before anything was read."""
    if state.started_at is None:
        return None
    ratings = tuple(
        SkillRating(
            skill=skill,
            rating=None if track.now.rating is None else Rating(track.now.rating),
            confidence=track.now.confidence,
            evidence=track.now.evidence,
            reason=track.now.reason,
            confirmed=state.status == "confirmed",
        )
        for skill, track in state.skills.items()
        if track.now.settled or track.now.standing == "proposed"
    )
    return Assessment(
        version=state.assessment_version,
        level=state.level or Level.JUNIOR,
        ratings=ratings,
        started_at=state.started_at,
        confirmed_at=state.confirmed_at,
        changes=changes(state, lexicon),
    )
