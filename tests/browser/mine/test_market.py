"""The tab "Market"."""

from __future__ import annotations

from tests.browser.conftest import Visit
from tests.browser.mine.panel import POSTING, show


def test_postings_are_pasted_refused_kept_and_removed(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    page.fill("#posting-text", "Cook the onions in butter. Add two eggs and a little salt. Serve with bread.")
    page.click("#my .posting-form .button-main")
    page.wait_for_selector("#my .posting-form .bad")
    assert page.locator("#my .posting").count() == 0
    page.fill("#posting-text", POSTING)
    page.click("#my .posting-form .button-main")
    page.wait_for_selector("#my .posting")
    row = page.inner_text("#my .posting")
    assert "Acme Robotics" in row and "55,000" in row.replace("55000", "55,000")
    page.click("#my .posting-name")
    assert "Kubernetes" in page.inner_text("#my .posting-detail")
    page.click("#my .posting-detail >> text=Remove")
    page.click("#my .posting-detail >> text=Remove it")
    page.wait_for_selector("#my .my-empty")


def test_a_posting_comes_from_a_file(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    page.set_input_files("#posting-file", {"name": "acme.txt", "mimeType": "text/plain", "buffer": POSTING.encode()})
    page.wait_for_selector("#my .posting >> text=Acme Robotics")
