"""Vectors of sentences: SIF is its formula, Sent2Vec finds planted topics and uses its n-grams."""

import numpy as np
import pytest
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression

from sequtils.static.sent2vec import Sent2Vec, average, sif
from sequtils.static.vectors import WordVectors
from sequtils.static.word2vec import Word2Vec

SMALL = {"vector_size": 16, "sample": 0, "buckets": 2_000}


@pytest.fixture(scope="module")
def train(topics):
    return topics(seed=0, documents=600, length=12)


@pytest.fixture(scope="module")
def unseen(topics):
    return topics(seed=1, documents=100, length=12)


def nearest_of_the_same_topic(vectors, labels):
    """The share of sentences whose nearest other one is of the same topic; 1/4 by chance."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = unit @ unit.T
    np.fill_diagonal(cosine, -1)
    return np.mean(labels[cosine.argmax(axis=1)] == labels)


def test_planted_topics_are_found_in_unseen_sentences(train, unseen):
    for seed in range(2):
        encoder = Sent2Vec(**SMALL, seed=seed).fit(train.documents)
        assert nearest_of_the_same_topic(encoder.embed(unseen.documents), unseen.labels) > 0.9


def test_planted_topics_are_found_by_both_baselines(train, unseen):
    vectors = Word2Vec(vector_size=16, sample=0, epochs=10).fit(train.documents)
    for embed in (average, sif):
        assert nearest_of_the_same_topic(embed(vectors, unseen.documents), unseen.labels) > 0.8


def test_sif_removes_what_all_sentences_share(unseen):
    """A part common to all words makes all averages look alike, and SIF's not."""
    words = sorted({word for sentence in unseen.documents for word in sentence})
    axes = {"common": np.zeros(5)} | {f"topic{k}": np.eye(5)[k] for k in range(4)}
    own = np.array([axes[word.split("-")[0]] for word in words])
    vectors = WordVectors(words, own + 5 * np.eye(5)[4], np.ones(len(words), int))
    other = unseen.labels[:, None] != unseen.labels
    cosines = []
    for embed in (average, sif):
        rows = embed(vectors, unseen.documents)
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        cosines.append((unit @ unit.T)[other])
    assert cosines[0].min() > 0.9
    assert cosines[1].mean() < 0.1


def test_sif_is_its_formula():
    rng = np.random.default_rng(0)
    words, counts = list("abcdefg"), np.array([40, 20, 9, 5, 3, 2, 1])
    vectors = WordVectors(words, rng.normal(size=(7, 5)), counts)
    sentences = [rng.choice(words, size=rng.integers(1, 6)).tolist() for _ in range(12)]
    table = dict(zip(words, zip(vectors.vectors, counts / 80, strict=True), strict=True))
    for a in (1e-3, 0.1):
        rows = []
        for sentence in sentences:
            rows.append(sum(a / (a + table[w][1]) * table[w][0] for w in sentence) / len(sentence))
        X = np.array(rows)
        u = TruncatedSVD(1, algorithm="arpack", random_state=0).fit(X).components_
        np.testing.assert_allclose(sif(vectors, sentences, a), X - X @ u.T @ u, atol=1e-8)


def test_average_is_the_mean_of_the_known_words():
    rng = np.random.default_rng(0)
    vectors = WordVectors(list("abc"), rng.normal(size=(3, 4)))
    expected = [vectors.vectors[[0, 0, 2]].mean(axis=0), vectors["b"]]
    actual = average(vectors, [["a", "?", "a", "c"], ["b"]])
    np.testing.assert_allclose(actual, expected, atol=1e-12)


def test_a_sentence_is_the_mean_of_its_words_and_ngrams(train):
    encoder = Sent2Vec(**SMALL, epochs=1).fit(train.documents)
    a, b, c = (encoder.vocab.id(word) for word in ("common-1", "topic2-3", "common-7"))
    grams = [(first * 116_049_371 + second) % 2_000 for first, second in ((a, b), (b, c))]
    rows = np.concatenate([encoder.words.vectors[[a, b, c]], encoder.buckets[grams]])
    actual = encoder.embed([["common-1", "topic2-3", "unheard", "common-7"]])
    np.testing.assert_allclose(actual, [rows.mean(axis=0)], atol=1e-7)


def ordered(seed, sentences):
    """Sentences of the same four words; which come first decides the fifth and sixth."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(2, size=sentences)
    ends = [["yes", "aye"], ["no", "nay"]]
    starts = [["not", "bad", "but", "good"], ["not", "good", "but", "bad"]]
    return [starts[k] + ends[k] for k in labels], np.array([starts[k] for k in labels]), labels


def test_bigrams_tell_apart_what_words_alone_cannot():
    corpus, starts, labels = ordered(0, 400)
    shares = {}
    for longest in (1, 2):
        encoder = Sent2Vec(**SMALL, ngrams=longest, negative=2).fit(corpus)
        X = encoder.embed(starts.tolist())
        shares[longest] = (
            LogisticRegression(C=1e4).fit(X[:200], labels[:200]).score(X[200:], labels[200:])
        )
    assert shares[1] < 0.65  # the same four words
    assert shares[2] > 0.95


@pytest.mark.parametrize("engine", ["numba", "torch"])
def test_engines_train_the_same_vectors(topics, engine):
    corpus = topics(seed=2, documents=6, length=8).documents
    settings = {"vector_size": 5, "epochs": 3, "min_count": 1, "learning_rate": 1.0, "buckets": 50}
    expected = Sent2Vec(**settings, engine="numpy").fit(corpus)
    actual = Sent2Vec(**settings, engine=engine).fit(corpus)
    assert np.abs(expected.words.context).max() > 0.1
    # float32 rounding through some hundred steps that move vectors by over 0.1
    np.testing.assert_allclose(actual.embed(corpus), expected.embed(corpus), atol=1e-4)
    np.testing.assert_allclose(actual.buckets, expected.buckets, atol=1e-4)


def test_seeds_repeat_and_two_threads_learn_as_well(train, unseen):
    fit = lambda **more: Sent2Vec(**SMALL, **more).fit(train.documents)  # noqa: E731
    embed = lambda **more: fit(**more).embed(unseen.documents)  # noqa: E731
    np.testing.assert_array_equal(embed(), embed())
    assert np.abs(embed() - embed(seed=2)).max() > 0.01
    assert nearest_of_the_same_topic(embed(threads=2), unseen.labels) > 0.9


def test_bad_sentences_are_one_sentence(train):
    encoder = Sent2Vec(**SMALL, epochs=1).fit(train.documents)
    vectors = WordVectors(["a", "b"], np.eye(2), np.array([2, 1]))
    embeds = [
        encoder.embed,
        lambda sentences: average(vectors, sentences),
        lambda sentences: sif(vectors, sentences),
    ]
    for embed in embeds:
        with pytest.raises(ValueError, match="sentences must hold at least one sentence"):
            embed([])
        with pytest.raises(ValueError, match=r"sentences must each hold .* sentence 0 holds none"):
            embed([["unheard"], []])
        with pytest.raises(ValueError, match="sentences must be iterable more than once"):
            embed(iter([["a"]]))
        with pytest.raises(ValueError, match="each sentence must be a list of words, got the text"):
            embed(["a b"])


def test_bad_arguments_of_sif_are_one_sentence():
    vectors = WordVectors(["a"], np.ones((1, 2)))
    with pytest.raises(ValueError, match="vectors must know the counts of their words"):
        sif(vectors, [["a"]])
    for a in (0, -1, float("nan")):
        with pytest.raises(ValueError, match=f"a must be above 0 and finite, not {a}"):
            sif(vectors, [["a"]], a=a)


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ([], "corpus is empty: no sentence of it holds a word."),
        ([["a"], ["b"]], "corpus must hold a sentence of two words .* at min_count=1."),
        ([["a", "a"]], "corpus must hold a sentence of two words .* at min_count=1."),
        (iter([["a", "b"]]), "corpus must be iterable more than once, .*"),
    ],
)
def test_bad_corpora_are_one_sentence(corpus, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        Sent2Vec(min_count=1).fit(corpus)


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("ngrams", 0, "ngrams must be a whole number, at least 1, not 0."),
        ("buckets", 1.5, "buckets must be a whole number, at least 1, not 1.5."),
        ("learning_rate", float("nan"), "learning_rate must be above 0 and finite, not nan."),
    ],
)
def test_bad_settings_are_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        Sent2Vec(**{argument: value})
    assert str(error.value) == message
