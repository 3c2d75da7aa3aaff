"""The passages and documents that answers cite, and first questions."""

from __future__ import annotations

from fastapi import APIRouter, Query

from app.web.context import App, Learner
from app.web.document_view import document_html
from app.web.views import DocumentView, PassageView, SuggestionsView
from graphs.errors import NotFound

router = APIRouter(prefix="/api", tags=["sources"])
GONE = "This is no longer among the sources; they were changed since. Ask again to see what they say now."


@router.get("/suggestions")
def suggestions(context: App) -> SuggestionsView:
    """First questions to offer."""
    return SuggestionsView(suggestions=tuple(context.parts.suggestions()))


@router.get("/passages/{passage_id:path}")
def passage(passage_id: str, learner: Learner, context: App) -> PassageView:  # noqa: ARG001
    """Raises 404 when the sources have changed since."""
    found = context.parts.library().passage(passage_id)
    if found is None:
        raise NotFound(GONE)
    return PassageView(
        id=found.id,
        document=found.document,
        title=found.title,
        source=found.source,
        section=found.section,
        text=found.text,
    )


@router.get("/documents/{document:path}")
def document(
    document: str,
    learner: Learner,  # noqa: ARG001
    context: App,
    passage: str = Query("", description="Id of the passage to set apart"),
    quote: str = Query("", max_length=4000, description="Exact words to mark in it"),
) -> DocumentView:
    """The whole document, with the passage and the quoted words marked when they are still in it."""
    library = context.parts.library()
    found = library.document(document)
    if found is None:
        raise NotFound(GONE)
    cited = library.passage(passage) if passage else None
    if cited is not None and cited.document != found.id:
        cited = None
    html = document_html(found.body, cited, quote)
    return DocumentView(id=found.id, title=found.title, source=found.source, date=found.date, html=html)
