"""A window's step on a GPU, in Triton; computes what `reference.py` defines.

Each window is a program of its own. It reads its rows of C once, takes its inputs in blocks, the
three products of matrices on chip, and adds its steps with atomic additions. Programs run side by
side, as threads do on the CPU: windows that share words read rows that the others are about to
change (Niu et al., 2011, Hogwild!, arXiv:1106.5730), and the result is not reproducible. Where
windows share no word it is the reference's.

Axes: V vocabulary, D embedding, m inputs and R outputs of a window, N windows.
"""

from __future__ import annotations

import triton
import triton.language as tl

from sequtils.kernels.gpu import block, on_device
from sequtils.kernels.windows.draw import Windows

MOST = 64  # inputs in one block; a basket or a sentence has hundreds, which no chip holds at once


@triton.jit
def _skipgram(
    W, C, inputs, input_bounds, outputs, output_bounds, labels, rate, D,
    M: tl.constexpr, R: tl.constexpr, P: tl.constexpr,
):  # fmt: skip
    n = tl.program_id(0)
    d = tl.arange(0, P)
    begin, end = tl.load(input_bounds + n), tl.load(input_bounds + n + 1)
    k = tl.load(output_bounds + n) + tl.arange(0, R)
    is_output = k < tl.load(output_bounds + n + 1)
    u = tl.load(outputs + k, is_output, 0)[:, None].to(tl.int64) * D + d[None, :]  # [R, P]
    in_u = is_output[:, None] & (d < D)[None, :]
    U = tl.load(C + u, in_u, 0.0)
    y = tl.load(labels + k, is_output, 0.0)
    dU = tl.zeros((R, P), tl.float32)
    for first in range(begin, end, M):
        i = first + tl.arange(0, M)
        x = tl.load(inputs + i, i < end, 0)[:, None].to(tl.int64) * D + d[None, :]  # [M, P]
        in_x = (i < end)[:, None] & (d < D)[None, :]
        X = tl.load(W + x, in_x, 0.0)
        # G = η (y − σ(X Uᵀ)), and 0 where there is no input or no output
        S = tl.dot(X, tl.trans(U), input_precision="ieee")  # [M, R]
        G = rate * (y[None, :] - tl.sigmoid(S))
        G = tl.where((i < end)[:, None] & is_output[None, :], G, 0.0)
        dU += tl.dot(tl.trans(G), X, input_precision="ieee")
        tl.atomic_add(W + x, tl.dot(G, U, input_precision="ieee"), in_x, sem="relaxed")
    tl.atomic_add(C + u, dU, in_u, sem="relaxed")


@triton.jit
def _cbow(
    W, C, inputs, input_bounds, outputs, output_bounds, labels, rate, D,
    M: tl.constexpr, R: tl.constexpr, P: tl.constexpr,
):  # fmt: skip
    n = tl.program_id(0)
    d = tl.arange(0, P)
    begin, end = tl.load(input_bounds + n), tl.load(input_bounds + n + 1)
    k = tl.load(output_bounds + n) + tl.arange(0, R)
    is_output = k < tl.load(output_bounds + n + 1)
    u = tl.load(outputs + k, is_output, 0)[:, None].to(tl.int64) * D + d[None, :]  # [R, P]
    in_u = is_output[:, None] & (d < D)[None, :]
    h = tl.zeros((P,), tl.float32)
    for first in range(begin, end, M):
        i = first + tl.arange(0, M)
        x = tl.load(inputs + i, i < end, 0)[:, None].to(tl.int64) * D + d[None, :]  # [M, P]
        h += tl.sum(tl.load(W + x, (i < end)[:, None] & (d < D)[None, :], 0.0), 0)
    h /= (end - begin).to(tl.float32)
    U = tl.load(C + u, in_u, 0.0)
    y = tl.load(labels + k, is_output, 0.0)
    # g = η (y − σ(U h)), and 0 where there is no output
    g = tl.where(is_output, rate * (y - tl.sigmoid(tl.sum(U * h[None, :], 1))), 0.0)  # [R]
    dh = tl.sum(g[:, None] * U, 0)
    tl.atomic_add(C + u, g[:, None] * h[None, :], in_u, sem="relaxed")
    for first in range(begin, end, M):
        i = first + tl.arange(0, M)
        x = tl.load(inputs + i, i < end, 0)[:, None].to(tl.int64) * D + d[None, :]
        in_x = (i < end)[:, None] & (d < D)[None, :]
        tl.atomic_add(W + x, tl.broadcast_to(dh[None, :], (M, P)), in_x, sem="relaxed")


def train_skipgram(W, C, windows: Windows, learning_rate: float) -> None:
    """Take one gradient step a window, all at once, updating W and C in place.

    Args:
        W, C: Vectors of inputs and outputs, float32 [V, D]: tensors on the GPU, or arrays, which
            are copied there and back.
        windows, learning_rate: As in `reference.train_skipgram`.
    """
    _launch(_skipgram, W, C, windows, learning_rate)


def train_cbow(W, C, windows: Windows, learning_rate: float) -> None:
    """Take one step a window, all at once, updating W and C in place.

    Args:
        W, C, windows, learning_rate: As in `train_skipgram`.
    """
    _launch(_cbow, W, C, windows, learning_rate)


def _launch(kernel, W, C, windows, learning_rate):
    N, D = len(windows.input_bounds) - 1, W.shape[1]
    if not N:
        return
    sizes = {
        "M": min(MOST, block(windows.input_bounds[1:] - windows.input_bounds[:-1])),
        "R": block(windows.output_bounds[1:] - windows.output_bounds[:-1]),
        "P": block(D),
    }
    with on_device(W, C) as (w, c), on_device(*windows, write=False) as parts:
        kernel[(N,)](w, c, *parts, float(learning_rate), D, **sizes)
