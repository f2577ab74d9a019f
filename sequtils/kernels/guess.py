"""One guess with negative sampling, compiled for the CPU: the target and its noise, six at a time.

What plain skip-gram and fastText have in common. Six rows are read in one pass, so that each number
of h is loaded once for all of them and their sums do not wait for one another.

Axes: D embedding, R outputs of a guess, filled up to a multiple of six.
"""

from __future__ import annotations

import numpy as np
from numba import njit

# Reordered sums and fused multiply-adds are what let the loops over D use vector registers.
FAST = {"reassoc", "contract", "nsz"}
_LIMIT = np.float32(80)  # σ(±80) is 1 and 0 in float32, and exp(80) is finite
_LOG2_E = np.float32(1.4426950408889634)
# log 2 = _LN2_HIGH − _LN2_LOW; the first has few bits, so that its multiples are exact.
_LN2_HIGH, _LN2_LOW = np.float32(0.693359375), np.float32(2.12194440e-4)
_TAYLOR = tuple(np.float32(x) for x in (1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1))


@njit(cache=True, inline="always")
def _exp(x):
    """exp(x) for |x| ≤ 80 to float32's precision: 2^n times a polynomial on ±log(2)/2."""
    n = np.floor(x * _LOG2_E + np.float32(0.5))
    r = x - n * _LN2_HIGH + n * _LN2_LOW
    p = _TAYLOR[0]
    for i in range(1, 7):
        p = p * r + _TAYLOR[i]
    return p * np.int32((np.int32(n) + 127) << 23).view(np.float32)


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def sigmoid(x, n):
    """σ of the first n elements, in place; a loop that runs in vector registers."""
    one = np.float32(1)
    for i in range(n):
        x[i] = one / (one + _exp(-min(max(x[i], -_LIMIT), _LIMIT)))


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def guess(h, dh, C, outputs, g, size, learning_rate):
    """Take the step of C, and find that of h: dh = Σ g_k C[k], C[k] += g_k h, g = η (y − σ(C h)).

    Args:
        h: What guesses, [D]; left as it is.
        dh: Is overwritten with the step of h, [D].
        C: Vectors of outputs, [V, D].
        outputs: The target and then its noise words, [R]; those that fill it up are any row.
        g: Room for the scores, [R].
        size: How many outputs there are; the rest take no step.
        learning_rate: η.

    All are float32, but for the outputs.
    """
    for k in range(0, len(outputs), 6):
        _six_scores(g, k, h, C, outputs)
    sigmoid(g, len(g))
    for k in range(len(g)):
        g[k] = learning_rate * ((np.float32(1) if k == 0 else np.float32(0)) - g[k])
    g[size:] = 0
    dh[:] = 0
    for k in range(0, len(outputs), 6):
        _add_six(dh, g, k, C, outputs)
    for k in range(size):
        add(C[outputs[k]], g[k], h)


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _six_scores(g, k, h, C, outputs):
    """g[k] … g[k + 5] = h·C[outputs[k]] … h·C[outputs[k + 5]] in one pass over D."""
    u0, u1, u2 = C[outputs[k]], C[outputs[k + 1]], C[outputs[k + 2]]
    u3, u4, u5 = C[outputs[k + 3]], C[outputs[k + 4]], C[outputs[k + 5]]
    s0 = s1 = s2 = s3 = s4 = s5 = np.float32(0)
    for d in range(len(h)):
        s0 += h[d] * u0[d]
        s1 += h[d] * u1[d]
        s2 += h[d] * u2[d]
        s3 += h[d] * u3[d]
        s4 += h[d] * u4[d]
        s5 += h[d] * u5[d]
    g[k], g[k + 1], g[k + 2], g[k + 3], g[k + 4], g[k + 5] = s0, s1, s2, s3, s4, s5


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _add_six(row, g, k, C, outputs):
    """row += g[k]·C[outputs[k]] + … + g[k + 5]·C[outputs[k + 5]]."""
    u0, u1, u2 = C[outputs[k]], C[outputs[k + 1]], C[outputs[k + 2]]
    u3, u4, u5 = C[outputs[k + 3]], C[outputs[k + 4]], C[outputs[k + 5]]
    g0, g1, g2, g3, g4, g5 = g[k], g[k + 1], g[k + 2], g[k + 3], g[k + 4], g[k + 5]
    for d in range(len(row)):
        row[d] += g0 * u0[d] + g1 * u1[d] + g2 * u2[d] + g3 * u3[d] + g4 * u4[d] + g5 * u5[d]


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def add(row, scale, other):
    """row += scale·other."""
    for d in range(len(row)):
        row[d] += scale * other[d]
