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


def test_what_was_read_wrongly_is_corrected(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    page.fill("#posting-text", POSTING)
    page.click("#my .posting-form .button-main")
    page.click("#my .posting-name")
    page.click("#my [data-key=correct-p1]")
    form = page.locator("#my .posting-edit-form")
    form.locator("[id$=-company]").fill("Acme Robotics AG")
    form.locator("[id$=-level]").select_option("mid")
    form.locator("[id$=-remote]").select_option("remote")
    form.locator("[id$=-max-0]").fill("much")
    form.locator(".button-main").click()
    form.locator("[id$=-max-0][aria-invalid=true]").wait_for()
    form.locator("[id$=-max-0]").fill("70.000")
    form.locator("[id$=-currency-0]").fill("x")
    form.locator(".button-main").click()
    form.locator("text=give the currency by its three letters").wait_for()
    form.locator("[id$=-currency-0]").fill("chf")
    form.locator("[id$=-skill-docker]").select_option("not")
    form.locator("[id$=-skill-kubernetes]").select_option("nice")
    form.locator("[id$=-skill-more]").select_option("git")
    form.locator(".button-main").click()
    page.wait_for_selector("#my .posting >> text=Acme Robotics AG")
    row = page.inner_text("#my .posting")
    assert "Mid" in row and "CHF" in row and "70,000" in row and "remote" in row
    facts = page.inner_text("#my .posting-detail")
    assert "Git" in facts and "Docker" not in facts and "Nice to have\nKubernetes, Terraform" in facts
    page.reload()
    page.wait_for_selector("#my .posting >> text=Acme Robotics AG")


PASTE = """(id) => {
  const data = new DataTransfer();
  data.setData("text/plain", "Infrastructure Engineer needed. ".repeat(65000));
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  return document.getElementById(id).dispatchEvent(event);
}"""


def test_megabytes_are_refused_before_the_browser_lays_them_out(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    assert page.evaluate(PASTE, "posting-text") is False, "the paste does not happen"
    assert "This has 2,080,000 characters" in page.inner_text("#my .posting-form .outcome-line")
    assert page.evaluate(PASTE, "question") is False
    assert "This has 2,080,000 characters" in page.inner_text("#hint-text")


def test_each_posting_is_confirmed_where_the_next_is_pasted(visit: Visit) -> None:
    page = visit.open()
    show(page, "market")
    for said in ("Added: Junior Machine Learning", "was here already"):
        page.fill("#posting-text", POSTING)
        page.click("#my .posting-form .button-main")
        page.wait_for_selector(f"#my .posting-form .outcome-line >> text={said}")
