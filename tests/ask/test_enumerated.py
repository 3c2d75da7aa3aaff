"""Things that a question puts side by side."""

import pytest

from graphs.ask.enumerated import search_things, things_named
from graphs.ask.lexicon import Lexicon, build_lexicon
from tests.ask.made import Shelf, match, passage, reading

BANKS = passage("Banks are calm places.", id="market#banks", section=("Banks",))
UNICORNS = passage("Unicorn startups are fast.", id="market#unicorns", section=("Unicorn startups",))
FACTORY = passage("Docker packs what runs.", id="factory#docker", section=("Docker",))
JUNIOR = passage(
    "Docker basics are enough, before Kubernetes.", id="junior#docker", section=("Docker",), levels=("junior",)
)


@pytest.fixture
def words() -> Lexicon:
    return build_lexicon(
        (BANKS, UNICORNS, FACTORY, JUNIOR),
        english=frozenset(["is", "it", "calmer", "in", "a", "bank", "than", "unicorn", "startup"]),
        places=frozenset(),
        aliases={"docker": "docker", "kubernetes": "kubernetes"},
        skill_names={"docker": "Docker", "kubernetes": "Kubernetes"},
    )


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Is it calmer in a bank than in a unicorn startup?", ("bank", "unicorn startup")),
        ("is Docker harder than Kubernetes?", ("Docker", "Kubernetes")),
        ("For a junior role, are Docker and Kubernetes equally important?", ("Docker", "Kubernetes")),
        ("What is calm?", ()),
    ],
)
def test_things(question: str, things: tuple[str, ...], words: Lexicon) -> None:
    assert things_named(reading(question), words) == things


def test_the_second_thing_is_looked_up(words: Lexicon) -> None:
    shelf = Shelf(match(BANKS, 0.9), match(UNICORNS, 0.5))
    asked = reading("Is it calmer in a bank than in a unicorn startup?")
    assert [found.passage.id for _, found in search_things(asked, shelf, words, {BANKS.id})] == [UNICORNS.id]


def test_what_is_said_of_the_level_comes_first(words: Lexicon) -> None:
    class All(Shelf):
        def search(self, query: str, *, limit: int = 8, levels: object = ()) -> list[object]:  # type: ignore[override]
            return [match(FACTORY, 0.9), match(JUNIOR, 0.5)]

    asked = reading("Docker or Kubernetes for a junior?", levels=("junior",))
    assert [found.passage.id for _, found in search_things(asked, All(), words, ())] == [JUNIOR.id]
