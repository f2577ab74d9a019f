"""CBOW, hierarchical and full softmax, shared negatives, one matrix: each learns what it should."""

import heapq
import itertools
import math

import numpy as np
import pytest
from scipy.special import expit

from sequtils.corpora.planted import kingdom
from sequtils.kernels.sgns import reference as sgns
from sequtils.kernels.sgns.sampling import Sampler, alias_table, draw_pairs, keep_probability
from sequtils.kernels.windows import reference as windows
from sequtils.kernels.windows.draw import draw_noise_windows
from sequtils.static.training import encode
from sequtils.static.word2vec import Word2Vec, huffman_paths

VARIANTS = [
    {"architecture": architecture, "loss": loss}
    for architecture in ("skip-gram", "cbow")
    for loss in ("negative", "hierarchical", "softmax")
] + [{"shared_negatives": True}]


def name(settings):
    return " ".join(map(str, settings.values()))


@pytest.fixture(scope="module")
def corpus():
    return kingdom(sentences=4_000, seed=0)


@pytest.mark.parametrize("settings", VARIANTS, ids=name)
def test_planted_neighbours_are_found(corpus, settings):
    model = Word2Vec(vector_size=24, sample=0, epochs=10, **settings)
    vectors = model.fit(corpus)
    shares = []
    for word, expected in corpus.neighbours.items():
        found = {near for near, _ in vectors.nearest(word, n=len(expected))}
        shares.append(len(found & expected) / len(expected))
    # By chance fewer than one in ten of the expected words would be among the nearest.
    assert np.mean(shares) >= 0.4


# The full softmax has one version for all engines, so there is nothing to compare.
SAMPLED = [settings for settings in VARIANTS if settings.get("loss") != "softmax"]
TINY = {"vector_size": 7, "min_count": 1, "sample": 0, "learning_rate": 0.3}


@pytest.mark.parametrize("settings", SAMPLED, ids=name)
def test_engines_train_the_same_vectors(settings):
    corpus = kingdom(sentences=12, seed=3)
    config = {**TINY, **settings}
    expected = Word2Vec(**config, engine="numpy").fit(corpus)
    start = Word2Vec(**config).initial_vectors(len(expected))[0]
    assert np.abs(expected.vectors - start).max() > 0.05
    for engine in ("numba", "torch"):
        actual = Word2Vec(**config, engine=engine).fit(corpus)
        # float32 rounding through some hundred steps; the vectors themselves moved by over 0.05
        np.testing.assert_allclose(actual.vectors, expected.vectors, atol=1e-4)


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_the_full_softmax_is_numpys_whatever_the_engine(architecture):
    """Tables of engine="triton" lie on the GPU, where NumPy cannot read them."""
    corpus = kingdom(sentences=12, seed=3)
    config = {**TINY, "architecture": architecture, "loss": "softmax"}
    expected = Word2Vec(**config, engine="numpy").fit(corpus)
    assert np.abs(expected.context).max() > 0.1
    actual = Word2Vec(**config, engine="triton").fit(corpus)
    np.testing.assert_array_equal(actual.vectors, expected.vectors)
    np.testing.assert_array_equal(actual.context, expected.context)


def train_by_hand(model, corpus, step, draw):
    """W after the steps of a model, with tables made from its settings by their formulas."""
    vocab, tokens, offsets = encode(corpus, model.min_count, 1_000)
    ratio = model.sample * vocab.counts.sum() / vocab.counts
    noise = vocab.counts**model.noise_exponent
    sampler = Sampler(np.minimum(1, np.sqrt(ratio)), *alias_table(noise / noise.sum()))
    W, C = model.initial_vectors(len(vocab))
    for _, rate, seed in model.schedule(1):
        drawn = draw(tokens, offsets, sampler, model.window, model.negative, seed)
        step(W, C, drawn, np.float32(rate))
    return W


@pytest.mark.parametrize(
    ("settings", "step", "draw"),
    [
        ({}, lambda W, C, drawn, rate: sgns.train_pairs(W, C, *drawn, rate), draw_pairs),
        ({"architecture": "cbow"}, windows.train_cbow, draw_noise_windows),
        ({"shared_negatives": True}, windows.train_skipgram, draw_noise_windows),
    ],
    ids=["pairs", "cbow", "shared"],
)
def test_settings_of_sampling_reach_the_draws(settings, step, draw):
    corpus = kingdom(sentences=40, seed=3)
    others = {"subsampling": "paper", "sample": 0.02, "noise_exponent": -0.5}
    config = {**TINY, "window": 3, "negative": 2, "epochs": 2, "engine": "numpy"}
    config |= {**settings, **others}
    expected = train_by_hand(Word2Vec(**config), corpus, step, draw)
    actual = Word2Vec(**config).fit(corpus).vectors
    # The same arithmetic, but for the last bits of the tables, which turn no draw here.
    np.testing.assert_allclose(actual, expected, atol=1e-6)
    # Each of the settings alone leads elsewhere, a thousand times as far.
    for name in others:
        default = Word2Vec(**{k: v for k, v in config.items() if k != name}).fit(corpus).vectors
        assert np.abs(default - expected).max() > 1e-3


def test_hierarchical_softmax_sums_to_one():
    rng = np.random.default_rng(0)
    counts = np.sort(rng.integers(1, 1_000, size=37))[::-1]
    paths = huffman_paths(counts)
    nodes, w = rng.normal(size=(len(counts) - 1, 5)), rng.normal(size=5)
    turns = expit(np.where(paths.labels == 1, 1, -1) * (nodes[paths.nodes] @ w))
    word = np.repeat(np.arange(len(counts)), np.diff(paths.bounds))
    probabilities = np.exp(np.bincount(word, np.log(turns)))
    assert probabilities.sum() == pytest.approx(1)


@pytest.mark.parametrize("counts", [[1, 1], [5, 5, 5, 5], [40, 20, 10, 5, 2, 1], range(300, 0, -7)])
def test_huffmans_tree_costs_what_the_best_one_does(counts):
    lengths = np.diff(huffman_paths(list(counts)).bounds)
    assert math.fsum(2.0 ** -lengths.astype(float)) == 1  # a full binary tree (Kraft)
    # An optimal tree costs the sum of all weights that are joined on the way.
    heap, cost = list(counts), 0
    heapq.heapify(heap)
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        cost += joined
        heapq.heappush(heap, joined)
    assert lengths @ np.array(list(counts)) == cost
    if len(counts) <= 6:
        assert cost == min(
            sum(length * count for length, count in zip(code, counts, strict=True))
            for code in itertools.product(range(1, 6), repeat=len(counts))
            if sum(2.0**-length for length in code) <= 1
        )


def test_cbow_loses_the_order_of_its_inputs():
    """A window read backwards is the same window to CBOW."""
    forwards = [["a", "b", "c"]] * 20
    config = {"architecture": "cbow", "min_count": 1, "window": 2, "sample": 0, "vector_size": 4}
    one = Word2Vec(**config, epochs=3).fit(forwards)
    other = Word2Vec(**config, epochs=3).fit([sentence[::-1] for sentence in forwards])
    assert one.words == other.words
    assert one.similarity("a", "c") == pytest.approx(one.similarity("c", "a"))


def test_one_matrix_makes_a_word_its_own_neighbour(corpus):
    """No word of the kingdom follows itself, and yet the tied model finds that most probable."""
    config = {"vector_size": 24, "sample": 0, "epochs": 5, "shared_negatives": True}
    separate = Word2Vec(**config).fit(corpus)
    tied = Word2Vec(**config, tied=True).fit(corpus)
    assert tied.context is None
    own = np.einsum("vd,vd->v", tied.vectors, tied.vectors)
    rank = ((tied.vectors @ tied.vectors.T) > own[:, None]).sum(axis=1)
    scores = separate.vectors @ separate.context.T
    apart = (scores > np.diag(scores)[:, None]).sum(axis=1)
    assert np.median(rank) < np.median(apart) / 3


def test_the_average_of_both_matrices_is_a_third_choice(corpus):
    vectors = Word2Vec(vector_size=8, epochs=1).fit(corpus)
    average = vectors.average()
    np.testing.assert_allclose(average.vectors, (vectors.vectors + vectors.context) / 2)
    with pytest.raises(ValueError, match="context"):
        average.average()


def test_subsampling_keeps_what_gensim_keeps():
    word2vec = pytest.importorskip("gensim.models.word2vec")
    counts = [900_000, 99_900, 5_000, 100]
    model = word2vec.Word2Vec(min_count=1, sample=1e-3)
    model.build_vocab_from_freq(dict(zip("abcd", counts, strict=True)))
    kept = [model.wv.get_vecattr(word, "sample_int") / 2**32 for word in "abcd"]
    np.testing.assert_allclose(keep_probability(counts, 1e-3), kept, rtol=1e-6)
    # The paper's rule differs by the ratio itself, until both keep all.
    assert keep_probability(counts, 1e-3, "paper")[0] == pytest.approx(math.sqrt(1005 / 900_000))


def test_training_that_diverges_stops_and_says_what_to_lower(corpus):
    model = Word2Vec(loss="softmax", learning_rate=1e30, epochs=3, vector_size=4)
    with (
        np.errstate(all="ignore"),
        pytest.raises(FloatingPointError, match="learning_rate must be lower"),
    ):
        model.fit(corpus)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"architecture": "bag"}, "architecture must be one of skip-gram, cbow, not 'bag'"),
        ({"loss": "hinge"}, "loss must be one of negative, hierarchical, softmax, not 'hinge'"),
        ({"subsampling": "gensim"}, "subsampling must be one of original, paper, not 'gensim'"),
        ({"tied": True, "loss": "hierarchical"}, "tied must be False for loss='hierarchical'"),
        ({"learning_rate": math.nan}, "learning_rate must be above 0 and finite, not nan"),
        ({"engine": "cuda"}, "engine must be one of numba, numpy, torch, triton, not 'cuda'"),
    ],
)
def test_bad_settings_are_named(settings, message):
    with pytest.raises(ValueError, match=message):
        Word2Vec(**settings)
