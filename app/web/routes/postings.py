"""The learner's postings: added as text or as a file, listed, corrected, removed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.adapters.store.conversations import now
from app.learner_market import drop_posting, edit_posting, read_learner_market, read_postings, save_posting
from app.posting_files import posting_text
from app.web.cleaning import clean_text
from app.web.context import App, Context, Learner
from app.web.views_postings import AddedView, NewPosting, PostingChange, PostingsView, PostingView
from graphs.errors import BadValue
from graphs.market.keep import Added, require_posting
from graphs.market.read import Hints
from graphs.market.render import fit_line

router = APIRouter(prefix="/api/postings", tags=["postings"])


@router.get("")
def postings(learner: Learner, context: App) -> PostingsView:
    """All of them, oldest first."""
    kept = read_postings(context.store.records, learner)
    market = read_learner_market(context.store.records, learner, context.skills, now())
    return PostingsView.of(kept, market, context.skills)


@router.post("", status_code=201)
def add(body: NewPosting, learner: Learner, context: App) -> AddedView:
    """Reads a pasted posting and keeps it. 422 `not_a_posting` when it is something else; `sure` keeps it all the same."""
    hints = Hints(*(clean_text(each, keep_lines=False) for each in (body.title, body.company, body.location)))
    return _added(context, learner, save(context, learner, body.text, hints=hints, sure=body.sure))


@router.post("/file", status_code=201)
async def add_file(
    request: Request,
    learner: Learner,
    context: App,
    name: Annotated[str, Query(max_length=200, description="The file's name, whose ending tells its kind.")],
    sure: bool = False,
) -> AddedView:
    """The body is the file itself: text, Markdown, HTML or PDF."""
    from starlette.concurrency import run_in_threadpool

    data = await request.body()

    def keep() -> AddedView:
        text = posting_text(name, data)
        origin = clean_text(name, keep_lines=False)[:120] or "file"
        return _added(context, learner, save(context, learner, text, origin=origin, sure=sure))

    return await run_in_threadpool(keep)


@router.get("/{posting_id}")
def posting(posting_id: str, learner: Learner, context: App) -> PostingView:
    """One, with its text."""
    return _shown(context, learner, posting_id)


@router.patch("/{posting_id}")
def correct(posting_id: str, body: PostingChange, learner: Learner, context: App) -> PostingView:
    """Corrects what was read wrongly."""
    changes: dict[str, Any] = body.changes()
    if not changes:
        raise BadValue("Nothing to change was sent. Send the fields that are wrong.")
    for field in ("title", "company"):
        if field in changes:
            changes[field] = clean_text(changes[field], keep_lines=False)
    edit_posting(context.store.records, learner, posting_id, changes)
    return _shown(context, learner, posting_id)


@router.delete("/{posting_id}", status_code=204)
def remove(posting_id: str, learner: Learner, context: App) -> Response:
    """For good; earlier versions of the record keep it until the learner's data are deleted."""
    drop_posting(context.store.records, learner, posting_id)
    return Response(status_code=204)


def save(
    context: Context,
    learner: str,
    text: str,
    *,
    hints: Hints | None = None,
    origin: str = "pasted",
    sure: bool = False,
) -> Added:
    """Cleaned as every text that comes from outside."""
    return save_posting(
        context.store.records,
        learner,
        clean_text(text),
        context.posting_words,
        now(),
        hints=hints,
        origin=origin,
        sure=sure,
    )


def _added(context: Context, learner: str, added: Added) -> AddedView:
    market = read_learner_market(context.store.records, learner, context.skills, now())
    return AddedView.of(added, market, context.skills)


def _shown(context: Context, learner: str, posting_id: str) -> PostingView:
    kept = require_posting(read_postings(context.store.records, learner), posting_id)
    market = read_learner_market(context.store.records, learner, context.skills, now())
    fit = next((fit_line(each, context.skills) for each in market.posting_fits if each.posting == posting_id), "")
    return PostingView.of(kept, context.skills, fit, whole=True)
