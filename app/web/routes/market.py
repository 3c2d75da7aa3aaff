"""The job market research: as counted, and as a document."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse

from app.adapters.store.conversations import now
from app.documents.market import NAME, market_markdown
from app.learner_market import read_learner_market, require_market
from app.web.context import App, Learner
from app.web.document_view import document_html
from app.web.views_postings import MarketView

router = APIRouter(prefix="/api/market", tags=["postings"])


@router.get("")
def market(learner: Learner, context: App) -> MarketView:
    """Also before the first posting, with empty lists."""
    return MarketView.of(read_learner_market(context.store.records, learner, context.skills, now()))


@router.get("/document", response_class=PlainTextResponse)
def document(learner: Learner, context: App) -> PlainTextResponse:
    """The report as Markdown. 404 before a posting can be counted."""
    found = require_market(context.store.records, learner, context.skills, now())
    name = NAME.rpartition("/")[2]
    return PlainTextResponse(
        market_markdown(found, context.skills),
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@router.get("/document.html", response_class=HTMLResponse)
def document_page(learner: Learner, context: App) -> HTMLResponse:
    """The same as a page of its own, sanitised; `main` holds the document."""
    found = require_market(context.store.records, learner, context.skills, now())
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Job market research</title></head>'
        f"<body><main>{document_html(market_markdown(found, context.skills))}</main></body></html>"
    )
