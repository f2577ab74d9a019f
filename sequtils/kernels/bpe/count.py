"""How often each piece occurs.

Axes: T symbols, P pieces, U different pieces.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.bpe.table import same_slice, slice_key


@njit(cache=True, nogil=True)
def count_pieces(symbols, ends, weights):
    """Add up the weights of equal pieces.

    Args:
        symbols: The symbols of all pieces, int32 [T].
        ends: Where each piece ends, int64 [P].
        weights: How often each piece counts, int64 [P].

    Returns:
        symbols, ends and weights of the U different pieces, in the order they were first seen.
    """
    begins = np.empty(len(ends), np.int64)
    lengths = np.empty(len(ends), np.int64)
    hashes = np.empty(len(ends), np.int64)
    counts = np.empty(len(ends), np.int64)
    slots = np.full(1 << 14, -1, np.int32)
    found, begin = 0, 0
    for piece in range(len(ends)):
        end = ends[piece]
        key = slice_key(symbols, begin, end)
        mask = len(slots) - 1
        slot = key & mask
        while slots[slot] >= 0:
            known = slots[slot]
            if (
                hashes[known] == key
                and lengths[known] == end - begin
                and same_slice(symbols, begins[known], begin, end - begin)
            ):
                break
            slot = (slot + 1) & mask
        if slots[slot] >= 0:
            counts[slots[slot]] += weights[piece]
        else:
            slots[slot] = found
            begins[found], lengths[found] = begin, end - begin
            hashes[found], counts[found] = key, weights[piece]
            found += 1
            if 2 * found > len(slots):
                slots = _grown(hashes[:found], 4 * len(slots))
        begin = end
    return (*_gather(symbols, begins[:found], lengths[:found]), counts[:found].copy())


@njit(cache=True)
def _grown(hashes, capacity):
    """Return a larger table of the same entries."""
    slots = np.full(capacity, -1, np.int32)
    for i in range(len(hashes)):
        slot = hashes[i] & (capacity - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (capacity - 1)
        slots[slot] = i
    return slots


@njit(cache=True)
def _gather(symbols, begins, lengths):
    """Copy slices one behind the other; return them and where each ends."""
    ends = np.cumsum(lengths)
    gathered = np.empty(lengths.sum(), symbols.dtype)
    for i in range(len(ends)):
        for k in range(lengths[i]):
            gathered[ends[i] - lengths[i] + k] = symbols[begins[i] + k]
    return gathered, ends
