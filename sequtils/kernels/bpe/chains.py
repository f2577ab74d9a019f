"""What all learning of merges works on: words as chains, places as chains, spellings of tokens.

A merge turns two neighbours in a chain into one. Different merges can spell the same token, so
spellings are looked up in a hash table.

Axes: T symbols, P words, M merges.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.bpe.table import EMPTY, find, make_keys, same_slice, slice_key


class Words(NamedTuple):
    """Chains of symbols; −1 stands for the end of a word. All of shape [T]."""

    symbols: np.ndarray
    before: np.ndarray
    after: np.ndarray
    weights: np.ndarray  # how often the word of this place occurs


class Places(NamedTuple):
    """Links between the places where the same pair begins. Both of shape [T]."""

    previous: np.ndarray
    following: np.ndarray


class Spellings(NamedTuple):
    """How tokens are spelled: each is a slice of the words as they were given."""

    spelled: np.ndarray
    begins: np.ndarray
    lengths: np.ndarray
    keys: np.ndarray  # a hash table of spellings
    ids: np.ndarray


@njit(cache=True)
def chain(symbols, ends, counts):
    """Link the symbols of each word.

    Args:
        symbols: The words, one behind the other, int32 [T]; merging will change them.
        ends: Where each word ends, int64 [P].
        counts: How often each word occurs, int64 [P].

    Returns:
        The words.
    """
    T = len(symbols)
    before, after = np.arange(-1, T - 1).astype(np.int32), np.arange(1, T + 1).astype(np.int32)
    weights = np.empty(T, np.int64)
    begin = 0
    for word in range(len(ends)):
        if ends[word] > begin:
            before[begin], after[ends[word] - 1] = -1, -1
        weights[begin : ends[word]] = counts[word]
        begin = ends[word]
    return Words(symbols, before, after, weights)


@njit(cache=True)
def no_places(length):
    """Return links between places, none of which is linked yet."""
    return Places(np.full(length, -1, np.int32), np.full(length, -1, np.int32))


@njit(cache=True)
def make_spellings(symbols, alphabet, limit):
    """Return the spellings of an alphabet, with room for more.

    Args:
        symbols: The words, spelled in ids below `alphabet`, int32 [T].
        alphabet: How many tokens there are to begin with; their spelling is never looked up.
        limit: How many there may be.

    Returns:
        The spellings.
    """
    keys = make_keys(limit - alphabet + 1)
    begins, lengths = np.zeros(limit + 1, np.int64), np.ones(limit + 1, np.int64)
    return Spellings(symbols, begins, lengths, keys, np.zeros(len(keys), np.int64))


@njit(cache=True)
def token_of(place, length, spellings, new):
    """Return the token that is spelled like a slice of the words.

    Args:
        place: Where the slice begins.
        length: How many symbols it has.
        spellings: The tokens made so far; a new one is entered.
        new: The id of the next new token.

    Returns:
        The id, `new` if no token was spelled like this yet.
    """
    key = slice_key(spellings.spelled, place, place + length)
    slot = find(spellings.keys, key)
    while spellings.keys[slot] != EMPTY:
        known = spellings.ids[slot]
        same = spellings.lengths[known] == length
        if same and same_slice(spellings.spelled, spellings.begins[known], place, length):
            return known
        key = (key + 1) & np.int64(0x7FFFFFFFFFFFFFFF)  # another spelling with the same hash
        slot = find(spellings.keys, key)
    spellings.keys[slot], spellings.ids[slot] = key, new
    spellings.begins[new], spellings.lengths[new] = place, length
    return np.int64(new)


@njit(cache=True)
def merge_rows(merges):
    """Return a list of merges, three ids each, as an int64 array of shape [M, 3]."""
    rows = np.empty((len(merges), 3), np.int64)
    for i, (left, right, token) in enumerate(merges):
        rows[i, 0], rows[i, 1], rows[i, 2] = left, right, token
    return rows
