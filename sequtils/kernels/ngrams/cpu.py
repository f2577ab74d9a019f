"""Counting n-grams, compiled for the CPU; computes what `reference.py` defines without sorting.

An n-gram is a first word and its suffix. Positions sorted by the (n − 1)-grams that start there,
dealt in that order into one pile for each word that precedes them, come out sorted by n-gram:
the last pass of a radix sort whose earlier passes were made for the shorter n-grams. The next
length is therefore one counting pass away, however many words there are.

Axes: T tokens, P positions where an n-gram starts, G distinct n-grams.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.ngrams.table import Table, unigrams


def count_ngrams(tokens: np.ndarray, order: int, size: int) -> list[Table]:
    """Count the n-grams of the lengths 1 … order that lie within sentences.

    Args:
        tokens, order, size: As in `reference.count_ngrams`.

    Returns:
        The tables for n = 1 … order.

    Example:
        >>> tables = count_ngrams(np.array([3, 0, 1, 0, 1, 3, 0], np.int32), order=2, size=4)
        >>> tables[1].counts.tolist()
        [2, 1, 2]
    """
    tables = [unigrams(tokens, size)]
    if order == 1:
        return tables
    starts, rows = _sort_by_word(tokens, size), tokens
    numbers = tokens[starts]
    for n in range(2, order + 1):
        starts, suffixes = _sort_by_suffix(tokens, starts, numbers, size)
        numbers, rows, *columns = _number(tokens, starts, suffixes, rows, n, size)
        tables.append(Table(*columns))
    return tables


@njit(cache=True)
def _piles(words, size):
    """Where the pile of each word begins when `words` are dealt, [size]."""
    begin = np.zeros(size + 1, np.int64)
    for word in words:
        begin[word + 1] += 1
    for word in range(size):
        begin[word + 1] += begin[word]
    return begin


@njit(cache=True)
def _sort_by_word(tokens, size):
    """Return all positions, sorted by their word, int32 [T]."""
    place = _piles(tokens, size)
    starts = np.empty(len(tokens), np.int32)
    for t in range(len(tokens)):
        starts[place[tokens[t]]] = t
        place[tokens[t]] += 1
    return starts


@njit(cache=True)
def _sort_by_suffix(tokens, suffix_starts, numbers, size):
    """Sort the positions of the n-grams, given those of the (n − 1)-grams.

    Args:
        tokens: [T].
        suffix_starts: Positions of the (n − 1)-grams, sorted.
        numbers: Their rows, in the same order.
        size: Number of ids.

    Returns:
        Positions of the n-grams, sorted, and the rows of their suffixes, both int32 [P].
    """
    boundary = size - 1
    # A suffix that begins with the boundary opens its sentence: no n-gram ends with it.
    firsts = np.empty(len(suffix_starts), np.int32)
    P = 0
    for t in suffix_starts:
        if tokens[t] != boundary:
            firsts[P] = tokens[t - 1]
            P += 1
    place = _piles(firsts[:P], size)
    starts = np.empty(P, np.int32)
    suffixes = np.empty(P, np.int32)
    # The boundary has the largest id, so the suffixes passed over were the last.
    for i in range(P):
        first = firsts[i]
        starts[place[first]] = suffix_starts[i] - 1
        suffixes[place[first]] = numbers[i]
        place[first] += 1
    return starts, suffixes


@njit(cache=True)
def _number(tokens, starts, suffix_rows, shorter, n, size):
    """Number the sorted n-grams.

    Args:
        tokens: [T].
        starts: Positions of the n-grams, sorted, [P].
        suffix_rows: Rows of their suffixes, [P].
        shorter: Row of the (n − 1)-gram that starts at each position, [T].
        n: Length of the n-grams.
        size: Number of ids.

    Returns:
        numbers int32 [P], the rows of the n-grams in sorted order; rows int32 [T], the same by
        position; and the columns of the table: keys, suffixes, counts, each [G].
    """
    numbers = np.empty(len(starts), np.int32)
    rows = np.empty(len(tokens), np.int32)
    keys = np.empty(len(starts), np.int64)
    suffixes = np.empty(len(starts), np.int32)
    counts = np.zeros(len(starts), np.int32)
    g = -1
    first = suffix = -1
    for i in range(len(starts)):
        t = starts[i]
        # Memory is read at random only here: two n-grams are equal if these two numbers are.
        if suffix_rows[i] != suffix or tokens[t] != first:
            g += 1
            first, suffix = tokens[t], suffix_rows[i]
            keys[g] = np.int64(shorter[t]) * size + tokens[t + n - 1]
            suffixes[g] = suffix
        counts[g] += 1
        numbers[i] = g
        rows[t] = g
    return numbers, rows, keys[: g + 1].copy(), suffixes[: g + 1].copy(), counts[: g + 1].copy()
