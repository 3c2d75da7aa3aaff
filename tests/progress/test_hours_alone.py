"""Hours told without the work they went to: noted, asked about, and never taken for a finished week."""

from __future__ import annotations

from datetime import date

import pytest

from graphs.career.progress import Progress, Tick
from graphs.events import Question
from graphs.progress.reading import Reading, read_check_in
from tests.progress.made import MADE, catalogue, plan, works
from tests.progress.talk import LEARNER, Talk, question, words


def reading(text: str) -> Reading:
    found = catalogue()
    return read_check_in(text, plan(), Progress(), date(2026, 12, 3), found.skills, found.resources)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("I put in 5 hours this week", 5),
        ("did 5 hours this week", 5),
        ("spent about 4 hrs this week", 4),
        ("studied for 6 hours this week", 6),
        ("i did this week only 5 hours", 5),
        ("this week took me 5 hours", 5),
        ("this week done 5 hours", 5),
        ("did all 8 hours this week", 8),
        ("spent all week on it, 10 hours", 10),
        ("logged 8 hours on the whole week", 8),
        ("around 5 hours all in all this week", 5),
        ("I completed 4 of 8 hours this week", 4),
        ("in week 1 and 2 I spent 10 hours", 10),
        ("had 4 hours for learning this week", 4),
        ("5 hours done", 5),
        ("5 hours of study done this week", 5),
        ("Did around 5-6 hours this week", 5.5),
        ("4.5h this week mostly evenings", 4.5),
        ("finished my 5 hours", 5),
        ("No more than 2 hours this week", 2),
    ],
)
def test_hours_alone_are_hours(text: str, hours: float) -> None:
    found = reading(text)
    assert (found.done, found.partly, found.not_done, found.hours, found.unclear) == ((), (), (), hours, ())


@pytest.mark.parametrize(
    "text",
    [
        "did week 2 in 5 hours",
        "this week is done. 5 hours",
        "week 2 done 5h",
        "finished everything this week, 5 hours",
        "I got through all of this week in 5 hours",
        "5 hours this week, everything done",
        "done in 5 hours",
        "week two is done, 5h",
        "the items of week 2 are all done, 5 hours",
    ],
)
def test_a_week_that_is_said_to_be_done_is_done(text: str) -> None:
    found = reading(text)
    assert [each.item.id for each in found.done] == works(plan(), 2) and found.hours == 5


@pytest.mark.parametrize("text", ["I did really well this week", "learned a lot this week", "did a lot this week"])
def test_when_is_not_what(text: str) -> None:
    assert reading(text).done == ()


def test_the_hours_are_noted_and_what_they_went_to_is_asked(talk: Talk) -> None:
    asked = talk("I put in 5 hours this week")
    assert question(asked).id == "progress.hours" and question(asked).quick_replies == ("Only the hours",)
    said = words(asked)
    assert "Noted: 5 hours for week 2" in said and "part 4 of 4" in said and "Read The Linux Command Line" in said
    assert talk.progress.ticks == () and talk.progress.waits == "" and talk.progress.check_ins[-1].hours == 5
    assert "leave it at the hours" in words(talk("Only the hours", "answer"))
    assert talk.progress.ticks == () and [each.hours for each in talk.progress.check_ins] == [5]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("finished the web server in 3 hours and began the linux book, 2 hours", 5),
        ("finished the web server, 3 hours", 5),
        ("finished the web server, 6 hours in all", 6),
    ],
)
def test_what_they_went_to_does_not_count_them_twice(talk: Talk, text: str, hours: float) -> None:
    talk("I put in 5 hours this week")
    talk(text, "answer")
    talk("yes", "answer")
    assert talk.progress.done == {"docker.1.make2.0"}
    assert sum(each.hours or 0 for each in talk.progress.check_ins) == hours


def test_hours_of_another_day_are_added(talk: Talk) -> None:
    talk("I put in 2 hours this week")
    talk.later(hours=20)
    talk("finished the web server, 2 hours")
    talk("yes", "answer")
    assert [each.hours for each in talk.progress.check_ins] == [2, 2]


def test_where_all_is_ticked_the_hours_are_enough(talk: Talk) -> None:
    ticks = tuple(Tick(item=each, at=MADE) for week in (1, 2) for each in works(talk.plan, week))
    talk.store.records.put(LEARNER, "progress", Progress(ticks=ticks).model_dump(mode="json"))
    said = talk("about 5 hours")
    assert not any(isinstance(each, Question) for each in said) and talk.progress.check_ins[-1].hours == 5
