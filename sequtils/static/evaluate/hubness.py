"""Hubs: words that are among the nearest neighbours of very many others.

Axes: V vocabulary, Q words looked up at a time.
"""

from __future__ import annotations

import numpy as np

from sequtils.arguments import require_integer
from sequtils.static.evaluate.analogies import CELLS
from sequtils.static.vectors import WordVectors


def k_occurrences(vectors: WordVectors, k: int = 10) -> np.ndarray:
    """In how many words' k nearest neighbours each word is.

    The mean is k whatever the vectors; it is the skew that tells. In many dimensions a few words,
    the hubs, are neighbours of very many, and most words are neighbours of hardly any.

    Args:
        vectors: The vectors.
        k: Neighbours of each word, itself not counted; at least 1, below V.

    Returns:
        N_k, int [V], whose sum is k·V.

    Raises:
        ValueError: If k is out of range.

    References:
        Radovanović, Nanopoulos & Ivanović, 2010, Hubs in Space: Popular Nearest Neighbors in
        High-Dimensional Data, JMLR 11.

    Example:
        >>> angles = np.radians([0, 10, 25, 100])
        >>> vectors = WordVectors(list("abcd"), np.c_[np.cos(angles), np.sin(angles)])
        >>> k_occurrences(vectors, k=1).tolist()  # b is nearest to a and c, c to d, a to b
        [1, 2, 1, 0]
    """
    require_integer("k", k, least=1)
    V = len(vectors)
    if k >= V:
        raise ValueError(f"k must be below the number of words, {V}, not {k}.")
    unit, counts = vectors.unit, np.zeros(V, int)
    step = max(1, CELLS // V)
    for begin in range(0, V, step):
        cosine = unit[begin : begin + step] @ unit.T  # [Q, V]
        own = np.arange(len(cosine))
        cosine[own, begin + own] = -np.inf
        near = np.argpartition(cosine, V - k, axis=1)[:, V - k :]
        counts += np.bincount(near.ravel(), minlength=V)
    return counts
