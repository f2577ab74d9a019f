"""A window's step, compiled for the CPU; computes what `reference.py` defines.

The rows of a window are copied side by side, so that its three products of matrices run in the
first-level cache: R outputs at a time in blocks of six, m inputs in blocks of four, rows of zeros
filling the last block. Each row of W and C is read and written once a window, and asked for two
windows earlier, lest it be waited for. Called from several threads at once on the same W and C,
updates race without locks (Niu et al., 2011, Hogwild!, arXiv:1106.5730), and the result is not
reproducible.

Axes: V vocabulary, D embedding, m inputs and R outputs of a window.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.guess import FAST, add, sigmoid
from sequtils.kernels.prefetch import prefetch_rows

_AHEAD = 2  # windows; about as long as a row takes to come from memory


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _gather(rows, table, ids, block):
    """Copy rows of a table side by side, and zeros up to a multiple of `block` rows."""
    n = len(ids)
    full = -(-n // block) * block
    for i in range(n):
        source, target = table[ids[i]], rows[i]
        for d in range(table.shape[1]):
            target[d] = source[d]
    for i in range(n, full):
        rows[i] = 0
    return full


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _six_scores(G, start, x, U, k):
    """x·U[k] … x·U[k + 5] in one pass over D, written to G from `start` on."""
    u0, u1, u2, u3, u4, u5 = U[k], U[k + 1], U[k + 2], U[k + 3], U[k + 4], U[k + 5]
    s0 = s1 = s2 = s3 = s4 = s5 = np.float32(0)
    for d in range(len(x)):
        s0 += x[d] * u0[d]
        s1 += x[d] * u1[d]
        s2 += x[d] * u2[d]
        s3 += x[d] * u3[d]
        s4 += x[d] * u4[d]
        s5 += x[d] * u5[d]
    G[start], G[start + 1], G[start + 2] = s0, s1, s2
    G[start + 3], G[start + 4], G[start + 5] = s3, s4, s5


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _add_six(row, G, start, U, k):
    """row += G[start]·U[k] + … + G[start + 5]·U[k + 5]."""
    u0, u1, u2, u3, u4, u5 = U[k], U[k + 1], U[k + 2], U[k + 3], U[k + 4], U[k + 5]
    g0, g1, g2 = G[start], G[start + 1], G[start + 2]
    g3, g4, g5 = G[start + 3], G[start + 4], G[start + 5]
    for d in range(len(row)):
        row[d] += g0 * u0[d] + g1 * u1[d] + g2 * u2[d] + g3 * u3[d] + g4 * u4[d] + g5 * u5[d]


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _add_four(row, G, start, stride, X, i):
    """row += G[start]·X[i] + … + G[start + 3·stride]·X[i + 3]."""
    x0, x1, x2, x3 = X[i], X[i + 1], X[i + 2], X[i + 3]
    g0, g1, g2, g3 = G[start], G[start + stride], G[start + 2 * stride], G[start + 3 * stride]
    for d in range(len(row)):
        row[d] += g0 * x0[d] + g1 * x1[d] + g2 * x2[d] + g3 * x3[d]


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _steps(G, X, U, full, m, wide, labels, learning_rate):
    """G = η (y − σ(X Oᵀ)), row by row `wide` long; 0 where a row or an output is filling."""
    for i in range(m):
        for k in range(0, wide, 6):
            _six_scores(G, i * wide + k, X[i], U, k)
    sigmoid(G, m * wide)
    for i in range(m):
        for k in range(wide):
            label = labels[k] if k < len(labels) else G[i * wide + k]
            G[i * wide + k] = learning_rate * (label - G[i * wide + k])
    G[m * wide : full * wide] = 0


@njit(cache=True, inline="always")
def _fetch_ahead(W, C, windows, n):
    """Ask for the rows of window n that those before it are unlikely to have had in hand."""
    if n < len(windows.input_bounds) - 1:
        # Neighbouring windows share their inputs but for the last.
        prefetch_rows(
            W, windows.inputs[windows.input_bounds[n + 1] - 1 : windows.input_bounds[n + 1]]
        )
        prefetch_rows(C, windows.outputs[windows.output_bounds[n] : windows.output_bounds[n + 1]])


@njit(cache=True)
def _longest(bounds):
    """The largest number of elements between neighbouring bounds."""
    longest = 0
    for n in range(len(bounds) - 1):
        longest = max(longest, bounds[n + 1] - bounds[n])
    return longest


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_skipgram(W, C, windows, learning_rate):
    """Take one gradient step a window, in order, updating W and C in place.

    Args:
        W, C, windows, learning_rate: As in `reference.train_skipgram`; W and C are float32.
    """
    most_inputs = (_longest(windows.input_bounds) + 3) // 4 * 4
    most_outputs = (_longest(windows.output_bounds) + 5) // 6 * 6
    X = np.empty((most_inputs, W.shape[1]), np.float32)
    U = np.empty((most_outputs, W.shape[1]), np.float32)
    G = np.empty(most_inputs * most_outputs, np.float32)
    for n in range(len(windows.input_bounds) - 1):
        _fetch_ahead(W, C, windows, n + _AHEAD)
        inputs = windows.inputs[windows.input_bounds[n] : windows.input_bounds[n + 1]]
        path = slice(windows.output_bounds[n], windows.output_bounds[n + 1])
        outputs, labels = windows.outputs[path], windows.labels[path]
        full = _gather(X, W, inputs, 4)
        wide = _gather(U, C, outputs, 6)
        _steps(G, X, U, full, len(inputs), wide, labels, learning_rate)
        for k in range(len(outputs)):
            for i in range(0, full, 4):
                _add_four(C[outputs[k]], G, i * wide + k, wide, X, i)
        for i in range(len(inputs)):
            for k in range(0, wide, 6):
                _add_six(W[inputs[i]], G, i * wide + k, U, k)


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def train_cbow(W, C, windows, learning_rate):
    """Take one step a window, in order, updating W and C in place.

    Args:
        W, C, windows, learning_rate: As in `reference.train_cbow`; W and C are float32.
    """
    D = W.shape[1]
    most_outputs = (_longest(windows.output_bounds) + 5) // 6 * 6
    h, dh = np.empty((1, D), np.float32), np.empty(D, np.float32)
    U = np.empty((most_outputs, D), np.float32)
    g = np.empty(most_outputs, np.float32)
    for n in range(len(windows.input_bounds) - 1):
        _fetch_ahead(W, C, windows, n + _AHEAD)
        inputs = windows.inputs[windows.input_bounds[n] : windows.input_bounds[n + 1]]
        path = slice(windows.output_bounds[n], windows.output_bounds[n + 1])
        outputs, labels = windows.outputs[path], windows.labels[path]
        _mean(h[0], W, inputs)
        wide = _gather(U, C, outputs, 6)
        _steps(g, h, U, 1, 1, wide, labels, learning_rate)
        dh[:] = 0
        for k in range(0, wide, 6):
            _add_six(dh, g, k, U, k)
        for k in range(len(outputs)):
            add(C[outputs[k]], g[k], h[0])
        for i in range(len(inputs)):
            add(W[inputs[i]], np.float32(1), dh)


@njit(cache=True, fastmath=FAST, error_model="numpy", inline="always")
def _mean(h, W, inputs):
    """h = mean(W[inputs])."""
    h[:] = 0
    part = np.float32(1) / np.float32(len(inputs))
    for i in range(len(inputs)):
        add(h, part, W[inputs[i]])
