"""The kernels of byte-pair encoding against the regular expressions and the standard library."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.kernels.bpe import count, split, table
from sequtils.text.bpe.alphabet import codepoints
from sequtils.text.bpe.training import count_pieces, cut
from sequtils.text.pretokenize import character_classes, spans
from sequtils.text.pretokenize import split as slow_split

telling = st.sampled_from("aZé'sdmtlrev  \t\n\r\x85\xa0\u20017½٣一हि्\u0301\u200d\ufe0f_-.!❤👍🏽")
texts = st.text(telling | st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize("pattern", ["gpt2", "plain"])
@settings(max_examples=1000, deadline=None)
@given(texts)
def test_pieces_end_where_the_pattern_says(pattern, text):
    codes, bounds = codepoints(text), np.array([len(text)])
    ends = split.piece_ends(codes, bounds, character_classes(), pattern == "gpt2")
    assert ends.tolist() == [end for _, end in spans(text, pattern)]
    expected = [len(text[:end].encode()) for end in ends]
    assert split.utf8_ends(codes, ends).tolist() == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, max_size=5))
def test_no_piece_goes_beyond_its_text(several):
    units, ends, behind = cut(several, "characters", "gpt2")
    pieces = np.split(units, ends[:-1]) if len(ends) else []
    found = ["".join(map(chr, piece)) for piece in pieces]
    assert found == [piece for text in several for piece in slow_split(text)]
    sizes = [len(slow_split(text)) for text in several]
    assert np.diff(behind, prepend=0).tolist() == sizes


@pytest.mark.parametrize("level", ["bytes", "characters"])
@settings(max_examples=100, deadline=None)
@given(several=st.lists(st.text("ab 🙂é", max_size=30), max_size=8))
def test_counts_are_those_of_a_counter(level, several):
    found = count_pieces(several, level, "gpt2")
    expected = Counter(piece for text in several for piece in slow_split(text))
    spelled = np.split(found.units, found.ends[:-1]) if len(found.ends) else []
    if level == "bytes":
        names = [bytes(piece.tolist()).decode() for piece in spelled]
    else:
        names = ["".join(map(chr, piece)) for piece in spelled]
    assert dict(zip(names, found.counts.tolist(), strict=True)) == expected
    assert names == list(expected)


def test_counting_grows_its_table():
    """More different pieces than the table first has room for."""
    symbols = np.arange(40_000, dtype=np.int32).repeat(2)
    ends = np.arange(1, 80_001)
    units, found, weights = count.count_pieces(symbols, ends, np.ones(80_000, np.int64))
    assert units.tolist() == list(range(40_000))
    assert found.tolist() == list(range(1, 40_001))
    assert set(weights.tolist()) == {2}


def test_table_finds_what_was_stored():
    rng = np.random.default_rng(5)
    stored = rng.choice(2**62, 1000, replace=False)
    keys = table.make_keys(1000)
    for key in stored:
        keys[table.find(keys, key)] = key
    assert all(keys[table.find(keys, key)] == key for key in stored)
    assert (keys != table.EMPTY).sum() == 1000
    assert keys[table.find(keys, 2**62 + 1)] == table.EMPTY


def test_spellings_are_told_apart_though_hashes_may_not_be():
    symbols = np.array([1, 2, 1, 2, 1, 3], np.int32)
    assert table.slice_key(symbols, 0, 2) == table.slice_key(symbols, 2, 4) >= 0
    assert table.same_slice(symbols, 0, 2, 2)
    assert not table.same_slice(symbols, 0, 4, 2)
