"""The plan as a calendar: a file, and an address that a calendar program can follow until it is taken back."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.documents.calendar import calendar_of, read_changes, zone_note
from app.documents.calendar_entries import entries, zone_now
from app.web.context import App, Learner
from app.web.views_progress import CalendarView, FeedView
from graphs.errors import NotFound

router = APIRouter(tags=["calendar"])
MEDIA = "text/calendar; charset=utf-8"
GONE = "There is no calendar at this address (any more). Its owner can make a new one on the mentor's page."


@router.get("/api/calendar")
def calendar(learner: Learner, context: App) -> CalendarView:
    """404 without a plan."""
    changes = read_changes(context.store.records, learner)
    zone = zone_now(changes)
    shown = [each for each in entries(changes, context.skills, "") if not each.gone]
    return CalendarView(
        feed=context.store.calendar_feeds.is_open(learner), zone=zone, note=zone_note(zone), entries=len(shown)
    )


@router.get("/api/calendar/plan.ics", response_class=Response)
def download(learner: Learner, context: App) -> Response:
    """To import; importing it again after a change updates the entries."""
    file = calendar_of(read_changes(context.store.records, learner), context.skills, learner, feed=False)
    return Response(file, media_type=MEDIA, headers={"Content-Disposition": 'attachment; filename="learning-plan.ics"'})


@router.post("/api/calendar/feed")
def open_feed(request: Request, learner: Learner, context: App) -> FeedView:
    """A new address; the one before stops working. It is shown this once. 404 without a plan."""
    read_changes(context.store.records, learner)
    token = context.store.calendar_feeds.open(learner)
    return FeedView(address=f"{str(request.base_url).rstrip('/')}/calendar/{token}.ics")


@router.delete("/api/calendar/feed", status_code=204)
def close_feed(learner: Learner, context: App) -> None:
    """The address stops working at once; twice is fine."""
    context.store.calendar_feeds.close(learner)


@router.get("/calendar/{token}.ics", response_class=Response)
def feed(token: str, context: App) -> Response:
    """For calendar programs: the secret in the address is all they have. 404 once it was taken back."""
    learner = context.store.calendar_feeds.learner_of(token)
    if learner is None:
        raise NotFound(GONE)
    file = calendar_of(read_changes(context.store.records, learner), context.skills, learner, feed=True)
    return Response(file, media_type=MEDIA, headers={"Cache-Control": "private, max-age=900"})
