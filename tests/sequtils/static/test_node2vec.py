"""Node2Vec on graphs whose communities are known, beside gensim on the same walks."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from sequtils.static.node2vec import Node2Vec

SMALL = {"vector_size": 16, "walk_length": 20, "window": 5}


def communities(seed, directed=False, within=0.3, between=0.02):
    chances = np.full((4, 4), between) + np.eye(4) * (within - between)
    return nx.stochastic_block_model([25] * 4, chances, seed=seed, directed=directed)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("settings", [{}, {"q": 0.5}, {"p": 4, "shared_negatives": True}])
def test_planted_communities_are_found(directed, settings):
    for seed in range(2):
        graph = communities(seed, directed)
        vectors = Node2Vec(**SMALL, epochs=3, seed=seed, **settings).fit(graph)
        truth = [graph.nodes[int(node)]["block"] for node in vectors.words]
        found = KMeans(4, n_init=5, random_state=0).fit_predict(vectors.unit)
        # 0 for guesses, 1 for the planted partition; a node or two of 100 may sit between two.
        assert adjusted_rand_score(truth, found) > 0.9


def in_the_same_community(words, vectors, n=10):
    """The share of the n nearest nodes that are of a node's community; 24/99 by chance."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = unit @ unit.T
    np.fill_diagonal(cosine, -2)
    blocks = np.array([int(word) // 25 for word in words])
    return np.mean(blocks[np.argsort(-cosine, axis=1)[:, :n]] == blocks[:, None])


def test_planted_communities_are_found_as_well_as_by_gensims_skip_gram_on_the_same_walks():
    """So many edges lead elsewhere that neither finds all."""
    gensim = pytest.importorskip("gensim.models.word2vec")
    ours, theirs = [], []
    for seed in range(3):
        graph = communities(seed, within=0.2, between=0.05)
        model = Node2Vec(**SMALL, epochs=3, seed=seed)
        vectors = model.fit(graph)
        walks, lengths = model._walk(nx.to_scipy_sparse_array(graph, dtype=float, format="csr"))
        peer = gensim.Word2Vec(
            [list(map(str, walk[:n])) for walk, n in zip(walks, lengths, strict=True)],
            **{"vector_size": 16, "window": 5, "sample": 0, "negative": 5, "epochs": 3},
            **{"alpha": 0.025, "min_count": 1, "workers": 1, "seed": seed + 1, "sg": 1},
        )
        visits = [peer.wv.get_vecattr(word, "count") for word in vectors.words]
        assert visits == vectors.counts.tolist()
        ours.append(in_the_same_community(vectors.words, vectors.vectors))
        theirs.append(in_the_same_community(peer.wv.index_to_key, peer.wv.vectors))
    assert np.mean(ours) > 0.5
    # On the same walks the two differ by 0.015 (standard deviation over seeds), so the mean of
    # three differences has a standard error near 0.009; three of them.
    assert np.mean(ours) >= np.mean(theirs) - 0.027


def test_weights_plant_communities_where_edges_do_not():
    graph = nx.complete_graph(40)
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = 1.0 if a % 2 == b % 2 else 0.05
    vectors = Node2Vec(**SMALL, epochs=3).fit(graph)
    for node in vectors.words:
        near = [int(other) for other, _ in vectors.nearest(node, n=10)]
        assert sum(other % 2 == int(node) % 2 for other in near) >= 8  # by chance 4.9


def test_the_same_graph_in_any_form_gives_the_same_vectors():
    graph = communities(seed=0)
    expected = Node2Vec(**SMALL).fit(graph)
    matrix = nx.to_scipy_sparse_array(graph)
    forms = [matrix, sparse.csr_matrix(matrix), sparse.coo_array(matrix), graph.to_directed()]
    for form in forms:
        actual = Node2Vec(**SMALL).fit(form)
        assert list(actual.words) == list(expected.words)
        np.testing.assert_array_equal(actual.vectors, expected.vectors)


def test_parallel_edges_add_up():
    twice = nx.MultiGraph([(0, 1), (0, 1), (1, 2)])
    once = nx.Graph()
    once.add_weighted_edges_from([(0, 1, 2.0), (1, 2, 1.0)])
    actual, expected = (Node2Vec(**SMALL).fit(graph) for graph in (twice, once))
    np.testing.assert_array_equal(actual.vectors, expected.vectors)


def test_the_unit_of_weights_does_not_matter():
    graph = communities(seed=0)
    expected = Node2Vec(**SMALL).fit(graph)
    nx.set_edge_attributes(graph, 2.0**1_000, "weight")  # sums of which are infinite
    np.testing.assert_array_equal(Node2Vec(**SMALL).fit(graph).vectors, expected.vectors)


def test_visits_are_counted_and_sum_to_the_walks():
    graph = nx.star_graph(5)  # every second node of a walk is the hub
    vectors = Node2Vec(**SMALL, walks=7).fit(graph)
    assert vectors.words[0] == "0"
    assert vectors.counts.sum() == 7 * 20 * 6
    assert vectors.counts[0] == 7 * 10 * 6


def test_seeds_repeat_and_threads_share_the_same_walks():
    graph = communities(seed=0)
    fit = lambda **more: Node2Vec(**SMALL, **more).fit(graph)  # noqa: E731
    np.testing.assert_array_equal(fit(seed=3).vectors, fit(seed=3).vectors)
    assert fit(seed=3).words != fit(seed=4).words
    np.testing.assert_array_equal(fit().counts, fit(threads=2).counts)


def test_engines_train_the_same_vectors():
    graph = nx.barbell_graph(4, 1)
    settings = {"vector_size": 5, "walk_length": 6, "walks": 2, "learning_rate": 0.3}
    expected = Node2Vec(**settings, engine="numpy").fit(graph)
    for engine in ("numba", "torch"):
        actual = Node2Vec(**settings, engine=engine).fit(graph)
        # float32 rounding through some thousand steps that move vectors by about 0.1
        np.testing.assert_allclose(actual.vectors, expected.vectors, atol=1e-4)


def test_nodes_without_edges_get_the_zero_vector():
    graph = nx.Graph([("a", "b"), ("b", "c")])
    graph.add_node("alone")
    graph.add_edge("a", "cut off", weight=0)
    vectors = Node2Vec(**SMALL).fit(graph)
    assert set(vectors.words[-2:]) == {"alone", "cut off"}
    assert vectors.counts[-2:].tolist() == [0, 0]
    assert not vectors["alone"].any()
    assert vectors.similarity("alone", "a") == 0
    assert vectors["c"].any()


def test_nodes_that_lead_nowhere_are_visited_by_others():
    vectors = Node2Vec(**SMALL, walks=50).fit(nx.DiGraph([("a", "b"), ("a", "c")]))
    assert vectors.counts.tolist()[0] == 50
    assert vectors.counts.sum() == 100


def weighted(weight):
    graph = nx.path_graph(3)
    graph.edges[0, 1]["weight"] = weight
    return graph


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (nx.Graph(), "graph must have nodes, but it is empty."),
        (nx.empty_graph(3), "graph must have an edge to walk on, but its 3 nodes have none."),
        (weighted(-1), "graph must have finite weights of at least 0, not -1."),
        (weighted(np.nan), "graph must have finite weights of at least 0, not nan."),
        (weighted(np.inf), "graph must have finite weights of at least 0, not inf."),
        (weighted("heavy"), "graph must have numbers as weights: .*heavy.*"),
        (nx.Graph([(1, "1")]), "graph must have nodes of distinct names, but 2 read '1'."),
        (sparse.csr_array((2, 3)), r"graph must be a square matrix, not of shape \[2, 3\]."),
        ([(0, 1)], "graph must be a networkx graph or a sparse matrix, not list."),
        (iter([(0, 1)]), "graph must be a networkx graph or a sparse matrix, not list_iterator."),
    ],
)
def test_bad_graphs_are_one_sentence(graph, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        Node2Vec(**SMALL).fit(graph)


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("p", 0, "p must be between 1e-6 and 1e6, not 0."),
        ("q", -1.0, "q must be between 1e-6 and 1e6, not -1.0."),
        ("p", float("nan"), "p must be between 1e-6 and 1e6, not nan."),
        ("q", "2", "q must be between 1e-6 and 1e6, not '2'."),
        ("walks", 0, "walks must be a whole number, at least 1, not 0."),
        ("walk_length", 1, "walk_length must be a whole number, at least 2, not 1."),
        ("window", 0, "window must be a whole number, at least 1, not 0."),
        ("learning_rate", -1, "learning_rate must be above 0 and finite, not -1."),
        ("threads", 0, "threads must be a whole number, at least 1, not 0."),
    ],
)
def test_bad_settings_are_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        Node2Vec(**{argument: value})
    assert str(error.value) == message
