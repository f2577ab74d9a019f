"""Word Mover's Distance: a linear program, gensim, a metric's laws, bounds, and the search."""

import numpy as np
import pytest
from gensim.models import KeyedVectors
from scipy.optimize import linear_sum_assignment, linprog

from sequtils.static import wmd
from sequtils.static.vectors import WordVectors

WORDS = [f"w{i}" for i in range(60)]


@pytest.fixture(scope="module")
def vectors():
    random = np.random.default_rng(0)
    centres = 3 * random.normal(size=(6, 5))  # six topics
    return WordVectors(WORDS, np.repeat(centres, 10, axis=0) + random.normal(size=(60, 5)))


def texts(n, seed, length=8):
    """Texts that are mostly of one topic, some words twice, some unknown."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(n):
        topic = random.integers(6)
        own = 10 * topic + random.integers(0, 10, random.integers(1, length))
        found.append([f"w{i}" for i in [*own, *random.integers(0, 62, random.integers(0, 4))]])
    return found


def by_linear_program(vectors, a, b):
    """The distance by scipy's solver, from counts and distances computed here."""
    a, b = ([word for word in text if word in vectors] for text in (a, b))
    source, target = sorted(set(a)), sorted(set(b))
    cost = [[np.sqrt(((vectors[x] - vectors[y]) ** 2).sum()) for y in target] for x in source]
    rows = np.kron(np.eye(len(source)), np.ones(len(target)))
    columns = np.kron(np.ones(len(source)), np.eye(len(target)))
    mass = [a.count(x) / len(a) for x in source] + [b.count(y) / len(b) for y in target]
    return linprog(np.ravel(cost), A_eq=np.vstack([rows, columns]), b_eq=mass).fun


@pytest.mark.parametrize("seed", range(12))
def test_the_distance_equals_a_linear_program(vectors, seed):
    a, b = texts(2, seed)
    # HiGHS is right to about 1e-7.
    assert wmd.word_movers_distance(vectors, a, b) == pytest.approx(
        by_linear_program(vectors, a, b), abs=1e-6
    )


@pytest.mark.parametrize("norm", [True, False])
def test_the_distance_equals_gensim(vectors, norm):
    peer = KeyedVectors(5)
    peer.add_vectors(WORDS, vectors.vectors.astype(np.float32))
    own = WordVectors(WORDS, vectors.unit) if norm else vectors
    for a, b in zip(texts(10, 3), texts(10, 4), strict=True):
        # gensim computes distances in float32.
        expected = peer.wmdistance(a, b, norm=norm)
        assert wmd.word_movers_distance(own, a, b) == pytest.approx(expected, abs=1e-5)


def test_equally_many_different_words_are_assigned(vectors):
    """With equal weights the optimum is a matching: the Hungarian method finds it too."""
    a, b = WORDS[:25], WORDS[25:50]
    cost = np.linalg.norm(vectors.vectors[:25, None] - vectors.vectors[None, 25:50], axis=2)
    matched = cost[linear_sum_assignment(cost)].sum() / 25
    assert wmd.word_movers_distance(vectors, a, b) == pytest.approx(matched, rel=1e-12)


def test_the_plan_is_a_transport_and_pays_the_distance(vectors):
    for a, b in zip(texts(10, 5), texts(10, 6), strict=True):
        found = wmd.transport(vectors, a, b)
        known = [[word for word in text if word in vectors] for text in (a, b)]
        for words, text, sums in (
            (found.source, known[0], found.plan.sum(axis=1)),
            (found.target, known[1], found.plan.sum(axis=0)),
        ):
            assert sorted(words) == sorted(set(text))
            shares = [text.count(word) / len(text) for word in words]
            np.testing.assert_allclose(sums, shares, atol=1e-14)
        assert (found.plan >= 0).all()
        assert found.distance == pytest.approx((found.plan * found.cost).sum(), rel=1e-14)
        assert np.count_nonzero(found.plan) < len(found.source) + len(found.target)  # a vertex


def test_it_is_a_metric(vectors):
    documents = texts(9, 7)
    distance = np.array(
        [[wmd.word_movers_distance(vectors, a, b) for b in documents] for a in documents]
    )
    np.testing.assert_allclose(np.diag(distance), 0, atol=1e-15)
    np.testing.assert_allclose(distance, distance.T, rtol=1e-12, atol=1e-15)
    through = distance[:, :, None] + distance[None]  # [a, b, c]: from a over b to c
    assert (distance[:, None] <= through + 1e-12).all()
    assert (distance[~np.eye(9, dtype=bool)] > 0).all()


def test_order_and_unknown_words_do_not_count(vectors):
    a, b = ["w1", "w2", "w30"], ["w5", "w41"]
    distance = wmd.word_movers_distance(vectors, a, b)
    assert wmd.word_movers_distance(vectors, a[::-1], [*b, "nowhere"]) == pytest.approx(distance)
    assert wmd.word_movers_distance(vectors, 2 * a, 3 * b) == pytest.approx(distance)


def test_single_words_are_as_far_as_their_vectors(vectors):
    expected = np.linalg.norm(vectors["w3"] - vectors["w44"])
    assert wmd.word_movers_distance(vectors, ["w3"], ["w44"]) == pytest.approx(expected)
    relaxed = wmd.relaxed_distance(vectors, ["w3"], ["w44"])
    assert [*relaxed, relaxed.bound] == pytest.approx([expected] * 3)
    assert wmd.centroid_distance(vectors, ["w3"], ["w44"]) == pytest.approx(expected)


def test_bounds_are_below_the_distance_and_as_defined(vectors):
    tighter = 0
    for a, b in zip(texts(40, 8), texts(40, 9), strict=True):
        exact = wmd.word_movers_distance(vectors, a, b)
        relaxed = wmd.relaxed_distance(vectors, a, b)
        a, b = ([vectors[word] for word in text if word in vectors] for text in (a, b))
        there = np.mean([min(np.linalg.norm(x - y) for y in b) for x in a])
        back = np.mean([min(np.linalg.norm(x - y) for x in a) for y in b])
        assert relaxed == pytest.approx((there, back))
        assert relaxed.bound == max(relaxed) <= exact + 1e-12
        tighter += exact < 1.5 * relaxed.bound
    assert tighter > 10  # and they are not far below


def test_the_centroid_bound_is_below_the_distance_and_as_defined(vectors):
    for a, b in zip(texts(40, 8), texts(40, 9), strict=True):
        bound = wmd.centroid_distance(vectors, a, b)
        means = (np.mean([vectors[w] for w in text if w in vectors], axis=0) for text in (a, b))
        assert bound == pytest.approx(np.linalg.norm(np.subtract(*means)))
        assert bound <= wmd.word_movers_distance(vectors, a, b) + 1e-12


@pytest.mark.parametrize("n", [1, 4, 30, 1000])
def test_the_search_equals_brute_force_and_solves_less(vectors, n):
    documents = texts(150, 10)
    documents[100] = documents[7]  # a tie
    index = wmd.Documents(vectors, documents)
    solved = []
    for query in [*texts(6, 11), documents[7]]:
        exact = [wmd.word_movers_distance(vectors, query, document) for document in documents]
        expected = sorted(range(150), key=lambda i: (exact[i], i))[:n]
        found = index.nearest(query, n)
        assert [i for i, _ in found.neighbours] == expected
        assert [distance for _, distance in found.neighbours] == [exact[i] for i in expected]
        assert found.solved <= found.relaxed + n
        solved.append(found.solved)
    assert max(solved) <= 150
    if n < 10:
        assert np.mean(solved) < 50  # a third of all


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda v: wmd.word_movers_distance(v, [], ["w1"]), "a must hold at least one word"),
        (lambda v: wmd.transport(v, ["w1"], []), "b must hold at least one word"),
        (lambda v: wmd.transport(v, ["x", "y"], ["w1"]), "none of 2 does, such as 'x'"),
        (
            lambda v: wmd.transport(v, "w1", ["w1"]),
            "a must be a list of words, not the string 'w1'",
        ),
        (lambda v: wmd.relaxed_distance(v, ["w1"], ["x"]), "b must hold a word that has a vector"),
        (lambda v: wmd.centroid_distance(v, [], ["w1"]), "a must hold at least one word"),
        (lambda v: wmd.sinkhorn_transport(v, ["w1"], []), "b must hold at least one word"),
        (lambda v: wmd.Documents(v, []), "documents must hold at least one document"),
        (lambda v: wmd.Documents(v, [["w1"], []]), r"documents\[1\] must hold at least one word"),
        (lambda v: wmd.Documents(v, [["w1"]]).nearest(["x"]), "query must hold a word that has"),
        (lambda v: wmd.Documents(v, [["w1"]]).nearest(["w1"], 0), "n must be a whole number"),
    ],
)
def test_bad_input_is_one_sentence(vectors, call, message):
    with pytest.raises(ValueError, match=message):
        call(vectors)
