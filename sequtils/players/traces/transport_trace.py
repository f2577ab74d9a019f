"""The plan of the Word Mover's Distance between two sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sequtils.static.vectors import WordVectors


def transport(vectors: WordVectors, a: Iterable[str], b: Iterable[str]) -> dict:
    """Solve the transport between two short documents and keep who goes where.

    Args:
        vectors, a, b: As in `sequtils.static.wmd.transport`.

    Returns:
        "distance"; "bound", the relaxed distance, never above it; "source" and "target", the words
        of both, each with its "word" and "share"; "flows", each with the numbers of its words
        ("from", "to"), how much travels ("mass") and how far ("cost").

    Raises:
        ValueError: If a document has no word with a vector.

    References:
        Kusner, Sun, Kolkin & Weinberger, 2015, From Word Embeddings To Document Distances, ICML.

    Example:
        >>> from sequtils.static import WordVectors
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> trace = transport(vectors, ["cat", "sum"], ["dog", "sum"])
        >>> trace["flows"][0]
        {'from': 0, 'to': 0, 'mass': 0.5, 'cost': 1.0}
    """
    from sequtils.static import wmd

    a, b = list(a), list(b)
    found = wmd.transport(vectors, a, b)
    shares = found.plan.sum(axis=1), found.plan.sum(axis=0)
    sides = [
        [{"word": word, "share": share} for word, share in zip(words, own.tolist(), strict=True)]
        for words, own in zip((found.source, found.target), shares, strict=True)
    ]
    return {
        "distance": found.distance,
        "bound": wmd.relaxed_distance(vectors, a, b).bound,
        "source": sides[0],
        "target": sides[1],
        "flows": [
            {"from": i, "to": j, "mass": found.plan[i, j].item(), "cost": found.cost[i, j].item()}
            for i, j in np.argwhere(found.plan > 0).tolist()
        ],
    }
