"""The tabs "Documents" and "Data"."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from app.adapters.store.store import Store
from tests.assessed import interviewed
from tests.browser.conftest import Visit
from tests.browser.mine.panel import learner_of, planned, show


def test_a_document_is_read_here_and_downloaded(visit: Visit, store: Store) -> None:
    page = visit.open()
    show(page, "documents")
    assert page.locator("#my .documents li").count() == 4
    assert page.locator("#my [data-key^=read]").count() == 0, "nothing to read yet, and each says how to get it"
    interviewed(store, learner_of(page), "I wrote <b>Dockerfiles</b>", docker=1, confirmed=True)
    show(page, "documents")
    page.click("#my [data-key=read-assessment]")
    page.wait_for_selector("#my .document h1")
    assert "I wrote <b>Dockerfiles</b>" in page.inner_text("#my .document"), "words of the learner stay words"
    with page.expect_download() as begun:
        page.click("#my .my-back a[download]")
    assert begun.value.suggested_filename == "skills-assessment-completed.md"
    assert Path(begun.value.path()).read_text().startswith("# Skills assessment")
    page.click("#my [data-key=all-documents]")
    with page.expect_download() as begun:
        page.click("#my >> text=Download everything (.zip)")
    with zipfile.ZipFile(io.BytesIO(Path(begun.value.path()).read_bytes())) as archive:
        assert any(name.endswith("skills-assessment-completed.md") for name in archive.namelist())


def test_the_plan_comes_as_a_calendar_with_an_address_that_can_be_taken_back(visit: Visit, store: Store) -> None:
    page = visit.open()
    planned(page, store)
    show(page, "documents")
    with page.expect_download() as begun:
        page.click("#my >> text=Download (.ics)")
    assert Path(begun.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.click("#my >> text=Make an address to follow")
    address = page.input_value("#feed-address")
    assert page.request.get(address).ok
    show(page, "documents")
    page.click("#my >> text=Take the address back")
    page.wait_for_selector("#my >> text=Make an address to follow")
    assert page.request.get(address).status == 404


def test_everything_can_be_taken_along_and_deleted(visit: Visit, store: Store) -> None:
    page = visit.open()
    interviewed(store, learner_of(page), docker=1)
    page.click("#your-data")
    with page.expect_download() as begun:
        page.click("#my a[download]")
    with zipfile.ZipFile(io.BytesIO(Path(begun.value.path()).read_bytes())) as archive:
        assert "records.json" in archive.namelist()
    learner = learner_of(page)
    page.fill("#delete-words", "delete my dat")
    assert page.is_disabled("#my .button-danger")
    page.fill("#delete-words", "delete my data")
    page.click("#my .button-danger")
    page.wait_for_selector("#my", state="hidden")
    assert store.records.newest(learner, "assessment") is None
