"""The page and its files."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from app.web.context import App
from graphs.errors import NotFound

STATIC = Path(__file__).parent.parent / "static"

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
def page(request: Request, context: App) -> Response:
    """The one page; the first visit makes the learner's cookie."""
    file = STATIC / "index.html"
    if not file.is_file():
        raise NotFound("The page is missing from this installation. Install the program again; the API works.")
    response = FileResponse(file, headers={"Cache-Control": "no-cache"})
    context.cookie.issue(request, response)
    return response
