"""Biased walks go where the definition says, and the definition is the paper's."""

from collections import Counter
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from scipy.stats import chi2, chisquare

from sequtils.kernels.walks import cpu, reference


def rows(graph):
    matrix = nx.to_scipy_sparse_array(graph, format="csr", dtype=float)
    matrix.sort_indices()
    return matrix.indptr, matrix.indices, matrix.data


def weighted(directed, seed=0, nodes=9):
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(nodes, 0.5, seed=seed, directed=directed)
    graph.add_edge(0, 0)  # a loop
    for _, _, edge in graph.edges(data=True):
        edge["weight"] = rng.choice([0.2, 1.0, 3.0])
    return graph


def walk(graph, p, q, length=40, walks=3_000, seed=0):
    arrays = rows(graph)
    starts = np.arange(walks) % len(graph)
    seeds = np.random.default_rng(seed).integers(2**64, size=walks, dtype=np.uint64)
    drawn, lengths = cpu.draw_walks(cpu.make_graph(*arrays), p, q, starts, length, seeds)
    return [row[:n].tolist() for row, n in zip(drawn, lengths, strict=True)]


def steps(walks):
    """How often x followed t and v: {(t, v): Counter of x}."""
    seen = {}
    for nodes in walks:
        for t, v, x in zip(nodes, nodes[1:], nodes[2:], strict=False):
            seen.setdefault((t, v), Counter())[x] += 1
    return seen


def chi_square(seen, probability):
    """The p-value of all counts together; where an outcome is impossible, it must not occur."""
    statistic = freedom = 0
    for given, counts in seen.items():
        expected = probability(*given)
        observed = np.array([counts[x] for x in range(len(expected))])
        assert observed[expected == 0].sum() == 0
        expected, observed = pooled(expected * observed.sum(), observed)
        if len(expected) < 2:
            continue
        result = chisquare(observed, expected)
        statistic, freedom = statistic + result.statistic, freedom + len(expected) - 1
    assert freedom > 10
    return chi2.sf(statistic, freedom)


def pooled(expected, observed):
    """Join the rarest outcomes until each is expected five times, as the approximation needs."""
    order = np.argsort(expected)
    expected, observed = expected[order], observed[order]
    rare = min(np.searchsorted(expected.cumsum(), 5), len(expected) - 1)
    rare = max(rare, np.searchsorted(expected, 5) - 1)
    joined = [part[: rare + 1].sum(keepdims=True) for part in (expected, observed)]
    return np.append(joined[0], expected[rare + 1 :]), np.append(joined[1], observed[rare + 1 :])


def brute_force(graph, p, q):
    """The paper's α, from distances: 0, 1 or 2 steps from t to x."""

    def probability(t, v):
        distance = nx.single_source_shortest_path_length(graph, t, cutoff=1)
        share = np.zeros(len(graph))
        for x, edge in graph.adj[v].items():
            share[x] = {0: 1 / p, 1: 1.0}.get(distance.get(x), 1 / q) * edge["weight"]
        return share / share.sum()

    return probability


# 1,000 and 0.001 make nearly all proposals fail, so that steps fall back on all neighbours.
SETTINGS = [(1, 1), (0.25, 4), (4, 0.25), (2, 0.5), (1_000, 1_000), (0.001, 1)]


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize(("p", "q"), SETTINGS)
def test_sampled_steps_have_the_probabilities_of_the_definition(directed, p, q):
    graph = weighted(directed)
    probability = brute_force(graph, p, q)
    seen = steps(walk(graph, p, q))
    # A right sampler fails one fixed seed of this in a thousand.
    assert chi_square(seen, probability) > 1e-3
    for given in seen:
        actual = reference.transition_probabilities(*rows(graph), p, q, *given)
        np.testing.assert_allclose(actual, probability(*given), atol=1e-12)


def test_the_test_sees_wrong_probabilities():
    graph = weighted(directed=True)
    assert chi_square(steps(walk(graph, 1, 1.2)), brute_force(graph, 1, 1)) < 1e-6


@pytest.mark.parametrize("directed", [False, True])
def test_without_bias_the_walk_forgets_where_it_came_from(directed):
    graph = weighted(directed, seed=1)
    matrix = nx.to_numpy_array(graph)
    plain = matrix / matrix.sum(axis=1, keepdims=True)
    assert chi_square(steps(walk(graph, 1, 1)), lambda t, v: plain[v]) > 1e-3


def test_first_steps_follow_the_weights():
    graph = weighted(directed=False, seed=2)
    matrix = nx.to_numpy_array(graph)
    first = {}
    for start, second in walk(graph, 0.1, 10, length=2, walks=40_000):
        first.setdefault((0, start), Counter())[second] += 1
    plain = matrix / matrix.sum(axis=1, keepdims=True)
    assert chi_square(first, lambda _, v: plain[v]) > 1e-3


def test_walks_of_the_definition_and_of_the_engine_visit_alike():
    graph = weighted(directed=True, seed=3)
    starts = np.arange(900) % len(graph)
    defined = reference.draw_walks(*rows(graph), 0.5, 3.0, starts, 10, seed=0)
    assert chi_square(steps(defined), brute_force(graph, 0.5, 3.0)) > 1e-3
    assert {len(nodes) for nodes in defined} == {len(nodes) for nodes in walk(graph, 0.5, 3.0, 10)}


def test_walks_end_where_no_edge_leads_on():
    graph = nx.DiGraph([(0, 1), (1, 2)], nodes=4)
    graph.add_node(3)
    expected = [[0, 1, 2], [1, 2], [2], [3]]
    assert walk(graph, 1, 1, walks=4) == expected
    assert reference.draw_walks(*rows(graph), 1, 1, range(4), 40, seed=0) == expected


def test_a_walk_depends_on_its_own_seed_only():
    graph = weighted(directed=False)
    tables = cpu.make_graph(*rows(graph))
    starts, seeds = np.arange(9), np.arange(9, dtype=np.uint64)
    whole, _ = cpu.draw_walks(tables, 0.5, 2.0, starts, 20, seeds)
    part, _ = cpu.draw_walks(tables, 0.5, 2.0, starts[4:6], 20, seeds[4:6])
    np.testing.assert_array_equal(whole[4:6], part)
    other, _ = cpu.draw_walks(tables, 0.5, 2.0, starts, 20, seeds + np.uint64(9))
    assert (whole != other).any()


@pytest.mark.parametrize("directed", [True, False])
def test_the_filter_of_edges_changes_nothing_but_the_time(directed):
    tables = cpu.make_graph(*rows(weighted(directed, nodes=40)))
    blind = tables._replace(marks=np.full_like(tables.marks, 2**64 - 1))  # all pairs are looked up
    starts, seeds = np.arange(40), np.arange(40, dtype=np.uint64)
    for p, q in ((0.25, 4.0), (4.0, 0.25)):
        found, looked_up = (cpu.draw_walks(g, p, q, starts, 80, seeds)[0] for g in (tables, blind))
        np.testing.assert_array_equal(found, looked_up)


def test_alias_tables_hold_the_weights():
    rng = np.random.default_rng(0)
    indptr = np.array([0, 0, 1, 8, 108])
    weights = rng.exponential(size=108) ** 3
    graph = cpu.make_graph(indptr, np.arange(108), weights)
    for begin, end in pairwise(indptr[1:]):
        share = np.zeros(end - begin)
        for own, other, chance in graph.cells[begin:end].tolist():
            share[own - begin] += 1 - chance / 2**32
            share[other - begin] += chance / 2**32
        expected = weights[begin:end] / weights[begin:end].sum()
        np.testing.assert_allclose(share / (end - begin), expected, atol=2**-32)
