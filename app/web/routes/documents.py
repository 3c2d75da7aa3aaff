"""The learner's documents: the list, each to read and to download, and all of them in one archive."""

from __future__ import annotations

import html

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse

from app.adapters.store.conversations import now
from app.bundle import ZIP_NAME, bundle_zip, make_bundle
from app.documents.registry import DOCUMENTS, DocumentKind, Source, kind_of, write_document
from app.web.context import App, Context, Learner
from app.web.document_view import document_html
from app.web.views_progress import DocumentEntry, DocumentsAnswer, LearnerDocument
from graphs.errors import RecordUnreadable

router = APIRouter(tags=["documents"])


@router.get("/api/documents")
def documents(learner: Learner, context: App) -> DocumentsAnswer:
    """All four; those that are not ready say how to get them."""
    source = _source(learner, context)
    return DocumentsAnswer(documents=tuple(_entry(kind, source) for kind in DOCUMENTS), bundle="/api/bundle.zip")


def _entry(kind: DocumentKind, source: Source) -> DocumentEntry:
    try:
        ready = kind.write(source) is not None
    except RecordUnreadable:
        ready = False
    return DocumentEntry(
        name=kind.name,
        title=kind.title,
        file=kind.file,
        ready=ready,
        begin=kind.begin,
        page=f"/documents/{kind.name}",
        download=f"/api/documents/{kind.name}.md",
    )


def _download(kind: DocumentKind) -> None:
    """One route for each, so that the sources' own documents keep their addresses beside them."""

    @router.get(f"/api/documents/{kind.name}.md", response_class=PlainTextResponse, name=f"download_{kind.name}")
    def download(learner: Learner, context: App) -> PlainTextResponse:
        """The document as Markdown. 404 while it cannot be written, with how to get it."""
        file = kind.file.rpartition("/")[2]
        return PlainTextResponse(
            write_document(kind.name, _source(learner, context)),
            media_type="text/markdown; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{file}"'},
        )


for each in DOCUMENTS:
    _download(each)


@router.get("/documents/{name}", response_class=HTMLResponse)
def document(name: str, request: Request, learner: Learner, context: App) -> Response:
    """A page of its own; as JSON with `Accept: application/json`, for the page to show it within itself."""
    kind = kind_of(name)
    text = write_document(name, _source(learner, context))
    shown = document_html(text)
    if "application/json" in request.headers.get("accept", ""):
        found = LearnerDocument(name=kind.name, title=kind.title, file=kind.file, html=shown, markdown=text)
        return JSONResponse(found.model_dump(mode="json"), headers={"Vary": "Accept"})
    return HTMLResponse(_page(kind, shown), headers={"Vary": "Accept"})


@router.get("/api/bundle.zip", response_class=Response)
def bundle(learner: Learner, context: App) -> Response:
    """The documents that are ready, charts, calendar, and the script that checks them."""
    return Response(
        bundle_zip(make_bundle(_source(learner, context))),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{ZIP_NAME}"'},
    )


def _source(learner: str, context: Context) -> Source:
    return Source(context.store.records, learner, context.catalogue, now())


def _page(kind: DocumentKind, shown: str) -> str:
    title = html.escape(kind.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title}</title><link rel="stylesheet" href="/static/app.css"></head><body class="document">'
        f'<nav><a href="/">Back to the mentor</a> <a href="/api/documents/{kind.name}.md" download>Download</a></nav>'
        f"<main>{shown}</main></body></html>"
    )
