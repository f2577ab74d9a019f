"""Merging the symbols of pieces, compiled; computes what `text.bpe.reference.encode` defines.

Axes: T symbols, P pieces, M merges, N tokens.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np
from numba import njit

from sequtils.kernels.bpe.table import find, make_keys, pair_key

NEVER = np.int32(2**31 - 1)
# Up to here looking through all pairs of a piece is faster than a heap, beyond it is quadratic.
_SHORT = 64


@njit(cache=True)
def make_table(left, right, priorities):
    """Return the hash table of mergeable pairs: keys int64 and priorities int32."""
    keys = make_keys(2 * len(left))
    values = np.full(len(keys), NEVER, np.int32)
    for i in range(len(left)):
        key = pair_key(left[i], right[i])
        slot = find(keys, key)
        keys[slot] = key
        values[slot] = priorities[i]
    return keys, values


@njit(cache=True, nogil=True)
def merge_pieces(symbols, ends, keys, values, products):
    """Merge within each piece the pair of lowest priority, the leftmost first, while there is one.

    Args:
        symbols: Ids of the characters or bytes, int32 [T].
        ends: Where each piece ends, int64 [P].
        keys, values: From `make_table`.
        products: Id of the token that a merge of each priority makes, int32 [M].

    Returns:
        ids int32 [N], and where the tokens of each piece end, int64 [P].
    """
    ids = symbols.copy()
    token_ends = np.empty_like(ends)
    priorities = np.empty(_SHORT, np.int32)
    begin, size = 0, 0
    for piece in range(len(ends)):
        length = ends[piece] - begin
        word = ids[size : size + length]  # never overtakes what is still to be read
        for i in range(length):
            word[i] = symbols[begin + i]
        if length <= _SHORT:
            size += _merge_short(word, priorities, keys, values, products)
        else:
            size += _merge_long(word, keys, values, products)
        token_ends[piece] = size
        begin = ends[piece]
    return ids[:size].copy(), token_ends


@njit(cache=True)
def _priority(left, right, keys, values):
    return values[find(keys, pair_key(left, right))]


@njit(cache=True)
def _merge_short(word, priorities, keys, values, products):
    """Merge in place; return how many tokens are left."""
    n = len(word)
    for i in range(n - 1):
        priorities[i] = _priority(word[i], word[i + 1], keys, values)
    while n > 1:
        best = 0
        for i in range(1, n - 1):
            if priorities[i] < priorities[best]:
                best = i
        if priorities[best] == NEVER:
            break
        word[best] = products[priorities[best]]
        n -= 1
        for i in range(best + 1, n):
            word[i] = word[i + 1]
            priorities[i - 1] = priorities[i]
        if best > 0:
            priorities[best - 1] = _priority(word[best - 1], word[best], keys, values)
        if best < n - 1:
            priorities[best] = _priority(word[best], word[best + 1], keys, values)
    return n


@njit(cache=True)
def _merge_long(word, keys, values, products):
    """Merge in place; return how many tokens are left. A heap holds (priority, place)."""
    n = len(word)
    before, after = np.arange(-1, n - 1), np.arange(1, n + 1)
    heap = [pair_key(_priority(word[i], word[i + 1], keys, values), i) for i in range(n - 1)]
    heapify(heap)
    while heap:
        entry = heappop(heap)
        priority, i = entry >> 32, entry & 0xFFFFFFFF
        if priority == NEVER:
            break
        j = after[i]
        # An entry is stale when its left symbol is gone or its pair has changed since.
        if word[i] < 0 or j == n or _priority(word[i], word[j], keys, values) != priority:
            continue
        word[i], word[j] = products[priority], -1
        after[i] = after[j]
        if after[j] < n:
            before[after[j]] = i
            heappush(heap, pair_key(_priority(word[i], word[after[i]], keys, values), i))
        if i > 0:
            k = before[i]
            heappush(heap, pair_key(_priority(word[k], word[i], keys, values), k))
    kept = 0
    for i in range(n):
        if word[i] >= 0:
            word[kept] = word[i]
            kept += 1
    return kept
