"""The n-grams of a corpus of words, against a dictionary of them."""

import random
import sys
from itertools import pairwise

import numpy as np
import pytest

from sequtils.text.ngrams import NGramCounts, reference


def random_corpus(seed: int) -> list[list[str]]:
    rng = random.Random(seed)
    return [rng.choices("abc", k=rng.randint(0, 8)) for _ in range(20)]


@pytest.mark.parametrize("order", [1, 3, 5])
def test_count_of_every_ngram(order):
    corpus = random_corpus(order)
    counts, expected = NGramCounts.build(corpus, order), reference.count_ngrams(corpus, order)
    assert {ngram: counts.count(ngram) for ngram in expected} == expected
    assert counts.count(["d"] * order) == 0
    assert counts.count([]) == sum(len(sentence) + 1 for sentence in corpus if sentence)
    assert counts.count(["<s>"]) == 0


def test_engines_build_the_same():
    built = [NGramCounts.build(random_corpus(1), 4, engine=engine) for engine in ("numba", "numpy")]
    for ours, theirs in zip(*(counts.tables for counts in built), strict=True):
        for a, b in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(a, b)


def test_encode_marks_sentences_and_leaves_out_empty_ones():
    corpus = random_corpus(2)
    counts = NGramCounts.build(corpus)
    tokens = counts.encode(corpus)
    names = [*counts.outcomes, "<s>"]
    read = [names[i] for i in tokens]
    expected = [word for s in corpus if s for word in ("<s>", *s, "</s>")]
    assert read == expected
    assert counts.encode([[], []]).tolist() == []


def test_long_sentences_are_not_cut():
    words = [f"w{i}" for i in range(3_000)]
    counts = NGramCounts.build([words], order=2)
    assert all(counts.count(pair) == 1 for pair in pairwise(["<s>", *words, "</s>"]))


def test_memory_is_that_of_the_tables():
    corpus = random_corpus(3)
    counts, expected = NGramCounts.build(corpus, 5), reference.count_ngrams(corpus, 5)
    for n, line in enumerate(counts.memory(), start=1):
        assert line["order"] == n
        assert line["distinct"] == sum(len(ngram) == n for ngram in expected)
        assert line["possible"] == 5**n  # a, b, c, <unk> and </s>
        rows = len(counts.tables[n - 1].keys)
        assert line["bytes"] == 16 * rows  # a key of 8 bytes, a suffix of 4, a count of 4


def test_sizes_beyond_integers_are_reported_exactly():
    counts = NGramCounts.build([[f"w{i}" for i in range(2_000)]], order=7)
    assert counts.memory()[-1]["possible"] == 2_002**7 > sys.maxsize


@pytest.mark.parametrize("order", [0, -1, 1.5, "3", None, True])
def test_order_must_be_a_positive_whole_number(order):
    with pytest.raises(ValueError, match=f"order must be .* at least 1, not {order!r}"):
        NGramCounts.build([["a"]], order=order)


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ([], "corpus is empty: no sentence"),
        ([[]], "corpus is empty: no sentence"),
        ((s for s in [["a"]]), "corpus must be iterable more than once"),
        ("a b", "corpus must hold sentences as lists of words"),
        (["a b"], "each sentence must be a list of words"),
        ([["a", "</s>", "b"]], "corpus must not hold '</s>' as a word"),
        ([["<s>", "b"]], "corpus must not hold '<s>' as a word"),
    ],
)
def test_build_refuses_what_is_no_corpus(corpus, message):
    with pytest.raises(ValueError, match=message):
        NGramCounts.build(corpus)


def test_build_refuses_an_unknown_engine():
    with pytest.raises(ValueError, match="engine must be one of numba, numpy, not 'torch'"):
        NGramCounts.build([["a"]], engine="torch")


def test_history_keeps_what_counts():
    counts = NGramCounts.build([["a", "b"]], order=3)
    assert counts.history(["<s>"]).tolist() == [4]
    assert counts.history(["<s>", "b"]).tolist() == [4, 1]
    assert counts.history(["<s>", "b", "a"]).tolist() == [1, 0]
    assert counts.history(["x"]).tolist() == [2]
    assert counts.history([]).tolist() == []
    assert NGramCounts.build([["a"]], order=1).history(["<s>", "a"]).tolist() == []


@pytest.mark.parametrize(
    ("history", "message"),
    [
        ("a b", "history must be a list of words, got the text 'a b'"),
        (None, "history must be a list of words, got None"),
        ([1], r"history must be a list of words, got \[1\]"),
        (["a", "<s>"], "history must lie in one sentence"),
        (["a", "</s>"], "history must lie in one sentence"),
        (["<s>", "a", "</s>", "a", "a"], "history must lie in one sentence"),
    ],
)
def test_history_refuses_what_is_none(history, message):
    with pytest.raises(ValueError, match=message):
        NGramCounts.build([["a", "b"]], order=3).history(history)


def test_what_cannot_be_counted():
    counts = NGramCounts.build([["a", "b"]], order=2)
    with pytest.raises(ValueError, match="ngram must have at most 2 words, not 3"):
        counts.count(["a", "b", "a"])
    with pytest.raises(ValueError, match="word must be one that can be predicted, not '<s>'"):
        counts.count(["a", "<s>"])
    with pytest.raises(ValueError, match="ngram must be a list of words, got the text 'ab'"):
        counts.count("ab")
    with pytest.raises(ValueError, match="word must be a string, got NoneType"):
        counts.outcome(None)
    with pytest.raises(ValueError, match="n must be a whole number, at least 1, not 0"):
        counts.prefixes(0)
    with pytest.raises(ValueError, match="n must be at most 2, the order, not 3"):
        counts.prefixes(3)
