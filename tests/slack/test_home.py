"""App Home and its forms, through the stand-in."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from app.slack.sandbox.state import View
from app.slack.sandbox.transcript import view_transcript
from graphs.career.plan import LearningPlan, PlanItem, PlanWeek, Shares
from graphs.career.progress import Progress
from graphs.career.skills import Level
from graphs.interview.state import InterviewState
from tests.slack.minds import Echo, parts_of
from tests.slack.stage import ANN, Stage, opened, play

LEARNER = f"slack:T1:{ANN}"


def _plan() -> LearningPlan:
    today = datetime.datetime.now(datetime.UTC).date()
    items = tuple(
        PlanItem(id=f"i{number}", kind="study", title=f"Read chapter {number} and note three things", hours=1.5)
        for number in range(12)
    )
    return LearningPlan(
        version=1,
        made_at=datetime.datetime.now(datetime.UTC),
        level=Level.JUNIOR,
        starts=today - datetime.timedelta(days=2),
        ends=today + datetime.timedelta(days=11),
        hours_per_week=18,
        gaps=(),
        weeks=(
            PlanWeek(number=1, starts=today - datetime.timedelta(days=2), goal="You can run a container.", items=items),
            PlanWeek(number=2, starts=today + datetime.timedelta(days=5), goal="Rest.", items=(), off=True),
        ),
        reviews=(today + datetime.timedelta(days=9),),
        shares=Shares(core=0.8, exploration=0.2, foundation=0.5),
    )


async def _home(stage: Stage) -> View:
    await stage.hands.open_home(ANN)
    await stage.quiet()
    return stage.slack.workspaces["T1"].homes[ANN]


def _modal(stage: Stage) -> View:
    (modal,) = stage.slack.workspaces["T1"].modals[ANN]
    return modal


def _option(view: View, block_id: str, label: str) -> dict[str, Any]:
    block = next(each for each in view.view["blocks"] if each.get("block_id") == block_id)
    option = next(each for each in block["element"]["options"] if each["text"]["text"].startswith(label))
    return {"selected_option": option}


def test_the_first_visit_says_what_comes_next_and_its_button_begins_it(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            home = await _home(stage)
            shown = view_transcript(home.view)
            assert "[Start the assessment]" in shown
            assert "No job postings saved yet" in shown
            await stage.hands.press_in_view(ANN, home, "Start the assessment")
            await stage.quiet()
            assert echo.asked[0].text == "Start my skills assessment"
            assert "You asked: Start my skills assessment" in stage.text(stage.im().id)

    play(scene)


def test_items_of_this_week_are_ticked_and_unticked(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.ask("hello")
            stage.store.records.put(LEARNER, "plan", _plan().model_dump(mode="json"))
            home = await _home(stage)
            shown = view_transcript(home.view)
            assert "Week 1 of 2" in shown and "0 of 12 done, 18 h planned" in shown
            assert "Next monthly review" in shown
            for label in ("Read chapter 0 and note three things", "Read chapter 11 and note three things"):
                await stage.hands.press_in_view(ANN, stage.slack.workspaces["T1"].homes[ANN], label)
                await stage.quiet()
            home = stage.slack.workspaces["T1"].homes[ANN]
            assert "2 of 12 done" in view_transcript(home.view)
            progress = stage.store.records.read(LEARNER, "progress", Progress)
            assert progress is not None and progress.done == {"i0", "i11"}
            await stage.hands.press_in_view(ANN, home, "Read chapter 0 and note three things")
            await stage.quiet()
            progress = stage.store.records.read(LEARNER, "progress", Progress)
            assert progress is not None and progress.done == {"i11"}

    play(scene)


def test_settings_are_kept_and_a_wrong_value_is_named_in_the_form(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            home = await _home(stage)
            await stage.hands.press_in_view(ANN, home, "Settings")
            await stage.quiet()
            modal = _modal(stage)
            given = {
                "hours": {"value": "900"},
                "level": _option(modal, "level", "Senior"),
                "on": _option(modal, "on", "On"),
                "weekday": _option(modal, "weekday", "Wednesday"),
                "time": {"selected_time": "07:30"},
            }
            await stage.hands.submit(ANN, modal, given)
            await stage.quiet()
            assert "hours" in modal.errors
            for _ in range(2):  # submitted twice
                await stage.hands.submit(ANN, modal, given | {"hours": {"value": "9"}})
                await stage.quiet()
            shown = view_transcript(stage.slack.workspaces["T1"].homes[ANN].view)
            assert "hours a week: 9" in shown and "aims for: senior" in shown
            assert "reminders: Wednesdays at 07:30 (Europe/Berlin)" in shown
            assert len(stage.store.records.history(LEARNER, "progress")) == 1

    play(scene)


def test_all_skills_rated_at_once_and_submitted_twice(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            home = await _home(stage)
            await stage.hands.press_in_view(ANN, home, "Rate all skills at once")
            await stage.quiet()
            modal = _modal(stage)
            blocks = [each["block_id"] for each in modal.view["blocks"] if each["type"] == "input"]
            assert len(blocks) >= 10
            given = {blocks[0]: _option(modal, blocks[0], "Basic"), blocks[1]: _option(modal, blocks[1], "Expert")}
            for _ in range(2):
                await stage.hands.submit(ANN, modal, given)
                await stage.quiet()
            said = [each for each in stage.said(stage.im().id) if "I noted your ratings of 2 skills" in each.text]
            assert len(said) == 1
            shown = view_transcript(stage.slack.workspaces["T1"].homes[ANN].view)
            assert "●○○○" in shown and "●●●●" in shown
            kept = stage.store.records.read(LEARNER, "interview", InterviewState)
            assert kept is not None and sum(1 for track in kept.skills.values() if track.now.rating is not None) == 2

    play(scene)


def test_a_form_that_opens_too_late_says_so(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            home = await _home(stage)
            stage.slack.fail("views.open", "expired_trigger_id")
            await stage.hands.press_in_view(ANN, home, "Settings")
            await stage.quiet()
            assert "Press the button again" in stage.text(stage.im().id)

    play(scene)


def test_link_export_and_delete_from_home(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.ask("hello")
            home = await _home(stage)
            await stage.hands.press_in_view(ANN, home, "Link the page")
            await stage.quiet()
            await stage.hands.submit(ANN, _modal(stage), {"code": {"value": None}})
            await stage.quiet()
            assert "Your code is *" in stage.text(stage.im().id)
            await stage.hands.press_in_view(ANN, home, "Export my data")
            await stage.quiet()
            assert any(each.files for each in stage.said(stage.im().id))
            await stage.hands.press_in_view(ANN, home, "Delete my data")
            await stage.quiet()
            await stage.hands.submit(ANN, _modal(stage), {})
            await stage.quiet()
            assert "is deleted" in stage.text(stage.im().id)
            assert stage.store.conversations.list(LEARNER) == ()

    play(scene)


def test_a_record_of_a_newer_release_is_said_not_hidden(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.ask("hello")
            stage.store.records.put(LEARNER, "plan", {"from": "the future"})
            home = await _home(stage)
            assert "written by another version" in view_transcript(home.view)

    play(scene)
