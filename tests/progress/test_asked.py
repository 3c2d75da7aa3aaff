"""Which messages are this slice's own, whatever else they resemble."""

from __future__ import annotations

import pytest

from graphs.career.progress import Progress
from graphs.progress.asked import belongs, step_of


@pytest.mark.parametrize(
    "text",
    [
        "Start my review",
        "let's do my monthly review",
        "review",
        "remind me on Sundays at 18:00",
        "please stop reminding me",
        "turn off the reminders",
        "I fell behind, what now?",
        "catch up",
        "I missed two weeks",
        "I’ve fallen behind",
    ],
)
def test_it_is_ours(text: str) -> None:
    assert belongs(text, Progress())


@pytest.mark.parametrize(
    "text",
    [
        "How do I review a pull request?",
        "review my CV please",
        "remind me what Terraform is",
        "What is a monthly review?",
        "did the Docker course",
        "What is the pay of a junior?",
        "assess my skills",
        "delete my data",
        "",
    ],
)
def test_it_is_not(text: str) -> None:
    assert not belongs(text, Progress())


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("drop the web server", True),
        ("remove the community", True),
        ("take out linux", True),
        ("skip the web server", True),
        ("linux can wait", True),
        ("also the backup script", True),
        ("yes, but not the second", True),
        ("delete all my data", False),
        ("leave the plan as it is", False),
        ("show my status", False),
        ("skip", False),
        ("take me through Docker", False),
        ("What does not being on call mean?", False),
    ],
)
def test_a_correction_of_the_list_that_waits_is_ours(text: str, ours: bool) -> None:
    assert belongs(text, Progress(waits="check_in")) is ours
    assert not belongs(text, Progress())


@pytest.mark.parametrize(
    ("act", "text", "waits", "step"),
    [
        ("progress_update", "did week 2", "", "check_in"),
        ("progress_update", "yes", "check_in", "confirm"),
        ("answer", "yes", "check_in", "confirm"),
        ("progress_update", "I built a cluster", "review", "rate"),
        ("answer", "stop", "review", "leave"),
        ("skip", "skip", "review", "rate"),
        ("pause", "stop", "review", "leave"),
        ("progress_update", "the second one", "recovery", "choose"),
        ("progress_update", "Start my review", "recovery", "review"),
        ("replan", "", "", "recover"),
        ("pause", "pause until May", "", "rest"),
        ("unheard_of", "did week 2", "", "check_in"),
    ],
)
def test_what_is_done_with_a_message(act: str, text: str, waits: str, step: str) -> None:
    assert step_of(act, text, waits) == step  # type: ignore[arg-type]
