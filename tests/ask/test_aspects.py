"""Several matters of one level in one question."""

import pytest

from graphs.ask.aspects import matters_asked, surely_told
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
        (
            "What must I learn to move from junior to mid, and what is the pay then?",
            ("junior", "mid"),
            ("years", "pay", "skills", "ratings"),
        ),
        ("How much more would I make going from mid to senior?", ("mid", "senior"), ()),
        (
            "What would I earn as a junior, what formal education is required, and is competition strong?",
            ("junior",),
            ("pay", "degree", "demand"),
        ),
        ("I'm a junior, what should I learn to become mid-level?", ("mid",), ("years", "skills", "ratings")),
        ("Which skills do I need to become a mid?", ("mid",), ()),
        ("What does a staff engineer earn per year?", ("staff",), ()),
        ("What does a staff engineer earn this year, and after how many years?", ("staff",), ("years", "pay")),
        ("pay and years of all levels", ("junior", "mid", "senior", "staff"), ("years", "pay")),
    ],
)
def test_matters(question: str, levels: tuple[str, ...], matters: tuple[str, ...]) -> None:
    assert matters_asked(reading(question, levels=levels)) == matters


def test_a_skill_is_not_answered_with_the_profile_of_a_level() -> None:
    asked = reading("Everything about Terraform for a junior", levels=("junior",), skills=("terraform",))
    assert matters_asked(asked) == ()
    both = reading(
        "Which cloud knowledge and which cloud certificates has a junior?", levels=("junior",), skills=("cloud",)
    )
    assert matters_asked(both) == ()


@pytest.mark.parametrize(
    ("question", "levels", "sure"),
    [
        ("How many years of experience do I need before I count as a senior?", ("senior",), True),
        ("What does a senior earn at a bank?", ("senior",), False),
        ("What do people earn?", (), False),
        ("Is there competition for a senior?", ("senior",), False),
    ],
)
def test_what_is_told_of_every_level_needs_no_judgement(question: str, levels: tuple[str, ...], sure: bool) -> None:
    assert surely_told(reading(question, levels=levels)) is sure


def test_all_levels_are_told_by_the_sections_about_the_ladder(lexicon: Lexicon) -> None:
    ladder = ("junior", "mid", "senior", "staff")
    years = match(passage("Juniors have 0-2 years, seniors 5.", id="l#years", levels=ladder, about="ladder-years"))
    pay = match(passage("Juniors earn $80,000, seniors $180,000.", id="l#pay", levels=ladder, about="ladder-pay"))
    asked = reading("years and pay of all levels", levels=ladder)
    found = gather(asked, [match(PAY.passage, question=0.3)], ByWord(TASKS, PAY, years, pay), lexicon)
    assert [c.passage.id for c in found.chosen] == ["l#years", "l#pay"]


def test_each_matter_has_its_passage(lexicon: Lexicon) -> None:
    asked = reading("What are the tasks and the pay of a senior?", levels=("senior",))
    found = gather(asked, [PAY], ByWord(TASKS, PAY), lexicon)
    assert {c.passage.id for c in found.chosen} == {"levels#tasks", "levels#pay"}
    assert all(c.role == "main" for c in found.chosen)


def test_one_matter_found_is_answered_as_usual(lexicon: Lexicon) -> None:
    asked = reading("Which skills and what pay does a senior have?", levels=("senior",))
    found = gather(asked, [PAY], ByWord(TASKS, PAY), lexicon)
    assert [c.passage.id for c in found.chosen] == ["levels#pay"]
