"""Co-occurrence counts as one defines them: a sum over every position and its neighbours.

    X[w, c] = Σ_t Σ_d [word t is w] · (left_d · [word t − d is c] + right_d · [word t + d is c])

where t runs over all positions of all sentences, d over distances from 1, and no neighbour is
taken from another sentence.

Axes: V vocabulary, T tokens, S sentences, L window.

References:
    Lund & Burgess, 1996, Producing High-Dimensional Semantic Spaces from Lexical Co-occurrence,
    doi:10.3758/BF03204766.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np


def cooccurrence(
    tokens: np.ndarray, offsets: np.ndarray, size: int, left: np.ndarray, right: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sum the weights with which each word stands near each other word.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Sentence s is `tokens[offsets[s]:offsets[s + 1]]`, int64 [S + 1].
        size: V, above every id.
        left: Weight of a neighbour d + 1 places to the left, above 0, float64 [L]; may be empty.
        right: The same to the right; may have another length.

    Returns:
        The matrix X in compressed rows, columns ascending and no zeros: row w has the columns
        `indices[indptr[w]:indptr[w + 1]]` and the values `data[indptr[w]:indptr[w + 1]]`, where
        indptr is int64 [V + 1], indices int32 and data float64.

    Example:
        >>> tokens, offsets = np.array([0, 1, 0]), np.array([0, 3])
        >>> indptr, indices, data = cooccurrence(tokens, offsets, 2, [1.0, 0.5], [1.0, 0.5])
        >>> indptr.tolist(), indices.tolist(), data.tolist()  # [[1, 2], [2, 0]]
        ([0, 2, 3], [0, 1, 0], [1.0, 2.0, 2.0])
    """
    X = [defaultdict(float) for _ in range(size)]
    for begin, end in pairwise(offsets):
        sentence = tokens[begin:end].tolist()
        for t, word in enumerate(sentence):
            for d, weight in enumerate(left, start=1):
                if t - d >= 0:
                    X[word][sentence[t - d]] += weight
            for d, weight in enumerate(right, start=1):
                if t + d < len(sentence):
                    X[word][sentence[t + d]] += weight
    return _compress(X)


def _compress(rows: list[dict[int, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Write rows one after the other, columns ascending."""
    cells = [cell for row in rows for cell in sorted(row.items())]
    indptr = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    indices = np.array([column for column, _ in cells], dtype=np.int32)
    return indptr, indices, np.array([value for _, value in cells], dtype=np.float64)
