"""The learner: who this browser is, all that is kept, and its deletion."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.web.context import App, Learner
from app.web.export import export_zip
from app.web.views import Confirmation, MeView

router = APIRouter(prefix="/api/me", tags=["learner"])


@router.get("")
def me(request: Request, response: Response, context: App) -> MeView:
    """Sets the learner's cookie when there is none."""
    learner = context.cookie.issue(request, response)
    return MeView(learner=learner[:8], ready=context.parts.ready)


@router.get("/export", responses={200: {"content": {"application/zip": {}}}}, response_class=Response)
def export(learner: Learner, context: App) -> Response:
    """Everything kept about the learner: `records.json`, each conversation as Markdown, and the bundle of documents."""
    archive = export_zip(context.store, learner, context.catalogue)
    return Response(
        archive,
        media_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="mentor-export.zip"'},
    )


@router.delete("", status_code=204)
def delete_me(confirmation: Confirmation, learner: Learner, context: App, response: Response) -> None:  # noqa: ARG001
    """Deletes everything of the learner, at once and for good, and forgets the browser."""
    context.turns.stop_all(learner)
    context.store.learners.delete(learner)
    context.cookie.clear(response)
