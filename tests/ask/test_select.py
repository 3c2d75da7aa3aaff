from dataclasses import replace

import pytest

from graphs.ask.lexicon import Lexicon
from graphs.ask.select import choose_units, gather
from tests.ask.made import Shelf, match, passage, reading, unit

PAY = passage("A junior earns $70,000.", id="pay#a", about="pay", levels=("junior",))
SURVEY = passage("Employers paid juniors $60,000.", id="survey#b", about="pay", levels=("junior",))
AGREEING = passage("A junior earns $70k.", id="other#c", about="pay", levels=("junior",))
SENIOR = passage("A senior earns $150,000.", id="pay#s", levels=("senior",))
JUNIOR = reading("What does a junior earn?", wants="amount", levels=("junior",))


def roles(evidence: object) -> list[tuple[str, str]]:
    return [(c.role, c.passage.id) for c in evidence.chosen]  # type: ignore[attr-defined]


def test_another_work_that_disagrees_is_shown_though_not_found(lexicon: Lexicon) -> None:
    found = match(PAY)
    evidence = gather(JUNIOR, [found], Shelf(found, match(SURVEY, 0.0)), lexicon)
    assert roles(evidence) == [("main", "pay#a"), ("other_source", "survey#b")]
    assert evidence.disagreement == "figures"


@pytest.mark.parametrize(("score", "shown"), [(0.7, True), (0.1, False)])
def test_another_work_that_agrees_must_be_near(score: float, shown: bool, lexicon: Lexicon) -> None:
    matches = [match(PAY), match(AGREEING, score)]
    evidence = gather(JUNIOR, matches, Shelf(*matches), lexicon)
    assert (("other_source", "other#c") in roles(evidence)) is shown
    assert evidence.disagreement is None


def test_the_same_work_is_no_other_source(lexicon: Lexicon) -> None:
    twin = replace(SURVEY, source=PAY.source)
    evidence = gather(JUNIOR, [match(PAY)], Shelf(match(PAY), match(twin)), lexicon)
    assert roles(evidence) == [("main", "pay#a")]


def test_neighbours_of_another_level_stay_away(lexicon: Lexicon) -> None:
    near = [match(PAY), match(SENIOR, 0.79), match(passage("Equity is worth $20,000.", id="eq#e"), 0.79)]
    assert roles(gather(JUNIOR, near, Shelf(*near), lexicon)) == [("main", "pay#a"), ("besides", "eq#e")]


@pytest.mark.parametrize(("cosine", "most"), [(0.97, 0), (0.9, 2), (0.5, 3)])
def test_the_surer_the_match_the_less_beside_it(cosine: float, most: int, lexicon: Lexicon) -> None:
    near = [match(PAY, question=cosine), *(match(passage("More: $5,000.", id=f"n#{n}"), 0.79) for n in range(5))]
    assert [role for role, _ in roles(gather(JUNIOR, near, Shelf(*near), lexicon))] == ["main", *["besides"] * most]


def test_beside_an_amount_stands_no_passage_without_one(lexicon: Lexicon) -> None:
    near = [match(PAY), match(passage("Juniors write scripts.", id="w#w"), 0.79)]
    assert roles(gather(JUNIOR, near, Shelf(*near), lexicon)) == [("main", "pay#a")]


def test_what_the_classifier_holds_possible_stands_beside(lexicon: Lexicon) -> None:
    likely, unlikely = passage("A bonus of $5,000.", id="b#b"), passage("Stock of $9,000.", id="s#s")
    near = [
        replace(match(PAY), head_share=0.6),
        replace(match(unlikely, 0.79), head_share=0.01),
        replace(match(likely, 0.5), head_share=0.2),
    ]
    assert roles(gather(JUNIOR, near, Shelf(*near), lexicon)) == [("main", "pay#a"), ("besides", "b#b")]


def test_a_comparison_shows_one_passage_for_each_level(lexicon: Lexicon) -> None:
    both = reading("Compare the pay of junior and senior", wants="comparison", levels=("junior", "senior"))
    matches = [match(PAY), match(SENIOR, 0.4)]
    evidence = gather(both, matches, Shelf(*matches), lexicon)
    assert [(c.role, c.level, c.passage.id) for c in evidence.chosen] == [
        ("level", "junior", "pay#a"),
        ("level", "senior", "pay#s"),
    ]


def test_one_passage_about_all_levels_is_better(lexicon: Lexicon) -> None:
    table = passage(
        "",
        id="table#t",
        levels=("junior", "mid", "senior"),
        units=(unit("Junior: $70,000", "row"), unit("Mid: $100,000", "row"), unit("Senior: $150,000", "row")),
    )
    table = replace(table, text=" ".join(each.text for each in table.units))
    both = reading("Compare junior and senior pay", wants="comparison", levels=("junior", "senior"))
    evidence = gather(both, [match(table), match(PAY, 0.5)], Shelf(match(table), match(PAY)), lexicon)
    assert [(c.passage.id, c.units) for c in evidence.chosen] == [("table#t", (0, 2))]


def test_a_comparison_with_one_side_missing_is_answered_as_usual(lexicon: Lexicon) -> None:
    both = reading("Compare junior and staff pay", wants="comparison", levels=("junior", "staff"))
    assert roles(gather(both, [match(PAY)], Shelf(match(PAY)), lexicon)) == [("main", "pay#a")]


LONG = passage(
    "The team is small. Nights are quiet. A junior earns $70,000. Lunch is at noon. The cluster is old. "
    "Upgrades are rare. Tickets are many."
)
COSINES = (0.1, 0.1, 0.6, 0.1, 0.1, 0.1, 0.1)


def test_an_amount_is_answered_by_the_sentence_with_the_figure(lexicon: Lexicon) -> None:
    assert choose_units(JUNIOR, match(LONG, cosines=COSINES), lexicon) == (2,)


def test_other_kinds_of_answers_begin_where_the_passage_begins(lexicon: Lexicon) -> None:
    asked = reading("Why does a junior earn $70,000?", wants="reason")
    assert choose_units(asked, match(LONG, cosines=COSINES), lexicon) == (0, 2)


def test_beside_another_only_a_few_units_are_shown(lexicon: Lexicon) -> None:
    longer = passage(LONG.text + " Desks are grey. Tea is free.")
    brief = choose_units(JUNIOR, match(longer, cosines=(*COSINES, 0.1, 0.1)), lexicon, briefly=True)
    assert len(brief) == 5 and brief[0] == 0 and 2 in brief and list(brief) == sorted(brief)


def test_a_short_list_beside_another_is_whole(lexicon: Lexicon) -> None:
    levels = passage("", id="l#l", units=(unit("Pay:"), *(unit(f"level {n} earns", "item") for n in range(4))))
    asked = reading("What pay is there?", wants="list")
    assert choose_units(asked, match(levels), lexicon, briefly=True) == (0, 1, 2, 3, 4)


def test_a_list_is_shown_whole(lexicon: Lexicon) -> None:
    units = (unit("Tasks:"), *(unit(f"task {n}", "item") for n in range(5)))
    asked = reading("Which tasks are there?", wants="list")
    assert choose_units(asked, match(passage("", units=units)), lexicon) == (0, 1, 2, 3, 4, 5)


def test_sentences_about_other_levels_are_left_out(lexicon: Lexicon) -> None:
    mixed = passage("A junior earns $70,000. A senior earns $150,000. Both get lunch.")
    assert choose_units(JUNIOR, match(mixed), lexicon) == (0, 2)
    only_seniors = passage("A senior earns $150,000.")
    assert choose_units(JUNIOR, match(only_seniors), lexicon) == (0,)


CERTIFICATES = passage(
    "",
    id="junior#certificates",
    units=(
        unit("Certificates of a junior:"),
        *(unit(name, "item", f"Certificates of a junior: {name}.") for name in ("AWS Practitioner", "Azure AZ-900", "Linux LFCA", "PCEP")),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "names", "units"),
    [
        ("Which Azure certificate is there?", ("Azure",), (0, 2)),
        ("What does LFCA stand for?", ("LFCA",), (0, 3)),
        ("Which certificates are there besides Azure's?", ("Azure",), (0, 1, 2, 3, 4)),
        ("Which certificate is there for Rust?", ("Rust",), (0, 1, 2, 3, 4)),
        ("Which certificates are there?", (), (0, 1, 2, 3, 4)),
    ],
)
def test_of_a_list_what_is_asked_for_by_name(
    question: str, names: tuple[str, ...], units: tuple[int, ...], lexicon: Lexicon
) -> None:
    asked = reading(question, names=names, wants="list")
    assert choose_units(asked, match(CERTIFICATES), lexicon) == units
