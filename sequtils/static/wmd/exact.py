"""The distance itself: an optimal transport problem, solved by the network simplex.

Axes: n words of one document, m of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sequtils.static.vectors import WordVectors
from sequtils.static.wmd.documents import Bag, bag

PIVOTS = 1_000_000  # of the simplex; documents of a thousand words need about a tenth


@dataclass(frozen=True)
class Transport:
    """How one document becomes another.

    Attributes:
        distance: Σ plan · cost, what the whole journey costs.
        source, target: The different words of both documents, n and m.
        plan: How much of each source word travels to each target word, [n, m]; its rows sum to the
            source's shares and its columns to the target's.
        cost: The Euclidean distance between the words, [n, m].
    """

    distance: float
    source: list[str]
    target: list[str]
    plan: np.ndarray
    cost: np.ndarray


def word_movers_distance(vectors: WordVectors, a: Iterable[str], b: Iterable[str]) -> float:
    """The Word Mover's Distance between two documents.

    Args:
        vectors: Where words lie. Their lengths count: for vectors of length 1 pass
            `WordVectors(vectors.words, vectors.unit)`.
        a, b: The documents' words; those without a vector are left out.

    Returns:
        The distance, at least 0, in the unit of the vectors.

    Raises:
        ValueError: If a document has no word with a vector.

    References:
        Kusner, Sun, Kolkin & Weinberger, 2015, From Word Embeddings To Document Distances, ICML.

    Example:
        >>> words = ["obama", "president", "speaks", "greets"]
        >>> vectors = WordVectors(words, np.array([[0, 0], [0, 1], [4, 0], [4, 3]]))
        >>> word_movers_distance(vectors, ["obama", "speaks"], ["president", "greets"])
        2.0
    """
    return transport(vectors, a, b).distance


def transport(vectors: WordVectors, a: Iterable[str], b: Iterable[str]) -> Transport:
    """The cheapest way to turn document a into document b, and what it costs.

        min over P of Σ_ij P_ij ‖x_i − y_j‖,    P ≥ 0,    Σ_j P_ij = a_i,    Σ_i P_ij = b_j

    Args:
        vectors, a, b: As in `word_movers_distance`.

    Returns:
        The plan, its cost and the distance.

    Raises:
        ValueError: As `word_movers_distance`.

    References:
        Kusner et al., 2015, as above. Bonneel et al., 2011, Displacement Interpolation Using
        Lagrangian Mass Transport, doi:10.1145/2070781.2024192 (the network simplex).

    Example:
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> transport(vectors, ["cat", "sum"], ["dog", "sum"]).plan.tolist()
        [[0.5, 0.0], [0.0, 0.5]]
    """
    return solve(bag(vectors, a, "a"), bag(vectors, b, "b"))


def costs(a: Bag, b: Bag) -> np.ndarray:
    """The Euclidean distances between the words of two bags, [n, m]."""
    from scipy.spatial.distance import cdist

    return cdist(a.points, b.points)


def solve(a: Bag, b: Bag, cost: np.ndarray | None = None) -> Transport:
    """The cheapest transport between two bags; `cost` if it is already known, [n, m]."""
    import ot

    cost = costs(a, b) if cost is None else cost
    plan, log = ot.emd(a.weights, b.weights, cost, numItermax=PIVOTS, log=True)
    if log["warning"]:
        raise RuntimeError(f"the transport between two documents was not solved: {log['warning']}")
    return Transport(float((plan * cost).sum()), a.words, b.words, plan, cost)
