import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.ask.lexicon import Lexicon
from graphs.ask.quantities import Quantity
from graphs.ask.reading import focal, mend, read_question, split_parts, wants_of


@pytest.mark.parametrize(
    ("before", "message", "holds"),
    [
        pytest.param("What does a junior earn?", "and for seniors?", {"senior", "earn"}, id="other level"),
        pytest.param("What does a junior earn?", "what about a senior", {"senior", "earn"}, id="what about"),
        pytest.param(
            "What does a junior earn?", "what about after five years?", {"senior", "earn"}, id="years for a level"
        ),
        pytest.param("What does a junior earn?", "is that with equity", {"junior", "earn", "equity"}, id="that"),
        pytest.param("Is Docker needed for a junior?", "how about Kubernetes?", {"Kubernetes", "junior"}, id="skill"),
        pytest.param("Is Docker needed?", "why?", {"Docker", "why"}, id="why"),
        pytest.param("What are the tasks of a junior?", "tell me more", {"tasks", "junior"}, id="more"),
        pytest.param("How often are on-call nights?", "who shares them", {"on-call", "shares"}, id="them"),
        pytest.param("What does a junior earn?", "in the survey", {"junior", "earn", "survey"}, id="in the"),
        pytest.param("What does a junior earn?", "thanks! and a senior?", {"senior", "earn"}, id="after thanks"),
    ],
)
def test_a_follow_up_takes_over_what_it_leans_on(before: str, message: str, holds: set[str], lexicon: Lexicon) -> None:
    question = read_question(message, [before], lexicon).question.lower()
    assert {word for word in holds if word.lower() not in question} == set()


def test_an_exchanged_level_leaves_no_trace_of_the_other(lexicon: Lexicon) -> None:
    read = read_question("and for seniors?", ["What does a junior earn?"], lexicon)
    assert read.question == "What does a senior earn?"
    assert read.levels == ("senior",)
    assert read.added == "for seniors?"


@pytest.mark.parametrize(
    "message",
    ["How is a Kubernetes upgrade done on the production cluster?", "Which employers allow remote work on most days?"],
)
def test_a_new_question_leans_on_nothing(message: str, lexicon: Lexicon) -> None:
    read = read_question(message, ["What does a junior earn?"], lexicon)
    assert read.question == message
    assert read.added == ""


def test_a_chain_of_follow_ups(lexicon: Lexicon) -> None:
    asked = ["What does a junior earn?", "thanks", "and for seniors?", "ok"]
    assert read_question("and for a junior?", asked, lexicon).question == "What does a junior earn?"


def test_back_to_the_first_question(lexicon: Lexicon) -> None:
    asked = ["What are the tasks of a junior?", "How is a Kubernetes upgrade done?"]
    read = read_question("back to my first question, for seniors", asked, lexicon)
    assert "tasks" in read.question and "upgrade" not in read.question


@pytest.mark.parametrize(
    "message", ["no", "are you sure?", "That is wrong, I heard they earn $300k", "just guess then", "really?"]
)
def test_insisting_repeats_the_question(message: str, lexicon: Lexicon) -> None:
    read = read_question(message, ["What does a junior earn?"], lexicon)
    assert read.insists and read.asserts
    assert read.question == "What does a junior earn?"
    assert read.said == message


def test_nothing_to_insist_on_at_the_start(lexicon: Lexicon) -> None:
    assert not read_question("are you sure?", [], lexicon).insists


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("I worked in Brno for ten years. What does a junior earn?", "What does a junior earn?"),
        ("Ten years of Nagios in Brno, is there something more modern?", "is there something more modern?"),
        ("I know Docker, but which skills do I lack?", "which skills do I lack?"),
        ("What does a junior earn?", "What does a junior earn?"),
        ("pay of juniors", "pay of juniors"),
        ("tell me the pay. I like money.", "tell me the pay."),
        ("For a junior role, is Docker required?", "For a junior role, is Docker required?"),
    ],
)
def test_the_part_that_asks(question: str, part: str) -> None:
    assert focal(question) == part


def test_names_and_levels_of_an_account_are_not_asked_about(lexicon: Lexicon) -> None:
    read = read_question("I am a senior cook from Brazil. What does a junior earn?", [], lexicon)
    assert read.names == ()
    assert read.levels == ("junior",)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What does a junior earn?", 1),
        ("What does a junior earn and which books help?", 2),
        ("What does a junior earn? Which tools help beginners? How often are on-call nights?", 3),
        ("What hurts juniors and what cures them?", 1),
        ("What do juniors and seniors earn?", 1),
        ("What is a junior? Why?", 1),
    ],
)
def test_parts(question: str, parts: int) -> None:
    split = split_parts(question)
    assert len(split) == parts
    assert all(part in question for part in split)


def test_at_most_four_parts() -> None:
    assert len(split_parts(" ".join(f"Which tools does team {n} use?" for n in range(9)))) == 4


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("How much does a junior earn?", "amount"),
        ("What is the difference between a junior and a senior?", "comparison"),
        ("Should I learn Docker?", "advice"),
        ("Why are nights shared?", "reason"),
        ("How is an upgrade done?", "steps"),
        ("Which tools are used?", "list"),
        ("What is Docker?", "definition"),
        ("Is Docker needed?", "yes_no"),
        ("docker", "fact"),
    ],
)
def test_what_kind_of_answer(question: str, wants: str) -> None:
    assert wants_of(question) == wants


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("kuberntes upgrade", "kubernetes upgrade"),
        ("employrs in the survey", "employers in the survey"),
        ("the surveyy", "the survey"),
        ("jr pay", "junior pay"),
        ("what abt k8s", "what about Kubernetes"),
        ("whats docker", "what is docker"),
        ("python in Brazil", "python in Brazil"),
        ("what about zzzzzz", "what about zzzzzz"),
        ("the CKAD", "the CKAD"),
    ],
)
def test_typing_mistakes(typed: str, mended: str, lexicon: Lexicon) -> None:
    assert mend(typed, lexicon) == mended


@pytest.mark.parametrize(
    ("message", "claims", "asserts"),
    [
        ("Juniors earn $300k, right?", {Quantity("money", 300_000)}, True),
        ("I heard that juniors need three years", {Quantity("duration", 3, "year")}, True),
        ("Is it true that 35% are remote?", {Quantity("percent", 35)}, True),
        ("With 3 years of work, what can I earn?", set(), False),
        ("What does a junior earn?", set(), False),
        ("Do juniors earn $90,000?", {Quantity("money", 90_000)}, True),
    ],
)
def test_what_a_message_takes_for_granted(message: str, claims: set[Quantity], asserts: bool, lexicon: Lexicon) -> None:
    read = read_question(message, [], lexicon)
    assert read.claims == claims
    assert read.asserts is asserts


@given(st.text(max_size=120), st.lists(st.text(max_size=60), max_size=3))
def test_any_message_can_be_read(lexicon: Lexicon, text: str, earlier: list[str]) -> None:
    read = read_question(text, earlier, lexicon)
    assert 1 <= len(read.parts) <= 4
    assert read_question(text, earlier, lexicon) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("What does a jnuior earn?", "What does a junior earn?"), ("waht does tis pay", "what does this pay")],
)
def test_letters_that_changed_places(typed: str, meant: str, lexicon: Lexicon) -> None:
    assert mend(typed, lexicon) == meant


def test_six_figures_are_a_claim_about_money(lexicon: Lexicon) -> None:
    assert read_question("Juniors make six figures, right?", (), lexicon).digits == 6
    assert read_question("Seniors earn half a million, right?", (), lexicon).claims == {Quantity("money", 500_000.0)}
