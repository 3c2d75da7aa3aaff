"""The page and Slack as one person: codes both ways, what meets is shown and chosen."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from app.adapters.store.conversations import now
from app.adapters.store.joining import Side
from app.adapters.store.slack import own_learner
from app.web.context import App, Learner
from app.web.routes.page import STATIC

router = APIRouter(tags=["link"])


class CodeView(BaseModel):
    """A code to enter in Slack."""

    code: str
    """Holds for ten minutes and works once."""


class ConflictView(BaseModel):
    """A matter that both sides have something of."""

    matter: str
    page: datetime
    """When the page's was last changed."""
    slack: datetime
    newer: Literal["page", "slack"]


class LinkView(BaseModel):
    """How things stand."""

    linked: bool
    conflicts: list[ConflictView] = []
    """To be chosen from before anything is linked; the side that is not chosen stays in the history."""


class EnteredCode(BaseModel):
    """A code from Slack, and with the second try what was chosen."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(max_length=40)
    choices: dict[str, Literal["page", "slack"]] | None = None
    """By matter; without any, conflicts are shown first."""


@router.get("/link", include_in_schema=False)
def link_page(request: Request, context: App) -> Response:
    """A small page of its own; the first visit makes the learner's cookie."""
    response = FileResponse(STATIC / "link.html", headers={"Cache-Control": "no-cache"})
    context.cookie.issue(request, response)
    return response


@router.get("/api/link")
def standing(learner: Learner, context: App) -> LinkView:
    """Whether somebody in Slack writes these records too."""
    return LinkView(linked=bool(context.store.slack.people_of(learner)))


@router.post("/api/link/code")
def make_code(learner: Learner, context: App) -> CodeView:
    """To be entered in Slack with `/mentor link CODE`."""
    return CodeView(code=context.store.link_codes.make(learner, "page"))


@router.post("/api/link")
def enter_code(body: EnteredCode, learner: Learner, context: App, response: Response) -> LinkView:
    """Links, or first shows what both sides have. 422 for a code that is wrong, used or too old; 429 after five."""
    store = context.store
    found = store.link_codes.look(body.code, learner, "page")
    # A person of Slack who linked another browser before: that one's learner stays, and this browser becomes it.
    linked_before = not found.learner_id.startswith("slack:")
    kept, joined = (found.learner_id, learner) if linked_before else (learner, found.learner_id)
    conflicts = store.joining.conflicts(kept, joined)
    page_side: Side = "joined" if linked_before else "kept"
    if conflicts and body.choices is None:
        shown = [
            ConflictView(
                matter=each.matter,
                page=each.joined if linked_before else each.kept,
                slack=each.kept if linked_before else each.joined,
                newer="page" if each.newer == page_side else "slack",
            )
            for each in conflicts
        ]
        return LinkView(linked=False, conflicts=shown)
    slack_side: Side = "kept" if linked_before else "joined"
    sides = {matter: page_side if side == "page" else slack_side for matter, side in (body.choices or {}).items()}
    people = store.slack.people_of(found.learner_id)
    store.link_codes.redeem(body.code, learner, "page")
    store.joining.join(kept, joined, sides)
    for person in people:
        store.joining.attach(person.team_id, person.user_id, kept, now())
    if linked_before:
        context.cookie.grant(response, kept)
    return LinkView(linked=True)


@router.delete("/api/link")
def unlink(learner: Learner, context: App) -> LinkView:
    """Both go on with the same records, each alone."""
    store = context.store
    for person in store.slack.people_of(learner):
        own = own_learner(person.team_id, person.user_id)
        if person.learner_id != own:
            store.joining.copy_records(learner, own)
            store.joining.attach(person.team_id, person.user_id, own, None)
    return LinkView(linked=False)
