"""The learner's assessment: shown, edited, and as a document."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse

from app.adapters.store.conversations import now
from app.documents.assessment import NAME, assessment_markdown
from app.learner_assessment import read_standing, require_standing, set_rating
from app.learner_profile import read_profile
from app.web.cleaning import clean_text
from app.web.context import App, Learner
from app.web.document_view import document_html
from app.web.views_assessment import AssessmentView, NewRating
from graphs.career.skills import Level, Rating
from graphs.errors import BadValue

router = APIRouter(prefix="/api/assessment", tags=["assessment"])
WHY_LIMIT = 2000


@router.get("")
def assessment(learner: Learner, context: App, level: Level | None = None) -> AssessmentView:
    """As it stands, against the level aimed for, or against another one to compare."""
    standing = read_standing(context.store.records, learner, context.skills, level)
    if standing is not None:
        return AssessmentView.of(standing)
    aim = read_profile(context.store.records, learner).profile.target_level
    return AssessmentView.empty(level or (Level(str(aim.value)) if aim else Level.JUNIOR))


@router.put("/ratings/{skill}")
def rate(skill: str, body: NewRating, learner: Learner, context: App) -> AssessmentView:
    """The learner's correction of one reading; after the confirmation it makes a new version."""
    why = clean_text(body.why)
    if len(why) > WHY_LIMIT:
        raise BadValue(f"why: {len(why):,} characters are too many; {WHY_LIMIT:,} fit. Keep what shows the skill best.")
    standing = set_rating(context.store.records, learner, context.skills, skill, Rating(body.rating), why, now())
    return AssessmentView.of(standing)


@router.get("/document", response_class=PlainTextResponse)
def document(learner: Learner, context: App, level: Level | None = None) -> PlainTextResponse:
    """The assessment as Markdown. 404 before anything was read."""
    standing = require_standing(context.store.records, learner, context.skills, level)
    name = NAME.rpartition("/")[2]
    return PlainTextResponse(
        assessment_markdown(standing),
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@router.get("/document.html", response_class=HTMLResponse)
def document_page(learner: Learner, context: App, level: Level | None = None) -> HTMLResponse:
    """The same as a page of its own, sanitised; `main` holds the document."""
    standing = require_standing(context.store.records, learner, context.skills, level)
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Skills assessment</title></head>'
        f"<body><main>{document_html(assessment_markdown(standing))}</main></body></html>"
    )
