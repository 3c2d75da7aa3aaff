"""A CV or a background paragraph proposes readings with the learner's words; nothing else does."""

from __future__ import annotations

from graphs.interview.prefill import profile_facts, proposals
from tests.interview.scripted import lexicon, rate

CV = """Support engineer, Leeds
- Wrote Python scripts for log cleanup
- Docker: ran images from a tutorial
- Never used Kubernetes
I want to learn Terraform. I can do 5 hours a week."""


def test_each_skill_gets_its_own_words() -> None:
    found = {skill: (reading.rating, quote) for skill, reading, quote in proposals(CV, lexicon(), rate)}
    assert found["python"][0] == 2
    assert found["docker"][0] == 1
    assert found["kubernetes"][0] == 0
    assert "terraform" not in found
    assert all(quote in CV for _, quote in found.values())
    assert "Docker" not in found["python"][1]


def test_one_sentence_of_two_skills_is_read_apart() -> None:
    text = "I've used Linux at work for two years, and I did a Docker tutorial last year."
    quotes = {skill: quote for skill, _, quote in proposals(text, lexicon(), rate)}
    assert "Docker" not in quotes["linux-bash"]
    assert "Linux" not in quotes["docker"]


def test_a_posting_proposes_nothing() -> None:
    posting = "About the role: we are looking for an engineer who built Python services. You will run Kubernetes."
    assert proposals(posting, lexicon(), rate) == ()
    assert profile_facts(posting) == ()


def test_words_of_others_propose_nothing() -> None:
    assert proposals('My manager wrote: "she built all our Docker images"', lexicon(), rate) == ()


def test_the_profile_is_read_too() -> None:
    facts = {fact.field: fact.value for fact in profile_facts(CV)}
    assert facts["hours_per_week"] == 5
    assert str(facts["background"]) in CV
