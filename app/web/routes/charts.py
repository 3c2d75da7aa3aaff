"""The chart of current ratings against the target."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from app.documents.rating_chart import Theme, chart_png, chart_svg, chart_words
from app.learner_assessment import require_standing
from app.web.context import App, Learner
from graphs.career.skills import Level

router = APIRouter(prefix="/api/assessment", tags=["assessment"])
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A drawing styles itself; opened alone in a tab it may do nothing else."""
MEDIA: dict[str, str] = {"svg": "image/svg+xml", "png": "image/png", "txt": "text/plain; charset=utf-8"}


@router.get("/chart.{kind}", response_class=Response)
def chart(
    kind: Literal["svg", "png", "txt"],
    learner: Learner,
    context: App,
    level: Level | None = None,
    theme: Theme = "light",
) -> Response:
    """As a drawing, or in words. 404 before anything was read."""
    standing = require_standing(context.store.records, learner, context.skills, level)
    if kind == "svg":
        body = chart_svg(standing, theme)
    elif kind == "png":
        body = chart_png(standing, theme)
    else:
        body = chart_words(standing).encode()
    return Response(body, media_type=MEDIA[kind], headers={"Content-Security-Policy": POLICY})
