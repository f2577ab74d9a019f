"""What negative sampling minimises, in expectation over the noise that the kernels draw.

For a centre c and a target o the K noise words are drawn from P(w) ∝ count(w)^0.75, and again while
they are o, so that on average over them

    E J = −log σ(C[o]·W[c]) − K Σ_{w ≠ o} P(w) / (1 − P(o)) log σ(−C[w]·W[c])
"""

import numpy as np
import pytest
import torch
from torch.nn.functional import logsigmoid

from sequtils.kernels.groups.draw import draw_baskets
from sequtils.kernels.sgns import reference
from sequtils.kernels.sgns.sampling import draw_pairs, make_sampler
from sequtils.kernels.windows.draw import draw_noise_windows

COUNTS = np.array([50, 30, 20, 10, 5, 3])
V, D, K, TIMES = len(COUNTS), 3, 4, 100_000
CENTER, TARGET = 2, 0  # the target is the most frequent word, whose exclusion shows the most
SAMPLER = make_sampler(COUNTS, 0, 0.75)


def pairs():
    return draw_pairs(*text(), SAMPLER, 1, K, np.uint64(1))


def windows():
    return of_windows(draw_noise_windows(*text(), SAMPLER, 1, K, np.uint64(1)))


def baskets():
    return of_windows(draw_baskets(*text(), SAMPLER, False, K, np.uint64(1)))


def text():
    """The same sentence of two words, again and again."""
    return np.tile(np.array([CENTER, TARGET], np.int32), TIMES), np.arange(0, 2 * TIMES + 1, 2)


def of_windows(drawn):
    """Windows of one input as pairs."""
    outputs = drawn.outputs.reshape(-1, K + 1)
    return drawn.inputs, outputs[:, 0], outputs[:, 1:]


def sampled(W, C, noise):
    """The loss of one draw and its gradient for W[CENTER] and all of C, [1 + D + V·D]."""
    rows, dw, dC = reference.sgns_gradients(W, C, CENTER, TARGET, noise)
    full = np.zeros_like(C)
    np.add.at(full, rows, dC)
    loss = reference.sgns_loss(W, C, CENTER, TARGET, noise)
    return np.concatenate([[loss], dw, full.ravel()])


def expected(W, C, noise):
    """The same of E J by autograd, for a distribution of noise words."""
    w, c = (torch.from_numpy(part.copy()).requires_grad_() for part in (W[CENTER], C))
    scores = c @ w
    loss = -logsigmoid(scores[TARGET]) - K * torch.from_numpy(noise) @ logsigmoid(-scores)
    loss.backward()
    return np.concatenate([[loss.item()], w.grad.numpy(), c.grad.numpy().ravel()])


@pytest.mark.parametrize("draw", [pairs, windows, baskets], ids=lambda draw: draw.__name__)
def test_the_mean_over_draws_is_the_expectation(draw):
    W, C = np.random.default_rng(0).normal(size=(2, V, D))
    centers, targets, negatives = draw()
    noises = negatives[(centers == CENTER) & (targets == TARGET)]
    assert len(noises) == TIMES
    distinct, which = np.unique(noises, axis=0, return_inverse=True)
    draws = np.array([sampled(W, C, noise) for noise in distinct])[which.ravel()]
    mean, error = draws.mean(axis=0), draws.std(axis=0) / np.sqrt(TIMES)
    P = COUNTS**0.75 / (COUNTS**0.75).sum()
    without = np.where(np.arange(V) == TARGET, 0, P / (1 - P[TARGET]))
    # Gradients for the target's row are the same in each draw, up to rounding; all 22 numbers stay
    # within 4.5 standard errors with a chance of 0.9998, and the seed is fixed.
    assert (np.abs(mean - expected(W, C, without)) <= 4.5 * error + 1e-12).all()
    # So many draws would notice noise that may be the target: the loss would be another.
    assert np.abs(mean - expected(W, C, P))[0] > 20 * error[0]
