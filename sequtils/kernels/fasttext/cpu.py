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

from sequtils.kernels.windows.cpu import FAST, sigmoid


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_skipgram(inputs, C, subwords, windows, learning_rate):
    """Take one step for each word around each middle, in order, updating inputs and C in place.

    Args:
        inputs, C, subwords, windows, learning_rate: As in `reference.train_skipgram`; float32.
    """
    D, K = inputs.shape[1], windows.noise.shape[1]
    h, dh, total = np.empty(D, np.float32), np.empty(D, np.float32), np.empty(D, np.float32)
    outputs, g = np.empty(K + 1, np.int32), np.empty(K + 1, np.float32)
    for n in range(len(windows.middles)):
        middle = windows.middles[n]
        rows = subwords.rows[subwords.bounds[middle] : subwords.bounds[middle + 1]]
        h[:] = 0
        for row in rows:
            _add(h, np.float32(1), inputs[row])
        _scale(h, np.float32(1) / np.float32(len(rows)))
        total[:] = 0
        for m in range(windows.bounds[n], windows.bounds[n + 1]):
            outputs[0] = windows.around[m]
            outputs[1:] = windows.noise[m]
            _guess(h, dh, C, outputs, g, learning_rate)
            _add(h, subwords.gains[middle], dh)
            _add(total, np.float32(1), dh)
        for row in rows:
            _add(inputs[row], np.float32(1), total)


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_cbow(inputs, C, subwords, windows, learning_rate):
    """Take one step a window, in order, updating inputs and C in place.

    Args:
        inputs, C, subwords, windows, learning_rate: As in `reference.train_cbow`; float32.
    """
    D, K = inputs.shape[1], windows.noise.shape[1]
    h, dh = np.empty(D, np.float32), np.empty(D, np.float32)
    outputs, g = np.empty(K + 1, np.int32), np.empty(K + 1, np.float32)
    for n in range(len(windows.middles)):
        around = windows.around[windows.bounds[n] : windows.bounds[n + 1]]
        h[:] = 0
        count = 0
        for word in around:
            for row in subwords.rows[subwords.bounds[word] : subwords.bounds[word + 1]]:
                _add(h, np.float32(1), inputs[row])
                count += 1
        _scale(h, np.float32(1) / np.float32(count))
        outputs[0] = windows.middles[n]
        outputs[1:] = windows.noise[n]
        _guess(h, dh, C, outputs, g, learning_rate)
        for word in around:
            for row in subwords.rows[subwords.bounds[word] : subwords.bounds[word + 1]]:
                _add(inputs[row], np.float32(1), dh)


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _guess(h, dh, C, outputs, g, learning_rate):
    """dh = Σ g_k C[k] with g = η (y − σ(C h)), then C[k] += g_k h."""
    for k in range(len(outputs)):
        row, x = C[outputs[k]], np.float32(0)
        for d in range(len(h)):
            x += row[d] * h[d]
        g[k] = x
    sigmoid(g, len(g))
    for k in range(len(g)):
        g[k] = learning_rate * ((np.float32(1) if k == 0 else np.float32(0)) - g[k])
    dh[:] = 0
    for k in range(len(g)):
        _add(dh, g[k], C[outputs[k]])
    for k in range(len(g)):
        _add(C[outputs[k]], g[k], h)


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _add(row, scale, other):
    """row += scale·other."""
    for d in range(len(row)):
        row[d] += scale * other[d]


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _scale(row, scale):
    """row *= scale."""
    for d in range(len(row)):
        row[d] *= scale
