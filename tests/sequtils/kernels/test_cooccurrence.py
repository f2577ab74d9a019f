"""Co-occurrence counts: the definition against brute force, the compiled kernel against it."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array, csr_array

from sequtils.kernels.cooccurrence import cpu, positions, reference

FRACTIONS = st.floats(0.01, 100)


@st.composite
def problems(draw, values=FRACTIONS):
    """A few sentences, some of them empty, and weights of both sides, of different lengths."""
    size = draw(st.integers(1, 40))
    words = st.integers(0, size - 1)
    sentences = draw(st.lists(st.lists(words, max_size=30), min_size=1, max_size=8))
    tokens = np.array([word for sentence in sentences for word in sentence], np.int32)
    offsets = np.cumsum([0, *map(len, sentences)], dtype=np.int64)
    left, right = (np.array(draw(st.lists(values, max_size=6))) for _ in "lr")
    return tokens, offsets, size, left, right


def random_problem(size, sentences, length, window, seed=0):
    """Words as unequally frequent as in text: Zipf's law."""
    random = np.random.default_rng(seed)
    lengths = random.integers(0, length, size=sentences)
    frequency = 1 / np.arange(1, size + 1)
    tokens = random.choice(size, lengths.sum(), p=frequency / frequency.sum()).astype(np.int32)
    weights = random.uniform(0.1, 1, (2, window))
    return tokens, np.concatenate([[0], np.cumsum(lengths)]), size, *weights


@given(problems())
@settings(deadline=None)
def test_reference_equals_a_sum_over_all_pairs_in_fractions(problem):
    tokens, offsets, size, left, right = problem
    exact = np.full((size, size), Fraction(0))
    for begin, end in pairwise(offsets.tolist()):
        for t in range(begin, end):
            for u in range(begin, end):
                if 0 < t - u <= len(left):
                    exact[tokens[t], tokens[u]] += Fraction(left[t - u - 1])
                elif 0 < u - t <= len(right):
                    exact[tokens[t], tokens[u]] += Fraction(right[u - t - 1])
    indptr, indices, data = reference.cooccurrence(*problem)
    dense = csr_array((data, indices, indptr), shape=(size, size)).toarray()
    # up to 240 sums of positive float64 numbers, each rounded to 1e-16 of itself
    np.testing.assert_allclose(dense, exact.astype(float), rtol=1e-13, atol=0)
    assert np.count_nonzero(exact) == len(data)


@given(problems())
@settings(deadline=None)
def test_cpu_equals_the_reference_to_the_bit(problem):
    for got, wanted in zip(cpu.cooccurrence(*problem), reference.cooccurrence(*problem)):  # noqa: B905
        np.testing.assert_array_equal(got, wanted)
        assert got.dtype == wanted.dtype


@pytest.mark.parametrize(("size", "window"), [(1, 3), (15, 1), (16, 5), (17, 10), (700, 7)])
def test_cpu_equals_the_reference_on_longer_texts(size, window):
    problem = random_problem(size, sentences=60, length=90, window=window)
    for got, wanted in zip(cpu.cooccurrence(*problem), reference.cooccurrence(*problem)):  # noqa: B905
        np.testing.assert_array_equal(got, wanted)


@given(problems(), st.integers(0, 100))
@settings(deadline=None)
def test_blocks_of_any_size_are_the_same_matrix(problem, cells):
    blocks = list(cpu.row_blocks(*problem, cells=cells))
    assert all(len(lengths) == 1 or len(data) <= cells for lengths, _, data in blocks)
    assert all(lengths.sum() == len(indices) == len(data) for lengths, indices, data in blocks)
    lengths, indices, data = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    indptr, *expected = cpu.cooccurrence(*problem)
    np.testing.assert_array_equal(lengths, np.diff(indptr))
    np.testing.assert_array_equal([indices, data], expected)


@given(problems(values=st.integers(1, 1000)))
@settings(deadline=None)
def test_mirrored_weights_give_the_transposed_matrix(problem):
    tokens, offsets, size, left, right = problem
    dense = lambda csr: csr_array((csr[2], csr[1], csr[0]), shape=(size, size)).toarray()  # noqa: E731
    # Sums of whole numbers are exact in any order.
    mirrored = dense(cpu.cooccurrence(tokens, offsets, size, right, left))
    np.testing.assert_array_equal(
        dense(cpu.cooccurrence(tokens, offsets, size, left, right)), mirrored.T
    )


def test_cpu_equals_products_of_shifted_one_hot_matrices():
    """X = Σ_d w_d · Hᵀ(H shifted by d), by scipy's sparse product, on a text too long for loops."""
    tokens, offsets, size, left, right = random_problem(2_000, 300, 400, window=5)
    left, right = np.arange(1.0, 6.0), np.array([7.0, 2.0])
    sentence = np.repeat(np.arange(300), np.diff(offsets))
    expected = csr_array((size, size))
    for weights, step in ((left, -1), (right, 1)):
        for d, weight in enumerate(weights, start=1):
            first, second = np.arange(len(tokens))[:-d], np.arange(len(tokens))[d:]
            together = sentence[first] == sentence[second]
            pair = tokens[first[together]], tokens[second[together]]
            pair = pair if step == 1 else pair[::-1]
            ones = np.full(together.sum(), weight)
            expected = expected + coo_array((ones, pair), shape=(size, size)).tocsr()
    indptr, indices, data = cpu.cooccurrence(tokens, offsets, size, left, right)
    np.testing.assert_array_equal(indptr, expected.indptr)
    np.testing.assert_array_equal(indices, expected.indices)
    np.testing.assert_array_equal(data, expected.data)


def test_total_weight_of_one_sentence_is_the_closed_form():
    length, weights = 50, np.array([4.0, 2.0, 1.0])
    tokens, offsets = np.arange(length, dtype=np.int32) % 7, np.array([0, length])
    *_, data = cpu.cooccurrence(tokens, offsets, 7, weights, weights)
    assert data.sum() == sum(2 * w * (length - d) for d, w in enumerate(weights, start=1))


@given(problems())
@settings(deadline=None)
def test_positions_list_every_word_where_it_stands(problem):
    tokens, offsets, size, *_ = problem
    text, starts, places = positions.index_positions(tokens, offsets, size)
    assert text[text >= 0].tolist() == tokens.tolist()
    assert np.flatnonzero(text < 0).tolist() == (offsets + np.arange(len(offsets))).tolist()
    for word, (begin, end) in enumerate(pairwise(starts)):
        assert places[begin:end].tolist() == np.flatnonzero(text == word).tolist()
