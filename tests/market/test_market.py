"""The market: counts with their postings, pay as stated, the learner's own fit."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from app.documents.market import market_markdown
from graphs.career.assessment import Assessment, SkillRating
from graphs.career.posting import Posting, Postings
from graphs.career.skills import Level, Rating
from graphs.market.count import read_market
from graphs.market.keep import add_posting, load_postings
from graphs.market.market import Market
from graphs.market.sources import GROUNDS, PAY
from graphs.testing import MemoryRecords
from tests.market.conftest import CORPUS, NOW, POSTING

SNAPSHOT = Path(__file__).with_name("market.md")
US = """Junior Platform Engineer at Marlow, Denver, CO (on-site)

Requirements
- 0-2 years of experience
- Python and Linux

Nice to have
- Terraform

Pay: $85,000 - $105,000 a year
"""
SILENT = "Senior SRE at Quince, remote.\n\nMust have: Kubernetes, Python, Prometheus, 6+ years of experience."
FRAUD = "Cloud Engineer at EasyJobs. Pay a registration fee of $50 first. Salary $9,000 a week. Python required."


def assessed(**ratings: int) -> Assessment:
    return Assessment(
        version=1,
        level=Level.JUNIOR,
        ratings=tuple(SkillRating(skill=skill.replace("_", "-"), rating=Rating(value), confidence=0.9) for skill, value in ratings.items()),
        started_at=NOW,
        confirmed_at=NOW,
    )  # fmt: skip


@pytest.fixture
def postings(words) -> Postings:
    records = MemoryRecords()
    for text in (POSTING, US, SILENT, FRAUD, "Reposted 1 day ago\n" + US):
        add_posting(records, text, words, NOW)
    return load_postings(records)


@pytest.fixture
def market(postings: Postings, skills) -> Market:
    aim = assessed(python=2, docker=1, terraform=0, kubernetes=0, linux_bash=2)
    return read_market(postings, skills, NOW.date(), assessment=aim, level=Level.JUNIOR, location="Denver")


def test_repeats_and_frauds_are_in_no_count(market: Market) -> None:
    assert [each.id for each in market.counted] == ["p1", "p2", "p3"]
    assert market.repeats == (("p5", "p2"),)
    assert [each.id for each in market.set_aside] == ["p4"]
    assert (market.saved, market.n, market.missing) == (5, 3, 7)


def test_every_count_names_its_postings(market: Market) -> None:
    found = {each.skill: (each.required_by, each.preferred_by) for each in market.requirements}
    assert found["python"] == (("p1", "p2", "p3"), ())
    assert found["terraform"] == ((), ("p1", "p2"))
    assert found["kubernetes"] == (("p3",), ())
    assert market.requirements[0].skill == "python"


def test_pay_is_kept_in_its_own_currency_and_compared_only_where_it_can_be(market: Market) -> None:
    assert [(each.posting, each.salary.currency, each.against_sources) for each in market.pays] == [
        ("p2", "USD", "within"),
        ("p1", "EUR", ""),
    ]
    assert market.without_pay == ("p3",)
    assert {each.level for each in market.source_pay} == {Level.JUNIOR, Level.MID, Level.SENIOR}
    assert market.near == ("p2",)


def test_fit_by_skill_and_by_posting(market: Market) -> None:
    states = {each.skill: each.state for each in market.fits}
    assert (states["python"], states["docker"], states["kubernetes"]) == ("met", "short", "missing")
    assert states["ci-cd"] == "unassessed"
    fits = {each.posting: each for each in market.posting_fits}
    assert set(fits["p2"].met) == {"python", "linux-bash"} and not fits["p2"].short
    assert "python" in fits["p3"].short  # a senior posting asks for more than a junior one


def test_one_posting_is_enough_and_none_is_empty(postings: Postings, skills) -> None:
    one = read_market(Postings(postings=postings.postings[:1]), skills, NOW.date())
    assert (one.n, one.missing, one.assessed) == (1, 9, False)
    text = market_markdown(one, skills)
    assert "from 1 posting that you saved" in text and "no skills assessment yet" in text
    assert read_market(Postings(), skills, NOW.date()).n == 0


def test_patterns_of_skills_wait_for_five_postings(market: Market, words, skills) -> None:
    assert not any("together" in each.text for each in market.patterns)
    records = MemoryRecords()
    for city in ("Ghent, Belgium", "Porto, Portugal", "Riga, Latvia", "Bonn, Germany", "Oslo, Norway"):
        add_posting(records, POSTING.replace("Lyon, France", city), words, NOW)
    five = read_market(load_postings(records), skills, NOW.date())
    together = [each for each in five.patterns if "together" in each.text]
    assert together and together[0].by == ("p1", "p2", "p3", "p4", "p5")
    assert all(each.by for each in five.patterns)


def test_the_document(market: Market, skills) -> None:
    written = market_markdown(market, skills)
    assert written == SNAPSHOT.read_text(encoding="utf-8"), (
        f"The document changed; if it should, write it to {SNAPSHOT}."
    )


def test_the_document_cites_only_what_there_is(market: Market, skills) -> None:
    import re

    written = market_markdown(market, skills)
    assert set(re.findall(r"\[(p\d+)\]", written)) <= {"p1", "p2", "p3", "p4", "p5"}
    cited = set(re.findall(r"\[(s\d+)\]", written))
    assert cited == {f"s{number}" for number in range(1, len(cited) + 1)}
    for each in cited:
        assert f"\n- [{each}] " in written


def test_more_postings_than_columns_are_listed_by_id(words, skills) -> None:
    cities = [
        "Ghent",
        "Porto",
        "Riga",
        "Bonn",
        "Oslo",
        "Leeds",
        "Turin",
        "Milan",
        "Paris",
        "Seoul",
        "Tokyo",
        "Dubai",
        "Prague",
    ]
    records = MemoryRecords()
    for city in cities:
        add_posting(records, POSTING.replace("Lyon, France", f"{city}, Germany"), words, NOW)
    market = read_market(load_postings(records), skills, datetime.date(2026, 12, 1))
    assert market.n == 13 and market.missing == 0
    assert "| Postings |" in market_markdown(market, skills)


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda each: each.section)
def test_the_sources_say_so(ground) -> None:
    text = (CORPUS / ground.document).read_text(encoding="utf-8")
    section = text.split(f"## {ground.section}\n", 1)[1].split("\n## ", 1)[0]
    assert ground.words in section
    assert f'source: "{ground.work}"' in text


def test_the_source_figures_stand_in_their_words() -> None:
    for each in PAY:
        assert f"${each.low:,}" in each.ground.words and f"${each.high:,}" in each.ground.words
        assert ("or more" in each.ground.words) == each.open_above


def test_a_posting_without_anything_is_told_honestly(skills) -> None:
    bare = Posting(id="p1", title="Engineer", text="Engineer", saved_at=NOW)
    text = market_markdown(read_market(Postings(postings=(bare,)), skills, NOW.date()), skills)
    assert "The posting does not state its pay." in text and "name no skill of the catalogue" in text
