"""Skip-gram with negative sampling, compiled for the CPU; computes what `reference.py` defines.

The K + 1 context rows are read six at a time for their dot products, and updated while they are
still in the cache; noise words, which are seldom there before, are asked for two pairs earlier.
Called from several threads at once on the same W and C, updates race without locks (Niu et al.,
2011, Hogwild!, arXiv:1106.5730), and the result is not reproducible.

Axes: V vocabulary, D embedding, N pairs, K negatives.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.guess import FAST, add, guess
from sequtils.kernels.prefetch import prefetch_rows

_AHEAD = 2  # pairs; about as long as a row takes to come from memory


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_pairs(W, C, centers, targets, negatives, learning_rate):
    """Take one gradient step a pair, in order, updating W and C in place.

    Args:
        W, C, centers, targets, negatives, learning_rate: As in `reference.train_pairs`; W and C
            are float32.
    """
    D, K = W.shape[1], negatives.shape[1]
    w, dw = np.empty(D, np.float32), np.empty(D, np.float32)
    # Outputs go in sixes; those that fill the last six are word 0 and take no step.
    outputs, g = np.zeros((K + 6) // 6 * 6, np.int32), np.empty((K + 6) // 6 * 6, np.float32)
    for n in range(len(centers)):
        if n + _AHEAD < len(centers):
            prefetch_rows(C, negatives[n + _AHEAD])
        w[:] = W[centers[n]]  # where C is W, the row may change before its own step
        outputs[0] = targets[n]
        outputs[1 : K + 1] = negatives[n]
        guess(w, dw, C, outputs, g, K + 1, learning_rate)
        add(W[centers[n]], np.float32(1), dw)
