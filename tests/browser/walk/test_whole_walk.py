"""One learner on the page, from the first message to the validated bundle, by typed words alone."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.adapters.store.store import open_store
from app.settings import load_settings
from app.web.app import create_app
from graphs.ask.deps import AskDeps
from tests.ask.conftest import ask_deps, knowledge, knowledge_settings
from tests.browser.conftest import Visit
from tests.browser.mine.panel import show
from tests.browser.serving import served
from tests.browser.walk.mentor import POSTINGS, Clock, WholeMentor
from tests.web.scripted import scripted_parts

__all__ = ["ask_deps", "knowledge", "knowledge_settings"]

BACKGROUND = (
    "I'm a Linux sysadmin at a hosting company in Lisbon, four years now. I wrote Python scripts for automation, "
    "I run Docker every day, and I never used Terraform. I have 8 hours a week."
)
ANSWERS = (
    ("level|aim for", "Junior first. I live in Lisbon, Portugal, my time zone is Europe/Lisbon."),
    ("Linux|Git", "I wrote shell scripts for 300 servers and trace faults with strace; in Git I merge branches daily."),
    ("Docker", "I wrote a multi-stage Dockerfile for our tools and made the image ten times smaller."),
    ("Kubernetes", "I ran a small k3s cluster at home by a tutorial."),
    ("Python", "I built a Flask service with tests that support uses to reset machines."),
    ("cloud|AWS", "I used EC2 by a tutorial and put backups into S3."),
    ("Terraform", "I never used it."),
    ("framework|PyTorch|machine learning", "I read a course on PyTorch and ran its simple example."),
    ("dashboards|misbehaved|Monitoring", "I set up Prometheus and wrote the alerts for our fleet."),
    ("design", "I designed the backup system of our customers with a queue between two sites."),
    ("problem|days", "I narrowed a silent data fault down over three nights, wrote the runbook and kept the deadline."),
)
FIVE_LINES = """✅ Skills assessment completed
✅ Learning plan created
✅ Career roadmap defined
✅ Job market research done

🎉 Exercise 01 Complete! Ready for Exercise 02.
"""
MOST_QUESTIONS = 30


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    moved.everywhere(monkeypatch)
    return moved


@pytest.fixture
def base(ask_deps: AskDeps, clock: Clock, tmp_path: Path) -> Iterator[str]:
    settings = load_settings(data_dir=tmp_path)
    store = open_store(settings)
    mind = WholeMentor(store, settings, ask_deps, clock)
    with served(create_app(scripted_parts(mind), store, settings)) as address:  # type: ignore[arg-type]
        yield address


def say(visit: Visit, text: str) -> str:
    """What the mentor answers."""
    turns = visit.page.locator(".turn").count()
    visit.ask(text)
    visit.page.wait_for_selector(f".turn >> nth={turns}")
    visit.page.wait_for_selector(".turn.latest[data-state]")
    assert visit.page.get_attribute(".turn.latest", "data-state") == "complete"
    return str(visit.page.inner_text(".turn.latest"))


def asked(page: Any) -> str:
    found = page.locator(".turn.latest .asked")
    return str(found.inner_text()) if found.count() else ""


def interviewed(visit: Visit) -> None:
    """By answers that react to what is asked, as far as the summary; its picture is then corrected and confirmed."""
    say(visit, "Assess my skills")
    say(visit, BACKGROUND)
    for _ in range(MOST_QUESTIONS):
        question = asked(visit.page)
        if re.search("picture fit|rest fit", question):
            break
        if re.search("about right", question):
            say(visit, "Yes, that's right")
            continue
        say(visit, next((answer for words, answer in ANSWERS if re.search(words, question, re.I)), "skip"))
    assert "picture fit" in asked(visit.page)
    assert "changed Kubernetes" in say(visit, "Kubernetes should be 0, following a tutorial is not using it")
    assert "final now" in say(visit, "Yes, that's me")


def collected(visit: Visit) -> None:
    """Half of the postings through the panel's form, half pasted into the conversation."""
    page = visit.page
    show(page, "market")
    for number, posting in enumerate(POSTINGS[:5], 1):
        if page.is_visible("#my details[data-key=posting-form]:not([open])"):
            page.click("#my details[data-key=posting-form] > summary")
        page.fill("#posting-text", posting)
        page.click("#my .posting-form .button-main")
        page.wait_for_selector(f"#my .posting >> nth={number - 1}")
    for posting in POSTINGS[5:]:
        assert "Saved as p" in say(visit, posting)
    page.wait_for_selector("#my .posting >> nth=9")
    assert "It counts 10 postings" in say(visit, "market report")


def planned(visit: Visit) -> None:
    assert "Your plan runs from Monday" in say(visit, "Make my learning plan")
    assert "Europe/Lisbon" in visit.page.evaluate("fetch('/api/documents/plan.md').then((answer) => answer.text())")
    assert "Your roadmap toward" in say(visit, "Make my roadmap")


def followed_up(visit: Visit, clock: Clock) -> None:
    """A check-in, weeks without any, one way to go on, and the review of the month."""
    page = visit.page
    clock.ahead = timedelta(days=9)
    show(page, "plan")
    title = page.inner_text("#my .week-now .item:nth-child(2) label")
    page.fill("#talk-text", f"Finished this: {title}. 3 hours.")
    press(page, ".talk-form .button-main")
    press(page, ".reply >> text=Yes")
    page.wait_for_selector("#my .item.done")
    clock.ahead = timedelta(days=37)
    show(page, "plan")
    page.click("#my .my-late >> text=Show me the choices")
    page.click("#my .way >> nth=0 >> button")
    page.wait_for_selector("#my >> text=What version 2 changed")
    press(page, "[data-key=review]")
    press(page, ".reply >> nth=2")
    assert "what did you do that shows it" in page.inner_text("#my .asked-here")
    page.fill(
        "#talk-text", "I built a page that traces a request with dig and curl and wrote down what each step shows."
    )
    press(page, ".talk-form .button-main")
    while page.locator("#my .my-talk .button >> text=Skip").count():
        press(page, ".button >> text=Skip")
    press(page, ".reply >> text=Yes")
    assert "Your assessment has a new version" in page.inner_text("#my .my-talk")


def press(page: Any, control: str) -> None:
    """Presses a control of the talk in the panel and waits until the talk that follows stands there."""
    page.evaluate("document.querySelector('#my .my-talk').dataset.before = 'yes'")
    page.click(f"#my .my-talk {control}")
    page.wait_for_selector("#my .my-talk:not([data-before])")


def test_from_the_first_message_to_the_validated_bundle(visit: Visit, clock: Clock, tmp_path: Path) -> None:
    page = visit.open()
    interviewed(visit)
    collected(visit)
    planned(visit)
    followed_up(visit, clock)
    show(page, "documents")
    for name in ("assessment", "market", "plan", "roadmap"):
        page.click(f"#my [data-key=read-{name}]")
        page.wait_for_selector("#my .document h1")
        words = page.inner_text("#my .document")
        assert len(words) > 2000 and not re.search(r"\b(?:TODO|TBD|lorem|placeholder|undefined|None,)\b", words), name
        page.click("#my [data-key=all-documents]")
        page.wait_for_selector("#my .documents")
    with page.expect_download() as begun:
        page.click("#my >> text=Download everything (.zip)")
    with zipfile.ZipFile(begun.value.path()) as archive:
        archive.extractall(tmp_path / "bundle")
    script = next((tmp_path / "bundle").rglob("validate_exercise01.py"))
    done = subprocess.run(
        [sys.executable, script.relative_to(script.parents[1])],
        cwd=script.parents[1], capture_output=True, text=True, encoding="utf-8", check=False,
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
    )  # fmt: skip
    assert (done.stdout, done.returncode) == (FIVE_LINES, 0), done.stdout + done.stderr
