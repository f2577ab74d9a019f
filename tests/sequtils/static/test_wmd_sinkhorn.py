"""Sinkhorn: its optimum's form, POT's solution, both limits of epsilon, sums, batches."""

import numpy as np
import ot
import pytest
import torch

from sequtils.static import wmd
from sequtils.static.vectors import WordVectors
from sequtils.static.wmd import sinkhorn


def problem(n=7, m=5, seed=0):
    random = np.random.default_rng(seed)
    a, b = random.dirichlet(np.ones(n)), random.dirichlet(np.ones(m))
    cost = np.linalg.norm(random.normal(size=(n, 1, 3)) - random.normal(size=(1, m, 3)), axis=2)
    return tuple(map(torch.from_numpy, (cost, a, b)))


@pytest.mark.parametrize("epsilon", [0.02, 0.1, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_the_plan_equals_pot(epsilon, seed):
    cost, a, b = problem(seed=seed)
    peer = ot.sinkhorn(
        a.numpy(), b.numpy(), cost.numpy(), epsilon, "sinkhorn_log", 100_000, stopThr=1e-12
    )
    # Columns are right to 1e-6 of the mass before the last correction.
    np.testing.assert_allclose(sinkhorn(cost, a, b, epsilon), peer, atol=1e-5)


def test_the_plan_has_the_form_of_the_optimum():
    """log P + C/ε is a row's term plus a column's: all its 2 × 2 determinants vanish."""
    cost, a, b = problem()
    terms = sinkhorn(cost, a, b, 0.3).log() + cost / 0.3
    crossed = terms[:-1, :-1] + terms[1:, 1:] - terms[:-1, 1:] - terms[1:, :-1]
    assert crossed.abs().max() < 1e-3  # the correction moves 1e-6 of the mass


@pytest.mark.parametrize("epsilon", [1e-3, 1e-2, 1.0, 1e3])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32])
def test_sums_are_exact(epsilon, dtype):
    cost, a, b = (x.to(dtype) for x in problem(30, 40, seed=1))
    plan = sinkhorn(cost, a, b, epsilon)
    assert plan.dtype == dtype
    assert (plan >= 0).all()
    atol = 40 * torch.finfo(dtype).eps
    torch.testing.assert_close(plan.sum(1), a, rtol=0, atol=atol)
    torch.testing.assert_close(plan.sum(0), b, rtol=0, atol=atol)


def test_it_tends_to_the_exact_distance_within_its_bound():
    random = np.random.default_rng(2)
    vectors = WordVectors([f"w{i}" for i in range(24)], random.normal(size=(24, 4)))
    a, b = vectors.words[:12], vectors.words[12:]
    exact = wmd.word_movers_distance(vectors, a, b)
    gaps = []
    for epsilon in (1.0, 0.1, 0.01, 0.001):
        found = wmd.sinkhorn_transport(vectors, a, b, epsilon)
        gaps.append(found.distance - exact)
        # Optimal for cost − ε · entropy, and the entropy lies between 0 and log(n·m).
        assert -1e-12 < gaps[-1] < epsilon * np.log(144) + 1e-5
        assert found.source == list(a)
        assert found.target == list(b)
        np.testing.assert_allclose(found.plan.sum(axis=1), 1 / 12, atol=1e-14)
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 1e-3


def test_it_tends_to_independence_as_epsilon_grows():
    cost, a, b = problem(seed=3)
    # Relative deviations are of the order of cost / ε.
    torch.testing.assert_close(sinkhorn(cost, a, b, 1e6), a[:, None] * b, rtol=1e-4, atol=1e-6)


def test_a_batch_of_padded_problems_equals_one_at_a_time():
    problems = [problem(7, 5, seed=4), problem(4, 5, seed=5), problem(7, 2, seed=6)]
    cost, a, b = torch.full((3, 7, 5), 9.0).double(), torch.zeros(3, 7).double(), None
    b = torch.zeros(3, 5).double()
    for i, (c, x, y) in enumerate(problems):
        cost[i, : len(x), : len(y)], a[i, : len(x)], b[i, : len(y)] = c, x, y
    plans = sinkhorn(cost, a, b, 0.1)
    for plan, (c, x, y) in zip(plans, problems, strict=True):
        own = sinkhorn(c, x, y, 0.1)
        torch.testing.assert_close(plan[: len(x), : len(y)], own, rtol=0, atol=1e-5)
        assert plan.sum() == pytest.approx(1)
        assert plan[len(x) :].sum() == plan[:, len(y) :].sum() == 0


def test_inputs_stay_as_they_are():
    cost, a, b = problem()
    kept = [x.clone() for x in (cost, a, b)]
    sinkhorn(cost, a, b, 0.1)
    for now, before in zip((cost, a, b), kept, strict=True):
        assert torch.equal(now, before)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c, a, b: (c, a, b, 0), "epsilon must be above 0, not 0"),
        (lambda c, a, b: (c, a, b, float("nan")), "epsilon must be above 0, not nan"),
        (lambda c, a, b: (c.T, a, b, 1), r"cost, a and b must have shapes .* not \[5, 7\], \[7\]"),
        (lambda c, a, b: (a, a, b, 1), r"must have shapes .* not \[7\], \[7\] and \[5\]"),
        (lambda c, a, b: (c / 0, a, b, 1), "cost must be finite"),
        (lambda c, a, b: (c, 2 * a, b, 1), "a must be at least 0 and sum to 1"),
        (lambda c, a, b: (c, a, b - 0.2, 1), "b must be at least 0 and sum to 1"),
    ],
)
def test_bad_input_is_one_sentence(change, message):
    with pytest.raises(ValueError, match=message):
        sinkhorn(*change(*problem()))


def test_no_convergence_is_said(monkeypatch):
    import sys

    monkeypatch.setattr(sys.modules["sequtils.static.wmd.sinkhorn"], "MAX_STEPS", 5)
    with pytest.raises(RuntimeError, match=r"did not converge in 5 steps at epsilon=0.001"):
        sinkhorn(*problem(), 0.001)
