"""GloVe's step, compiled for the CPU; computes what `reference.py` defines.

Called from several threads at once on the same rows, updates race without locks (Niu et al., 2011,
Hogwild!, arXiv:1106.5730), and the result is not reproducible.

Axes: V vocabulary, N cells, P length of a row.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.glove.reference import CLIP

# Reordered sums and fused multiply-adds are what let the loops over P use vector registers.
_FAST = {"reassoc", "contract", "nsz"}
_CLIP = np.float32(CLIP)


@njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy")
def train_cells(words, contexts, cells, learning_rate):
    """Take one step a cell, in order, updating both sides in place.

    Args:
        words, contexts, cells, learning_rate: As in `reference.train_cells`; float32.

    Returns:
        The loss, as in `reference.train_cells`.
    """
    loss = 0.0
    one = np.float32(1)
    for n in range(len(cells.words)):
        x, G = words[cells.words[n], 0], words[cells.words[n], 1]
        y, H = contexts[cells.contexts[n], 0], contexts[cells.contexts[n], 1]
        error = -cells.log_counts[n]
        for d in range(len(x)):
            error += x[d] * y[d]
        g = cells.weights[n] * error
        loss += 0.5 * g * error
        for d in range(len(x)):
            s = learning_rate * min(max(g * y[d], -_CLIP), _CLIP)
            t = learning_rate * min(max(g * x[d], -_CLIP), _CLIP)
            x[d] -= s / np.sqrt(G[d])
            y[d] -= t / np.sqrt(H[d])
            G[d] += s * s
            H[d] += t * t
        x[0] = y[1] = one
    return loss
