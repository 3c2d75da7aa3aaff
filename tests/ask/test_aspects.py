"""Several matters of one level in one question."""

import pytest

from graphs.ask.aspects import matters_asked
from graphs.ask.lexicon import Lexicon
from graphs.ask.select import gather
from tests.ask.made import Shelf, match, passage, reading

WHOLE = ("years", "pay", "skills", "ratings", "tasks")
TASKS = match(passage("A senior leads.", id="levels#tasks", levels=("senior",)), 0.9)
PAY = match(passage("A senior earns $180,000.", id="levels#pay", levels=("senior",)), 0.8)


class ByWord(Shelf):
    """Finds the tasks by the word, else the pay."""

    def search(self, query: str, *, limit: int = 8, levels: object = ()) -> list[object]:  # type: ignore[override]
        return [TASKS] if "tasks" in query else [PAY]


@pytest.mark.parametrize(
    ("question", "levels", "matters"),
    [
        ("Which skills and what pay does a senior have?", ("senior",), ("pay", "skills")),
        ("Describe the profile of a senior", ("senior",), WHOLE),
        ("senior at a glance", ("senior",), WHOLE),
        ("senior", ("senior",), WHOLE),
        ("senior in Berlin", ("senior",), ()),
        ("What does a senior earn?", ("senior",), ()),
        ("skills and pay", (), ()),
        ("skills and pay of juniors and seniors", ("junior", "senior"), ("pay", "skills")),
        ("when is one senior and when staff? years and $", ("senior", "staff"), ("years", "pay")),
        ("What's the difference between a junior and a mid?", ("junior", "mid"), WHOLE),
        ("What do juniors and seniors earn?", ("junior", "senior"), ()),
        ("How does Docker differ between junior and mid?", ("junior", "mid"), ()),
        ("What should I learn to get from junior to mid?", ("junior", "mid"), ("years", "skills", "ratings")),
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
