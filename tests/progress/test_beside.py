"""A skill or an item that stands beside what is done, in the same sentence, is not done by that."""

from __future__ import annotations

from datetime import date

import pytest

from graphs.career.progress import Progress
from graphs.progress.reading import Reading, read_check_in
from tests.progress.made import catalogue, plan
from tests.progress.talk import Talk, words

TUTORIAL, SERVER, BOOK = "docker.1.docker-curriculum", "docker.1.make2", "linux-bash.2.linux-command-line"


def reading(text: str, today: date = date(2026, 12, 3)) -> Reading:
    found = catalogue()
    return read_check_in(text, plan(), Progress(), today, found.skills, found.resources)


def bases(found: Reading) -> set[str]:
    return {each.item.id.rpartition(".")[0] for each in found.done}


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Docker tutorial done, linux can wait", {TUTORIAL}),
        ("Linux can wait, I finished the docker tutorial", {TUTORIAL}),
        ("finished the docker tutorial. Linux is next", {TUTORIAL}),
        ("finished the docker tutorial, now onto linux", {TUTORIAL}),
        ("did the web server container instead of the linux book", {SERVER}),
        ("web server done with docker, linux later", {SERVER}),
        ("finished the docker tutorial before starting linux", {TUTORIAL}),
        ("Finished the Docker tutorial, Linux another time", {TUTORIAL}),
        ("docker tutorial finished, next up: the backup script", {TUTORIAL}),
        ("completed the linux book, docker is on hold", {BOOK}),
        ("finished the docker tutorial, which helped with my linux questions", {TUTORIAL}),
        ("docker tutorial done, linux is quite a beast", {TUTORIAL}),
        ("docker tutorial done; linux tbd", {TUTORIAL}),
        ("docker tutorial, finally! Linux remains", {TUTORIAL}),
        ("did the docker tutorial so linux can come", {TUTORIAL}),
        ("read the linux book, using docker for it", {BOOK}),
        ("docker tutorial done and linux book too", {TUTORIAL, BOOK}),
        ("the web server is up and running", {SERVER}),
        ("Finished the Docker tutorial; Linux and Git have to wait", {TUTORIAL}),
        ("finished the docker tutorial, the linux book and I didn't do git", {TUTORIAL, BOOK}),
        ("done: docker tutorial. open: linux book", {TUTORIAL}),
        ("- [x] docker tutorial\n- [ ] linux book", {TUTORIAL}),
        ("docker tutorial - finished! linux book - not started", {TUTORIAL}),
        ("finished the docker and linux tutorials", {TUTORIAL, BOOK}),
        ("the docker tutorial is behind me", {TUTORIAL}),
    ],
)
def test_only_what_is_named_as_done_is_done(text: str, done: set[str]) -> None:
    assert bases(reading(text)) == done


def test_another_skill_that_can_wait() -> None:
    found = reading("finished the Terraform course, Docker can wait", date(2027, 5, 18))
    assert bases(found) == {"terraform.1.opentofu-docs"}


def test_what_is_said_of_it_and_not_understood_is_asked_back() -> None:
    assert reading("docker tutorial done, the linux book is quite a beast").unclear == (
        "the linux book is quite a beast",
    )


def test_parts_are_told_apart(talk: Talk) -> None:
    said = words(talk("did The Linux Command Line, no docker tutorial"))
    assert "Done: Read The Linux Command Line (about 12 of its 35 hours), part 1 of 5 (1 hour)" in said
    assert "Not done: Work through A Docker Tutorial for Beginners (about 5 of its 6 hours), all parts" in said
    assert "Ticked off: “Read The Linux Command Line (about 12 of its 35 hours), part 1 of 5”." in words(talk("yes"))


def test_no_two_items_of_a_plan_are_called_the_same() -> None:
    names = [item.name for _, item in plan().items()]
    assert len(set(names)) == len(names)
