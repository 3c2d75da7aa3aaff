"""`profile.md`: what is known of the learner, and where each fact came from."""

from __future__ import annotations

from app.documents.markdown import plain, quote, table
from graphs.career.assessment import Known, Profile

NAMES = {
    "background": "Background",
    "current_job": "Current job",
    "target_level": "Target level",
    "target_role": "Target role",
    "hours_per_week": "Hours a week",
    "location": "Location",
    "currency": "Currency",
    "budget": "Budget",
    "time_zone": "Time zone",
    "preferences": "Preferences",
}


def source(known: Known) -> str:
    """Where the fact came from, in words."""
    day = f"{known.evidence.at:%Y-%m-%d}"
    if known.evidence.origin == "form":
        return f"you filled it in, {day}"
    return f"you said {quote(known.evidence.quote, 120)}, {day}" if known.evidence.quote else f"told, {day}"


def profile_markdown(profile: Profile) -> str:
    """Every field, the empty ones too, so that a reader sees what could still be told."""
    rows = []
    for field, name in NAMES.items():
        known: Known | None = getattr(profile, field)
        rows.append((name, plain(str(known.value)), source(known)) if known else (name, "not told yet", ""))
    return "\n".join(["# Profile", "", *table(("Field", "Value", "From"), rows), ""])
