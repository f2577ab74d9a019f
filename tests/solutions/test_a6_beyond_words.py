"""Assignment A6: beyond words."""

import numpy as np
import pytest

from tests.solutions.contract import Contract, run_answers, run_cells


class TestBeyondWords(Contract):
    assignment = "A6-beyond-words"


@pytest.fixture(scope="module")
def both():
    """The reference's answers, and what stands in for them in an exercise without answers."""
    stand_ins, printed = run_cells("A6-beyond-words", "setup", "parts")
    assert printed.count("a stand-in") == 7
    return run_answers("A6-beyond-words"), stand_ins


def test_stand_ins_for_texts_and_walks_give_what_the_answers_give(both):
    answers, stand_ins = both
    rng = np.random.default_rng(0)
    W, p = rng.normal(size=(6, 4)) + 0.5, rng.dirichlet(np.ones(6))
    a, b, C = rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(3)), rng.uniform(0, 2, (5, 3))
    A = np.triu(rng.uniform(0.1, 1, (5, 5)) * [0, 1, 1, 0, 1], 1)
    A = A + A.T
    assert A[0, 1] > 0
    distances = rng.permutation(9) + 1.0
    for stand_in, name, arguments in (
        ("heap", "shares", (["a", "rose", "is", "a", "tulip"], ["rose", "a", "lily"])),
        ("bound", "relaxed", (a, b, C)),
        ("find", "nearest", (distances * 0.7, distances.__getitem__, 3)),
        ("one_vector", "sif", ([[0, 1, 1], [2, 5], [4], [3, 0]], W, p, 0.05)),
        ("step", "step_probabilities", (A, 0, 1, 0.5, 3.0)),
    ):
        expected = answers[name](*arguments)
        np.testing.assert_allclose(stand_ins[stand_in](*arguments), expected, atol=1e-6)


def test_stand_ins_for_plans_are_as_good(both):
    answers, stand_ins = both
    rng = np.random.default_rng(1)
    a, b, C = rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(3)), rng.uniform(0, 2, (5, 3))
    distance, plan = stand_ins["carry"](a, b, C)
    np.testing.assert_allclose(distance, answers["transport"](a, b, C)[0], atol=1e-7)
    np.testing.assert_allclose([*plan.sum(axis=1), *plan.sum(axis=0)], [*a, *b], atol=1e-12)
    plan = stand_ins["smooth"](a, b, C, 0.2, 1)
    # Both have their sums: the package's up to its last correction of 1e-6, these by 500 steps.
    np.testing.assert_allclose(plan, answers["sinkhorn"](a, b, C, 0.2, 500), atol=1e-5)
