"""Counting n-grams, against counting tuples."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.kernels.ngrams import ENGINES, load_engine

# Ids 0 … 2, the end of a sentence is 3, its beginning 4.
SIZE = 5
SENTENCES = st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=8), min_size=1, max_size=12)


def tokens_of(sentences) -> np.ndarray:
    return np.array([t for s in sentences for t in (SIZE - 1, *s, SIZE - 2)], np.int32)


def unfold(tables) -> list[dict[tuple[int, ...], int]]:
    """The n-grams of each table written out as tuples of ids, with their counts."""
    lines, found = [()], []
    for table in tables:
        lines = [(*lines[key // SIZE], key % SIZE) for key in table.keys.tolist()]
        found.append(dict(zip(lines, table.counts.tolist(), strict=True)))
    return found


@pytest.mark.parametrize("engine", ENGINES)
@settings(deadline=None)  # the first call compiles
@given(sentences=SENTENCES, order=st.integers(1, 5))
def test_counts_equal_those_of_tuples(engine, sentences, order):
    tables = load_engine(engine)(tokens_of(sentences), order, SIZE)
    found = unfold(tables)
    assert len(tables) == order
    for n in range(1, order + 1):
        padded = [(SIZE - 1, *s, SIZE - 2) for s in sentences]
        expected = Counter(s[t : t + n] for s in padded for t in range(len(s) - n + 1))
        if n == 1:  # every id has a row, and the boundary is not counted
            expected = {(i,): expected[(i,)] if i < SIZE - 1 else 0 for i in range(SIZE)}
        assert found[n - 1] == expected


@pytest.mark.parametrize("engine", ENGINES)
@settings(deadline=None)  # the first call compiles
@given(sentences=SENTENCES)
def test_keys_rise_and_suffixes_are_the_ngrams_without_their_first_word(engine, sentences):
    tables = load_engine(engine)(tokens_of(sentences), 4, SIZE)
    lines = [list(found) for found in unfold(tables)]
    assert tables[0].suffixes.tolist() == [0] * SIZE
    for n in range(2, 5):
        table = tables[n - 1]
        assert (np.diff(table.keys) > 0).all()
        suffixes = [lines[n - 2][row] for row in table.suffixes.tolist()]
        assert suffixes == [ngram[1:] for ngram in lines[n - 1]]


@pytest.mark.parametrize("size", [3, 40, 3_000])
def test_engines_agree(size):
    random = np.random.default_rng(size)
    tokens = np.concatenate(
        [
            [size - 1, *(random.zipf(1.3, random.integers(1, 40)) - 1) % (size - 2), size - 2]
            for _ in range(500)
        ]
    ).astype(np.int32)
    tables = [load_engine(engine)(tokens, 5, size) for engine in ENGINES]
    for ours, reference in zip(*tables, strict=True):
        for name in ours._fields:
            got, expected = getattr(ours, name), getattr(reference, name)
            assert got.dtype == expected.dtype, name
            np.testing.assert_array_equal(got, expected, err_msg=name)


def test_sentences_shorter_than_the_order_leave_empty_tables():
    for engine in ENGINES:
        tables = load_engine(engine)(tokens_of([[0]]), 5, SIZE)
        assert [len(table.keys) for table in tables] == [SIZE, 2, 1, 0, 0], engine


def test_unknown_engine_is_named():
    with pytest.raises(ValueError, match="engine must be one of numba, numpy, not 'cuda'"):
        load_engine("cuda")
