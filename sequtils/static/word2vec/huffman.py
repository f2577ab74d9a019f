"""Huffman's tree over a vocabulary: frequent words near the root.

Hierarchical softmax replaces one choice among V words by the choices at the nodes on the way to
a word. In Huffman's tree the way is shortest on average, about the entropy of the counts in bits.

Axes: V vocabulary.
"""

from __future__ import annotations

import heapq

import numpy as np

from sequtils.kernels.windows.draw import Paths


def huffman_paths(counts: np.ndarray) -> Paths:
    """The way from the root to every word in Huffman's tree.

    Args:
        counts: How often each word occurs, [V], V at least 2.

    Returns:
        Its V − 1 inner nodes are numbered from 0; the root is V − 2. At each step the two
        lightest subtrees are joined, the lightest on the left; of equals the older.

    Raises:
        ValueError: If there are fewer than two words.

    References:
        Huffman, 1952, A Method for the Construction of Minimum-Redundancy Codes,
        doi:10.1109/JRPROC.1952.273898.
        Morin & Bengio, 2005, Hierarchical Probabilistic Neural Network Language Model.

    Example:
        >>> paths = huffman_paths([4, 2, 1])
        >>> paths.nodes.tolist(), paths.labels.tolist(), paths.bounds.tolist()
        ([1, 1, 0, 1, 0], [0.0, 1.0, 0.0, 1.0, 1.0], [0, 1, 3, 5])
    """
    size = len(counts)
    if size < 2:
        raise ValueError(f"counts must be of at least 2 words, a tree's leaves, not {size}.")
    parent, left = _join(counts)
    root = len(parent) - 1
    at, climbs = np.arange(size), []
    while (at != root).any():
        climbs.append(at)
        at = parent[at]
    below = np.column_stack(climbs[::-1])  # [V, depth], from the root on; short ways wait there
    on_way = below != root
    nodes, labels = parent[below[on_way]] - size, left[below[on_way]]
    bounds = np.cumsum([0, *on_way.sum(axis=1)])
    return Paths(nodes.astype(np.int32), labels.astype(np.float32), bounds.astype(np.int64))


def _join(counts) -> tuple[np.ndarray, np.ndarray]:
    """The parent of each subtree and whether it hangs on the left; words are 0 … V − 1.

    The root, 2V − 2, is its own parent.
    """
    heap = [(int(count), word) for word, count in enumerate(counts)]
    heapq.heapify(heap)
    parent, left = list(range(2 * len(counts) - 1)), [False] * (2 * len(counts) - 1)
    for new in range(len(counts), 2 * len(counts) - 1):
        lighter, light = heapq.heappop(heap)
        heavier, heavy = heapq.heappop(heap)
        parent[light] = parent[heavy] = new
        left[light] = True
        heapq.heappush(heap, (lighter + heavier, new))
    return np.array(parent), np.array(left)
