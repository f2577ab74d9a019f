"""A document as a pile of words: each known word once, with its share of the document.

Axes: n different words, D embedding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from sequtils.static.vectors import WordVectors


class Bag(NamedTuple):
    """The words of a document and where they lie.

    Attributes:
        words: The n different words that have a vector, in the order of their first occurrence.
        weights: The share of each, float64 [n]; they sum to 1.
        points: Their vectors, float64 [n, D].
    """

    words: list[str]
    weights: np.ndarray
    points: np.ndarray

    @property
    def centroid(self) -> np.ndarray:
        """The mean of the document's vectors, [D]."""
        return self.weights @ self.points


def bag(vectors: WordVectors, document: Iterable[str], name: str = "document") -> Bag:
    """Count the known words of a document.

    Args:
        vectors: Where the words lie. Lengths count: scale them first if they should not.
        document: Its words; those without a vector are left out.
        name: What an error calls the document.

    Raises:
        ValueError: If the document is empty, a single string, or none of its words has a vector.

    Example:
        >>> vectors = WordVectors(["to", "be"], np.eye(2))
        >>> found = bag(vectors, ["to", "be", "or", "to"])
        >>> found.words, found.weights.round(3).tolist()
        (['to', 'be'], [0.667, 0.333])
    """
    if isinstance(document, str):
        raise ValueError(f"{name} must be a list of words, not the string {document!r:.40}.")
    words = list(document)
    if not words:
        raise ValueError(f"{name} must hold at least one word, but it is empty.")
    counts = Counter(word for word in words if word in vectors)
    if not counts:
        raise ValueError(
            f"{name} must hold a word that has a vector, but none of {len(words)} does, "
            f"such as {words[0]!r}."
        )
    weights = np.array(list(counts.values()), np.float64)
    rows = [vectors.id(word) for word in counts]
    return Bag(list(counts), weights / weights.sum(), vectors.vectors[rows].astype(np.float64))
