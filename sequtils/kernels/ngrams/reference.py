"""Counting n-grams as `np.unique` says it: one sorted integer key for each n-gram.

An n-gram is its prefix, of length n − 1, and one more word. Once the prefixes are numbered, the
pair is a single integer, prefix · size + word, and counting is sorting those.

Axes: T tokens, G distinct n-grams.
"""

from __future__ import annotations

import numpy as np

from sequtils.kernels.ngrams.table import Table, unigrams


def count_ngrams(tokens: np.ndarray, order: int, size: int) -> list[Table]:
    """Count the n-grams of the lengths 1 … order that lie within sentences.

    Args:
        tokens: Ids, int32 [T]. Every sentence begins with the boundary, id size − 1, which is
            found nowhere else.
        order: Length of the longest n-grams, at least 1.
        size: Number of ids, the boundary included.

    Returns:
        The tables for n = 1 … order.

    Example:
        >>> tables = count_ngrams(np.array([3, 0, 1, 0, 1, 3, 0], np.int32), order=2, size=4)
        >>> [divmod(key, 4) for key in tables[1].keys.tolist()]
        [(0, 1), (1, 0), (3, 0)]
        >>> tables[1].counts.tolist()
        [2, 1, 2]
    """
    tables = [unigrams(tokens, size)]
    rows = tokens.astype(np.int64)  # row of the n-gram that starts at each position, −1 for none
    for n in range(2, order + 1):
        last = tokens[n - 1 :]
        prefixes = rows[: len(last)]
        starts = np.flatnonzero((prefixes >= 0) & (last != size - 1))
        keys, first, inverse, counts = np.unique(
            prefixes[starts] * size + last[starts],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        suffixes = rows[starts[first] + 1]
        tables.append(Table(keys, suffixes.astype(np.int32), counts.astype(np.int32)))
        rows = np.full(len(tokens), -1)
        rows[starts] = inverse
    return tables
