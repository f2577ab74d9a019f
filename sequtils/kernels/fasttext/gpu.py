"""fastText's steps on a GPU, in Triton; computes what `reference.py` defines.

Each window is a program of its own. Its guesses are taken one after the other, and the mean h moves
with them, as in `cpu.py`; windows run side by side, read rows that the others are about to change
(Niu et al., 2011, Hogwild!, arXiv:1106.5730), and the result is not reproducible. Where windows
share no row it is the reference's.

Axes: V vocabulary, R input rows, D embedding, K negatives.
"""

from __future__ import annotations

import numpy as np
import triton
import triton.language as tl

from sequtils.kernels.fasttext.draw import NoisyWindows
from sequtils.kernels.fasttext.ngrams import Subwords
from sequtils.kernels.gpu import block, on_device


@triton.jit
def _guess(C, target, noise, h, rate, K, D, B: tl.constexpr, P: tl.constexpr):
    """The step of h, and those of the outputs: g = η (y − σ(U h)), C[outputs] += g hᵀ, Uᵀ g."""
    d = tl.arange(0, P)
    k = tl.arange(0, B)
    row = tl.where(k == 0, target, tl.load(noise + k - 1, (k > 0) & (k <= K), 0))
    u = row[:, None].to(tl.int64) * D + d[None, :]  # [B, P]
    here = (k <= K)[:, None] & (d < D)[None, :]
    U = tl.load(C + u, here, 0.0)
    y = tl.where(k == 0, 1.0, 0.0)
    g = tl.where(k <= K, rate * (y - tl.sigmoid(tl.sum(U * h[None, :], 1))), 0.0)
    tl.atomic_add(C + u, g[:, None] * h[None, :], here, sem="relaxed")
    return tl.sum(g[:, None] * U, 0)


@triton.jit
def _sum_rows(inputs, rows, begin, end, D, P: tl.constexpr):
    d = tl.arange(0, P)
    total = tl.zeros((P,), tl.float32)
    for r in range(begin, end):
        total += tl.load(inputs + tl.load(rows + r).to(tl.int64) * D + d, d < D, 0.0)
    return total


@triton.jit
def _add_to_rows(inputs, rows, begin, end, step, D, P: tl.constexpr):
    d = tl.arange(0, P)
    for r in range(begin, end):
        row = inputs + tl.load(rows + r).to(tl.int64) * D
        tl.atomic_add(row + d, step, d < D, sem="relaxed")


@triton.jit
def _skipgram(
    inputs, C, rows, row_bounds, gains, middles, around, bounds, noise, rate, K, D,
    B: tl.constexpr, P: tl.constexpr,
):  # fmt: skip
    n = tl.program_id(0)
    middle = tl.load(middles + n)
    begin, end = tl.load(row_bounds + middle), tl.load(row_bounds + middle + 1)
    h = _sum_rows(inputs, rows, begin, end, D, P) / (end - begin).to(tl.float32)
    total = tl.zeros((P,), tl.float32)
    for m in range(tl.load(bounds + n), tl.load(bounds + n + 1)):
        step = _guess(C, tl.load(around + m), noise + m * K, h, rate, K, D, B, P)
        h += tl.load(gains + middle) * step
        total += step
    _add_to_rows(inputs, rows, begin, end, total, D, P)


@triton.jit
def _cbow(
    inputs, C, rows, row_bounds, gains, middles, around, bounds, noise, rate, K, D,
    B: tl.constexpr, P: tl.constexpr,
):  # fmt: skip
    n = tl.program_id(0)
    h = tl.zeros((P,), tl.float32)
    count = 0
    for m in range(tl.load(bounds + n), tl.load(bounds + n + 1)):
        word = tl.load(around + m)
        begin, end = tl.load(row_bounds + word), tl.load(row_bounds + word + 1)
        h += _sum_rows(inputs, rows, begin, end, D, P)
        count += (end - begin).to(tl.int32)
    h = h / count
    step = _guess(C, tl.load(middles + n), noise + n * K, h, rate, K, D, B, P)
    for m in range(tl.load(bounds + n), tl.load(bounds + n + 1)):
        word = tl.load(around + m)
        begin, end = tl.load(row_bounds + word), tl.load(row_bounds + word + 1)
        _add_to_rows(inputs, rows, begin, end, step, D, P)


def train_skipgram(
    inputs, C, subwords: Subwords, windows: NoisyWindows, learning_rate: float
) -> None:
    """Take the steps of all windows at once, updating inputs and C in place.

    Args:
        inputs, C: Vectors of rows and of words to be guessed, float32 [R, D] and [V, D]: tensors on
            the GPU, or arrays, which are copied there and back.
        subwords, windows, learning_rate: As in `reference.train_skipgram`.
    """
    _launch(_skipgram, inputs, C, subwords, windows, learning_rate)


def train_cbow(inputs, C, subwords: Subwords, windows: NoisyWindows, learning_rate: float) -> None:
    """Take one step a window, all at once, updating inputs and C in place.

    Args:
        inputs, C, subwords, windows, learning_rate: As in `train_skipgram`.
    """
    _launch(_cbow, inputs, C, subwords, windows, learning_rate)


def _launch(kernel, inputs, C, subwords, windows, learning_rate):
    N, K, D = len(windows.middles), windows.noise.shape[1], C.shape[1]
    if not N:
        return
    parts = (subwords.rows, subwords.bounds, np.float32(subwords.gains), *windows)
    with on_device(inputs, C) as tables, on_device(*parts, write=False) as parts:
        kernel[(N,)](*tables, *parts, float(learning_rate), K, D, B=block(K + 1), P=block(D))
