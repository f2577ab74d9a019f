"""Two distances that are quick to compute and never above the Word Mover's Distance.

Axes: n words of one document, m of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from sequtils.static.vectors import WordVectors
from sequtils.static.wmd.documents import Bag, bag
from sequtils.static.wmd.exact import costs


class Relaxed(NamedTuple):
    """What transport would cost if only one of the documents had to be used up.

    Attributes:
        there: Each word of a goes to the nearest word of b.
        back: Each word of b goes to the nearest word of a.
    """

    there: float
    back: float

    @property
    def bound(self) -> float:
        """The larger of the two: the tighter bound."""
        return max(self)


def relaxed_distance(vectors: WordVectors, a: Iterable[str], b: Iterable[str]) -> Relaxed:
    """The relaxed Word Mover's Distance: each of the two constraints left out in turn.

    Args:
        vectors, a, b: As in `word_movers_distance`.

    Returns:
        Both relaxations; neither is above the exact distance.

    Raises:
        ValueError: If a document has no word with a vector.

    References:
        Kusner et al., 2015, From Word Embeddings To Document Distances, ICML.

    Example:
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> relaxed_distance(vectors, ["cat"], ["dog", "sum"])
        Relaxed(there=1.0, back=5.0)
    """
    first, second = bag(vectors, a, "a"), bag(vectors, b, "b")
    return relax(first, second, costs(first, second))


def relax(a: Bag, b: Bag, cost: np.ndarray) -> Relaxed:
    """Both relaxations of the transport between two bags of costs [n, m]."""
    return Relaxed(float(a.weights @ cost.min(axis=1)), float(b.weights @ cost.min(axis=0)))


def centroid_distance(vectors: WordVectors, a: Iterable[str], b: Iterable[str]) -> float:
    """The distance between the mean vectors of two documents: the coarser of the bounds.

    Args:
        vectors, a, b: As in `word_movers_distance`.

    Returns:
        The distance; by the triangle inequality it is not above the exact one.

    Raises:
        ValueError: If a document has no word with a vector.

    References:
        Kusner et al., 2015, as in `relaxed_distance`.

    Example:
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> centroid_distance(vectors, ["cat"], ["dog", "sum"])
        5.0
    """
    first, second = bag(vectors, a, "a"), bag(vectors, b, "b")
    return float(np.linalg.norm(first.centroid - second.centroid))
