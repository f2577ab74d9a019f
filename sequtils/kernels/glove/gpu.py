"""GloVe's step on a GPU, in Triton; computes what `reference.py` defines.

Each cell is a program of its own, and all run side by side: cells of one row or column read numbers
that the others are about to change (Niu et al., 2011, Hogwild!, arXiv:1106.5730), and the result is
not reproducible. Where cells share neither it is the reference's.

Axes: V vocabulary, N cells, P length of a row.
"""

from __future__ import annotations

import numpy as np
import torch
import triton
import triton.language as tl

from sequtils.kernels.glove.reference import CLIP, Cells
from sequtils.kernels.gpu import block, on_device


@triton.jit
def _cell(
    words, contexts, word, context, log_counts, weights, losses, rate, clip, P, B: tl.constexpr
):
    n = tl.program_id(0)
    d = tl.arange(0, B)
    inside = d < P
    x_at = words + tl.load(word + n).to(tl.int64) * 2 * P + d
    y_at = contexts + tl.load(context + n).to(tl.int64) * 2 * P + d
    x, G = tl.load(x_at, inside, 0.0), tl.load(x_at + P, inside, 1.0)
    y, H = tl.load(y_at, inside, 0.0), tl.load(y_at + P, inside, 1.0)
    error = tl.sum(x * y, 0) - tl.load(log_counts + n)
    g = tl.load(weights + n) * error
    tl.store(losses + n, 0.5 * g * error)
    s = rate * tl.minimum(tl.maximum(g * y, -clip), clip)
    t = rate * tl.minimum(tl.maximum(g * x, -clip), clip)
    # The 1 at x[0] and at y[1] stay as they are.
    tl.atomic_add(x_at, -s / tl.sqrt(G), inside & (d != 0), sem="relaxed")
    tl.atomic_add(y_at, -t / tl.sqrt(H), inside & (d != 1), sem="relaxed")
    tl.atomic_add(x_at + P, s * s, inside, sem="relaxed")
    tl.atomic_add(y_at + P, t * t, inside, sem="relaxed")


def train_cells(words, contexts, cells: Cells, learning_rate: float) -> float:
    """Take one step a cell, all at once, updating both sides in place.

    Args:
        words, contexts: Rows as of `reference.make_rows`, float32 [V, 2, P]: tensors on the GPU, or
            arrays, which are copied there and back.
        cells, learning_rate: As in `reference.train_cells`.

    Returns:
        The loss, as in `reference.train_cells`.
    """
    N, P = len(cells.words), words.shape[2]
    if not N:
        return 0.0
    cells = Cells(cells.words, cells.contexts, *(np.float32(part) for part in cells[2:]))
    with on_device(words, contexts) as rows, on_device(*cells, write=False) as parts:
        losses = torch.empty(N, device=rows[0].device)
        _cell[(N,)](*rows, *parts, losses, float(learning_rate), CLIP, P, B=block(P))
    return losses.double().sum().item()
