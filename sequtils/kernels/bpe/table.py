"""A hash table of whole numbers in one array: open addressing, linear probing."""

from __future__ import annotations

import numpy as np
from numba import njit

EMPTY = -1
_GOLDEN = -7046029254386353131  # 2^64 / golden ratio as a signed number (Knuth, 1973, section 6.4)


@njit(cache=True)
def make_keys(entries):
    """Return an empty table that stays at most half full with this many entries."""
    capacity = 16
    while capacity < 2 * entries:
        capacity *= 2
    return np.full(capacity, EMPTY, np.int64)


@njit(cache=True)
def find(keys, key):
    """Return where `key`, at least 0, is stored, or the empty place where it belongs."""
    mask = len(keys) - 1
    slot = ((key * _GOLDEN) >> 24) & mask
    while keys[slot] != EMPTY and keys[slot] != key:
        slot = (slot + 1) & mask
    return slot


@njit(cache=True)
def pair_key(left, right):
    """Return one number for two ids; numbers order as pairs do."""
    return (np.int64(left) << 32) | np.int64(right)


@njit(cache=True)
def slice_key(symbols, start, end):
    """Return a number, at least 0, that equal slices share (Fowler, Noll & Vo, 1991, 64 bits)."""
    value = np.int64(-3750763034362895579)
    for i in range(start, end):
        value = (value ^ symbols[i]) * np.int64(1099511628211)
    return (value ^ (value >> 32)) & np.int64(0x7FFFFFFFFFFFFFFF)


@njit(cache=True)
def same_slice(symbols, first, second, length):
    """Say whether two slices of this length are equal."""
    i = 0
    while i < length and symbols[first + i] == symbols[second + i]:
        i += 1
    return i == length
