"""The nearest documents, exactly, without solving most of the transport problems.

Axes: M documents, D embedding.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sequtils.arguments import require_integer
from sequtils.static.vectors import WordVectors
from sequtils.static.wmd.bounds import relax
from sequtils.static.wmd.documents import Bag, bag
from sequtils.static.wmd.exact import costs, solve

# Bounds and distances are sums in different orders; a bound must clear the limit by their rounding.
RELATIVE, ABSOLUTE = 1 + 1e-9, 1e-12


@dataclass(frozen=True)
class Search:
    """The nearest documents, and what it took to find them.

    Attributes:
        neighbours: (number of the document, distance), the nearest first; ties by number.
        relaxed: For how many documents the relaxed distance was computed.
        solved: For how many the exact distance was.
    """

    neighbours: list[tuple[int, float]]
    relaxed: int
    solved: int


@dataclass(frozen=True)
class Documents:
    """Documents to search in by Word Mover's Distance.

    Args:
        vectors: Where words lie; as in `word_movers_distance`.
        documents: The M documents, each its words; counted once, here.

    Raises:
        ValueError: If there is no document, or one of them has no word with a vector; says which.

    Example:
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> documents = Documents(vectors, [["sum"], ["dog", "sum"], ["dog"]])
        >>> documents.nearest(["cat"], n=2).neighbours
        [(2, 1.0), (1, 5.0)]
    """

    vectors: WordVectors
    documents: Sequence[Sequence[str]] = field(repr=False)
    _bags: list[Bag] = field(init=False, repr=False)
    _centroids: np.ndarray = field(init=False, repr=False)

    def __post_init__(self):
        bags = [bag(self.vectors, own, f"documents[{i}]") for i, own in enumerate(self.documents)]
        if not bags:
            raise ValueError("documents must hold at least one document, but there is none.")
        object.__setattr__(self, "_bags", bags)
        object.__setattr__(self, "_centroids", np.array([own.centroid for own in bags]))

    def nearest(self, query: Iterable[str], n: int = 10) -> Search:
        """Find the documents with the smallest distance to a query: prefetch and prune.

        Documents are visited by the distance of their centroids. The first n are solved. After
        that, the search ends when a centroid is farther away than the n-th nearest document so
        far, and a document whose relaxed distance is larger than that is not solved.

        Args:
            query: The words of a document.
            n: How many documents, at least 1; fewer if there are not so many.

        Returns:
            The same neighbours as if every distance had been computed.

        Raises:
            ValueError: If the query has no word with a vector, or n is below 1.

        References:
            Kusner, Sun, Kolkin & Weinberger, 2015, From Word Embeddings To Document Distances.
        """
        require_integer("n", n, least=1)
        query = bag(self.vectors, query, "query")
        centroid = np.linalg.norm(self._centroids - query.centroid, axis=1)  # [M]
        found: list[tuple[float, int]] = []
        relaxed = solved = 0
        for i in np.argsort(centroid, kind="stable").tolist():
            limit = found[-1][0] * RELATIVE + ABSOLUTE if len(found) == n else np.inf
            if centroid[i] > limit:
                break
            cost = costs(query, self._bags[i])
            if len(found) == n:
                relaxed += 1
                if relax(query, self._bags[i], cost).bound > limit:
                    continue
            solved += 1
            insort(found, (solve(query, self._bags[i], cost).distance, i))
            del found[n:]
        return Search([(i, distance) for distance, i in found], relaxed, solved)
