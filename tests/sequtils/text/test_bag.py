"""Bags of words equal scikit-learn's; what goes wrong says so."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from sequtils.text import bag
from sequtils.text.tokenize import words
from sequtils.text.vocab import Vocab


def documentation() -> list[list[str]]:
    import argparse
    import logging

    texts = [
        getattr(module, name).__doc__ for module in (argparse, logging) for name in dir(module)
    ]
    return [words(text) for text in texts if text]


@pytest.fixture(scope="module")
def corpus() -> list[list[str]]:
    return [*documentation(), [], ["never-seen"]]


@pytest.fixture(scope="module")
def vocab(corpus) -> Vocab:
    return Vocab.build(corpus, min_count=2)


def peer(kind, vocab, **options):
    return kind(analyzer=list, vocabulary={w: i for i, w in enumerate(vocab.words)}, **options)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_counts_equal_scikit_learn(corpus, vocab, dtype):
    counts = bag.bag_of_words(corpus, vocab, dtype)
    expected = peer(CountVectorizer, vocab, dtype=dtype).fit_transform(corpus)
    assert counts.dtype == dtype
    assert counts.has_canonical_format
    np.testing.assert_array_equal(counts.toarray(), expected.toarray())


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("sublinear", [False, True])
@pytest.mark.parametrize("smooth", [False, True])
@pytest.mark.parametrize("normalize", [False, True])
def test_tfidf_equals_scikit_learn(corpus, vocab, dtype, sublinear, smooth, normalize):
    counts = bag.bag_of_words(corpus, vocab, dtype)
    idf = bag.inverse_document_frequency(counts, smooth)
    ours = bag.tfidf(counts, idf, sublinear, normalize)
    theirs = peer(
        TfidfVectorizer,
        vocab,
        dtype=dtype,
        smooth_idf=smooth,
        sublinear_tf=sublinear,
        norm="l2" if normalize else None,
    )
    expected = theirs.fit_transform(corpus)
    assert ours.dtype == dtype
    # The squares of a row are added in another order: a rounding each, and a few beside.
    rtol = (8 + np.diff(counts.indptr).max()) * np.finfo(dtype).eps
    np.testing.assert_allclose(idf, theirs.idf_, rtol=rtol)
    np.testing.assert_allclose(ours.toarray(), expected.toarray(), rtol=rtol, atol=0)


def test_tfidf_of_later_texts_equals_scikit_learn(corpus, vocab):
    seen, later = corpus[::2], corpus[1::2]
    theirs = peer(TfidfVectorizer, vocab).fit(seen)
    idf = bag.inverse_document_frequency(bag.bag_of_words(seen, vocab, np.float64))
    ours = bag.tfidf(bag.bag_of_words(later, vocab, np.float64), idf)
    np.testing.assert_allclose(ours.toarray(), theirs.transform(later).toarray(), rtol=1e-14)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cosine_and_neighbours_equal_scikit_learn(corpus, vocab, dtype):
    weights = bag.tfidf(bag.bag_of_words(corpus, vocab, dtype))
    expected = cosine_similarity(weights)
    # A sum of at most a few hundred products, each at most 1.
    atol = 100 * np.finfo(dtype).eps
    np.testing.assert_allclose(bag.cosine(weights, weights), expected, rtol=0, atol=atol)
    for i in range(len(corpus)):
        found = bag.nearest(weights[[i]], weights, 3)
        best = np.sort(expected[i])[::-1][:3]
        np.testing.assert_allclose([s for _, s in found], best, atol=atol)
        np.testing.assert_allclose([expected[i, j] for j, _ in found], best, atol=atol)


def test_by_hand():
    """Two texts of three; log 3 and log 1.5 by hand."""
    corpus = [["a", "a", "b"], ["a", "c"], ["b", "a"]]
    vocab = Vocab(["a", "b", "c", "d"], [4, 2, 1, 0])
    counts = bag.bag_of_words(corpus, vocab, np.float64)
    idf = bag.inverse_document_frequency(counts, smooth=False)
    assert idf.tolist() == [
        1,
        pytest.approx(1 + math.log(1.5)),
        pytest.approx(1 + math.log(3)),
        np.inf,
    ]
    weights = bag.tfidf(counts, idf, normalize=False).toarray()
    assert weights[0].tolist() == [2, pytest.approx(1 + math.log(1.5)), 0, 0]
    assert counts.toarray()[0].tolist() == [2, 1, 0, 0]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=9), min_size=1, max_size=6))
def test_a_bag_is_the_sum_of_one_hot_rows_whatever_their_order(corpus):
    vocab = Vocab(["a", "b", "c", "<unk>"], [9, 5, 2, 1], unknown="<unk>")
    counts = bag.bag_of_words(corpus, vocab).toarray()
    for text, row in zip(corpus, counts, strict=True):
        rows = bag.one_hot(text, vocab).toarray()
        assert rows.shape == (len(text), 4)
        assert (rows.sum(axis=1) == 1).all()
        assert row.tolist() == rows.sum(axis=0).tolist()
        assert row.tolist() == [text.count(c) for c in "abcd"]
    backwards = bag.bag_of_words([text[::-1] for text in corpus], vocab).toarray()
    assert backwards.tolist() == counts.tolist()


def test_only_unknown_words_make_zeros():
    vocab = Vocab(["a", "b"], [2, 1])
    counts = bag.bag_of_words([["x"], ["a"]], vocab)
    assert bag.tfidf(counts).toarray().tolist() == [[0, 0], [1, 0]]
    assert bag.one_hot(["x"], vocab).shape == (0, 2)
    assert bag.cosine(counts, counts).tolist() == [[0, 0], [0, 1]]
    assert bag.nearest(counts[[0]], counts) == [(0, 0.0), (1, 0.0)]


VOCAB = Vocab(["a", "b"], [2, 1])
ROW = sparse.csr_array([[1.0, 0.0]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bag.bag_of_words([], VOCAB), "corpus is empty: it holds no text"),
        (lambda: bag.bag_of_words("a b", VOCAB), "corpus must hold sentences as lists of words"),
        (lambda: bag.bag_of_words(["a b"], VOCAB), "each sentence must be a list of words"),
        (lambda: bag.bag_of_words(iter([["a"]]), VOCAB), "must be iterable more than once"),
        (
            lambda: bag.bag_of_words([["a"]], VOCAB, int),
            "dtype must be float32 or float64, got <class 'int'>",
        ),
        (lambda: bag.one_hot("a b", VOCAB), "sentence must be a list of words, got the text 'a b'"),
        (lambda: bag.one_hot([1], VOCAB), r"sentence must be a list of words, got \[1\]"),
        (lambda: bag.one_hot(["a"], ["a"]), "vocab must be a Vocab, got list"),
        (lambda: bag.bag_of_words([["a"]], None), "vocab must be a Vocab, got NoneType"),
        (lambda: bag.one_hot(["a"], VOCAB, "x"), "dtype must be float32 or float64, got 'x'"),
        (lambda: bag.tfidf(ROW * np.nan), "counts must hold finite numbers"),
        (lambda: bag.tfidf(-ROW, sublinear=True), "counts must hold numbers of at least 0"),
        (lambda: bag.cosine(ROW, ROW.astype(int)), "texts must hold float32 or float64, got int64"),
        (lambda: bag.tfidf(ROW, [np.nan, 1]), "idf must hold numbers, got others"),
        (lambda: bag.tfidf(ROW, ["a", "b"]), "idf must hold numbers, got others"),
        (lambda: bag.nearest(ROW, ROW, 1.5), "n must be a whole number, at least 1, not 1.5"),
        (lambda: bag.tfidf(np.ones((1, 2))), r"counts must be a sparse matrix .* got \(1, 2\)"),
        (
            lambda: bag.tfidf(sparse.csr_array((0, 2))),
            "counts must be a sparse matrix with at least",
        ),
        (lambda: bag.tfidf(ROW, np.ones(3)), r"idf must have shape \(2,\), got \(3,\)"),
        (lambda: bag.cosine(ROW, ROW[:, [0]]), "as many columns as each other, got 2 and 1"),
        (lambda: bag.nearest(ROW, ROW, 0), "n must be a whole number, at least 1, not 0"),
        (lambda: bag.nearest(ROW[[0, 0]], ROW), "query must have one row, got 2"),
    ],
)
def test_bad_input_is_one_sentence(call, message):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert str(caught.value).count("\n") == 0


def test_a_stored_zero_is_a_word_that_was_not_there():
    stored = sparse.csr_array((np.array([1.0, 0.0]), np.array([0, 1]), np.array([0, 2])))
    assert bag.tfidf(stored, np.ones(2), sublinear=True).toarray().tolist() == [[1, 0]]
