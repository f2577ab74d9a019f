"""Skip-gram with negative sampling on a GPU, in Triton; computes what `reference.py` defines.

Each pair is a program of its own, and all run side by side: pairs that share words read rows that
the others are about to change (Niu et al., 2011, Hogwild!, arXiv:1106.5730), and the result is not
reproducible. Where pairs share no word it is the reference's.

Axes: V vocabulary, D embedding, N pairs, K negatives.
"""

from __future__ import annotations

import triton
import triton.language as tl

from sequtils.kernels.gpu import block, on_device


@triton.jit
def _pair(W, C, centers, targets, negatives, rate, K, D, R: tl.constexpr, P: tl.constexpr):
    n = tl.program_id(0)
    d = tl.arange(0, P)
    k = tl.arange(0, R)
    w = tl.load(centers + n).to(tl.int64) * D + d
    noise = tl.load(negatives + n * K + k - 1, (k > 0) & (k <= K), 0)
    row = tl.where(k == 0, tl.load(targets + n), noise)
    c = row[:, None].to(tl.int64) * D + d[None, :]  # [R, P]
    here = (k <= K)[:, None] & (d < D)[None, :]
    x = tl.load(W + w, d < D, 0.0)
    U = tl.load(C + c, here, 0.0)
    # g = η (y − σ(U x)) with the label 1 for the target and 0 for the noise
    y = tl.where(k == 0, 1.0, 0.0)
    g = tl.where(k <= K, rate * (y - tl.sigmoid(tl.sum(U * x[None, :], 1))), 0.0)
    tl.atomic_add(C + c, g[:, None] * x[None, :], here, sem="relaxed")
    tl.atomic_add(W + w, tl.sum(g[:, None] * U, 0), d < D, sem="relaxed")


def train_pairs(W, C, centers, targets, negatives, learning_rate: float) -> None:
    """Take one gradient step a pair, all at once, updating W and C in place.

    Args:
        W, C: Centre and context vectors, float32 [V, D]: tensors on the GPU, or arrays, which are
            copied there and back.
        centers, targets, negatives, learning_rate: As in `reference.train_pairs`.
    """
    (N, K), D = negatives.shape, W.shape[1]
    if not N:
        return
    with on_device(W, C) as tables, on_device(centers, targets, negatives, write=False) as pairs:
        _pair[(N,)](*tables, *pairs, float(learning_rate), K, D, R=block(K + 1), P=block(D))
