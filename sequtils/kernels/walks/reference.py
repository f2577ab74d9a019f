"""The step of a biased walk as the paper writes it: the definition.

A walk that came from t stands at v. It goes on to a neighbour x of v with probability

    P(x | t, v) ∝ α(t, x) · w_vx,    α = 1/p if x = t,  1 if t has an edge to x,  1/q otherwise

and from its first node, which nothing precedes, with P(x | v) ∝ w_vx. A walk ends early at a node
from which no edge leads on.

A graph is three arrays, the rows of a sparse matrix (CSR): the edges of node v lead to
`indices[indptr[v]:indptr[v + 1]]`, ascending, with the weights at the same places.

Axes: n nodes, E edges (an undirected one counts twice), R walks, L nodes of a walk.
"""

from __future__ import annotations

import numpy as np


def transition_probabilities(
    indptr: np.ndarray,
    indices: np.ndarray,
    weights: np.ndarray,
    p: float,
    q: float,
    previous: int | None,
    node: int,
) -> np.ndarray:
    """Where a walk goes next.

    Args:
        indptr: int [n + 1].
        indices: int [E].
        weights: Above 0, [E].
        p: How unlikely it is to go straight back.
        q: How unlikely it is to leave the neighbourhood of the previous node.
        previous: t, or None for the first step.
        node: v.

    Returns:
        The probability of every node, [n]; all 0 if no edge leads on.

    Example:
        >>> path = np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1]), np.ones(4)  # 0 - 1 - 2
        >>> transition_probabilities(*path, 0.5, 2.0, previous=0, node=1).tolist()
        [0.8, 0.0, 0.2]
    """
    probability = np.zeros(len(indptr) - 1)
    edges = slice(indptr[node], indptr[node + 1])
    probability[indices[edges]] = weights[edges]
    if previous is not None:
        near = np.zeros(len(probability), bool)
        near[indices[indptr[previous] : indptr[previous + 1]]] = True
        alpha = np.where(near, 1.0, 1 / q)
        alpha[previous] = 1 / p
        probability *= alpha
    total = probability.sum()
    return probability / total if total else probability


def draw_walks(
    indptr: np.ndarray,
    indices: np.ndarray,
    weights: np.ndarray,
    p: float,
    q: float,
    starts: np.ndarray,
    length: int,
    seed: int,
) -> list[list[int]]:
    """Draw walks step by step from the definition.

    Args:
        indptr, indices, weights, p, q: As in `transition_probabilities`.
        starts: The first node of each walk, [R].
        length: L, the nodes of a walk that does not end early.
        seed: Of the random numbers.

    Returns:
        R walks.

    Example:
        >>> circle = np.array([0, 1, 2, 3]), np.array([1, 2, 0]), np.ones(3)  # 0 → 1 → 2 → 0
        >>> draw_walks(*circle, 1.0, 1.0, starts=[1], length=4, seed=0)
        [[1, 2, 0, 1]]
    """
    rng = np.random.default_rng(seed)
    walks = []
    for start in starts:
        walk, previous = [int(start)], None
        while len(walk) < length:
            step = (indptr, indices, weights, p, q, previous, walk[-1])
            probability = transition_probabilities(*step)
            if not probability.any():
                break
            previous = walk[-1]
            walk.append(int(rng.choice(len(probability), p=probability)))
        walks.append(walk)
    return walks
