from dataclasses import replace

import numpy as np
import pytest

from graphs.ask.judgement import Calibration, Neighbours, load_calibration, read_calibration

NOTHING = np.zeros(2, np.float32)


def test_the_shipped_model_is_whole() -> None:
    shipped = load_calibration()
    assert len(shipped.names) == len(set(shipped.names)) == len(shipped.weights)
    assert 0 < shipped.floor < 1
    assert np.isfinite(shipped.weights).all()
    nearest = shipped.neighbours
    assert nearest is not None and len(nearest.basis) == 384
    assert nearest.points.shape == (len(nearest.duals), len(shipped.names) + 2 * nearest.basis.shape[1])
    assert np.isfinite(nearest.points).all() and (nearest.spread > 0).all()


PLAIN = Calibration(
    names=("near", "missing"), weights=np.array([4.0, -4.0], np.float32), bias=0.0, floor=0.5, neighbours=None
)
# One example that is answered at the origin, one that is not where `missing` is 1 and the vector points elsewhere.
NEIGHBOURS = Neighbours(
    mean=np.zeros(2, np.float32),
    spread=np.ones(2, np.float32),
    basis=np.array([[1.0], [0.0]], np.float32),
    scale=2.0,
    points=np.array([[0.0, 0.0, 0.0, 0.0], [0.0, 1.0, 2.0, 2.0]], np.float32),
    duals=np.array([1.0, -1.0], np.float32),
    bias=0.25,
    width=0.5,
)
WITH_EXAMPLES = replace(PLAIN, neighbours=NEIGHBOURS)


def test_what_is_written_is_read_back() -> None:
    again = read_calibration(WITH_EXAMPLES.dumped())
    assert (again.names, again.bias, again.floor) == (PLAIN.names, PLAIN.bias, PLAIN.floor)
    assert again.neighbours is not None
    for name, value in vars(NEIGHBOURS).items():
        assert np.array_equal(getattr(again.neighbours, name), value), name
    assert read_calibration(PLAIN.dumped()).neighbours is None


@pytest.mark.parametrize(
    ("near", "missing", "logit"),
    [
        pytest.param(0.0, 0.0, 0.0, id="bias alone"),
        pytest.param(1.0, 0.0, 4.0, id="a feature"),
        pytest.param(1.0, 1.0, 0.0, id="two that cancel out"),
    ],
)
def test_features_alone(near: float, missing: float, logit: float) -> None:
    sure = PLAIN.probability({"near": near, "missing": missing, "unused": 9.0}, NOTHING, NOTHING)
    assert sure == pytest.approx(1 / (1 + np.exp(-logit)))


def test_like_examples_decide() -> None:
    like_answered = WITH_EXAMPLES.probability({"near": 0.0, "missing": 0.0}, NOTHING, NOTHING)
    elsewhere = np.array([1.0, 0.0], np.float32)
    like_refused = WITH_EXAMPLES.probability({"near": 0.0, "missing": 1.0}, elsewhere, NOTHING)
    far_from_both = WITH_EXAMPLES.probability({"near": 50.0, "missing": 0.0}, NOTHING, NOTHING)
    assert like_answered > far_from_both > like_refused
    assert far_from_both == pytest.approx(1 / (1 + np.exp(-2 * NEIGHBOURS.bias)))


def test_vectors_of_another_model_have_no_say() -> None:
    other = np.ones(7, np.float32)
    assert WITH_EXAMPLES.probability({"near": 0.0, "missing": 0.0}, other, other * 0) == 0.5


def test_far_out_values_stay_probabilities() -> None:
    assert PLAIN.probability({"near": 1e6, "missing": 0.0}, NOTHING, NOTHING) == pytest.approx(1.0)
    assert PLAIN.probability({"near": -1e6, "missing": 0.0}, NOTHING, NOTHING) == pytest.approx(0.0)


def test_a_feature_that_is_not_told_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        PLAIN.probability({"near": 1.0}, NOTHING, NOTHING)
