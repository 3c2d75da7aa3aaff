"""The steps of the slice: each reads the records, keeps what changed, and gives the events to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from graphs.career.dates import dated
from graphs.career.plan import LearningPlan
from graphs.career.progress import CheckIn, Progress
from graphs.career.wording import say
from graphs.errors import MentorError
from graphs.events import Event, Question
from graphs.progress import amend, render, review
from graphs.progress import check_in as checks
from graphs.progress.asked import Step, away_until, forgotten, reminder_wish
from graphs.progress.reading import Reading, read_check_in
from graphs.progress.records import PLAN, keep_progress, read_assessment, read_plan, read_progress, zone_of_learner
from graphs.progress.recover import chosen, recoveries, says_behind, wants_choices, without_behind
from graphs.progress.status import Status, status, today_of

if TYPE_CHECKING:
    from graphs.progress.graph import ProgressDeps

_DAY_NAMES = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
NO_ASSESSMENT = "A review compares with your assessment, and there is none yet. Write “assess my skills” to begin one; it takes about half an hour."
SETTLE = "Shall I put this into your assessment? It makes a new version; the one before is kept."
CHANGED = "Your plan was changed since I showed you these, so I worked them out anew."


@dataclass(frozen=True)
class Here:
    """The records as they stand at this moment."""

    plan: LearningPlan
    progress: Progress
    now: datetime
    today: date
    zone: str

    def status(self) -> Status:
        """Of today."""
        return status(self.plan, self.progress, self.today, self.zone)


def here(deps: ProgressDeps) -> Here:
    """Only called when there is a plan."""
    plan = read_plan(deps.records)
    assert plan is not None
    now = deps.clock()
    zone = zone_of_learner(deps.records, plan)
    return Here(plan, read_progress(deps.records), now, today_of(now, zone), zone)


def read(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """A check-in: what can be ticked is asked first; what needs no tick is noted at once."""
    at = here(deps)
    if checks.said_hours_only(text):
        yield say("Good, we leave it at the hours.")
        return
    told = without_behind(text)
    found = read_check_in(told, at.plan, at.progress, at.today, deps.skills, deps.resources)
    pending = checks.draft(found, text, at.now)
    if pending.done:
        keep_progress(deps.records, forgotten(at.progress).model_copy(update={"waits": "check_in", "pending": pending}))
        yield from render.proposal(pending, found, at.plan)
        return
    if found.empty and says_behind(text):
        yield from recover(deps, text)
        return
    if found.empty:
        yield from render.doubts(found)
        yield say(render.NOT_PLACED)
        return
    if pending.not_done or pending.partly or pending.hours is not None:
        keep_progress(deps.records, checks.kept(forgotten(at.progress), pending, at.plan, at.now))
        yield from render.noted(pending, at.plan)
    yield from render.doubts(found)
    after = here(deps)
    if says_behind(text) or wants_choices(after.plan, after.status()):
        yield from recover(deps, text)
    elif pending.hours and checks.of_hours_alone(pending) and not found.done_before:
        yield from render.where_to(after.plan, after.progress, pending.week)


def confirm(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Yes ticks it off, no drops it, anything else changes the draft."""
    at = here(deps)
    pending = at.progress.pending
    if pending is None:
        yield from read(deps, text)
        return
    if checks.said_yes(text):
        yield from _keep(deps, at, pending)
        return
    if checks.said_no(text):
        keep_progress(deps.records, forgotten(at.progress))
        yield say("Nothing is ticked off. Tell me how it was in other words, or tick the boxes in the plan yourself.")
        return
    changed = amend.amended(pending, text, at.plan, deps.skills, deps.resources)
    found: Reading | None = None
    if changed is None:
        found = read_check_in(amend.NO_BUT.sub("", text), at.plan, at.progress, at.today, deps.skills, deps.resources)
        if found.empty:
            yield say("I did not find that in the list or in the plan, so it is as before.", "note")
            yield from render.proposal(pending, None, at.plan)
            return
        changed = checks.draft(found, text, at.now)
        if changed.hours is None:
            changed = changed.model_copy(update={"hours": pending.hours})
        if not changed.done or amend.adds(text):  # what says nothing of the list leaves it as it is
            changed = amend.merged(pending, changed)
    if not changed.done:
        keep_progress(deps.records, checks.kept(forgotten(at.progress), changed, at.plan, at.now))
        yield say("Nothing is ticked off.", "lead")
        yield from render.noted(changed, at.plan)
        return
    keep_progress(deps.records, at.progress.model_copy(update={"pending": changed}))
    yield from render.proposal(changed, found, at.plan)


def _keep(deps: ProgressDeps, at: Here, pending: CheckIn) -> Iterator[Event]:
    keep_progress(deps.records, checks.kept(at.progress, pending, at.plan, at.now))
    after = here(deps)
    found = after.status()
    yield from render.kept(pending, found, after.plan)
    if wants_choices(after.plan, found):
        yield from recover(deps, "")


def show(deps: ProgressDeps, text: str) -> Iterator[Event]:  # noqa: ARG001
    """The status; ways to go on are offered when much is open."""
    at = here(deps)
    found = at.status()
    yield from render.standing(found, at.plan)
    if wants_choices(at.plan, found) and not at.progress.waits:
        yield say("If it does not fit any more, say “catch up” and I show you ways to go on.", "note")


def recover(deps: ProgressDeps, text: str) -> Iterator[Event]:  # noqa: ARG001
    """Works the choices out on the plan and shows what each would change."""
    at = here(deps)
    found = at.status()
    offered = recoveries(at.plan, at.progress, at.today, deps.replan)
    if not offered:
        yield say("Nothing is open from earlier weeks, so the plan can stay as it is.")
        return
    keep_progress(deps.records, forgotten(at.progress).model_copy(update={"waits": "recovery", "offered": offered}))
    yield from render.choices(offered, found)


def choose(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Takes the choice that is named; no leaves the plan as it is."""
    at = here(deps)
    recovery = chosen(text, at.progress.offered)
    if recovery is None and (
        checks.said_no(text) or render.NEITHER.casefold() in text.casefold() or "none" in text.casefold().split()
    ):
        keep_progress(deps.records, forgotten(at.progress))
        yield say("Good, the plan stays as it is.")
        return
    if recovery is None:
        fresh = read_check_in(text, at.plan, at.progress, at.today, deps.skills, deps.resources)
        if fresh.done:
            yield from read(deps, text)
            return
        yield Question(
            text="Which of them? Say its number, or “leave the plan as it is”.",
            quick_replies=(*(each.title for each in at.progress.offered), render.NEITHER),
            id="progress.recovery",
        )
        return
    if recovery.plan.version != at.plan.version + 1:
        yield say(CHANGED)
        yield from recover(deps, "")
        return
    # The plan first: should the process die in between, the choices are outdated and are worked out anew.
    deps.records.put(PLAN, recovery.plan.model_copy(update={"made_at": at.now}).model_dump(mode="json"))
    keep_progress(deps.records, forgotten(at.progress))
    yield from render.taken(recovery)


def begin_review(deps: ProgressDeps, text: str) -> Iterator[Event]:  # noqa: ARG001
    """Asks about the first skill."""
    at = here(deps)
    assessment = read_assessment(deps.records)
    if assessment is None:
        yield say(NO_ASSESSMENT)
        return
    skills = review.choose_skills(at.plan, at.progress, assessment)
    if not skills:
        yield say("There is no skill to ask about yet: tick something off first, or have your skills assessed.")
        return
    talk = review.begin(skills)
    keep_progress(deps.records, forgotten(at.progress).model_copy(update={"waits": "review", "review": talk}))
    names = [deps.skills.by_id[skill].name for skill in skills]
    yield say(
        f"Your review: {', '.join(names[:-1])}{' and ' if len(names) > 1 else ''}{names[-1]}. “Skip” leaves a skill as it is.",
        "lead",
    )
    yield from _ask(deps, here(deps))


def rate(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Takes one answer; after the last one it says what would change and why."""
    at = here(deps)
    assessment = read_assessment(deps.records)
    talk = at.progress.review
    if talk is None or assessment is None:
        keep_progress(deps.records, forgotten(at.progress))
        yield from read(deps, text)
        return
    talk = review.answer(talk, text, assessment, deps.skills, deps.rate)
    progress = at.progress.model_copy(update={"review": talk})
    if talk.asked is not None or talk.claimed is not None:
        keep_progress(deps.records, progress)
        yield from _ask(deps, here(deps))
        return
    for line in review.lines(talk, deps.skills):
        yield say(line, "bullet")
    if review.changed(talk):
        keep_progress(deps.records, progress.model_copy(update={"waits": "ratings"}))
        yield Question(text=SETTLE, quick_replies=(render.YES, render.NO), id="progress.ratings")
        return
    keep_progress(deps.records, review.closed(progress, talk, deps.skills, at.now, taken=False))
    yield say("The review is noted; your assessment stays as it is.")


def _ask(deps: ProgressDeps, at: Here) -> Iterator[Event]:
    assessment = read_assessment(deps.records)
    assert at.progress.review is not None and assessment is not None
    asked = review.question(at.progress.review, at.plan, at.progress, assessment, deps.skills)
    if asked is not None:
        yield Question(text=asked.text, quick_replies=asked.quick_replies, id=asked.id)


def settle(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Yes takes the ratings into the assessment; no keeps the review alone."""
    at = here(deps)
    talk = at.progress.review
    if talk is None:
        keep_progress(deps.records, forgotten(at.progress))
        yield from read(deps, text)
        return
    if not checks.said_yes(text) and not checks.said_no(text):
        yield Question(text=SETTLE, quick_replies=(render.YES, render.NO), id="progress.ratings")
        return
    taken = checks.said_yes(text)
    if taken:
        try:
            deps.settle(review.changed(talk), at.now)
        except MentorError as error:
            yield say(f"The assessment could not be changed. {error}")
            taken = False
    keep_progress(deps.records, review.closed(at.progress, talk, deps.skills, at.now, taken=taken))
    if taken:
        yield say("Your assessment has a new version with these ratings and your words as their evidence.", "lead")
        yield say("If the plan should follow, say “replan”.")
    else:
        yield say("The review is noted; your assessment stays as it is.")


def standing_question(deps: ProgressDeps) -> Iterator[Event]:
    """What was asked last and waits for an answer, once more; nothing where nothing waits, or only choices."""
    at = here(deps)
    talk = at.progress.review
    if at.progress.waits == "review" and talk is not None and read_assessment(deps.records) is not None:
        yield from _ask(deps, at)
    elif at.progress.waits == "ratings" and talk is not None:
        for line in review.lines(talk, deps.skills):
            yield say(line, "bullet")
        yield Question(text=SETTLE, quick_replies=(render.YES, render.NO), id="progress.ratings")
    elif at.progress.waits == "check_in" and at.progress.pending is not None:
        yield from render.proposal(at.progress.pending, None, at.plan)


def leave(deps: ProgressDeps, text: str) -> Iterator[Event]:  # noqa: ARG001
    """Ends what was under way."""
    keep_progress(deps.records, forgotten(here(deps).progress))
    yield say("Good, we leave it there. Nothing was changed.")


def remind(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Turns reminders on or off."""
    at = here(deps)
    wish = reminder_wish(text, at.progress.reminders).model_copy(update={"since": at.now})
    keep_progress(deps.records, at.progress.model_copy(update={"reminders": wish}))
    if not wish.on:
        yield say("Reminders are off. “Remind me on Sundays at 18:00” turns them on again.")
        return
    yield say(
        f"I will remind you on {_DAY_NAMES[wish.weekday]} at {wish.at:%H:%M} ({at.zone}), and on the days of your reviews."
    )


def rest(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Reminders are quiet while the learner is away; the plan is not touched."""
    at = here(deps)
    until = away_until(text, at.today)
    if until is None:
        yield say(
            "Take your time: nothing in the plan runs away. Tell me until when, such as “pause until 5 January”, and I keep quiet that long."
        )
        return
    reminders = at.progress.reminders.model_copy(update={"away_until": until})
    keep_progress(deps.records, forgotten(at.progress).model_copy(update={"reminders": reminders}))
    yield say(
        f"I keep quiet until {dated(until)}. The plan stays as it is; when you are back I can show you ways to go on."
    )


def come_back(deps: ProgressDeps, text: str) -> Iterator[Event]:
    """Back from a rest: where things stand, and ways to go on."""
    at = here(deps)
    reminders = at.progress.reminders.model_copy(update={"away_until": None})
    keep_progress(deps.records, at.progress.model_copy(update={"reminders": reminders}))
    yield say("Good to have you back.", "lead")
    found = at.status()
    if wants_choices(at.plan, found):
        yield from recover(deps, text)
    else:
        yield from render.standing(found, at.plan)


STEPS: dict[Step, Callable[[ProgressDeps, str], Iterator[Event]]] = {
    "check_in": read,
    "confirm": confirm,
    "show": show,
    "recover": recover,
    "choose": choose,
    "review": begin_review,
    "rate": rate,
    "settle": settle,
    "remind": remind,
    "rest": rest,
    "come_back": come_back,
    "leave": leave,
}
