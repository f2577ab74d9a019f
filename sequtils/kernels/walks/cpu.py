"""Biased walks, compiled for the CPU; distributed as `reference.py` defines.

A neighbour x of v is proposed by its weight alone, from v's alias table, and kept with probability
α(t, x) / max α (rejection sampling): what is kept has the wanted distribution, and the tables need
memory for the edges only. Where nothing was kept in `ROUNDS` rounds, the step is drawn from all
neighbours' probabilities; rejected proposals leave no memory, so the distribution is the same.

Axes: n nodes, E edges, R walks, L nodes of a walk.

References:
    Zhou, Tan, Wei & Zhang, 2019, KnightKing: A Fast Distributed Graph Random Walk Engine,
    doi:10.1145/3341301.3359634: rejection, keeping without looking at α what any α keeps, and
    parting off what the way back has beyond all others.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.sgns.sampling import next_bits

ROUNDS = 8  # of four proposals each, before all neighbours are looked at
_UNIT = 1.0 / 2**53


class Graph(NamedTuple):
    """A graph with an alias table for every node.

    Attributes:
        indptr: The edges of node v are those from `indptr[v]` to `indptr[v + 1]`, int64 [n + 1].
        indices: Where each leads, ascending for a node, int32 [E].
        weights: float64 [E].
        totals: The sum of each node's weights, float64 [n].
        cells: The alias tables of the nodes, uint32 [E, 3]: where the edge leads; where the other
            edge leads that its cell stands for too; the chance of the other, in units of 2⁻³².
        marks: A bit set for every edge at a place of its own or another's, uint64 [≥ E / 4].
    """

    indptr: np.ndarray
    indices: np.ndarray
    weights: np.ndarray
    totals: np.ndarray
    cells: np.ndarray
    marks: np.ndarray


def make_graph(indptr: np.ndarray, indices: np.ndarray, weights: np.ndarray) -> Graph:
    """Build the alias tables of a graph.

    Args:
        indptr, indices, weights: As in `reference.transition_probabilities`.

    Example:
        >>> graph = make_graph(np.array([0, 2, 2, 2]), np.array([1, 2]), np.array([3.0, 1.0]))
        >>> graph.cells.tolist()
        [[1, 1, 0], [2, 1, 2147483648]]
    """
    indptr, weights = indptr.astype(np.int64), weights.astype(np.float64)
    totals = np.diff(np.concatenate([[0.0], weights.cumsum()])[indptr])
    indices = indices.astype(np.int32)
    threshold, alias = _alias_tables(indptr, weights)
    other = np.minimum(np.rint((1 - threshold) * 2.0**32), 2.0**32 - 1)
    cells = np.column_stack([indices, indices[alias], other]).astype(np.uint32)
    return Graph(indptr, indices, weights, totals, cells, _marks(indptr, indices))


@njit(cache=True)
def _alias_tables(indptr, weights):
    """One of Walker's alias tables (doi:10.1145/355744.355749) a node, in linear time."""
    threshold, alias = np.ones(len(weights)), np.arange(len(weights))
    waiting = np.empty(len(weights), np.int64)  # cells below 1 from the left, others from the right
    for v in range(len(indptr) - 1):
        begin, end = indptr[v], indptr[v + 1]
        mean = weights[begin:end].mean() if end > begin else 1.0
        small, large = begin, end
        for e in range(begin, end):
            threshold[e] = weights[e] / mean
            if threshold[e] < 1:
                waiting[small] = e
                small += 1
            else:
                large -= 1
                waiting[large] = e
        while small > begin and large < end:
            low, high = waiting[small - 1], waiting[large]
            alias[low] = high
            threshold[high] -= 1 - threshold[low]
            small -= 1
            if threshold[high] < 1:
                waiting[small] = high
                small, large = small + 1, large + 1
        for i in range(begin, small):
            threshold[waiting[i]] = 1  # what rounding left over
        for i in range(large, end):
            threshold[waiting[i]] = 1
    return threshold, alias


@njit(cache=True)
def _marks(indptr, indices):
    """Bloom's filter (doi:10.1145/362686.362692) of the edges, 16 to 32 bits for each."""
    words = 1
    while words < len(indices) / 4:
        words *= 2
    marks = np.zeros(words, np.uint64)
    for v in range(len(indptr) - 1):
        for e in range(indptr[v], indptr[v + 1]):
            word, bit = _mark(marks, v, indices[e])
            marks[word] |= bit
    return marks


@njit(cache=True, inline="always")
def _mark(marks, v, x):
    """The word and the bit of an edge from v to x."""
    key = (np.uint64(v) << np.uint64(32)) | np.uint64(x)
    key = (key ^ (key >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    key ^= key >> np.uint64(32)
    word = key & np.uint64(len(marks) - 1)
    return word, np.uint64(1) << (key >> np.uint64(58))


@njit(cache=True, nogil=True)
def draw_walks(graph, p, q, starts, length, seeds):
    """Draw walks.

    Args:
        graph: A `Graph`.
        p, q: As in `reference.transition_probabilities`.
        starts: The first node of each walk, [R].
        length: L, the nodes of a walk that does not end early.
        seeds: One a walk, uint64 [R]: how walks are shared among threads changes nothing.

    Returns:
        The walks int32 [R, L], of each as many nodes as the lengths int64 [R] say.
    """
    walks = np.zeros((len(starts), length), np.int32)
    lengths = np.zeros(len(starts), np.int64)
    state = np.empty(1, np.uint64)
    for r in range(len(starts)):
        state[0] = seeds[r]
        walk, n = walks[r], 1
        walk[0] = starts[r]
        while n < length and graph.indptr[walk[n - 1]] < graph.indptr[walk[n - 1] + 1]:
            if n == 1:
                walk[n] = _propose(graph, walk[0], state)
            else:
                walk[n] = _step(graph, p, q, walk[n - 2], walk[n - 1], state)
            n += 1
        lengths[r] = n
    return walks, lengths


@njit(cache=True, inline="always")
def _uniform(state):
    """A number in [0, 1)."""
    return np.float64(next_bits(state) >> np.uint64(11)) * _UNIT


@njit(cache=True, inline="always")
def _propose(graph, v, state):
    """A node after v by weight: high bits choose the cell, low bits its side."""
    begin = graph.indptr[v]
    degree = np.uint64(graph.indptr[v + 1] - begin)
    bits = next_bits(state)
    cell = graph.cells[begin + np.int64(((bits >> np.uint64(32)) * degree) >> np.uint64(32))]
    return np.int64(cell[np.int64((bits & np.uint64(0xFFFFFFFF)) < np.uint64(cell[2]))])


@njit(cache=True)
def _step(graph, p, q, t, v, state):
    """The node after t and v."""
    most, least = max(1.0, 1 / q), min(1.0, 1 / p, 1 / q)
    if p == q == 1:
        return _propose(graph, v, state)
    apart = 0.0  # what the way back has beyond the others: left in, most proposals would fail
    if 1 / p > most:
        back = _edge(graph, v, t)
        beyond = (1 / p - most) * graph.weights[back] if back >= 0 else 0.0
        apart = beyond / (beyond + most * graph.totals[v])
    for _ in range(ROUNDS):
        # Four at once: none waits for another's way through memory.
        a, b = _propose(graph, v, state), _propose(graph, v, state)
        c, d = _propose(graph, v, state), _propose(graph, v, state)
        near = (
            _marked(graph, t, a),
            _marked(graph, t, b),
            _marked(graph, t, c),
            _marked(graph, t, d),
        )
        for i, x in enumerate((a, b, c, d)):
            if apart > 0 and _uniform(state) < apart:
                return t
            height = _uniform(state) * most
            if height < least or height < _alpha(graph, p, q, t, x, near[i]):
                return x
    return _step_among_all(graph, p, q, t, v, state)


@njit(cache=True)
def _step_among_all(graph, p, q, t, v, state):
    begin, end = graph.indptr[v], graph.indptr[v + 1]
    cumulative = np.empty(end - begin)
    total = 0.0
    for e in range(begin, end):
        total += _alpha(graph, p, q, t, graph.indices[e], True) * graph.weights[e]
        cumulative[e - begin] = total
    i = np.searchsorted(cumulative, _uniform(state) * total, side="right")
    return graph.indices[min(begin + i, end - 1)]


@njit(cache=True, inline="always")
def _alpha(graph, p, q, t, x, marked):
    """The bias of a step to x after t."""
    if x == t:
        return 1 / p
    return 1.0 if marked and _edge(graph, t, x) >= 0 else 1 / q


@njit(cache=True, inline="always")
def _marked(graph, t, x):
    """Whether there may be an edge from t to x; where there is one, always."""
    word, bit = _mark(graph.marks, t, x)
    return graph.marks[word] & bit != 0


@njit(cache=True)
def _edge(graph, v, x):
    """The edge from v to x, or -1 if there is none; by bisection."""
    low, high = graph.indptr[v], graph.indptr[v + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if graph.indices[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low if low < end and graph.indices[low] == x else np.int64(-1)
