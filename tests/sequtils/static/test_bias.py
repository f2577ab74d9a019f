"""Bias: planted directions found and removed, WEAT by brute force, bad input."""

from itertools import combinations

import numpy as np
import pytest
from sklearn.decomposition import PCA

from sequtils.corpora.planted import occupations
from sequtils.errors import UnknownWordError
from sequtils.static import bias
from sequtils.static.counts import PpmiSvd
from sequtils.static.vectors import WordVectors

PAIRS = [(f"m{i}", f"f{i}") for i in range(6)]
JOBS = [f"job{i}" for i in range(20)]


@pytest.fixture
def planted():
    """Vectors of pairs that differ along g alone, jobs that lean to it, and g, [10]."""
    random = np.random.default_rng(0)
    g, *rest = np.linalg.qr(random.normal(size=(10, 10)))[0].T
    rest = np.array(rest)
    common = random.normal(size=(6, 9)) @ rest
    common /= np.linalg.norm(common, axis=1, keepdims=True)  # so that both words are equally long
    jobs = random.normal(size=(20, 9)) @ rest + np.linspace(-2, 2, 20)[:, None] * g
    words = [word for pair in PAIRS for word in pair] + JOBS
    rows = np.stack([common + g, common - g], axis=1).reshape(12, 10)
    return WordVectors(words, np.concatenate([rows, jobs]), np.arange(32)), g


@pytest.fixture(scope="module")
def trained():
    corpus = occupations()
    return corpus, PpmiSvd(vector_size=20, min_count=1).fit(corpus)


def test_a_planted_direction_is_found_exactly(planted):
    vectors, g = planted
    found = bias.bias_subspace(vectors, PAIRS)
    np.testing.assert_allclose(found.basis, [g], atol=1e-12)  # and turned to the first words
    assert found.explained == pytest.approx([1])
    turned = bias.bias_subspace(vectors, [pair[::-1] for pair in PAIRS])
    np.testing.assert_allclose(turned.basis, [-g], atol=1e-12)


def test_the_subspace_is_that_of_scikit_learn():
    random = np.random.default_rng(1)
    vectors = WordVectors([f"w{i}" for i in range(12)], random.normal(size=(12, 7)))
    sets = [("w0", "w1", "w2"), ("w3", "w4"), ("w5", "w6"), ("w7", "w8", "w9", "w10")]
    centred = []
    for words in sets:
        unit = np.array([vectors[word] / np.linalg.norm(vectors[word]) for word in words])
        centred.append(unit - unit.mean(axis=0))
    peer = PCA(3).fit(np.concatenate(centred))
    found = bias.bias_subspace(vectors, sets, n=3)
    np.testing.assert_allclose(np.abs(found.basis @ peer.components_.T), np.eye(3), atol=1e-10)
    np.testing.assert_allclose(found.explained, peer.explained_variance_ratio_, atol=1e-12)


def test_neutral_words_have_no_projection_left_and_others_stay(planted):
    vectors, g = planted
    found = bias.neutralise(vectors, JOBS[:10], g)
    rows = [vectors.id(word) for word in JOBS[:10]]
    others = np.setdiff1d(np.arange(32), rows)
    np.testing.assert_allclose(found.vectors[rows] @ g, 0, atol=1e-15)
    np.testing.assert_allclose(np.linalg.norm(found.vectors, axis=1), 1, rtol=1e-15)
    np.testing.assert_array_equal(found.vectors[others], vectors.unit[others])
    # What is orthogonal to g keeps its direction.
    before = vectors.vectors[rows] - np.outer(vectors.vectors[rows] @ g, g)
    before /= np.linalg.norm(before, axis=1, keepdims=True)
    np.testing.assert_allclose(found.vectors[rows], before, atol=1e-14)
    assert found.counts is vectors.counts


def test_equalised_words_are_equally_far_from_every_neutral_word():
    random = np.random.default_rng(2)
    words = [*(word for pair in PAIRS for word in pair), *JOBS]
    vectors = WordVectors(words, random.normal(size=(32, 8)))
    g = bias.bias_subspace(vectors, PAIRS).basis
    found = bias.hard_debias(vectors, g, PAIRS)
    for a, b in PAIRS:
        distances = [np.linalg.norm(found.vectors[12:] - found[word], axis=1) for word in (a, b)]
        np.testing.assert_allclose(distances[0], distances[1], rtol=1e-13)
        # They differ along g and in nothing else, and lie as far to either side.
        assert found[a] @ g[0] == pytest.approx(-found[b] @ g[0], abs=1e-14)
        np.testing.assert_allclose(np.outer((found[a] - found[b]) @ g[0], g), [found[a] - found[b]])
        assert np.sign(found[a] @ g[0] - found[b] @ g[0]) == np.sign(
            (vectors.unit[vectors.id(a)] - vectors.unit[vectors.id(b)]) @ g[0]
        )
    np.testing.assert_allclose(np.linalg.norm(found.vectors, axis=1), 1, rtol=1e-14)


def test_a_set_of_three_is_equal_outside_two_directions():
    random = np.random.default_rng(3)
    vectors = WordVectors(list("abcdef"), random.normal(size=(6, 5)))
    basis = np.linalg.qr(random.normal(size=(5, 2)))[0].T
    found = bias.equalise(vectors, ["abc"], basis).vectors
    outside = found - found @ basis.T @ basis
    np.testing.assert_allclose(outside[:3], np.tile(outside[0], (3, 1)), atol=1e-15)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, rtol=1e-14)
    np.testing.assert_array_equal(found[3:], vectors.unit[3:])


def test_hard_debiasing_keeps_what_it_is_told(planted):
    vectors, g = planted
    found = bias.hard_debias(vectors, g, PAIRS[:2], keep=["job0", "m5"])
    np.testing.assert_allclose(found["job0"], vectors.unit[vectors.id("job0")], rtol=1e-14)
    assert found["m5"] @ g > 0.5
    np.testing.assert_allclose([found["job1"] @ g, found["m4"] @ g], 0, atol=1e-15)


def brute_weat(vectors, X, Y, A, B):
    """Effect size and p, word by word, as the paper writes them."""

    def s(w):
        to_a, to_b = ([vectors.similarity(w, other) for other in own] for own in (A, B))
        return sum(to_a) / len(A) - sum(to_b) / len(B)

    words = [*X, *Y]
    spread = np.std([s(w) for w in words], ddof=1)
    d = (np.mean([s(x) for x in X]) - np.mean([s(y) for y in Y])) / spread
    value = {w: s(w) for w in words}
    observed = sum(value[x] for x in X) - sum(value[y] for y in Y)
    deals = [
        sum(value[w] for w in deal) - sum(value[w] for w in words if w not in deal)
        for deal in combinations(words, len(X))
    ]
    return d, np.mean([deal > observed - 1e-9 for deal in deals])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n", [2, 3, 5])
def test_weat_equals_brute_force(n, seed):
    vectors = WordVectors(JOBS, np.random.default_rng(seed).normal(size=(20, 4)))
    X, Y, A, B = JOBS[:n], JOBS[n : 2 * n], JOBS[10:14], JOBS[14:17]
    d, p = brute_weat(vectors, X, Y, A, B)
    score = bias.weat(vectors, X, Y, A, B)
    assert score.effect_size == pytest.approx(d, rel=1e-10)
    assert (score.p, score.exact) == (pytest.approx(p, abs=1e-12), True)
    # The other way round: the opposite effect, and the deals that were at most as large.
    assert bias.weat(vectors, Y, X, A, B).effect_size == pytest.approx(-d, rel=1e-10)
    assert bias.weat(vectors, Y, X, A, B).p >= 1 - p


def test_sampled_p_is_near_the_exact_one_and_follows_the_seed():
    vectors = WordVectors(JOBS, np.random.default_rng(7).normal(size=(20, 4)))
    sets = JOBS[:6], JOBS[6:12], JOBS[12:16], JOBS[16:]
    exact = bias.weat(vectors, *sets)
    sampled = [bias.weat(vectors, *sets, permutations=900, seed=seed) for seed in (1, 1, 2)]
    assert exact.exact
    assert not sampled[0].exact
    assert sampled[0] == sampled[1]
    assert sampled[0] != sampled[2]
    for score in sampled:
        # Four standard errors of 900 draws.
        assert abs(score.p - exact.p) < 4 * np.sqrt(exact.p * (1 - exact.p) / 900)


def test_without_any_lean_there_is_no_effect(planted):
    vectors, g = planted
    basis = bias.bias_subspace(vectors, PAIRS).basis
    found = bias.hard_debias(vectors, basis, PAIRS)
    male, female = zip(*PAIRS, strict=True)
    before = bias.weat(vectors, JOBS[10:], JOBS[:10], male, female)
    after = bias.weat(found, JOBS[10:], JOBS[:10], male, female)
    assert before.effect_size > 1
    assert (after.effect_size, after.p) == (0, 1)
    assert abs(g @ basis[0]) == pytest.approx(1)


def test_bias_planted_in_a_corpus_is_learned_found_and_removed(trained):
    corpus, vectors = trained
    male, female = zip(*corpus.pairs, strict=True)
    g = bias.bias_subspace(vectors, corpus.pairs).basis
    top = bias.most_biased(vectors, g, 8, corpus.male + corpus.female)
    assert [set(side) for side in top] == [set(corpus.male), set(corpus.female)]
    before = bias.weat(vectors, corpus.male, corpus.female, male, female)
    assert before.effect_size > 1.5
    assert before.p == 1 / 12_870  # no other deal of 16 choose 8 is as extreme
    fair = bias.hard_debias(vectors, g, corpus.pairs)
    assert bias.weat(fair, corpus.male, corpus.female, male, female).p == 1
    # The corpus has one bias in one direction, and so it is gone.
    assert bias.cluster_accuracy(vectors, corpus.male, corpus.female) == 1
    assert bias.cluster_accuracy(fair, corpus.male, corpus.female) < 0.85


def test_a_fair_corpus_teaches_no_bias():
    for seed in range(3):
        corpus = occupations(lean=0.5, seed=seed)
        vectors = PpmiSvd(vector_size=20, min_count=1).fit(corpus)
        male, female = zip(*corpus.pairs, strict=True)
        score = bias.weat(vectors, corpus.male, corpus.female, male, female)
        assert score.p > 0.005, seed


def test_what_lies_elsewhere_remains_after_debiasing(planted):
    """Two groups that lean to g, and differ in a second direction as well."""
    vectors, g = planted
    h = np.linalg.svd(g[None])[2][1]  # orthogonal to g
    random = np.random.default_rng(4)
    group = np.repeat([1.0, -1.0], 15)
    noise = 0.3 * random.normal(size=(30, 10))
    words = [f"w{i}" for i in range(30)]
    both = WordVectors(words, noise + np.outer(group, g + h))
    only = WordVectors(words, noise + np.outer(group, g))
    first, second = words[:15], words[15:]
    for vectors, remains in ((both, True), (only, False)):
        assert set(bias.most_biased(vectors, g, 15)[0]) == set(first)
        assert bias.cluster_accuracy(vectors, first, second) == 1
        after = bias.neutralise(vectors, words, g)
        assert (bias.cluster_accuracy(after, first, second) == 1) == remains


def test_most_biased_is_sorted():
    vectors = WordVectors(JOBS, np.random.default_rng(6).normal(size=(20, 4)))
    lean = {word: vectors[word][0] / np.linalg.norm(vectors[word]) for word in JOBS}
    order = sorted(JOBS, key=lean.get)
    assert bias.most_biased(vectors, np.eye(1, 4), 5) == (order[:-6:-1], order[:5])
    assert bias.most_biased(vectors, np.eye(1, 4), 1, order[5:9]) == ([order[8]], [order[5]])


BAD = [
    (lambda v, g: bias.weat(v, ["m0"], ["f0"], ["m1"], ["f1"]), "X must be a list of at least 2"),
    (lambda v, g: bias.weat(v, "m0", "f0", ["m1"], ["f1"]), "X must be a list .* not 'm0'"),
    (lambda v, g: bias.weat(v, JOBS[:2], JOBS[2:5], ["m1"], ["f1"]), "not 2 and 3 words"),
    (lambda v, g: bias.weat(v, JOBS[:2], JOBS[1:3], ["m1"], ["f1"]), "'job1' is repeated"),
    (lambda v, g: bias.weat(v, JOBS[:2], JOBS[2:4], [], ["f1"]), "A must be a list of at least 1"),
    (lambda v, g: bias.weat(v, JOBS[:2], JOBS[2:4], ["m1"], ["f1"], 0), "permutations must be"),
    (lambda v, g: bias.bias_subspace(v, []), "n must be at most 0, .* not 1"),
    (lambda v, g: bias.bias_subspace(v, [("m0", "m0")]), "n must be at most 0, .* not 1"),
    (lambda v, g: bias.bias_subspace(v, PAIRS, 7), "n must be at most 1, .* not 7"),
    (lambda v, g: bias.bias_subspace(v, [("m0",)]), r"pairs must be .* not \('m0',\)"),
    (lambda v, g: bias.neutralise(v, JOBS, g[:5]), r"basis must have shape \[K, 10\]"),
    (lambda v, g: bias.neutralise(v, JOBS, 2 * g), "basis must be of orthonormal rows"),
    (lambda v, g: bias.neutralise(v, ["m0"], v.unit[:1]), "but 'm0' has nothing else"),
    (lambda v, g: bias.equalise(v, [("m0", "m0")], g), r"\('m0', 'm0'\) do not"),
    (lambda v, g: bias.equalise(v, [("m0",)], g), r"\('m0',\) do not"),
    (lambda v, g: bias.soft_debias(v, g, []), "neutral must hold at least one word"),
    (lambda v, g: bias.soft_debias(v, g, JOBS, -1), "strength must be at least 0, not -1"),
    (lambda v, g: bias.most_biased(v, g, 17), "n must be at most half of the 32 words, not 17"),
    (lambda v, g: bias.most_biased(v, np.eye(2, 10), 3), "direction must be one direction, not 2"),
    (lambda v, g: bias.cluster_accuracy(v, ["m0"], JOBS), "first must be a list of at least 2"),
    (lambda v, g: bias.cluster_accuracy(v, JOBS, JOBS[:2]), "share no word, but share 'job0'"),
]


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_one_sentence(planted, call, message):
    with pytest.raises(ValueError, match=message):
        call(*planted)


def test_unknown_words_are_named(planted):
    vectors, g = planted
    for call in (
        lambda: bias.weat(vectors, JOBS[:2], ["job5", "job99"], ["m0"], ["f0"]),
        lambda: bias.neutralise(vectors, ["job99"], g),
        lambda: bias.cluster_accuracy(vectors, ["job99", "job1"], JOBS[2:4]),
    ):
        with pytest.raises(UnknownWordError, match="'job99' is not in the vocabulary"):
            call()
