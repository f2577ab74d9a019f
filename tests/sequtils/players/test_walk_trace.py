"""The trace of walks: everything that is needed to walk again, and what is refused."""

import networkx as nx
import numpy as np
import pytest

from sequtils.players import traces


def test_the_numbers_decide_every_step():
    """On a complete graph with p = q = 1 each number picks one of the other nodes, in order."""
    trace = traces.walk(nx.complete_graph(5), 2, length=40, seed=3)
    at = 2
    for number, reached in zip(trace["draws"][0]["numbers"], trace["walk"][1:], strict=True):
        others = [node for node in range(5) if node != at]
        assert reached == others[int(number * 4)]
        at = reached


def test_nodes_stand_where_they_are_put():
    graph = nx.path_graph(3)
    trace = traces.walk(graph, 0, positions={0: (0, 10), 1: (5, 20), 2: (10, 10)})
    assert [(node["x"], node["y"]) for node in trace["nodes"]] == [(0, 0), (0.5, 1), (1, 0)]


def test_a_walk_ends_where_no_edge_leads_on():
    trace = traces.walk(nx.DiGraph([("a", "b"), ("b", "c")]), "a", length=9)
    assert trace["walk"] == [0, 1, 2]


@pytest.mark.parametrize(
    ("graph", "start", "settings", "message"),
    [
        (np.eye(3), 0, {}, "graph must be a networkx graph, not ndarray"),
        (nx.path_graph(3), 7, {}, "start must be a node of the graph, not 7"),
        (nx.path_graph(3), 0, {"p": 0}, "p must be between 1/8 and 8, not 0"),
        (nx.path_graph(3), 0, {"q": 9}, "q must be between 1/8 and 8, not 9"),
        (nx.path_graph(3), 0, {"length": 1}, "length must be a whole number, at least 2"),
        (nx.path_graph(3), 0, {"seed": -1}, "seed must be a whole number"),
        (nx.Graph([(0, 1, {"weight": -2})]), 0, {}, "graph must have finite weights above 0"),
    ],
)
def test_wrong_arguments_are_named(graph, start, settings, message):
    with pytest.raises(ValueError, match=message):
        traces.walk(graph, start, **settings)
