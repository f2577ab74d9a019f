"""The trace of updates: the plane hides no movement, and the numbers are the definition's."""

import numpy as np
import pytest

from sequtils.players import traces
from sequtils.static import WordVectors

WORDS = ["king", "crown", "the", "plough", "sea"]


def slope(f, at, h=1e-6):
    """The gradient of a function by central differences."""
    return np.array([(f(at + h * e) - f(at - h * e)) / (2 * h) for e in np.eye(len(at))])


def vectors(size=5, seed=1, **changes):
    W, C = np.random.default_rng(seed).normal(size=(2, len(WORDS), size))
    return WordVectors(WORDS, W, **{"context": C} | changes)


@pytest.mark.parametrize("size", [2, 3, 40])
def test_the_plane_hides_no_movement(size):
    """In the plane everything moves as far as it does in D dimensions, by finite differences."""
    known, rate = vectors(size), 0.7
    W, C = known.vectors.copy(), known.context.copy()
    [step] = traces.update(known, [("king", "crown", ["the", "sea"])], rate)["steps"]

    def loss(w, rows):
        x = rows @ w * [1, -1, -1]
        return np.log1p(np.exp(-x)).sum()

    w, rows = W[0], C[[1, 2, 4]]
    far = rate * np.linalg.norm(slope(lambda w: loss(w, rows), w))
    assert np.linalg.norm(np.subtract(step["after"], step["before"])) == pytest.approx(
        far, abs=1e-5
    )
    for i, row in enumerate(step["rows"]):

        def moved(at, i=i):
            return loss(w, np.array([*rows[:i], at, *rows[i + 1 :]]))

        way = np.subtract(row["after"], row["before"])
        far = rate * np.linalg.norm(slope(moved, rows[i]))
        assert np.linalg.norm(way) == pytest.approx(far, abs=1e-5)
        assert way[1] == pytest.approx(0, abs=1e-6)  # along the centre
    assert step["loss"] == pytest.approx(loss(w, rows), abs=1e-6)


def test_scores_are_read_off_the_picture():
    known = vectors()
    [step] = traces.update(known, [("king", "crown", ["the", "sea"])])["steps"]
    length = np.linalg.norm(known["king"])
    assert step["before"] == pytest.approx([length, 0], abs=1e-6)
    for row in step["rows"]:
        assert row["before"][0] * length == pytest.approx(row["score"], abs=1e-5)
    assert step["after"][1] > 0  # the step goes upwards


def test_vectors_stay_as_they_were():
    known = vectors()
    before = known.vectors.copy(), known.context.copy()
    traces.update(known, [("king", "crown", ["the"])] * 3, learning_rate=1)
    np.testing.assert_array_equal(before, (known.vectors, known.context))


def test_zero_vectors_have_a_plane_too():
    known = WordVectors(WORDS, np.zeros((5, 3)), context=np.zeros((5, 3)))
    [step] = traces.update(known, [("king", "crown", ["the"])])["steps"]
    assert step["before"] == step["after"] == [0, 0]
    assert step["loss"] == pytest.approx(2 * np.log(2), abs=1e-6)


@pytest.mark.parametrize(
    ("changes", "questions", "rate", "message"),
    [
        ({"context": None}, [("king", "crown", ["the"])], 0.1, "vectors must have context"),
        ({}, [], 0.1, "questions must hold at least one, got none"),
        ({}, [("king", "crown", [])], 0.1, "noise must hold words other than the target, got none"),
        ({}, [("king", "the", ["the"])], 0.1, "got the target 'the'"),
        ({}, [("king", "crown", "the")], 0.1, "noise must be a list of words"),
        ({}, [("king", "crown", ["the"])], 0, "learning_rate must be above 0"),
    ],
)
def test_wrong_arguments_are_named(changes, questions, rate, message):
    with pytest.raises(ValueError, match=message):
        traces.update(vectors(**changes), questions, rate)
