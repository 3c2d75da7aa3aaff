"""The learner's progress: ticks, check-ins, reviews, ways to go on, the trend of hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Response

from app.adapters.store.conversations import now
from app.adapters.store.versions import LearnerRecords
from app.bootstrap.progress import make_progress_deps, progress_graph, rate_by_cues
from app.documents.charts import trend_chart, trend_words
from app.learner_progress import ProgressNow, read_now, tick, untick
from app.web.cleaning import clean_message
from app.web.context import App, Context, Learner
from app.web.views_progress import NewTick, ProgressAnswer, ProgressView, Said, SaidView
from graphs.errors import NotFound

if TYPE_CHECKING:
    from graphs.progress.graph import ProgressDeps

router = APIRouter(prefix="/api", tags=["progress"])
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
MEDIA: dict[str, str] = {"svg": "image/svg+xml", "png": "image/png", "txt": "text/plain; charset=utf-8"}


@router.get("/progress")
def progress(learner: Learner, context: App) -> ProgressAnswer:
    """Null before there is a plan."""
    from graphs.progress.steps import standing_question

    try:
        found = ProgressView.of(_now(learner, context))
    except NotFound:
        return ProgressAnswer(progress=None)
    return ProgressAnswer(progress=found, asked=tuple(standing_question(_deps(learner, context))))


@router.post("/plan/items/{item}/tick")
def tick_off(item: str, learner: Learner, context: App, body: NewTick | None = None) -> ProgressView:
    """Ticks one item off; twice is fine."""
    tick(context.store.records, learner, item, now(), hours=body.hours if body else None)
    return ProgressView.of(_now(learner, context))


@router.delete("/plan/items/{item}/tick")
def take_tick_back(item: str, learner: Learner, context: App) -> ProgressView:
    """Takes the tick away; twice is fine."""
    untick(context.store.records, learner, item)
    return ProgressView.of(_now(learner, context))


@router.post("/progress/check-in")
def check_in(body: Said, learner: Learner, context: App) -> SaidView:
    """Reads a check-in in the learner's words; what it would tick waits for a yes."""
    return _said("progress_update", body.text, learner, context)


@router.post("/progress/answer")
def answer(body: Said, learner: Learner, context: App) -> SaidView:
    """What the learner says to the question that stands open: yes, no, "only 1", a choice, an answer of a review."""
    return _said("answer", body.text, learner, context)


@router.post("/progress/review")
def review(learner: Learner, context: App) -> SaidView:
    """Begins the monthly review; its questions are answered with `POST /api/progress/answer`."""
    return _said("review", "", learner, context, empty=True)


@router.post("/progress/choices")
def choices(learner: Learner, context: App) -> SaidView:
    """Works out ways to go on after weeks in which less was done; taken by `POST /api/progress/answer` with the title."""
    return _said("replan", "", learner, context, empty=True)


@router.get("/progress/trend.{kind}", response_class=Response)
def trend(kind: Literal["svg", "png", "txt"], learner: Learner, context: App) -> Response:
    """Hours planned and done as a drawing, or in words. 404 without a plan."""
    found = _now(learner, context).status.trend
    if kind == "txt":
        body: str | bytes = trend_words(found)
    else:
        chart = trend_chart(found)
        body = chart.svg if kind == "svg" else chart.png
    return Response(body, media_type=MEDIA[kind], headers={"Content-Security-Policy": POLICY})


def _now(learner: str, context: Context) -> ProgressNow:
    return read_now(context.store.records, learner, now())


def _said(act: str, text: str, learner: str, context: Context, *, empty: bool = False) -> SaidView:
    from graphs.progress.graph import run_progress  # LangGraph takes most of a second, the page must not wait for it

    text = "" if empty else clean_message(text, context.settings.max_message_chars)
    _now(learner, context)  # 404 without a plan, before anything is read
    events = tuple(run_progress(progress_graph(), _deps(learner, context, rating=True), act, text))
    return SaidView(events=events, progress=ProgressView.of(_now(learner, context)))


def _deps(learner: str, context: Context, *, rating: bool = False) -> ProgressDeps:
    records = LearnerRecords(context.store.records, learner, known_learner=True)
    return make_progress_deps(records, context.catalogue, now, rate_by_cues(context.skills) if rating else None)
