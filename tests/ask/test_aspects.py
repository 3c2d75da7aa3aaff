"""Several matters of one level in one question."""

import pytest

from graphs.ask.aspects import matters_asked
from graphs.ask.lexicon import Lexicon
from graphs.ask.select import gather
from tests.ask.made import Shelf, match, passage, reading

TASKS = match(passage("A senior leads.", id="levels#tasks", levels=("senior",)), 0.9)
PAY = match(passage("A senior earns $180,000.", id="levels#pay", levels=("senior",)), 0.8)


class ByWord(Shelf):
    """Finds the tasks by the word, else the pay."""

    def search(self, query: str, *, limit: int = 8, levels: object = ()) -> list[object]:  # type: ignore[override]
        return [TASKS] if "tasks" in query else [PAY]


@pytest.mark.parametrize(
    ("question", "levels", "matters"),
    [
        ("Which skills and what pay does a senior have?", ("senior",), ("skills", "pay")),
        ("Describe the profile of a senior", ("senior",), ("years", "skills", "ratings", "tasks", "pay")),
        ("What does a senior earn?", ("senior",), ()),
        ("skills and pay", (), ()),
        ("skills and pay of juniors and seniors", ("junior", "senior"), ()),
        ("Describe the tasks of a senior", ("senior",), ()),
    ],
)
def test_matters(question: str, levels: tuple[str, ...], matters: tuple[str, ...]) -> None:
    assert matters_asked(reading(question, levels=levels)) == matters


def test_each_matter_has_its_passage(lexicon: Lexicon) -> None:
    asked = reading("What are the tasks and the pay of a senior?", levels=("senior",))
    found = gather(asked, [PAY], ByWord(TASKS, PAY), lexicon)
    assert {c.passage.id for c in found.chosen} == {"levels#tasks", "levels#pay"}
    assert all(c.role == "main" for c in found.chosen)


def test_one_matter_found_is_answered_as_usual(lexicon: Lexicon) -> None:
    asked = reading("Which skills and what pay does a senior have?", levels=("senior",))
    found = gather(asked, [PAY], ByWord(TASKS, PAY), lexicon)
    assert [c.passage.id for c in found.chosen] == ["levels#pay"]
