"""The monthly review: two or three skills again, a rating rises with an example, the assessment says what and why."""

from __future__ import annotations

from graphs.career.assessment import Assessment
from graphs.career.skills import Rating
from tests.progress.made import catalogue, works
from tests.progress.talk import LEARNER, Talk, question, words

DOCKER = catalogue().skills.by_id["docker"]
EXAMPLE = "I wrote a multi-stage Dockerfile for our billing API and cut the image from 1.2 GB to 150 MB"


def begun(talk: Talk) -> None:
    talk("did week 1")
    talk("yes", "answer")
    talk.later(days=24)
    talk("", "review")


def rest_skipped(talk: Talk) -> None:
    while talk.progress.waits == "review":
        talk("skip", "answer")


def test_it_asks_about_what_was_worked_on_with_the_anchors(talk: Talk) -> None:
    talk("did week 1")
    talk("yes", "answer")
    asked = question(talk("let's do my monthly review"))
    assert talk.progress.review.skills[0] == "docker" and len(talk.progress.review.skills) in (2, 3)  # type: ignore[union-attr]
    assert "your assessment says Basic (1)" in asked.text and "A database running in a container" in asked.text
    assert DOCKER.anchors[2] in asked.quick_replies


def test_a_higher_description_wants_an_example_and_then_counts(talk: Talk) -> None:
    begun(talk)
    asked = question(talk(DOCKER.anchors[2], "answer"))
    assert "what did you do that shows it" in asked.text
    talk(EXAMPLE, "answer")
    rest_skipped(talk)
    assert talk.assessment.version == 1 and talk.progress.waits == "ratings"
    said = words(talk("yes", "answer"))
    found = talk.assessment
    docker = found.rating_of("docker")
    assert "new version" in said and found.version == 2
    assert docker is not None and docker.rating == Rating.INTERMEDIATE
    assert (docker.evidence[-1].quote, docker.evidence[-1].origin) == (EXAMPLE, "progress")
    assert any("Docker" in change for change in found.changes)
    review = talk.progress.reviews[-1]
    assert (review.before["docker"], review.after["docker"]) == (1, 2) and "Basic to Intermediate" in review.text


def test_the_assessment_before_stays_in_the_store(talk: Talk) -> None:
    before = talk.assessment
    begun(talk)
    talk(DOCKER.anchors[2], "answer")
    talk(EXAMPLE, "answer")
    rest_skipped(talk)
    talk("yes", "answer")
    kept = [Assessment.model_validate(each.value) for each in talk.store.records.history(LEARNER, "assessment")]
    assert kept[0] == before and kept[-1].version == 2


def test_without_an_example_the_rating_stays(talk: Talk) -> None:
    begun(talk)
    talk(DOCKER.anchors[3], "answer")
    talk("No example yet", "answer")
    rest_skipped(talk)
    assert talk.assessment.version == 1 and talk.progress.waits == ""
    assert talk.progress.reviews[-1].after["docker"] == 1 and "no example yet" in talk.progress.reviews[-1].text


def test_an_example_carries_only_as_far_as_it_shows(talk: Talk) -> None:
    begun(talk)
    talk.shown = 2
    talk(DOCKER.anchors[4], "answer")
    talk(EXAMPLE, "answer")
    assert talk.progress.review.answers[0].after == 2  # type: ignore[union-attr]
    rest_skipped(talk)
    talk("no", "answer")
    assert talk.assessment.version == 1 and talk.progress.reviews[-1].after["docker"] == 1
    assert "left as it was" in talk.progress.reviews[-1].text


def test_own_words_are_read_and_what_shows_nothing_changes_nothing(talk: Talk) -> None:
    begun(talk)
    talk.shown = None
    talk("it went quite well I think", "answer")
    assert talk.progress.review.answers[0].after == 1  # type: ignore[union-attr]
    rest_skipped(talk)
    begun(talk)
    talk.shown = 2
    talk(EXAMPLE, "answer")
    assert talk.progress.review.answers[0].after == 2  # type: ignore[union-attr]


def test_a_rating_may_come_down(talk: Talk) -> None:
    begun(talk)
    talk(DOCKER.anchors[0], "answer")
    rest_skipped(talk)
    talk("yes", "answer")
    docker = talk.assessment.rating_of("docker")
    assert docker is not None and docker.rating == 0


def test_it_can_be_left_at_any_time(talk: Talk) -> None:
    begun(talk)
    talk("stop", "answer")
    assert talk.progress.waits == "" and talk.progress.reviews == () and talk.assessment.version == 1


def test_without_an_assessment_it_says_how_to_begin_one(talk: Talk) -> None:
    talk.store.learners.delete(LEARNER)
    talk.store.conversations.create(LEARNER)
    from tests.progress.made import plan

    talk.store.records.put(LEARNER, "plan", plan().model_dump(mode="json"))
    assert "assess my skills" in words(talk("", "review"))


def test_the_next_review_counts_from_the_last(talk: Talk) -> None:
    begun(talk)
    rest_skipped(talk)
    assert len(talk.progress.reviews) == 1
    talk.later(days=20)
    talk("finished the backup script")
    talk("yes", "answer")
    talk("leave the plan as it is", "answer")
    talk("", "review")
    assert talk.progress.review.skills[0] == "linux-bash"  # type: ignore[union-attr]
    assert works(talk.plan, 1)
