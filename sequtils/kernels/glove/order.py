"""In which order GloVe meets the cells of a matrix: random, and kind to the cache.

The original program shuffles all cells, and so fetches two random rows, with their squares, a
cell. Here columns are cut into stripes whose rows fit into the second-level cache; stripes come in
random order, words in random order within a stripe, and the cells that a word has in a stripe one
after the other.

Axes: V vocabulary, N cells.
"""

from __future__ import annotations

import numpy as np
from numba import njit

STRIPE = 256  # contexts; with D = 100 their rows take 229 kB


def shuffled(
    indptr: np.ndarray, indices: np.ndarray, seed: int, stripe: int = STRIPE
) -> tuple[np.ndarray, np.ndarray]:
    """Draw an order of the cells of a matrix in compressed rows.

    Args:
        indptr: int [V + 1], as scipy has it.
        indices: Columns, int [N].
        seed: Fixes the order.
        stripe: How many columns are learnt together.

    Returns:
        The row of each cell, int32 [N], and where in `indices` it stands, int64 [N], in order.

    Example:
        >>> rows, cells = shuffled(np.array([0, 2, 4]), np.array([0, 1, 0, 1]), seed=0)
        >>> rows.tolist(), cells.tolist()
        ([0, 0, 1, 1], [0, 1, 2, 3])
    """
    random = np.random.default_rng(seed)
    words = random.permutation(len(indptr) - 1)
    stripes = random.permutation(int(indices.max(initial=0)) // stripe + 1)
    return _fill(indptr, indices, words, stripes, stripe)


@njit(cache=True)
def _fill(indptr, indices, words, stripes, stripe):
    """Sort by counting: how many cells a stripe has says where the next one begins."""
    counts = np.zeros(len(stripes) + 1, np.int64)
    for n in range(len(indices)):
        counts[stripes[indices[n] // stripe] + 1] += 1
    begins = np.cumsum(counts)
    rows, cells = np.empty(len(indices), np.int32), np.empty(len(indices), np.int64)
    for word in words:
        for n in range(indptr[word], indptr[word + 1]):
            place = stripes[indices[n] // stripe]
            rows[begins[place]], cells[begins[place]] = word, n
            begins[place] += 1
    return rows, cells
