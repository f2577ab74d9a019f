"""Soft debiasing: the optimum of the objective as it is written, both limits of its strength."""

import numpy as np
import pytest
from scipy.optimize import minimize

from sequtils.static import bias
from sequtils.static.vectors import WordVectors

WORDS = [f"w{i}" for i in range(20)]


def objective(T, W, N, B, strength):
    """Bolukbasi's, as it is written: words as columns."""
    moved = T @ W
    kept = np.sum((moved.T @ moved - W.T @ W) ** 2)
    return kept + strength * np.sum(((T @ N).T @ (T @ B)) ** 2)


@pytest.mark.parametrize("strength", [0.2, 5.0, 300.0])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_soft_debiasing_minimises_the_objective_as_written(seed, strength):
    random = np.random.default_rng(seed)
    vectors = WordVectors(WORDS[:9], random.normal(size=(9, 3)))
    basis = np.linalg.qr(random.normal(size=(3, 1 + seed % 2)))[0].T
    W, N = vectors.unit.T, vectors.unit[4:].T
    T = bias.soft_transform(vectors, basis, WORDS[4:9], strength)
    ours = objective(T, W, N, basis.T, strength)
    best = min(
        minimize(
            lambda t: objective(t.reshape(3, 3), W, N, basis.T, strength),
            start.ravel(),
            method="BFGS",
            options={"gtol": 1e-8},
        ).fun
        for start in (np.eye(3), T, random.normal(size=(3, 3)), random.normal(size=(3, 3)))
    )
    # BFGS with finite differences stops within about 1e-8 of its optimum.
    assert ours == pytest.approx(best, rel=1e-6, abs=1e-7)
    assert ours < 0.999 * objective(np.eye(3), W, N, basis.T, strength)


def test_soft_debiasing_from_nothing_to_neutral():
    vectors = WordVectors(WORDS, np.random.default_rng(4).normal(size=(20, 6)))
    g = np.linalg.qr(np.random.default_rng(5).normal(size=(6, 1)))[0].T
    leans = []
    for strength in (0, 1, 100, 1e5):
        soft = bias.soft_debias(vectors, g, WORDS, strength)
        T = bias.soft_transform(vectors, g, WORDS, strength)
        rows = [vectors.id(word) for word in WORDS]
        leans.append(np.abs(vectors.unit[rows] @ T @ (T @ g[0])).max())
        np.testing.assert_allclose(np.linalg.norm(soft.vectors, axis=1), 1)
    np.testing.assert_allclose(bias.soft_debias(vectors, g, WORDS, 0).vectors, vectors.unit)
    assert leans == sorted(leans, reverse=True)
    assert leans[-1] < 0.01 * leans[0]


def test_soft_debiasing_of_fewer_words_than_dimensions_leaves_the_rest_alone():
    random = np.random.default_rng(5)
    vectors = WordVectors(WORDS[:4], random.normal(size=(4, 9)))
    T = bias.soft_transform(vectors, np.eye(1, 9), WORDS[2:4], strength=10)
    outside = np.linalg.svd(vectors.vectors)[2][4:]  # no word has anything there
    np.testing.assert_allclose(outside @ T, outside, atol=1e-10)
