"""Whether the service lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.web.context import App
from app.web.views import PartView, QueueView, StatusView

router = APIRouter(tags=["status"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives; answered at once whatever else it does."""
    return {"status": "alive"}


@router.get("/readyz", responses={503: {"model": StatusView, "description": "Not ready yet, or a part failed"}})
async def readyz(response: Response, context: App) -> StatusView:
    """200 only when documents, embedder and model are loaded and warm."""
    view = status(context)
    if not view.ready:
        response.status_code = 503
    return view


@router.get("/api/status")
def api_status(context: App) -> StatusView:
    """What the page shows while it waits."""
    return status(context)


def status(context: App) -> StatusView:
    """Both routes say the same."""
    parts = {
        name: PartView(state=part.state, detail=part.detail, name=part.name)
        for name, part in context.parts.status().items()
    }
    queue = context.parts.queue()
    return StatusView(
        ready=context.parts.ready,
        parts=parts,
        queue=QueueView(waiting=queue.waiting, limit=queue.limit),
        max_message_chars=context.settings.max_message_chars,
    )
