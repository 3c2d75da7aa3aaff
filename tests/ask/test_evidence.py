from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from graphs.ask.evidence import NEARLY_ASKED, Judgement, features, focus_stem, judge, missing_names
from graphs.ask.judgement import load_calibration
from graphs.ask.lexicon import Lexicon
from graphs.ask.reading import read_question
from graphs.ports import Match
from tests.ask.conftest import plain_calibration
from tests.ask.made import match, passage

PAY = match(passage("A junior earns between $70,000 and $95,000 a year.", id="pay#a"), question=0.7)
FAR = {"out_of_scope": 0.1, "not_in_corpus": 0.1, "instructions": 0.1, "small_talk": 0.1}
VECTORS = (np.zeros(384, np.float32), np.zeros(384, np.float32))


def judged(
    question: str,
    lexicon: Lexicon,
    found: Sequence[Match] = (PAY,),
    near: Mapping[str, float] = FAR,
    floor: float = 0.5,
) -> Judgement:
    return judge(read_question(question, [], lexicon), found, near, VECTORS, plain_calibration(floor), lexicon)


def test_every_feature_the_shipped_model_weighs_is_told(lexicon: Lexicon) -> None:
    values = features(read_question("What does a junior earn?", [], lexicon), [PAY], FAR, lexicon)
    assert set(load_calibration().names) <= set(values)
    assert all(-1.0 <= value <= 1.0 for value in values.values())
    assert features(read_question("x", [], lexicon), [], FAR, lexicon) == {}


@pytest.mark.parametrize(
    ("question", "feature", "value"),
    [
        ("What does a junior earn?", "coverage", 1.0),
        ("Which whale eats plankton?", "coverage", 0.0),
        ("What does a junior earn in Brazil?", "missing_one", 1.0),
        ("What does a junior earn in Brazil?", "missing_place", 1.0),
        ("What does a junior earn in Brazil or Peru?", "missing_more", 1.0),
        ("What did a junior earn in 1999?", "foreign_year", 1.0),
        ("How much does a junior earn?", "figure_found", 1.0),
        ("How much does a junior earn?", "no_figure", 0.0),
        ("Which company does a junior like?", "name_lacking", 1.0),
        ("Should I become a junior?", "advice", 1.0),
        ("How many whales are there?", "focus_missing", 1.0),
        ("junior pay", "short", 1.0),
    ],
)
def test_features(question: str, feature: str, value: float, lexicon: Lexicon) -> None:
    read = read_question(question, [], lexicon)
    assert features(read, [PAY], FAR, lexicon)[feature] == pytest.approx(value)


def test_enough(lexicon: Lexicon) -> None:
    judgement = judged("What does a junior earn a year?", lexicon)
    assert judgement.verdict == "enough"
    assert judgement.probability > 0.5 and judgement.missing == ()


def test_nothing_found(lexicon: Lexicon) -> None:
    assert judged("What does a junior earn?", lexicon, found=()) == Judgement("not_covered", 0.0)


def test_pay_elsewhere_is_never_enough(lexicon: Lexicon) -> None:
    judgement = judged("What does a junior earn in Brazil?", lexicon, floor=0.0)
    assert judgement.verdict == "not_covered" and judgement.missing == ("Brazil",)


def test_no_word_in_common_is_never_enough(lexicon: Lexicon) -> None:
    far = [replace(PAY, question_cosine=NEARLY_ASKED - 0.01)]
    assert judged("Which whale eats plankton?", lexicon, far, floor=0.0).verdict != "enough"
    assert judged("Which whale eats plankton?", lexicon, floor=0.0).verdict == "enough"


@pytest.mark.parametrize(
    ("near", "related", "verdict"),
    [
        pytest.param({}, 0.7, "not_covered", id="near to the corpus"),
        pytest.param({}, 0.2, "out_of_scope", id="near to nothing"),
        pytest.param({"out_of_scope": 0.5}, 0.55, "out_of_scope", id="near to other matters"),
        pytest.param({"out_of_scope": 0.5, "not_in_corpus": 0.6}, 0.55, "not_covered", id="nearer to known gaps"),
        pytest.param({"instructions": 0.75}, 0.5, "instructions", id="like an order"),
        pytest.param({"instructions": 0.65}, 0.7, "not_covered", id="like an order, more like a question"),
    ],
)
def test_kinds_of_no(near: dict[str, float], related: float, verdict: str, lexicon: Lexicon) -> None:
    found = replace(PAY, question_cosine=related, passage_cosine=related, unit_cosines=(related,))
    assert judged("Which whale eats plankton?", lexicon, [found], {**FAR, **near}).verdict == verdict


def test_only_the_best_three_passages_hold_names(lexicon: Lexicon) -> None:
    others = [match(passage(f"Nothing {n}.", id=f"n#{n}")) for n in range(3)]
    brazil = match(passage("A junior in Brazil.", id="b#b"))
    read = read_question("What does a junior earn in Brazil?", [], lexicon)
    assert missing_names(read, [brazil, *others], lexicon) == ()
    assert missing_names(read, [*others, brazil], lexicon) == ("Brazil",)


@pytest.mark.parametrize(
    ("question", "focus"),
    [("how many members are there", "member"), ("junior pay", ""), ("why?", ""), ("I ask: which books", "book")],
)
def test_what_is_asked_for(question: str, focus: str) -> None:
    assert focus_stem(question) == focus
