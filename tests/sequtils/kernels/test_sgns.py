"""The step of skip-gram with negative sampling, against calculus, statistics and its twins."""

import numpy as np
import pytest
import torch
from scipy.stats import chisquare

from sequtils.kernels.sgns import ENGINES, autograd, cpu, load_engine, reference
from sequtils.kernels.sgns.sampling import (
    alias_table,
    draw_pairs,
    keep_probability,
    make_sampler,
    noise_distribution,
)


def random_problem(V=30, D=7, N=200, K=4, seed=0):
    """Vectors of ordinary size and pairs in which noise words repeat and equal the centre."""
    random = np.random.default_rng(seed)
    W, C = random.normal(size=(2, V, D))
    centers, targets = random.integers(V, size=(2, N), dtype=np.int32)
    negatives = random.integers(V, size=(N, K), dtype=np.int32)
    negatives[:, 1] = negatives[:, 0]
    return W, C, centers, targets, negatives


def test_loss_equals_the_formula_written_out():
    W, C, centers, targets, negatives = random_problem()
    probability = lambda o, c: 1 / (1 + np.exp(-C[o] @ W[c]))  # noqa: E731
    for c, o, noise in zip(centers, targets, negatives, strict=True):
        expected = -np.log(probability(o, c)) - sum(np.log(1 - probability(n, c)) for n in noise)
        # float64 arithmetic on numbers of size 1 to 50
        assert reference.sgns_loss(W, C, c, o, noise) == pytest.approx(expected, rel=1e-9)


def test_loss_survives_huge_scores():
    W, C = np.full((2, 1), 100.0), np.array([[100.0], [-100.0]])
    assert reference.sgns_loss(W, C, 0, 0, [1]) == 0
    assert reference.sgns_loss(W, C, 0, 1, [0]) == 20_000


def test_gradients_equal_finite_differences():
    W, C, centers, targets, negatives = random_problem(N=20)
    h = 1e-6
    for c, o, noise in zip(centers, targets, negatives, strict=True):
        rows, dw, dC = reference.sgns_gradients(W, C, c, o, noise)
        full = {"W": np.zeros_like(W), "C": np.zeros_like(C)}
        full["W"][c] = dw
        np.add.at(full["C"], rows, dC)
        for name, matrix in (("W", W), ("C", C)):
            numeric = np.zeros_like(matrix)
            for index in np.ndindex(*matrix.shape):
                original = matrix[index]
                matrix[index] = original + h
                above = reference.sgns_loss(W, C, c, o, noise)
                matrix[index] = original - h
                below = reference.sgns_loss(W, C, c, o, noise)
                matrix[index] = original
                numeric[index] = (above - below) / (2 * h)
            # central differences: error h² of truncation and 1e-16 · loss / h of rounding
            np.testing.assert_allclose(full[name], numeric, atol=1e-7)


def test_gradients_equal_autograd():
    W, C, centers, targets, negatives = random_problem(N=1)
    model = autograd.SkipGram(torch.from_numpy(W), torch.from_numpy(C))
    model(*(torch.from_numpy(ids).long() for ids in (centers, targets, negatives))).sum().backward()
    rows, dw, dC = reference.sgns_gradients(W, C, centers[0], targets[0], negatives[0])
    dC_full = np.zeros_like(C)
    np.add.at(dC_full, rows, dC)
    np.testing.assert_allclose(model.center.weight.grad[centers[0]], dw, rtol=1e-10)
    np.testing.assert_allclose(model.context.weight.grad, dC_full, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("engine", ["numba", "torch"])
@pytest.mark.parametrize(("D", "K", "N"), [(1, 1, 1), (3, 2, 50), (16, 5, 200), (33, 7, 101)])
def test_engines_agree_with_the_reference(engine, D, K, N):
    problem = random_problem(D=D, K=max(K, 2), N=N)
    negatives = problem[4][:, :K]
    expected = [problem[0].copy(), problem[1].copy()]
    reference.train_pairs(*expected, *problem[2:4], negatives, 0.05)
    actual = [problem[0].astype(np.float32), problem[1].astype(np.float32)]
    load_engine(engine)(*actual, *problem[2:4], negatives, np.float32(0.05))
    for got, wanted in zip(actual, expected, strict=True):
        # float32 rounding (6e-8) through some 200 steps; a wrong label or sign moves rows by 0.05
        np.testing.assert_allclose(got, wanted, atol=2e-5)


@pytest.mark.parametrize("engine", ["numba", "torch"])
def test_engines_agree_where_one_matrix_has_both_roles(engine):
    W, _, centers, targets, negatives = random_problem(D=16, N=200, K=5)
    targets[:100] = centers[:100]  # the centre's own row is pulled to itself
    assert (negatives == centers[:, None]).any()
    expected, actual = W.copy(), W.astype(np.float32)
    reference.train_pairs(expected, expected, centers, targets, negatives, 0.05)
    load_engine(engine)(actual, actual, centers, targets, negatives, np.float32(0.05))
    # float32 rounding (6e-8) of rows that the steps move by about 1
    np.testing.assert_allclose(actual, expected, atol=2e-5)
    assert np.abs(expected - W).max() > 0.1


def test_cpu_survives_huge_scores():
    W, C = np.float32([[1000], [0]]), np.float32([[1], [-1]])
    twins = [(W.copy(), C.copy()) for _ in range(2)]
    pair = np.array([0]), np.array([1]), np.array([[0]])
    reference.train_pairs(*twins[0], *pair, 0.5)
    cpu.train_pairs(*twins[1], *pair, 0.5)
    np.testing.assert_array_equal(twins[1], twins[0])


def test_torch_batch_sums_gradients_at_the_same_point():
    W, C, *pairs = random_problem(N=6)
    expected_W, expected_C = W.copy(), C.copy()
    for c, o, noise in zip(*pairs, strict=True):
        rows, dw, dC = reference.sgns_gradients(W, C, c, o, noise)
        expected_W[c] -= 0.1 * dw
        np.subtract.at(expected_C, rows, 0.1 * dC)
    autograd.train_pairs(W, C, *pairs, 0.1, batch_size=6)
    np.testing.assert_allclose(W, expected_W, rtol=1e-10)
    np.testing.assert_allclose(C, expected_C, rtol=1e-10)


def test_unknown_engine_is_named():
    with pytest.raises(ValueError, match=r"engine must be one of .*, torch, triton, not 'cuda'"):
        load_engine("cuda")
    assert all(callable(load_engine(engine)) for engine in ENGINES if engine != "triton")


def test_alias_table_reproduces_its_distribution_exactly():
    random = np.random.default_rng(0)
    for V in (1, 2, 3, 50, 1001):
        p = random.dirichlet(np.full(V, 0.1))
        threshold, alias = alias_table(p)
        mass = threshold.copy()
        np.add.at(mass, alias, 1 - threshold)
        np.testing.assert_allclose(mass / V, p, atol=1e-12)


def test_noise_words_follow_the_distribution_without_the_target():
    counts = np.array([1000, 300, 100, 30, 10, 3])
    tokens = np.array([0, 1] * 20_000, np.int32)
    sampler = make_sampler(counts, sample=0, exponent=0.75)
    offsets = np.array([0, len(tokens)])
    _, targets, negatives = draw_pairs(tokens, offsets, sampler, 1, 5, np.uint64(7))
    for target in (0, 1):
        drawn = np.bincount(negatives[targets == target].ravel(), minlength=6)
        expected = noise_distribution(counts)
        expected[target] = 0
        expected *= drawn.sum() / expected.sum()
        others = np.arange(6) != target
        assert drawn[target] == 0
        assert chisquare(drawn[others], expected[others]).pvalue > 1e-3  # fixed seed


def test_pairs_of_a_window_of_one_are_the_neighbours():
    tokens = np.array([3, 1, 2, 0, 4], np.int32)
    sampler = make_sampler(np.ones(5), sample=0, exponent=1.0)
    centers, targets, negatives = draw_pairs(
        tokens, np.array([0, 3, 5]), sampler, 1, 2, np.uint64(0)
    )
    pairs = list(zip(centers.tolist(), targets.tolist(), strict=True))
    assert pairs == [(3, 1), (1, 3), (1, 2), (2, 1), (0, 4), (4, 0)]  # none across the boundary
    assert negatives.shape == (6, 2)


def test_window_is_uniform_so_distance_d_is_seen_with_probability_falling_linearly():
    T, window = 30_000, 5
    tokens = np.arange(T, dtype=np.int32)
    sampler = make_sampler(np.ones(T), sample=0, exponent=1.0)
    centers, targets, _ = draw_pairs(tokens, np.array([0, T]), sampler, window, 1, np.uint64(1))
    distance = np.bincount(np.abs(centers - targets), minlength=window + 1)[1:]
    expected = 2 * T * (window - np.arange(window)) / window
    # binomial: a standard deviation is at most sqrt(T)/2 · 2 = 173; five of them
    np.testing.assert_allclose(distance, expected, atol=900)


def test_kept_share_equals_the_keep_probability():
    counts = np.array([900_000, 90_000, 10_000])
    keep = keep_probability(counts, sample=1e-2)
    random = np.random.default_rng(0)
    tokens = random.choice(3, p=counts / counts.sum(), size=300_000).astype(np.int32)
    sampler = make_sampler(counts, sample=1e-2, exponent=0.75)
    # With a window of one, a sentence of L kept words gives 2(L − 1) centres.
    centers, _, _ = draw_pairs(tokens, np.array([0, len(tokens)]), sampler, 1, 1, np.uint64(3))
    kept = np.bincount(centers, minlength=3) / 2
    seen = np.bincount(tokens)
    deviation = np.sqrt(seen * keep * (1 - keep)) + 1
    assert np.all(np.abs(kept - seen * keep) < 5 * deviation)


def test_equal_seeds_draw_equal_pairs_and_others_do_not():
    tokens = np.arange(100, dtype=np.int32)
    sampler = make_sampler(np.ones(100), sample=0, exponent=1.0)
    draw = lambda seed: draw_pairs(tokens, np.array([0, 100]), sampler, 5, 5, np.uint64(seed))  # noqa: E731
    assert all(np.array_equal(a, b) for a, b in zip(draw(1), draw(1), strict=True))
    assert not np.array_equal(draw(1)[2][:50], draw(2)[2][:50])
