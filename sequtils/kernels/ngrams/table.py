"""What is known of all n-grams of one length: a sorted key each, its suffix and its count."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Table(NamedTuple):
    """The G distinct n-grams of one length n, a row each, in the order of their ids.

    A prefix is an n-gram without its last word, a suffix one without its first; both are rows of
    the table for n − 1. Since rows are numbered in sorted order, so are the keys, and all n-grams
    that continue one history stand next to each other.

    Attributes:
        keys: prefix · size + last word, rising, int64 [G]; for n = 1 simply the word.
        suffixes: Rows of the suffixes, int32 [G]; for n = 1 all 0, the empty history.
        counts: How often each was seen, int32 [G].
    """

    keys: np.ndarray
    suffixes: np.ndarray
    counts: np.ndarray


def unigrams(tokens: np.ndarray, size: int) -> Table:
    """Return the table for n = 1, whose rows are the ids themselves, seen or not.

    The boundary, id size − 1, is never predicted, so its count is 0.

    Args:
        tokens: Ids, int32 [T].
        size: Number of ids, the boundary included.

    Returns:
        The table, of `size` rows.

    Example:
        >>> unigrams(np.array([3, 0, 1, 0]), size=4).counts.tolist()
        [2, 1, 0, 0]
    """
    counts = np.bincount(tokens, minlength=size).astype(np.int32)
    counts[size - 1] = 0
    return Table(np.arange(size), np.zeros(size, np.int32), counts)
