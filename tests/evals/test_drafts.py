"""From use to draft cases: what is taken, what is taken out, and what a maintainer gets."""

from pathlib import Path

import pytest
import yaml

from app.adapters.store.store import Store
from evals.anonymous import Anonymiser
from evals.drafts import case_lines, cleaned, distinct, gap_lines, grouped
from evals.from_use import Complaint, complaints
from graphs.events import Declined, Sentence
from graphs.testing import HashedEmbedder

WORDS = (
    "hi i'm my name is mark and a the what does junior earn manager says need for with thanks how do learn mail me at "
    "call lives in work here will smith grace should jane born on hello senior or from"
)
ENGLISH = frozenset(WORDS.split())
NAMES = Anonymiser(ENGLISH, {"kubernetes", "nvidia", "terraform", "senior", "docker", "i'm", "i"}, {"leeds", "dresden"})


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        pytest.param("Hi, I'm Mark Ferguson in Leeds. What does a junior earn?", ["Mark", "Ferguson"], ["Leeds", "junior earn"], id="introduced"),
        pytest.param("my name is peter müller", ["peter", "müller"], ["my name is"], id="lower case"),
        pytest.param("i'm priya from Dresden", ["priya"], ["Dresden"], id="unknown word after I'm"),
        pytest.param("My manager Anna says I need Kubernetes", ["Anna"], ["Kubernetes", "manager"], id="a relation"),
        pytest.param("I work with Jane O'Connor at Brightwell Logistics", ["Jane", "Connor", "Brightwell", "Logistics"], ["I work"], id="names that are words too"),
        pytest.param("mail me: p.m+x@mail.example.org", ["p.m", "example.org"], ["mail me"], id="mail"),
        pytest.param("call +49 170 1234567 or (030) 123 456 78 or 555-010-9999", ["170", "456", "9999"], ["call"], id="phones"),
        pytest.param("lives in 12 Baker Street, NW1 6XE", ["Baker", "6XE"], ["lives in"], id="address"),
        pytest.param("wohnt Lindenstraße 5", ["Linden"], ["wohnt"], id="German address"),
        pytest.param("ssn 078-05-1120, employee E482913, IBAN DE89 3704 0044 0532 0130 00", ["1120", "482913", "3704"], ["ssn"], id="numbers"),
        pytest.param("born on 12.03.1990", ["1990"], [], id="birth"),
        pytest.param("see https://linkedin.com/in/jdoe and @jdoe", ["jdoe"], ["see"], id="links"),
        pytest.param("what does NVIDIA pay in Dresden: $93,500 or 120000, for 10,000 GPUs in 2025?", [], ["NVIDIA", "$93,500", "120000", "10,000 GPUs", "2025"], id="figures stay"),
    ],
)  # fmt: skip
def test_what_tells_who_it_was_is_taken_out(text: str, gone: list[str], stays: list[str]) -> None:
    clean = NAMES.clean(text)
    assert [each for each in gone if each in clean] == []
    assert [each for each in stays if each not in clean] == []


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(
        f"sqlite:///{tmp_path / 'r.sqlite'}",
        checkpoints_url=f"sqlite:///{tmp_path / 'c.sqlite'}",
        uploads=tmp_path / "uploads",
    )


def test_votes_and_refusals_are_found_and_good_answers_are_not(store: Store) -> None:
    mine = store.conversations.create("one").id
    answers = (
        ("What does a junior earn?", [Sentence(text="About $90,000.")], "down"),
        ("Thanks. And in Mars City?", [Declined(kind="not_covered", text="My sources do not cover that.")], ""),
        ("Write my essay", [Declined(kind="out_of_scope", text="Not my field.")], ""),
        ("And a senior?", [Sentence(text="More.")], "up"),
    )
    for question, events, vote in answers:
        turn = store.turns.begin("one", mine, question)
        for event in events:
            store.turns.append("one", turn.id, event)
        store.turns.finish("one", turn.id, "complete")
        if vote:
            store.votes.put("one", turn.message_id, vote, "wrong figure" if vote == "down" else "")
    found = list(complaints(store.database))
    assert [(each.occasion, each.turns[-1], each.declined) for each in found] == [
        ("down", "What does a junior earn?", False),
        ("not_covered", "Thanks. And in Mars City?", True),
    ]
    assert found[0].reason == "wrong figure" and found[0].answer == "About $90,000."
    assert found[1].turns == ("What does a junior earn?", "Thanks. And in Mars City?")


def complaint(question: str, *, declined: bool = True) -> Complaint:
    return Complaint("not_covered" if declined else "down", (question,), "No.", "I am Mark", declined)


def test_drafts_are_yaml_that_names_what_is_left_to_do_and_nobody() -> None:
    twice = [complaint("Hi, I'm Mark. A visa?"), complaint("Hi,  I'm Mark.  A visa?")]
    found = distinct(cleaned([*twice, complaint("Pay?", declined=False)], NAMES))
    text = "\n".join(case_lines(found))
    cases = yaml.safe_load(text)
    assert [case["kind"] for case in cases] == ["unanswerable", "fact"]
    assert cases[0]["declined"] and cases[1]["source"] == []
    assert all("TODO" in case["why"] for case in cases)
    assert "Mark" not in text


def test_gaps_are_grouped_the_most_asked_first() -> None:
    asked = ["visa for germany", "pay in oslo", "visa for germany please", "how is pay in oslo", "visa germany"]
    groups = grouped([complaint(each) for each in asked], HashedEmbedder())
    assert [len(group) for group in groups] == [3, 2]
    told = "\n".join(gap_lines(groups))
    assert told.startswith("# What the sources could not answer: 5 questions in 2 groups")
    assert "## 3: visa for germany" in told
    assert grouped([], HashedEmbedder()) == []
