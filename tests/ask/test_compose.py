from dataclasses import replace

import pytest

from graphs.ask.cite import Citations
from graphs.ask.compose import Line, claim_stands, compose
from graphs.ask.quantities import Quantity
from graphs.ask.select import Chosen, Evidence
from graphs.ports import Passage
from tests.ask.made import passage, reading, unit

PAY = passage("A junior earns $70,000. Equity is rare.", id="pay#a", about="pay")
SURVEY = passage("Employers paid $60,000. The median was $65,000.", id="survey#b", about="pay")
TASKS = passage(
    "",
    id="tasks#c",
    units=(
        unit("A junior has these tasks:"),
        unit("watch dashboards", "item", "A junior has these tasks: watch dashboards"),
        unit("answer tickets", "item", "A junior has these tasks: answer tickets"),
    ),
)


def every(found: Passage, role: str = "main") -> Chosen:
    return Chosen(found, tuple(range(len(found.units))), role)  # type: ignore[arg-type]


def shown(*chosen: Chosen, **fields: object) -> list[tuple[str, str]]:
    lines = compose(reading("What does a junior earn?"), Evidence(chosen), **fields)  # type: ignore[arg-type]
    return [(line.style, line.text) for line in lines]


def test_the_first_sentence_leads() -> None:
    assert shown(every(PAY)) == [("lead", "A junior earns $70,000."), ("text", "Equity is rare.")]


def test_a_list_stands_under_its_lead_in() -> None:
    assert shown(every(TASKS)) == [
        ("lead", "A junior has these tasks:"),
        ("bullet", "watch dashboards"),
        ("bullet", "answer tickets"),
    ]


def test_an_item_alone_is_said_in_full() -> None:
    assert shown(Chosen(TASKS, (2,), "main")) == [("lead", "A junior has these tasks: answer tickets.")]


def test_a_long_list_says_that_it_goes_on() -> None:
    units = (unit("Tools:"), *(unit(f"tool {n}", "item") for n in range(25)))
    lines = shown(every(passage("", units=units)))
    assert len([style for style, _ in lines if style == "bullet"]) == 18
    assert lines[-1] == ("note", "The list goes on in the source.")


def test_other_passages_are_announced_once() -> None:
    again = every(passage("More of it.", id="x#x"), "besides")
    lines = shown(every(PAY), every(SURVEY, "other_source"), every(TASKS, "besides"), again)
    assert [text for style, text in lines if style == "heading"] == ["A second source adds:", "Related:"]


def test_nothing_is_said_twice() -> None:
    twin = passage("Equity is rare. It varies.", id="twin#t")
    texts = [text for _, text in shown(every(PAY), every(twin, "besides"))]
    assert texts.count("Equity is rare.") == 1 and "It varies." in texts


def test_what_is_not_covered_is_said_last() -> None:
    assert shown(every(PAY), uncovered=["whales?"])[-1][1] == "My sources do not cover the rest of your question."


def test_a_disagreement_names_both_documents_and_cites_both() -> None:
    evidence = Evidence((every(PAY), every(SURVEY, "other_source")), "figures")
    opening = compose(reading("What does a junior earn?"), evidence)[0]
    assert opening.text == "The sources disagree: *Title pay* and *Title survey* give different figures."
    assert [each.id for each, _ in opening.support] == ["pay#a", "survey#b"]


@pytest.mark.parametrize(
    ("claim", "fields", "opening"),
    [
        (70_000, {"yes_no": True}, "Yes, that is what the sources say."),
        (300_000, {"yes_no": True}, "That is not what the sources say."),
        (300_000, {}, "That is not what the sources say."),
    ],
)
def test_a_claim_is_confirmed_or_set_right(claim: float, fields: dict[str, object], opening: str) -> None:
    asked = reading("They earn that, right?", asserts=True, claims=frozenset({Quantity("money", claim)}), **fields)
    assert compose(asked, Evidence((every(PAY),)))[0] == Line(opening, "note")


def test_insisting_without_a_figure() -> None:
    opening = compose(reading("no", asserts=True, insists=True), Evidence((every(PAY),)))[0]
    assert opening.text == "I can only go by my sources, and they still say this:"


@pytest.mark.parametrize(
    ("claims", "evidence", "stands"),
    [
        ({Quantity("money", 70_000)}, "between $70,000 and $95,000", True),
        ({Quantity("money", 80_000)}, "between $70,000 and $95,000", None),
        ({Quantity("money", 96_000)}, "between $70,000 and $95,000", False),
        ({Quantity("percent", 80)}, "from 70% to 95%", False),
        ({Quantity("duration", 3, "year")}, "it takes 3 months", None),
        ({Quantity("duration", 9, "year")}, "2 to 5 years", False),
        ({Quantity("money", 70_000), Quantity("percent", 1)}, "$70,000 or 50%", False),
        (set(), "$70,000", None),
    ],
)
def test_claims_against_the_evidence(claims: set[Quantity], evidence: str, stands: bool | None) -> None:
    asked = reading("so it is, right?", asserts=True, claims=frozenset(claims))
    assert claim_stands(asked, evidence) is stands
    assert claim_stands(reading("is it so", claims=frozenset(claims)), evidence) is None


@pytest.mark.parametrize(("word", "stands"), [("Basic", True), ("Expert", False)])
def test_a_claimed_rating(word: str, stands: bool) -> None:
    asked = reading(f"{word} Docker will do, right?", asserts=True, levels=("junior",), skills=("docker",))
    assert claim_stands(asked, "Juniors need Basic Docker. Seniors need Expert Docker.") is stands


def test_a_passage_keeps_its_number_and_each_sentence_its_words() -> None:
    citations = Citations()
    first = citations.of(Line("x", "text", ((PAY, "Equity is rare."),)))
    both = citations.of(Line("y", "text", ((SURVEY, "one"), (PAY, "two"), (PAY, "three"))))
    assert [(c.number, c.text) for c in first] == [(1, "Equity is rare.")]
    assert [(c.number, c.passage_id, c.text) for c in both] == [(2, "survey#b", "one"), (1, "pay#a", "two")]
    assert (both[0].source, both[0].section, both[0].document) == ("Work survey", "Section", "survey")


def test_what_was_said_in_other_words_is_not_said_again_beside() -> None:
    again = passage("A junior in the US earns $70,000. Bonuses are common.", id="levels#d")
    assert [text for _, text in shown(every(PAY), every(again, "besides"))][-1] == "Bonuses are common."
    other = passage("A junior earns $71,000.", id="levels#e")
    assert shown(every(PAY), every(other, "besides"))[-1] == ("text", "A junior earns $71,000.")
    assert len(shown(every(TASKS), every(replace(TASKS, id="tasks#f"), "besides"))) == 3


def test_rows_that_the_sentence_above_has_told_are_left_out() -> None:
    rows = (
        "A junior needs a Basic rating (1 of 4).",
        "A senior needs an Expert rating (4 of 4).",
        "A staff needs 5 of 4.",
    )
    lead = unit("Git is rated Basic (1 of 4) for a junior and Expert (4 of 4) for a senior.")
    ratings = passage("", units=(lead, *(unit(row, "item") for row in rows)))
    assert [text for _, text in shown(every(ratings))] == [lead.text, rows[2]]


def test_several_items_beside_keep_the_line_that_leads_them_in() -> None:
    beside = passage("", id="again#h", units=(unit("A junior earns:"), unit("bonuses", "item"), unit("shares", "item")))
    assert [text for _, text in shown(every(PAY), every(beside, "besides"))][-3:] == [
        "A junior earns:",
        "bonuses",
        "shares",
    ]


def test_pay_asked_for_in_another_currency_is_told_in_dollars_with_a_word() -> None:
    evidence = Evidence((every(PAY),))
    first = compose(reading("What does a junior earn in pounds?"), evidence)[0]
    assert (first.style, first.text) == ("note", "My sources tell it in US dollars only, and I do not convert it.")
    assert compose(reading("What does a junior earn in dollars?"), evidence)[0].text == "A junior earns $70,000."
    euros = passage("A junior earns €50,000. Some earn $70,000.", id="pay#g")
    assert compose(reading("What does a junior earn in euros?"), Evidence((every(euros),)))[0].style == "lead"


def test_a_price_that_is_not_told_is_owned_up_to() -> None:
    tasks = Evidence((every(TASKS),))
    asked = reading("Which tasks has a junior, and what do they cost?")
    assert compose(asked, tasks)[-1].text == "My sources do not say what it costs."
    assert compose(reading("Which tasks has a junior?"), tasks)[-1].style == "bullet"
    assert compose(reading("What does it cost to be a junior?"), Evidence((every(PAY),)))[-1].text == "Equity is rare."
