"""GloVe against optima in closed form and a corpus whose analogies are known by construction."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from sequtils.corpora.planted import kingdom
from sequtils.static.counts import cooccurrence
from sequtils.static.glove import GloVe
from sequtils.text.vocab import Vocab


@pytest.fixture(scope="module")
def corpus():
    return kingdom(sentences=4_000, seed=0)


@pytest.fixture(scope="module")
def counts(corpus):
    return cooccurrence(corpus, 10, "harmonic")


def random_counts(V, seed=0):
    return np.exp(np.random.default_rng(seed).normal(scale=1.0, size=(V, V)))


def product(factors):
    return factors.W @ factors.C.T + factors.b[:, None] + factors.context_b


def test_with_as_many_dimensions_as_words_the_loss_goes_to_zero():
    X = random_counts(5)
    factors = GloVe(vector_size=5, epochs=4_000, x_max=10, learning_rate=0.5).factorise(X)
    np.testing.assert_allclose(product(factors), np.log(X), atol=1e-3)
    assert factors.losses[0] > 0.05
    assert factors.losses[-1] < 1e-7


def test_with_fewer_it_goes_to_what_the_singular_values_leave():
    """All weights 1: biases take the means of rows and columns, the vectors the best rank D of
    what remains (Eckart & Young, 1936); ½ Σ σ² of the other singular values is left."""
    X, D = random_counts(6, seed=1), 2
    M = np.log(X)
    M = M - M.mean(axis=0) - M.mean(axis=1, keepdims=True) + M.mean()
    left = 0.5 * (np.linalg.svd(M, compute_uv=False)[D:] ** 2).sum()
    config = GloVe(vector_size=D, epochs=6_000, x_max=1e-6, learning_rate=0.5)
    actual = 0.5 * ((product(config.factorise(X)) - np.log(X)) ** 2).sum()
    # The steps of the last epochs are still about 1/√6000 of a gradient that does not vanish cell
    # by cell; a minimum is flat, so 1 % above it is near.
    assert left * 0.999 < actual < left * 1.01


def test_weights_decide_which_cells_are_met():
    """One dimension cannot meet all; a cell that weighs 1e-3 is missed, one that weighs 1 met."""
    X = np.array([[1.0, 8.0, 8.0], [8.0, 64.0, 0.5], [8.0, 0.5, 64.0]])
    config = {"vector_size": 1, "epochs": 3_000, "learning_rate": 0.5}
    error = abs(product(GloVe(x_max=8, alpha=3, **config).factorise(X)) - np.log(X))
    assert error[X >= 8].max() < 0.1
    assert error[X == 0.5].max() > 0.5


def test_cells_without_a_count_are_left_out():
    X = random_counts(5)
    X[np.random.default_rng(2).random((5, 5)) < 0.3] = 0
    config = GloVe(vector_size=4, epochs=2_000, x_max=10, learning_rate=0.5)
    dense, sparse = config.factorise(X), config.factorise(csr_array(X))
    np.testing.assert_array_equal(dense.W, sparse.W)
    np.testing.assert_allclose(product(dense)[X > 0], np.log(X[X > 0]), atol=5e-3)
    stored = csr_array(np.ones((5, 5)))
    stored.data[:] = X.ravel()  # zeros that are stored are zeros all the same
    np.testing.assert_array_equal(config.factorise(stored).W, dense.W)
    assert stored.nnz == 25  # the caller's matrix is not changed


def test_planted_analogies_and_neighbours_are_found():
    """Pairs never seen are no evidence for GloVe, so it needs more text than word2vec."""
    corpus = kingdom(sentences=20_000, seed=0)
    counts = cooccurrence(corpus, 10, "harmonic")
    for seed in range(3):
        config = GloVe(vector_size=16, epochs=50, x_max=1_000, seed=seed)
        vectors = config.fit_counts(counts.vocab, counts.matrix)
        hits = [vectors.analogy(a, b, c)[0][0] == d for a, b, c, d in corpus.analogies]
        assert np.mean(hits) >= 0.85  # guessing among some 60 words gives 0.02
        shares = [
            len({near for near, _ in vectors.nearest(word, n=len(expected))} & expected)
            / len(expected)
            for word, expected in corpus.neighbours.items()
        ]
        assert np.mean(shares) >= 0.45  # by chance fewer than one in ten


def test_cells_that_were_hidden_are_foretold_from_the_others():
    """log X of rank 2 and biases: what the others determine is right without having been seen."""
    random = np.random.default_rng(5)
    W, C = random.normal(size=(2, 30, 2))
    M = W @ C.T + random.normal(size=(30, 1)) + random.normal(size=30)
    seen = random.random(M.shape) < 0.6
    config = GloVe(vector_size=2, epochs=4_000, x_max=1e-6, learning_rate=0.5)
    foretold = product(config.factorise(np.exp(M) * seen))
    assert np.abs(foretold - M)[~seen].max() < 0.02  # M spreads over more than 10


def test_fit_counts_the_corpus_and_adds_both_matrices(corpus, counts):
    config = GloVe(vector_size=8, epochs=2)
    vectors = config.fit(corpus)
    factors = config.factorise(counts.matrix)
    assert list(vectors.words) == counts.vocab.words
    np.testing.assert_array_equal(vectors.vectors, factors.W + factors.C)
    np.testing.assert_array_equal(vectors.counts, counts.vocab.counts)
    assert vectors.vectors.dtype == np.float32
    assert len(factors.losses) == 2


def test_both_engines_train_the_same_vectors():
    counts = cooccurrence(kingdom(sentences=100, seed=3), 10, "harmonic", min_count=1)
    config = {"vector_size": 8, "epochs": 3, "learning_rate": 0.2}
    expected = GloVe(**config, engine="numpy").factorise(counts.matrix)
    actual = GloVe(**config).factorise(counts.matrix)
    assert expected.losses[-1] < 0.7 * expected.losses[0]
    for mine, theirs in zip(actual, expected, strict=True):
        # float32 rounding through some 10,000 steps
        np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_one_thread_is_reproducible_and_two_learn_as_well(counts, monkeypatch):
    config = {"vector_size": 8, "epochs": 10}
    first, again = (GloVe(**config).factorise(counts.matrix) for _ in range(2))
    np.testing.assert_array_equal(first.W, again.W)
    assert np.abs(first.W - GloVe(**config, seed=2).factorise(counts.matrix).W).max() > 0.01
    monkeypatch.setattr("sequtils.static.glove.CHUNK", 500)  # for the threads to have work
    two = GloVe(**config, threads=2).factorise(counts.matrix)
    assert two.losses[-1] == pytest.approx(first.losses[-1], rel=0.1)
    assert first.losses[-1] < 0.5 * first.losses[0]


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("window", 0, "window must be a whole number, at least 1, not 0."),
        ("vector_size", 2.5, "vector_size must be a whole number, at least 1, not 2.5."),
        ("epochs", None, "epochs must be a whole number, at least 1, not None."),
        ("seed", -1, "seed must be a whole number, at least 0, not -1."),
        ("learning_rate", float("nan"), "learning_rate must be above 0 and finite, not nan."),
        ("x_max", 0, "x_max must be above 0 and finite, not 0."),
        ("alpha", "3/4", "alpha must be above 0 and finite, not '3/4'."),
        ("engine", "torch", "engine must be one of numba, numpy, triton, not 'torch'."),
    ],
)
def test_bad_configuration_is_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        GloVe(**{argument: value})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (np.ones((2, 3)), r"matrix must have shape \[2, 2\], not \[2, 3\]\."),
        ([[1.0, -2.0], [1, 1]], r"matrix must hold counts of at least 0, not -2\.0\."),
        ([[1.0, np.nan], [1, 1]], r"matrix must hold counts of at least 0, not nan\."),
        ([[1.0, np.inf], [1, 1]], r"matrix must hold counts of at least 0, not inf\."),
        (np.zeros((2, 2)), r"matrix must have a cell that is not 0\."),
    ],
)
def test_bad_matrices_are_one_sentence(matrix, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        GloVe().fit_counts(Vocab(["a", "b"], [2, 1]), matrix)


def test_bad_corpora_are_one_sentence():
    with pytest.raises(ValueError, match="corpus is empty"):
        GloVe().fit([])
    with pytest.raises(ValueError, match="corpus must have sentences of two words"):
        GloVe(min_count=1).fit([["one"], ["two"]])


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("rate", [1e30, 1e6, 2.0])
def test_divergence_is_noticed_before_numbers_overflow(counts, rate, threads):
    """At 1e6 vectors are 1e8 and finite; at 2 the loss is 1e8 times that of zero vectors."""
    expected = f"training diverged in epoch 1 of 25, at rate {rate:g}; learning_rate must be lower."
    with pytest.raises(FloatingPointError) as error:
        GloVe(vector_size=8, learning_rate=rate, threads=threads).factorise(counts.matrix)
    assert str(error.value) == expected


def test_divergence_names_the_epoch_it_is_in(monkeypatch):
    losses = iter([1.0, np.nan])
    monkeypatch.setattr(
        "sequtils.static.glove.load_engine", lambda engine: lambda *arguments: next(losses)
    )
    with pytest.raises(FloatingPointError, match=r"in epoch 2 of 3, at rate 0\.05"):
        GloVe(epochs=3).factorise(np.full((2, 2), 9.0))


def test_counts_whose_logarithms_are_zero_are_no_divergence():
    """Zero vectors are right already, so that every other is infinitely more wrong."""
    factors = GloVe(vector_size=4, epochs=2_000, learning_rate=0.5).factorise(np.ones((4, 4)))
    np.testing.assert_allclose(product(factors), 0, atol=1e-2)
