"""Skip-gram with negative sampling, compiled for the CPU; computes what `reference.py` defines.

One pass reads the K + 1 context rows for their dot products, a second updates them while they are
still in the cache; noise words, which are seldom there before, are asked for two pairs earlier.
Called from several threads at once on the same W and C, updates race without
locks (Niu et al., 2011, Hogwild!, arXiv:1106.5730), and the result is not reproducible.

Axes: V vocabulary, D embedding, N pairs, K negatives.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from sequtils.kernels.prefetch import prefetch_rows

# Reordered sums and fused multiply-adds are what let the loops over D use vector registers.
_FAST = {"reassoc", "contract", "nsz"}
_AHEAD = 2  # pairs; about as long as a row takes to come from memory


@njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy")
def train_pairs(W, C, centers, targets, negatives, learning_rate):
    """Take one gradient step a pair, in order, updating W and C in place.

    Args:
        W, C, centers, targets, negatives, learning_rate: As in `reference.train_pairs`; W and C
            are float32.
    """
    D = W.shape[1]
    K = negatives.shape[1]
    rows = np.empty(K + 1, np.int64)
    step = np.empty(K + 1, W.dtype)
    dw = np.empty(D, W.dtype)
    for n in range(len(centers)):
        if n + _AHEAD < len(centers):
            prefetch_rows(C, negatives[n + _AHEAD])
        w = W[centers[n]]
        rows[0] = targets[n]
        rows[1:] = negatives[n]
        for k in range(K + 1):
            x = W.dtype.type(0)
            row = C[rows[k]]
            for d in range(D):
                x += row[d] * w[d]
            # 1 / (1 + inf) = 0, so σ needs no care for large scores; a negative step parts the two
            label = 1.0 if k == 0 else 0.0
            step[k] = learning_rate * (label - 1 / (1 + math.exp(-x)))
        dw[:] = 0
        for k in range(K + 1):
            row = C[rows[k]]
            for d in range(D):
                dw[d] += step[k] * row[d]
        for k in range(K + 1):
            row = C[rows[k]]
            for d in range(D):
                row[d] += step[k] * w[d]
        for d in range(D):
            w[d] += dw[d]
