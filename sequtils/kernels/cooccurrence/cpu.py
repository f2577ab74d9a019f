"""Co-occurrence counts, compiled for the CPU; computes what `reference.py` defines.

An inverted index lists the positions of every word. So a row of the matrix is finished before the
next begins: its sums collect in one dense array, and what was touched is written out in order.
Nothing is sorted, hashed or merged, and no pair is ever stored.

Axes: V vocabulary, T tokens, S sentences, L window.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numba import njit

from sequtils.kernels.cooccurrence.positions import index_positions

CELLS = 1 << 22  # cells that a block of rows may have; 48 MB while they are computed


def cooccurrence(
    tokens: np.ndarray, offsets: np.ndarray, size: int, left: np.ndarray, right: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sum the weights with which each word stands near each other word.

    Args:
        tokens, offsets, size, left, right: As in `reference.cooccurrence`.

    Returns:
        indptr, indices and data, as in `reference.cooccurrence`.

    Example:
        >>> tokens, offsets = np.array([0, 1, 0], np.int32), np.array([0, 3])
        >>> indptr, indices, data = cooccurrence(tokens, offsets, 2, [1.0, 0.5], [1.0, 0.5])
        >>> indptr.tolist(), indices.tolist(), data.tolist()  # [[1, 2], [2, 0]]
        ([0, 2, 3], [0, 1, 0], [1.0, 2.0, 2.0])
    """
    blocks = list(row_blocks(tokens, offsets, size, left, right))
    lengths, indices, data = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return np.concatenate([[0], np.cumsum(lengths)]), indices, data


def row_blocks(
    tokens: np.ndarray,
    offsets: np.ndarray,
    size: int,
    left: np.ndarray,
    right: np.ndarray,
    cells: int = CELLS,
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Compute the matrix in blocks of consecutive rows, from the first to the last.

    Besides the block, 8 to 12 bytes a token and 9 bytes a word are in use.

    Args:
        tokens, offsets, size, left, right: As in `reference.cooccurrence`.
        cells: Rows that could together have more cells than this go into different blocks.

    Yields:
        lengths int64 [rows of the block], indices int32 and data float64 [cells of the block].

    Example:
        >>> tokens, offsets = np.array([0, 1, 0], np.int32), np.array([0, 3])
        >>> for block in row_blocks(tokens, offsets, 2, [1.0], [1.0], cells=1):
        ...     print(*(part.tolist() for part in block))
        [1] [1] [2.0]
        [1] [0] [2.0]
    """
    left, right = (np.asarray(weights, dtype=np.float64) for weights in (left, right))
    text, starts, positions = index_positions(tokens, offsets, size)
    # A row has at most one cell a column, and at most one a neighbour.
    most = np.minimum(size, np.diff(starts) * (len(left) + len(right)))
    before = np.concatenate([[0], np.cumsum(most)])  # [V + 1]
    begin = 0
    while begin < size:
        fitting = int(np.searchsorted(before, before[begin] + cells, side="right")) - 1
        end = max(begin + 1, fitting)
        indices = np.empty(before[end] - before[begin], np.int32)
        data = np.empty(len(indices))
        lengths = _count_rows(text, starts, positions, left, right, begin, end, indices, data)
        used = lengths.sum()
        yield lengths, indices[:used].copy(), data[:used].copy()
        begin = end


@njit(cache=True, nogil=True, error_model="numpy")
def _count_rows(text, starts, positions, left, right, begin, end, indices, data):
    """Write the rows begin … end − 1 to the front of `indices` and `data`; return their lengths."""
    size = len(starts) - 1
    # One flag for 16 columns: looking through the flags is cheap, and so are the 16 sums, which
    # lie in two cache lines, and columns come out ascending without being sorted.
    touched = np.zeros((size + 15) >> 4, np.bool_)
    sums = np.zeros(16 * len(touched))
    lengths = np.empty(end - begin, np.int64)
    n = 0
    for row in range(begin, end):
        for t in positions[starts[row] : starts[row + 1]]:
            for d in range(len(left)):
                column = text[t - 1 - d]
                if column < 0:
                    break
                sums[column] += left[d]
                touched[column >> 4] = True
            for d in range(len(right)):
                column = text[t + 1 + d]
                if column < 0:
                    break
                sums[column] += right[d]
                touched[column >> 4] = True
        first = n
        for block in range(len(touched)):
            if touched[block]:
                touched[block] = False
                for column in range(16 * block, 16 * block + 16):
                    if sums[column] != 0:
                        indices[n], data[n] = column, sums[column]
                        sums[column] = 0
                        n += 1
        lengths[row - begin] = n - first
    return lengths
