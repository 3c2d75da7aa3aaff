"""Answers that several sections give together: listed things, mentions elsewhere, advice first, other wordings."""

from dataclasses import replace

import pytest

from graphs.ask.enumerated import search_things, things_named
from graphs.ask.find import wordings
from graphs.ask.lexicon import Lexicon
from graphs.ask.mentions import mentions, subject
from graphs.ask.reading import read_question
from graphs.ask.select import gather
from tests.ask.made import Shelf, match, passage, reading, unit

DOCKER = passage(
    "Docker packs applications. Images are small. Builds are quick. Layers are kept.",
    id="a#docker",
    section=("Docker",),
)
GRAFANA = passage("A junior reads Grafana dashboards.", id="b#grafana", section=("Grafana",))
OTHER = passage("Nothing of that kind.", id="c#other", section=("Other",))


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Docker or Kubernetes?", ("Docker", "Kubernetes")),
        ("What is the difference between tickets and dashboards?", ("tickets", "dashboards")),
        ("docker, tickets, equity... one line each", ("docker", "tickets", "equity")),
        ("What does a junior earn?", ()),
        ("Is it easy or hard?", ()),
    ],
)
def test_things_that_are_listed(question: str, things: tuple[str, ...], lexicon: Lexicon) -> None:
    assert things_named(reading(question), lexicon) == things


def test_each_listed_thing_gets_the_section_about_it(lexicon: Lexicon) -> None:
    shelf = Shelf(match(DOCKER, 0.9), match(GRAFANA, 0.8), match(OTHER, 0.7))
    asked = reading("Docker or dashboards?", wants="comparison")
    assert [(thing, found.passage.id) for thing, found in search_things(asked, shelf, lexicon, set())] == [
        ("Docker", "a#docker")
    ]
    assert search_things(asked, shelf, lexicon, {"a#docker"}) == []


def test_other_sections_are_searched_for_what_is_asked_about(lexicon: Lexicon) -> None:
    asked = reading("Is Docker needed now and later?", wants="yes_no")
    assert subject(asked, lexicon) == ("docker",)
    found = mentions(asked, [match(DOCKER), match(OTHER)], {"b#grafana"}, lexicon)
    assert [(m.passage.id, units) for m, units in found] == [("a#docker", (0,))]
    assert mentions(asked, [match(DOCKER)], {"a#docker"}, lexicon) == []


def test_a_plain_fact_needs_no_other_sections(lexicon: Lexicon) -> None:
    asked = reading("Which port does Docker use?", wants="fact")
    assert mentions(asked, [match(DOCKER)], set(), lexicon) == []


def test_who_asks_for_advice_is_told_the_advice_first(lexicon: Lexicon) -> None:
    fact, advice = match(OTHER, 0.8, question=0.6), match(replace(GRAFANA, kinds=("advice",)), 0.75, question=0.6)
    asked = reading("Should I go on?", wants="advice")
    assert gather(asked, [fact, advice], Shelf(fact, advice), lexicon).chosen[0].passage.id == "b#grafana"
    asked = reading("What is that?", wants="definition")
    assert gather(asked, [fact, advice], Shelf(fact, advice), lexicon).chosen[0].passage.id == "c#other"


def test_what_another_wording_found_is_told_too(lexicon: Lexicon) -> None:
    found = gather(reading("What is that?"), [match(OTHER)], Shelf(match(OTHER)), lexicon, [match(GRAFANA)])
    assert [(c.role, c.passage.id) for c in found.chosen] == [("main", "c#other"), ("besides", "b#grafana")]


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("I write code and go home. Job done?", 1),
        ("I have done nights for years. What does a junior earn?", 2),
        ("I saw that book twice. Is it only theory and what do they say about it?", 1),
    ],
)
def test_an_asking_part_is_searched_by_itself_only_when_it_says_enough(
    question: str, searched: int, lexicon: Lexicon
) -> None:
    assert len(wordings(read_question(question, [], lexicon))) == searched


def test_a_list_put_beside_another_thing_is_told_whole(lexicon: Lexicon) -> None:
    units = [unit("Tools:"), *(unit(f"tool {n}", "item") for n in range(5))]
    many = match(passage("Tools: many.", id="t#t", units=units), cosines=[0.1, 0.9, 0.1, 0.1, 0.1, 0.1])
    asked = reading("docker, tickets, equity", wants="fact")
    assert len(gather(asked, [many], Shelf(many), lexicon).chosen[0].units) == 6
