import pytest

from graphs.ask.lexicon import Lexicon, levels_asked, levels_in
from graphs.ask.names import names_in_question, names_in_sentence, occurs


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("What does a junior earn in Brazil?", ("Brazil",), id="place"),
        pytest.param("what do juniors earn in brazil", ("brazil",), id="place in lower case"),
        pytest.param("Is kubernetes needed?", ("kubernetes",), id="tool of the corpus in lower case"),
        pytest.param("Does Netflix hire juniors?", ("Netflix",), id="company"),
        pytest.param("does the CKA help", ("CKA",), id="capitals"),
        pytest.param("should I learn zorblax", ("zorblax",), id="a word that nobody knows"),
        pytest.param("What does a junior earn?", (), id="nothing named"),
        pytest.param("How good must a junior be in Go?", ("Go",), id="a small word with a capital"),
        pytest.param("WHAT DO JUNIORS EARN", (), id="shouting names nothing"),
        pytest.param("What Does A Junior Earn At Work?", (), id="title case names nothing"),
        pytest.param("Is the AI job in the US well paid?", (), id="acronyms of the trade"),
    ],
)
def test_names_asked_about(question: str, names: tuple[str, ...], lexicon: Lexicon) -> None:
    assert names_in_question(question, lexicon) == names


def test_a_place_of_two_words_is_one_name(lexicon: Lexicon) -> None:
    assert "New Zealand" in names_in_question("What do they pay in New Zealand?", lexicon)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("A junior learns Docker from Netflix.", {"Docker", "Netflix"}),
        ("Kubernetes helps.", {"Kubernetes"}),
        ("Juniors earn money.", set()),
        ("They know kubernetes well.", {"kubernetes"}),
        ("Zorblax is a tool.", {"Zorblax"}),
        ("It runs on AWS.", {"AWS"}),
    ],
)
def test_names_written_in_a_sentence(sentence: str, names: set[str], lexicon: Lexicon) -> None:
    assert set(names_in_sentence(sentence, lexicon)) == names


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("Docker", "we use docker", True),
        ("Docker", "Docker's images", True),
        ("dockerfile", "Docker is used", True),
        ("k8s", "A Kubernetes upgrade", True),
        ("certificate", "two certificates", True),
        ("Go", "Google hires", False),
        ("Terraform", "Docker and Kubernetes", False),
        ("C++", "written in C++ and C", True),
        ("Helm", "Kubernetes runs it", False),
        ("k8s", "Helm charts", False),
    ],
)
def test_a_name_occurs(name: str, text: str, there: bool, lexicon: Lexicon) -> None:
    assert occurs(name, text, lexicon) is there


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("juniors", ("junior",)),
        ("a new grad", ("junior",)),
        ("an Sr engineer", ("senior",)),
        ("mid-level people", ("mid",)),
        ("staff and junior", ("junior", "staff")),
        ("a principal", ("staff",)),
        ("the seniority rules", ()),
        ("engineers", ()),
    ],
)
def test_levels_named(text: str, levels: tuple[str, ...]) -> None:
    assert levels_in(text) == levels


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("What does a senior earn?", ("senior",)),
        ("How does pay grow from junior to senior?", ("junior", "mid", "senior")),
        ("from mid up to staff, what changes?", ("mid", "senior", "staff")),
        ("pay at each level", ("junior", "mid", "senior", "staff")),
        ("the whole ladder, please", ("junior", "mid", "senior", "staff")),
        ("junior and senior pay", ("junior", "senior")),
        ("What does a senior earn, not a junior?", ("senior",)),
        ("pay without juniors, seniors only", ("senior",)),
        ("What do I earn with 6 years of experience?", ("senior",)),
        ("I have 3 yrs experience, what can I earn?", ("mid",)),
        ("after 10+ years of work experience?", ("staff",)),
        ("with 1 year of experience?", ("junior",)),
        ("Can a junior with 6 years of experience earn more?", ("junior",)),
        ("Which tools are used?", ()),
        ("I have no experience, who would take me?", ("junior",)),
        ("what must a rookie know", ("junior",)),
    ],
)
def test_levels_asked_about(question: str, levels: tuple[str, ...]) -> None:
    assert levels_asked(question) == levels


def test_skills_by_any_alias(lexicon: Lexicon) -> None:
    assert lexicon.skills_in("kubectl, py and some containers") == ("kubernetes", "python", "docker")
    assert lexicon.skills_in("Pythonic dockers") == ()
    assert lexicon.knows("dashboards") and lexicon.knows("banana") and not lexicon.knows("zorblax")


def test_rare_words_weigh_more(lexicon: Lexicon) -> None:
    assert lexicon.weight("junior") < lexicon.weight("dashboard") < lexicon.weight("zorblax")
