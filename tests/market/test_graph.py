"""A turn of the market slice, through the one function that runs it."""

from __future__ import annotations

import pytest

from graphs.events import DocumentReady, Sentence
from graphs.market.graph import MarketDeps, build_graph, run_market
from graphs.market.keep import load_postings
from graphs.market.request import read_request
from graphs.testing import MemoryRecords
from tests.market.conftest import NOW, POSTING


@pytest.fixture(scope="module")
def graph():
    return build_graph()


@pytest.fixture
def deps(skills, words) -> MarketDeps:
    return MarketDeps(MemoryRecords(), skills, words, lambda: NOW)


def said(graph, deps: MarketDeps, act: str, text: str) -> list[str]:
    return [event.text for event in run_market(graph, deps, act, text) if isinstance(event, Sentence)]


@pytest.mark.parametrize("lead", ["", "save this posting: ", "Here's another job posting:\n\n", "add this job\n"])
def test_a_posting_is_kept_and_told_in_a_few_lines(graph, deps: MarketDeps, lead: str) -> None:
    lines = said(graph, deps, "add_posting", lead + POSTING)
    assert lines[0] == "Saved as p1: Machine Learning Platform Engineer at Larkhill Systems, Lyon, France (hybrid)."
    assert lines[1] == "Requires: CI/CD, Python, Docker. Nice to have: Terraform, Distributed Systems."
    assert lines[2] == "Level: Mid, 3 years or more. Pay: €52,000 to €61,000 a year."
    assert lines[-1] == "That makes 1 posting; 9 more are missing to the 10 that the exercise asks for."
    assert 3 <= len(lines) <= 6
    kept = load_postings(deps.records).postings
    assert [each.id for each in kept] == ["p1"] and kept[0].text.startswith("Machine Learning Platform")


def test_several_between_rules_are_kept_each(graph, deps: MarketDeps) -> None:
    second = POSTING.replace("Lyon, France", "Ghent, Belgium")
    lines = said(graph, deps, "add_posting", f"{POSTING}\n-----\n{second}")
    assert [line[:11] for line in lines if line.startswith("Saved")] == ["Saved as p1", "Saved as p2"]


def test_a_recipe_is_refused_in_words(graph, deps: MarketDeps) -> None:
    lines = said(
        graph,
        deps,
        "add_posting",
        "save this posting: Preheat the oven, chop two onions, stir in a cup of flour, bake for 20 minutes.",
    )
    assert len(lines) == 1 and "nothing was saved" in lines[0] and "a recipe" in lines[0]
    assert load_postings(deps.records).postings == ()


@pytest.mark.parametrize("text", ["add a posting", "I want to save a job posting", "/posting"])
def test_without_a_text_it_says_what_to_paste(graph, deps: MarketDeps, text: str) -> None:
    assert said(graph, deps, "add_posting", text)[0].startswith("Paste the text of a posting")


def test_a_link_cannot_be_opened(graph, deps: MarketDeps) -> None:
    assert "cannot open links" in said(graph, deps, "add_posting", "save this https://jobs.example.com/123")[0]


def test_the_report_comes_with_its_document(graph, deps: MarketDeps) -> None:
    assert said(graph, deps, "market_report", "market report")[0].startswith("There are no postings yet")
    said(graph, deps, "add_posting", POSTING)
    events = list(run_market(graph, deps, "market_report", "market report"))
    assert events[-1] == DocumentReady(name="market", address="/documents/market")
    assert any(isinstance(each, Sentence) and "Python (1 of 1)" in each.text for each in events)


def test_a_posting_is_removed_on_request(graph, deps: MarketDeps) -> None:
    said(graph, deps, "add_posting", POSTING)
    assert "no posting p7" in said(graph, deps, "add_posting", "remove posting 7")[0]
    assert said(graph, deps, "add_posting", "delete p1")[0].startswith("p1 is removed.")
    assert load_postings(deps.records).postings == ()


@pytest.mark.parametrize("act", ["pause", "skip"])
def test_stopping_keeps_everything(graph, deps: MarketDeps, act: str) -> None:
    assert "whenever you find one" in said(graph, deps, act, "stop")[0]
    said(graph, deps, "add_posting", POSTING)
    assert "your postings are kept" in said(graph, deps, act, "stop")[0]


def test_the_words_around_a_posting_do_not_cut_into_it() -> None:
    text = "This position is for a DevOps Engineer. You know Linux and Docker, and have three years of experience."
    assert read_request("add_posting", text).texts == (text,)
    assert read_request("add_posting", "save this job: DevOps Engineer, Linux and Docker, at Acme in Ghent").texts == (
        "DevOps Engineer, Linux and Docker, at Acme in Ghent",
    )
