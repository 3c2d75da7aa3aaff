"""A learner's progress in the store, for the page, the terminal and the mentor: ticks, status, reviews, ways to go on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from app.adapters.catalogue import Catalogue
from app.adapters.store.versions import LearnerRecords, Records, validated
from app.learner_assessment import NONE_YET as NO_ASSESSMENT
from app.learner_plan import require_plan
from graphs.career.assessment import Evidence
from graphs.career.plan import LearningPlan
from graphs.career.progress import Progress, Reminders, ReviewAnswer
from graphs.career.skills import SkillMatrix
from graphs.errors import BadValue, NotFound
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.records import keep, load
from graphs.interview.state import Held, InterviewState, SkillTrack, correct
from graphs.plan.reading import Asked
from graphs.plan.records import read_basis
from graphs.plan.replan import replan
from graphs.plan.request import PlanParts
from graphs.plan.workbook import load_workbook
from graphs.ports import Records as RecordsPort
from graphs.progress.check_in import ticked, unticked
from graphs.progress.records import PROGRESS, keep_progress, read_progress, zone_of_learner
from graphs.progress.recover import Recipe, Replan
from graphs.progress.status import Status, status, today_of

LONGEST_PLAN = 104
"""Weeks."""
SURE = 0.9
MOST_HOURS = 168.0


@dataclass(frozen=True)
class ProgressNow:
    """The plan, what is done of it, and where that stands today."""

    plan: LearningPlan
    progress: Progress
    status: Status
    zone: str


def read_now(records: Records, learner: str, at: datetime) -> ProgressNow:
    """Raises `NotFound` before there is a plan, `RecordUnreadable`."""
    plan = require_plan(records, learner)
    bound = LearnerRecords(records, learner)
    zone = zone_of_learner(bound, plan)
    progress = read_progress(bound)
    return ProgressNow(plan, progress, status(plan, progress, today_of(at, zone), zone), zone)


def tick(records: Records, learner: str, item: str, at: datetime, *, hours: float | None = None) -> None:
    """Ticks one item of the plan off; twice is fine. Raises `NotFound`, `BadValue`, `RecordChanged`."""
    plan = require_plan(records, learner)
    if item not in {each.id for _, each in plan.items()}:
        raise NotFound("Your plan has no such item. It may have been planned again: load it anew.")
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise BadValue(f"hours: {hours:g} cannot be right. Write how long it took, such as 2.5, or leave it out.")
    bound, progress = _progress(records, learner)
    changed = ticked(progress, [item], at)
    if hours is not None:
        changed = changed.model_copy(
            update={
                "ticks": tuple(
                    each.model_copy(update={"hours": hours}) if each.item == item else each for each in changed.ticks
                )
            }
        )
    keep_progress(bound, changed)


def untick(records: Records, learner: str, item: str) -> None:
    """Takes the tick away; twice is fine. Raises `NotFound` for what is in no plan and was never ticked."""
    bound, progress = _progress(records, learner)
    if item not in progress.done and item not in {each.id for _, each in require_plan(records, learner).items()}:
        raise NotFound("Your plan has no such item. It may have been planned again: load it anew.")
    keep_progress(bound, unticked(progress, [item]))


def set_reminders(records: Records, learner: str, wished: Reminders, at: datetime) -> Reminders:
    """Keeps them; what fell due before is not caught up. Raises `RecordChanged`."""
    bound, progress = _progress(records, learner)
    kept = wished.model_copy(update={"since": at})
    keep_progress(bound, progress.model_copy(update={"reminders": kept}))
    return kept


def _progress(records: Records, learner: str) -> tuple[LearnerRecords, Progress]:
    bound = LearnerRecords(records, learner, known_learner=True)
    bound.get(PROGRESS)
    found = records.newest(learner, PROGRESS)
    return bound, Progress() if found is None else validated(found, Progress)


def replanner(records: RecordsPort, catalogue: Catalogue, clock: Callable[[], datetime]) -> Replan:
    """How the ways to go on are worked out: by the plan's own scheduler, on the learner's records."""
    parts = PlanParts(catalogue.skills, catalogue.resources, load_workbook())

    def worked_out(plan: LearningPlan, recipe: Recipe, done: Collection[str], today: date) -> LearningPlan:
        at = clock()
        request = read_basis(records, Asked(), at).request
        weeks = len(plan.weeks) + recipe.weeks
        if weeks > LONGEST_PLAN:
            raise BadValue(f"weeks: a plan of {weeks} weeks is too long. Begin a new one.")
        request = request.model_copy(
            update={"starts": plan.starts, "wishes": request.wishes.model_copy(update={"weeks": weeks})}
        )
        return replan(plan, request, parts, done=done, today=today, made_at=at, extra=recipe.extra)

    return worked_out


def settler(records: RecordsPort, skills: SkillMatrix) -> Callable[[tuple[ReviewAnswer, ...], datetime], None]:
    """How a review's ratings go into the assessment: through the interview's own record, as a new version with evidence."""

    def settle(answers: tuple[ReviewAnswer, ...], at: datetime) -> None:
        state = load(records)
        if state is None or state.started_at is None:
            raise NotFound(NO_ASSESSMENT)
        if state.status == "confirmed":
            state = _next_version(state, at)
        for each in answers:
            if each.after is None:
                continue
            if each.skill not in state.skills:
                state = state.with_(skills={**state.skills, each.skill: SkillTrack()})
            before = state.held(each.skill)
            evidence = Evidence(quote=each.quote, at=at, origin="progress")
            after = Held(
                standing="rated",
                rating=int(each.after),
                confidence=SURE,
                evidence=(*before.evidence, evidence),
                reason=f"you reviewed it: {each.reason[:1].lower()}{each.reason[1:].rstrip('.')}",
            )
            state = correct(state, each.skill, after, each.quote, at)
        keep(records, state, SkillLexicon(skills))

    return settle


def _next_version(state: InterviewState, at: datetime) -> InterviewState:
    return state.with_(
        previous={skill: track.now for skill, track in state.skills.items()},
        assessment_version=state.assessment_version + 1,
        confirmed_at=at,
    )
