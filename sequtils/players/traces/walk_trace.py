"""A small graph, and the random numbers that walks over it are drawn with.

Axes: n nodes, E edges (an undirected one counts twice), L nodes of a walk.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from sequtils.arguments import require_integer, require_number
from sequtils.kernels.walks.reference import draw_walks

if TYPE_CHECKING:
    import networkx as nx

SEEDS = 6  # walks that a reader can draw


def walk(
    graph: nx.Graph,
    start: Hashable,
    p: float = 1.0,
    q: float = 1.0,
    length: int = 30,
    seed: int = 1,
    positions: Mapping | None = None,
) -> dict:
    """Walk over a graph as node2vec does, and keep what any p and q need to walk again.

    Args:
        graph: A networkx graph of a dozen nodes or so, directed or not; the attribute "weight" of
            an edge counts, 1 where there is none.
        start: The node where walks begin.
        p, q: Return and in-out parameter, between 1/8 and 8.
        length: L, at least 2.
        seed: Of the walk; further walks take the seeds that follow.
        positions: node → (x, y); by default as far from each other as their shortest paths are
            long, as well as a plane allows.

    Returns:
        "nodes", each with its "name", "x" and "y" in 0 … 1; the edges as "indptr" [n + 1],
        "indices" and "weights" [E], as in `sequtils.kernels.walks.reference`; "start", "p", "q";
        "draws", for some seeds the "seed" and its L − 1 "numbers" in 0 … 1, one a step; and "walk",
        the numbers of the nodes that p, q and the first seed pass.

    Raises:
        ValueError: If the graph is none of networkx, has no node called `start`, or a setting is
            out of range.

    References:
        Grover & Leskovec, 2016, node2vec: Scalable Feature Learning for Networks, arXiv:1607.00653.

    Example:
        >>> import networkx as nx
        >>> trace = walk(nx.path_graph(["a", "b", "c"]), "a", q=0.5, length=4, seed=3)
        >>> [trace["nodes"][i]["name"] for i in trace["walk"]]
        ['a', 'b', 'a', 'b']
    """
    names, matrix = _read(graph, start)
    for name, value in (("p", p), ("q", q)):
        require_number(name, value, "between 1/8 and 8", lambda x: 1 / 8 <= x <= 8)
    require_integer("length", length, least=2)
    require_integer("seed", seed, least=0)
    first = list(graph).index(start)
    edges = matrix.indptr, matrix.indices, matrix.data
    places = _places(graph, positions)
    return {
        "nodes": [
            {"name": name, "x": x, "y": y} for name, (x, y) in zip(names, places, strict=True)
        ],
        "indptr": matrix.indptr.tolist(),
        "indices": matrix.indices.tolist(),
        "weights": matrix.data.tolist(),
        "start": first,
        "p": p,
        "q": q,
        "draws": [
            {"seed": own, "numbers": np.random.default_rng(own).random(length - 1).tolist()}
            for own in range(seed, seed + SEEDS)
        ],
        "walk": draw_walks(*edges, p, q, [first], length, seed)[0],
    }


def _read(graph, start):
    """The names of the nodes and the weights as CSR, ascending in each row."""
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise ValueError(f"graph must be a networkx graph, not {type(graph).__name__}.")
    if start not in graph:
        raise ValueError(f"start must be a node of the graph, not {start!r}.")
    matrix = nx.to_scipy_sparse_array(graph, dtype=np.float64, format="csr")
    matrix.sum_duplicates()  # sorts, too
    if not (np.isfinite(matrix.data) & (matrix.data > 0)).all():
        raise ValueError(f"graph must have finite weights above 0, not {matrix.data.min():g}.")
    return [str(node) for node in graph], matrix


def _places(graph, positions) -> list[list[float]]:
    """Where each node stands, scaled to 0 … 1, [n, 2]."""
    import networkx as nx

    positions = nx.kamada_kawai_layout(graph) if positions is None else positions
    places = np.array([positions[node] for node in graph], np.float64)
    low, high = places.min(axis=0), places.max(axis=0)
    return np.round((places - low) / np.where(high - low > 1e-9, high - low, 1), 4).tolist()
