"""Check-ins in people's own words against the items of a real plan, in week 2 of it."""

from __future__ import annotations

import time
from datetime import date

import pytest

from graphs.career.progress import Progress, Tick
from graphs.progress.reading import Reading, read_check_in
from tests.progress.made import MADE, catalogue, plan, works

WEEK_2 = date(2026, 12, 3)
TUTORIAL = "docker.1.docker-curriculum"
SERVER = "docker.1.make2.0"
BOOK = "linux-bash.2.linux-command-line"
COMMUNITY = "trial.communities.0"


def reading(text: str, progress: Progress | None = None, today: date = WEEK_2) -> Reading:
    found = catalogue()
    return read_check_in(text, plan(), progress or Progress(), today, found.skills, found.resources)


def ids(placed) -> list[str]:
    return [each.item.id for each in placed]


def bases(placed) -> set[str]:
    return {each.item.id.rpartition(".")[0] for each in placed}


def test_the_plan_is_the_one_that_the_cases_speak_of() -> None:
    assert works(plan(), 2) == [f"{TUTORIAL}.16", SERVER, f"{BOOK}.0", COMMUNITY]


@pytest.mark.parametrize(
    ("text", "done", "not_done"),
    [
        pytest.param(
            "did the Docker course, nothing on Terraform", {TUTORIAL}, set(), id="course and nothing on another"
        ),
        pytest.param(
            "I finished the docker tutorial but didn't get to the web server", {TUTORIAL}, {SERVER[:-2]}, id="but"
        ),
        pytest.param("Dokcer tutorial done", {TUTORIAL}, set(), id="a slip"),
        pytest.param("read The Linux Command Line", {BOOK}, set(), id="a title"),
        pytest.param("web server container is up and running, done", {SERVER[:-2]}, set(), id="words of the item"),
        pytest.param("joined a community and a newsletter", {COMMUNITY[:-2]}, set(), id="one thing with and in it"),
        pytest.param("Docker tutorial ✓, web server container ✗", {TUTORIAL}, {SERVER[:-2]}, id="marks"),
        pytest.param("I'll do the Docker tutorial next week", set(), set(), id="a plan is no report"),
        pytest.param(
            "everything except joining the community", {TUTORIAL, SERVER[:-2], BOOK}, {COMMUNITY[:-2]}, id="except"
        ),
    ],
)
def test_what_is_done_and_what_is_not(text: str, done: set[str], not_done: set[str]) -> None:
    found = reading(text)
    assert bases(found.done) == done and bases(found.not_done) == not_done


@pytest.mark.parametrize(
    ("text", "week", "hours"),
    [
        pytest.param("finished week 2, about 4 hours", 2, 4.0, id="a number"),
        pytest.param("did all of week 1", 1, None, id="an earlier one"),
        pytest.param("last week is all done, 90 minutes", 1, 1.5, id="last week"),
        pytest.param("Everything! 3h", 2, 3.0, id="this one"),
        pytest.param("done", 2, None, id="one word"),
    ],
)
def test_a_whole_week(text: str, week: int, hours: float | None) -> None:
    found = reading(text)
    assert ids(found.done) == works(plan(), week) and found.hours == hours and found.week == week


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1h30 on Tuesday and 45 min on Friday", 2.25),
        ("an hour and a half of Docker", 1.5),
        ("half an hour", 0.5),
        ("2 hours a day for 3 days", 6.0),
        ("I spent 4 of 8 hours", 4.0),
        ("did it at 19:30", None),
        ("two hours instead of 6 hours", 2.0),
        ("no hours named", None),
    ],
)
def test_hours(text: str, hours: float | None) -> None:
    assert reading(text).hours == hours


def test_a_figure_that_does_not_fit_into_a_week_is_left_out() -> None:
    found = reading("400 hours on the docker tutorial")
    assert found.hours is None and found.too_many_hours == 400


@pytest.mark.parametrize(
    "text", ["half of the docker tutorial", "didn't finish the docker tutorial", "still reading the docker tutorial"]
)
def test_what_is_begun_is_not_done(text: str) -> None:
    found = reading(text)
    assert found.done == () and bases(found.partly) == {TUTORIAL}


def test_nothing_means_all_of_the_week() -> None:
    found = reading("nothing this week, was sick")
    assert ids(found.not_done) == works(plan(), 2) and found.done == () and found.unclear == ()


def test_a_course_that_is_finished_is_all_its_parts_and_one_that_was_done_those_that_were_due() -> None:
    book = [item.id for _, item in plan().items() if item.id.startswith(BOOK)]
    assert ids(reading("finished The Linux Command Line").done) == book
    assert ids(reading("did The Linux Command Line").done) == book[:1]


@pytest.mark.parametrize(
    "text", ["did the kubernetes operator", "made a pizza and walked the dog", "passed my driving test"]
)
def test_what_is_not_in_the_plan_is_said_and_never_ticked(text: str) -> None:
    found = reading(text)
    assert found.done == () and found.unclear


@pytest.mark.parametrize("text", ["", "   ", "!!!", "🙂", "my cat is sick", "\x00", "a" * 50_000, "{}[]()*+?\\" * 500])
def test_nothing_to_read_is_no_error(text: str) -> None:
    assert reading(text).done == ()


def test_items_by_number() -> None:
    week = works(plan(), 2)
    assert ids(reading("1 and 3 done").done) == [week[0], week[2]]
    assert ids(reading("the first two items").done) == week[:2]
    assert reading("item 17 done").done == ()


def test_what_is_ticked_already_is_said_so() -> None:
    progress = Progress(ticks=(Tick(item=SERVER, at=MADE),))
    found = reading("got the web server container done", progress)
    assert found.done == () and ids(found.done_before) == [SERVER]


def test_on_the_first_days_of_a_week_the_one_before_is_meant() -> None:
    monday = date(2026, 11, 30)
    assert reading("did everything", today=monday).week == 1
    ticked = Progress(ticks=tuple(Tick(item=each, at=MADE) for each in works(plan(), 1)))
    assert reading("did everything", ticked, today=monday).week == 2


@pytest.mark.parametrize("today", [date(2020, 1, 1), date(2035, 1, 1)])
def test_before_and_after_the_plan(today: date) -> None:
    assert reading("finished the docker tutorial", today=today).done


def test_a_long_message_is_read_in_reasonable_time() -> None:
    began = time.process_time()
    reading("did the docker tutorial, and nothing on terraform. " * 200)
    assert time.process_time() - began < 60


IN_WEEK_3 = date(2026, 12, 11)


@pytest.mark.parametrize(
    ("text", "done", "not_done", "partly"),
    [
        pytest.param("Finished weeks 1 and 2, started week 3", 9, 0, 2, id="several weeks"),
        pytest.param("nothing on linux, everything on docker", 7, 3, 0, id="everything on one"),
        pytest.param("I wrapped up all the docker practice", 3, 0, 0, id="all of a kind"),
        pytest.param("mostly done with the backup script, needs logging", 0, 0, 1, id="mostly"),
        pytest.param("I have finished the docker tutorial and I am currently working on the backup script", 4, 0, 1, id="am is no time"),
        pytest.param("Made the backup script, pushed it to GitHub. Read 2 hours in the linux book.", 1, 0, 2, id="it goes on"),
        pytest.param("I didn't do the backup script because I was reading the linux command line", 0, 1, 0, id="a reason"),
        pytest.param("Can you tick off the docker tutorial for me?", 4, 0, 0, id="a request"),
        pytest.param("No progress this week sorry, work was crazy", 0, 2, 0, id="no progress"),
    ],
)  # fmt: skip
def test_longer_reports(text: str, done: int, not_done: int, partly: int) -> None:
    found = reading(text, today=IN_WEEK_3)
    assert (len(found.done), len(found.not_done), len(found.partly), found.unclear) == (done, not_done, partly, ())
