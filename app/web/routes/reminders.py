"""Reminders: when they are wanted, those that fell due, and setting them aside."""

from __future__ import annotations

from fastapi import APIRouter

from app.adapters.store.conversations import now
from app.learner_progress import read_now, set_reminders
from app.web.context import App, Learner
from app.web.views_progress import NewReminders, RemindersAnswer, RemindersView, ReminderView
from graphs.career.progress import Reminders

router = APIRouter(prefix="/api/reminders", tags=["reminders"])


@router.get("")
def reminders(learner: Learner, context: App) -> RemindersAnswer:
    """Those to show, newest first."""
    found = context.store.reminders.open(learner, now())
    return RemindersAnswer(
        reminders=tuple(
            ReminderView(id=each.key.partition(":")[2], kind=each.kind, text=each.text, due_at=each.due_at)
            for each in found
        )
    )


@router.post("/{reminder}/dismiss", status_code=204)
def dismiss(reminder: str, learner: Learner, context: App) -> None:
    """It is not shown again; twice is fine."""
    context.store.reminders.dismiss(learner, f"{learner}:{reminder}", now())


@router.put("/settings")
def change(body: NewReminders, learner: Learner, context: App) -> RemindersView:
    """When to remind. 404 without a plan: there is nothing to remind of."""
    moment = now()
    found = read_now(context.store.records, learner, moment)
    given = body.model_dump(exclude_unset=True)
    held = {
        **found.progress.reminders.model_dump(),
        **{name: value for name, value in given.items() if value is not None},
    }
    if "away_until" in given:
        held["away_until"] = given["away_until"]
    kept = set_reminders(context.store.records, learner, Reminders.model_validate(held), moment)
    return RemindersView.of(kept, found.zone)
