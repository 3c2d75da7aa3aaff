"""The learner's profile: shown, and edited by form."""

from __future__ import annotations

from fastapi import APIRouter

from app.adapters.store.conversations import now
from app.learner_profile import edit_profile, read_profile
from app.web.cleaning import clean_text
from app.web.context import App, Learner
from app.web.views_assessment import FieldValue, ProfileChange, ProfileView

router = APIRouter(prefix="/api/profile", tags=["profile"])


@router.get("")
def profile(learner: Learner, context: App) -> ProfileView:
    """Every field, with where it came from."""
    return ProfileView.of(read_profile(context.store.records, learner))


@router.put("")
def edit(body: ProfileChange, learner: Learner, context: App) -> ProfileView:
    """Sets the fields that are sent. 409 when another window changed the profile since `version`."""
    changes: dict[str, FieldValue] = {
        name: clean_text(value) if isinstance(value, str) else value for name, value in body.changes().items()
    }
    return ProfileView.of(edit_profile(context.store.records, learner, changes, now(), after=body.version))
