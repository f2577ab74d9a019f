"""Skip-gram on a corpus whose analogies are known by construction, and its three engines."""

import numpy as np
import pytest

from sequtils.corpora.planted import kingdom
from sequtils.kernels.sgns import reference
from sequtils.kernels.sgns.sampling import noise_distribution
from sequtils.static.word2vec import Word2Vec, skipgram_pairs


def analogy_accuracy(vectors, analogies):
    return np.mean([vectors.analogy(a, b, c)[0][0] == d for a, b, c, d in analogies])


@pytest.fixture(scope="module")
def corpus():
    return kingdom(sentences=4_000, seed=0)


def test_planted_analogies_are_found_at_every_seed(corpus):
    for seed in range(3):
        model = Word2Vec(
            vector_size=24, window=5, sample=0, epochs=10, learning_rate=0.05, seed=seed
        )
        # Guessing among some 60 words gives 0.02.
        assert analogy_accuracy(model.fit(corpus), corpus.analogies) >= 0.85


def test_planted_neighbours_are_found(corpus):
    vectors = Word2Vec(vector_size=24, sample=0, epochs=10, learning_rate=0.05).fit(corpus)
    shares = []
    for word, expected in corpus.neighbours.items():
        found = {near for near, _ in vectors.nearest(word, n=len(expected))}
        shares.append(len(found & expected) / len(expected))
    # By chance fewer than one in ten of the expected words would be among the nearest.
    assert np.mean(shares) >= 0.6


def test_engines_train_the_same_vectors():
    corpus = kingdom(sentences=150, seed=3)
    config = {"vector_size": 8, "min_count": 1, "epochs": 2, "learning_rate": 0.05}
    expected = Word2Vec(**config, engine="numpy").fit(corpus)
    assert (
        np.abs(expected.vectors - Word2Vec(**config).initial_vectors(len(expected))[0]).max() > 0.1
    )
    for engine in ("numba", "torch"):
        actual = Word2Vec(**config, engine=engine).fit(corpus)
        assert list(actual.words) == list(expected.words)
        # float32 rounding through some 10,000 steps; the vectors themselves moved by over 0.1
        np.testing.assert_allclose(actual.vectors, expected.vectors, atol=1e-4)
        np.testing.assert_allclose(actual.context, expected.context, atol=1e-4)


def test_a_text_file_gives_the_vectors_of_its_sentences(corpus, tmp_path):
    path = tmp_path / "kingdom.txt"
    path.write_text("\n".join(map(" ".join, corpus)), encoding="utf-8")
    model = Word2Vec(vector_size=8, epochs=1)
    expected = model.fit(corpus)
    for given in (path, str(path)):
        actual = model.fit(given)
        assert actual.words == expected.words
        np.testing.assert_array_equal(actual.vectors, expected.vectors)


def test_one_thread_is_reproducible_to_the_bit_and_depends_on_the_seed(corpus):
    fit = lambda seed: Word2Vec(vector_size=8, epochs=1, seed=seed).fit(corpus).vectors  # noqa: E731
    np.testing.assert_array_equal(fit(1), fit(1))
    assert np.abs(fit(1) - fit(2)).max() > 0.01


def test_several_threads_learn_as_well(corpus):
    config = {"vector_size": 24, "sample": 0, "epochs": 10, "learning_rate": 0.05}
    vectors = Word2Vec(**config, threads=2).fit(corpus)
    assert analogy_accuracy(vectors, corpus.analogies) >= 0.85


def test_the_optimum_is_log_ratio_of_data_to_noise():
    """Levy & Goldberg, 2014: at the optimum C[c]·W[w] = log P(c|w) − log K P_n(c)."""
    corpus = [["a", "b"], ["a", "c"], ["b", "c"], ["a", "a"], ["b", "b"], ["c", "c"]] * 400
    config = Word2Vec(
        vector_size=3, window=1, negative=2, sample=0, min_count=1, epochs=200, learning_rate=0.05
    )
    vectors = config.fit(corpus)
    joint = np.zeros((3, 3))
    for sentence in corpus:
        for c, o in skipgram_pairs([vectors.id(word) for word in sentence], 1):
            joint[c, o] += 1
    data = joint / joint.sum(axis=1, keepdims=True)
    noise = noise_distribution(vectors.counts)
    # Theirs, with noise that excludes the target: a negative of target t is drawn without t, so
    # P(n|c) = Σ_t P(t|c) P_n(n) / (1 − P_n(t)).
    without = noise[None, :] / (1 - noise[:, None])
    np.fill_diagonal(without, 0)
    expected = np.log(data / (2 * (data @ without)))
    actual = vectors.vectors @ vectors.context.T
    # The steps of the last epochs, up to 5e-4, leave scores that wander by some hundredths; the
    # entries span 0.7, and forgetting the exclusion of targets moves them by 0.4.
    np.testing.assert_allclose(actual, expected, atol=0.05)


def test_loss_falls(corpus):
    model = Word2Vec(vector_size=16, sample=0, epochs=3)
    vectors = model.fit(corpus)
    random = np.random.default_rng(0)
    before, after = [], []
    W, C = model.initial_vectors(len(vectors))
    for sentence in list(corpus)[:50]:
        for c, o in skipgram_pairs([vectors.id(w) for w in sentence if w in vectors], 2):
            noise = random.choice(len(vectors), 5, p=noise_distribution(vectors.counts))
            before.append(reference.sgns_loss(W, C, c, o, noise))
            after.append(reference.sgns_loss(vectors.vectors, vectors.context, c, o, noise))
    assert np.mean(before) == pytest.approx(
        6 * np.log(2)
    )  # C starts at zero: six undecided questions
    assert np.mean(after) < 0.8 * np.mean(before)


def test_schedule_falls_linearly_to_the_floor():
    rates = [rate for _, rate, _ in Word2Vec(epochs=2, learning_rate=0.1).schedule(chunks=50)]
    np.testing.assert_allclose(rates, 0.1 * (1 - np.arange(100) / 100))
    assert [chunk for chunk, _, _ in Word2Vec(epochs=2).schedule(3)] == [0, 1, 2, 0, 1, 2]


def test_pairs_equal_the_definition():
    sentence = list("abcdefg")
    for window in (1, 2, 10):
        expected = {(t, u) for t in range(7) for u in range(7) if t != u and abs(t - u) <= window}
        assert {(ord(c) - 97, ord(o) - 97) for c, o in skipgram_pairs(sentence, window)} == expected
        assert len(skipgram_pairs(sentence, window)) == len(expected)
    assert skipgram_pairs(["alone"], 5) == []


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("window", 0, "window must be a whole number, at least 1, not 0."),
        ("window", 2.5, "window must be a whole number, at least 1, not 2.5."),
        ("window", "5", "window must be a whole number, at least 1, not '5'."),
        ("vector_size", None, "vector_size must be a whole number, at least 1, not None."),
        ("negative", 0, "negative must be a whole number, at least 1, not 0."),
        ("epochs", -1, "epochs must be a whole number, at least 1, not -1."),
        ("seed", -1, "seed must be a whole number, at least 0, not -1."),
        ("sample", -1e-3, "sample must be at least 0 and finite, not -0.001."),
        ("learning_rate", 0.0, "learning_rate must be above 0 and finite, not 0.0."),
        ("learning_rate", float("inf"), "learning_rate must be above 0 and finite, not inf."),
        ("noise_exponent", 50, "noise_exponent must be between -1 and 1, not 50."),
        ("engine", "gpu", "engine must be one of numba, numpy, torch, triton, not 'gpu'."),
    ],
)
def test_bad_configuration_is_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        Word2Vec(**{argument: value})
    assert str(error.value) == message


def test_bad_corpora_are_one_sentence():
    with pytest.raises(ValueError, match="corpus is empty"):
        Word2Vec().fit([])
    with pytest.raises(ValueError, match="min_count"):
        Word2Vec(min_count=5).fit([["one", "two"]])
    with pytest.raises(ValueError, match="keeps only the word 'one'"):
        Word2Vec(min_count=1).fit([["one", "one"]])
    with pytest.raises(ValueError, match="window must be a whole number"):
        skipgram_pairs(["a", "b"], 0)
