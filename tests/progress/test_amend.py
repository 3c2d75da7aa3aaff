"""The answer to "shall I tick these off?": what is left out stays open, and all the rest is kept."""

from __future__ import annotations

import pytest

from tests.progress.made import works
from tests.progress.talk import Talk, question, words

FIRST, SERVER, BOOK, COMMUNITY = range(4)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("not the linux book", [FIRST, SERVER, COMMUNITY]),
        ("yes, except the web server", [FIRST, BOOK, COMMUNITY]),
        ("yes, except the Docker lab", [FIRST, BOOK, COMMUNITY]),
        ("all but the community", [FIRST, SERVER, BOOK]),
        ("yes but not the newsletter", [FIRST, SERVER, BOOK]),
        ("no i didnt do the web server", [FIRST, BOOK, COMMUNITY]),
        ("the web server isn't done", [FIRST, BOOK, COMMUNITY]),
        ("correct, minus linux", [FIRST, SERVER, COMMUNITY]),
        ("exept the linux book", [FIRST, SERVER, COMMUNITY]),
        ("leave the web server open", [FIRST, BOOK, COMMUNITY]),
        ("untick linux please", [FIRST, SERVER, COMMUNITY]),
        ("the linux book is still open, rest is right", [FIRST, SERVER, COMMUNITY]),
        ("everything apart from docker", [BOOK, COMMUNITY]),
        ("not docker", [BOOK, COMMUNITY]),
        ("the second is wrong", [FIRST, BOOK, COMMUNITY]),
        ("2 isnt done", [FIRST, BOOK, COMMUNITY]),
        ("all but one and two", [BOOK, COMMUNITY]),
        ("not the last two", [FIRST, SERVER]),
        ("only the docker tutorial", [FIRST]),
        ("docker tutorial yes, web server no", [FIRST, BOOK, COMMUNITY]),
        ("yes, not the server but the book", [FIRST, BOOK, COMMUNITY]),
        ("1, 2 and 4", [FIRST, SERVER, COMMUNITY]),
        ("skip the web server", [FIRST, BOOK, COMMUNITY]),
        ("can you leave linux out", [FIRST, SERVER, COMMUNITY]),
    ],
)
def test_what_is_named_is_left_open_and_the_rest_is_kept(talk: Talk, text: str, left: list[int]) -> None:
    talk("finished week 2, 5 hours")
    question(talk(text, "answer"))
    assert talk.progress.ticks == ()
    talk("yes", "answer")
    week = works(talk.plan, 2)
    assert talk.progress.done == {week[each] for each in left}
    kept = talk.progress.check_ins[-1]
    assert set(kept.not_done) == set(week) - talk.progress.done and kept.hours == 5


@pytest.mark.parametrize("text", ["yes but the linux book is only half done", "I haven't finished the linux book"])
def test_what_is_half_done_stays_open_as_begun(talk: Talk, text: str) -> None:
    talk("finished week 2")
    assert "Begun: Read The Linux Command Line" in words(talk(text, "answer"))
    talk("yes", "answer")
    week = works(talk.plan, 2)
    assert talk.progress.done == set(week) - {week[BOOK]} and talk.progress.check_ins[-1].partly == (week[BOOK],)


@pytest.mark.parametrize("text", ["also the backup script", "yes and the backup script"])
def test_more_can_be_added(talk: Talk, text: str) -> None:
    talk("finished week 2")
    talk(text, "answer")
    talk("yes", "answer")
    assert talk.progress.done == {*works(talk.plan, 2), "linux-bash.2.make0.0"}


@pytest.mark.parametrize(
    "text", ["yes except the terraform course", "it was 400 hours", "what do you mean?", "not part 17"]
)
def test_words_about_something_else_drop_nothing(talk: Talk, text: str) -> None:
    talk("finished week 2, 5 hours")
    question(talk(text, "answer"))
    pending = talk.progress.pending
    assert pending is not None and pending.done == tuple(works(talk.plan, 2)) and pending.hours == 5


@pytest.mark.parametrize("text", ["yes, all of them", "everything is right", "yes all done"])
def test_yes_in_more_words(talk: Talk, text: str) -> None:
    talk("finished week 2")
    talk(text, "answer")
    assert talk.progress.done == set(works(talk.plan, 2))


def test_a_no_with_another_report_takes_its_place(talk: Talk) -> None:
    talk("finished week 2")
    talk("no, i did week 1", "answer")
    talk("yes", "answer")
    assert talk.progress.done == set(works(talk.plan, 1))


def test_the_command_to_skip_alone_still_rests(talk: Talk) -> None:
    talk("finished week 2")
    talk("skip the web server", "skip")
    assert talk.progress.waits == "check_in"
    assert "Take your time" in words(talk("skip", "skip")) and talk.progress.ticks == ()
