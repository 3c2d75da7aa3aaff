from io import BytesIO

import numpy as np
import pytest

from graphs.ask.judgement import Calibration, load_calibration


def of_bytes(raw: bytes) -> Calibration:
    with np.load(BytesIO(raw), allow_pickle=False) as data:
        bias, floor = data["scalars"]
        names = tuple(data["names"].tolist())
        return Calibration(names, data["weights"], float(bias), data["question"], data["difference"], float(floor))


def test_the_shipped_model_is_whole() -> None:
    shipped = load_calibration()
    assert len(shipped.names) == len(set(shipped.names)) == len(shipped.weights)
    assert shipped.question.shape == shipped.difference.shape == (384,)
    assert 0 < shipped.floor < 1
    assert np.isfinite(shipped.weights).all() and np.isfinite(shipped.difference).all()


def test_what_is_written_is_read_back() -> None:
    shipped = load_calibration()
    again = of_bytes(shipped.dumped())
    assert (again.names, again.bias, again.floor) == (shipped.names, shipped.bias, shipped.floor)
    for part in ("weights", "question", "difference"):
        assert np.array_equal(getattr(again, part), getattr(shipped, part))


MODEL = Calibration(
    names=("near", "missing"),
    weights=np.array([4.0, -4.0], np.float32),
    bias=0.0,
    question=np.array([1.0, 0.0], np.float32),
    difference=np.array([0.0, -2.0], np.float32),
    floor=0.5,
)
NOTHING = np.zeros(2, np.float32)


@pytest.mark.parametrize(
    ("near", "missing", "question", "known", "logit"),
    [
        pytest.param(0.0, 0.0, (0, 0), (0, 0), 0.0, id="bias alone"),
        pytest.param(1.0, 0.0, (0, 0), (0, 0), 4.0, id="a feature"),
        pytest.param(1.0, 1.0, (0, 0), (0, 0), 0.0, id="two that cancel out"),
        pytest.param(0.0, 0.0, (1, 0), (1, 0), 1.0, id="the question's vector"),
        pytest.param(0.0, 0.0, (0, 1), (0, 0), -2.0, id="beyond the known question"),
    ],
)
def test_probability(near: float, missing: float, question: tuple[int, int], known: tuple[int, int], logit: float):
    rows = (np.array(question, np.float32), np.array(known, np.float32))
    sure = MODEL.probability({"near": near, "missing": missing, "unused": 9.0}, *rows)
    assert sure == pytest.approx(1 / (1 + np.exp(-logit)))


def test_vectors_of_another_model_have_no_say() -> None:
    other = np.ones(7, np.float32)
    assert MODEL.probability({"near": 0.0, "missing": 0.0}, other, other * 0) == 0.5


def test_far_out_values_stay_probabilities() -> None:
    assert MODEL.probability({"near": 1e6, "missing": 0.0}, NOTHING, NOTHING) == pytest.approx(1.0)
    assert MODEL.probability({"near": -1e6, "missing": 0.0}, NOTHING, NOTHING) == pytest.approx(0.0)


def test_a_feature_that_is_not_told_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        MODEL.probability({"near": 1.0}, NOTHING, NOTHING)
