"""fastText's steps, compiled for the CPU; computes what `reference.py` defines.

Skip-gram guesses all words around from the same rows, and every row takes every step whole. So the
mean h moves with them, by the word's gain times the step: it is enough to read the rows once a
window, let h take the steps, and add their sum to the rows in the end. The original program goes
through all rows twice a guess.

Called from several threads at once on the same matrices, updates race without locks (Niu et al.,
2011, Hogwild!, arXiv:1106.5730), and the result is not reproducible.

Axes: V vocabulary, R input rows, D embedding, K negatives.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.guess import FAST, add, guess
from sequtils.kernels.prefetch import prefetch_rows


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_skipgram(inputs, C, subwords, windows, learning_rate):
    """Take one step for each word around each middle, in order, updating inputs and C in place.

    Args:
        inputs, C, subwords, windows, learning_rate: As in `reference.train_skipgram`; float32.
    """
    D, K = inputs.shape[1], windows.noise.shape[1]
    h, dh, total = np.empty(D, np.float32), np.empty(D, np.float32), np.empty(D, np.float32)
    # Outputs go in sixes; those that fill the last six are word 0 and take no step.
    outputs, g = np.zeros((K + 6) // 6 * 6, np.int32), np.empty((K + 6) // 6 * 6, np.float32)
    for n in range(len(windows.middles)):
        middle = windows.middles[n]
        rows = subwords.rows[subwords.bounds[middle] : subwords.bounds[middle + 1]]
        if n + 1 < len(windows.middles):
            following = windows.middles[n + 1]
            prefetch_rows(
                inputs, subwords.rows[subwords.bounds[following] : subwords.bounds[following + 1]]
            )
        h[:] = 0
        _add_rows(h, inputs, rows)
        _scale(h, np.float32(1) / np.float32(len(rows)))
        total[:] = 0
        for m in range(windows.bounds[n], windows.bounds[n + 1]):
            if m + 2 < len(windows.noise):
                prefetch_rows(C, windows.noise[m + 2])
            outputs[0] = windows.around[m]
            outputs[1 : K + 1] = windows.noise[m]
            guess(h, dh, C, outputs, g, K + 1, learning_rate)
            add(h, subwords.gains[middle], dh)
            add(total, np.float32(1), dh)
        for row in rows:
            add(inputs[row], np.float32(1), total)


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_cbow(inputs, C, subwords, windows, learning_rate):
    """Take one step a window, in order, updating inputs and C in place.

    Args:
        inputs, C, subwords, windows, learning_rate: As in `reference.train_cbow`; float32.
    """
    D, K = inputs.shape[1], windows.noise.shape[1]
    h, dh = np.empty(D, np.float32), np.empty(D, np.float32)
    # Outputs go in sixes; those that fill the last six are word 0 and take no step.
    outputs, g = np.zeros((K + 6) // 6 * 6, np.int32), np.empty((K + 6) // 6 * 6, np.float32)
    for n in range(len(windows.middles)):
        around = windows.around[windows.bounds[n] : windows.bounds[n + 1]]
        h[:] = 0
        count = 0
        for word in around:
            rows = subwords.rows[subwords.bounds[word] : subwords.bounds[word + 1]]
            _add_rows(h, inputs, rows)
            count += len(rows)
        _scale(h, np.float32(1) / np.float32(count))
        outputs[0] = windows.middles[n]
        outputs[1 : K + 1] = windows.noise[n]
        guess(h, dh, C, outputs, g, K + 1, learning_rate)
        for word in around:
            for row in subwords.rows[subwords.bounds[word] : subwords.bounds[word + 1]]:
                add(inputs[row], np.float32(1), dh)


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _add_rows(h, inputs, rows):
    """h += the sum of some rows, four of them in one pass over D."""
    whole = len(rows) // 4 * 4
    for i in range(0, whole, 4):
        a, b = inputs[rows[i]], inputs[rows[i + 1]]
        c, e = inputs[rows[i + 2]], inputs[rows[i + 3]]
        for d in range(len(h)):
            h[d] += (a[d] + b[d]) + (c[d] + e[d])
    for i in range(whole, len(rows)):
        add(h, np.float32(1), inputs[rows[i]])


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _scale(row, scale):
    """row *= scale."""
    for d in range(len(row)):
        row[d] *= scale
