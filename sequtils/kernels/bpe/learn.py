"""Learning merges, compiled; computes what `text.bpe.reference.learn_merges` defines.

The words lie one behind the other. The places where a pair occurs form a doubly linked list
through the places themselves, since each place begins one pair at a time: nothing is allocated or
searched for when a merge takes pairs away and makes new ones. A heap yields the most frequent
pair; totals that fall leave its entries stale, which is found when they come up.

Axes: T symbols, P words, M merges.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.bpe.chains import chain, make_spellings, merge_rows, no_places, token_of
from sequtils.kernels.bpe.table import EMPTY, find, make_keys, pair_key


class Pairs(NamedTuple):
    """A hash table of pairs: how often each occurs, and the first place where it does."""

    keys: np.ndarray
    totals: np.ndarray
    heads: np.ndarray
    touched: np.ndarray  # the last merge that made this pair more frequent


@njit(cache=True, nogil=True)
def learn_merges(symbols, ends, counts, alphabet, new_tokens, min_count):
    """Learn merges until there are so many new tokens or no pair is frequent enough.

    Args:
        symbols: The words, spelled in ids below `alphabet`, int32 [T].
        ends: Where each word ends, int64 [P].
        counts: How often each word occurs, int64 [P].
        alphabet: How many ids there are to begin with.
        new_tokens: How many to add.
        min_count: Pairs seen less often are not merged; at least 1.

    Returns:
        int64 [M, 3]: the left and right id of each merge and the id it makes, which is an earlier
        token's if that is spelled the same.
    """
    limit = alphabet + min(new_tokens, len(symbols))
    spellings = make_spellings(symbols, alphabet, limit)
    words = chain(symbols.copy(), ends, counts)
    places = no_places(len(symbols))
    pairs = _empty_pairs(min(alphabet * alphabet, len(symbols)) + 2 * limit)
    used = 0
    for p in range(len(symbols)):
        if words.after[p] >= 0:
            used += _add(p, words, pairs, places)[1]
    heap = [(-pairs.totals[s], pairs.keys[s]) for s in range(len(pairs.keys))]
    heapify(heap)
    merges = [(np.int64(0), np.int64(0), np.int64(0)) for _ in range(0)]
    size = alphabet
    while size < limit and heap:
        total, key = heappop(heap)
        now = pairs.totals[find(pairs.keys, key)]
        if now != -total:
            if min_count <= now < -total:
                heappush(heap, (-now, key))
            continue
        if now < min_count:
            break
        # A merge makes at most two new pairs with each token.
        if 2 * (used + 2 * size + 2) > len(pairs.keys):
            pairs = _grown(pairs, 2 * (used + 2 * size + 2))
        left, right = key >> 32, key & np.int64(0xFFFFFFFF)
        place = pairs.heads[find(pairs.keys, key)]
        token = token_of(place, spellings.lengths[left] + spellings.lengths[right], spellings, size)
        size += token == size
        merges.append((left, right, token))
        used += _merge(key, token, words, pairs, places, min_count, len(merges), heap)
    return merge_rows(merges)


@njit(cache=True)
def _empty_pairs(entries):
    keys = make_keys(entries)
    totals, heads = np.zeros(len(keys), np.int64), np.full(len(keys), -1, np.int32)
    return Pairs(keys, totals, heads, np.zeros(len(keys), np.int64))


@njit(cache=True)
def _grown(pairs, entries):
    """Return a larger table of the same pairs; those that no longer occur are left out."""
    larger = _empty_pairs(2 * entries)
    for old in range(len(pairs.keys)):
        if pairs.totals[old] > 0:
            slot = find(larger.keys, pairs.keys[old])
            larger.keys[slot] = pairs.keys[old]
            larger.totals[slot], larger.heads[slot] = pairs.totals[old], pairs.heads[old]
    return larger


@njit(cache=True)
def _slot(p, words, pairs):
    """Where the pair that begins at place `p` is counted."""
    key = pair_key(words.symbols[p], words.symbols[words.after[p]])
    return find(pairs.keys, key), key


@njit(cache=True)
def _add(p, words, pairs, places):
    """Enter the pair that begins at `p`; return its slot and whether it is new to the table."""
    slot, key = _slot(p, words, pairs)
    new = pairs.keys[slot] == EMPTY
    pairs.keys[slot] = key
    pairs.totals[slot] += words.weights[p]
    head = pairs.heads[slot]
    places.previous[p], places.following[p] = -1, head
    if head >= 0:
        places.previous[head] = p
    pairs.heads[slot] = p
    return slot, int(new)


@njit(cache=True)
def _remove(p, words, pairs, places):
    """Strike the pair that begins at `p`."""
    slot, _ = _slot(p, words, pairs)
    pairs.totals[slot] -= words.weights[p]
    previous, following = places.previous[p], places.following[p]
    if previous >= 0:
        places.following[previous] = following
    else:
        pairs.heads[slot] = following
    if following >= 0:
        places.previous[following] = previous


@njit(cache=True)
def _merge(key, token, words, pairs, places, min_count, step, heap):
    """Merge a pair everywhere, push what became more frequent; return how many pairs are new."""
    left, right = key >> 32, key & np.int64(0xFFFFFFFF)
    slot, used = find(pairs.keys, key), 0
    risen = [0 for _ in range(0)]
    while pairs.heads[slot] >= 0:
        p = pairs.heads[slot]
        # Of three equal symbols the first two merge, so begin where their run begins.
        while left == right and words.before[p] >= 0 and words.symbols[words.before[p]] == left:
            p = words.before[p]
        while (
            p >= 0
            and words.symbols[p] == left
            and words.after[p] >= 0
            and words.symbols[words.after[p]] == right
        ):
            used += _merge_at(p, token, words, pairs, places, step, risen)
            p = words.after[p]
    for slot in risen:
        if pairs.totals[slot] >= min_count:
            heappush(heap, (-pairs.totals[slot], pairs.keys[slot]))
    return used


@njit(cache=True)
def _merge_at(p, token, words, pairs, places, step, risen):
    """Merge the pair at `p`; note pairs that became more frequent; return how many are new."""
    q, used = words.after[p], 0
    before, behind = words.before[p], words.after[q]
    _remove(p, words, pairs, places)
    if before >= 0:
        _remove(before, words, pairs, places)
    if behind >= 0:
        _remove(q, words, pairs, places)
        words.before[behind] = p
    words.symbols[p], words.symbols[q] = token, -1
    words.after[p] = behind
    for place in (before, p):
        if place >= 0 and words.after[place] >= 0:
            slot, new = _add(place, words, pairs, places)
            used += new
            if pairs.touched[slot] != step:
                pairs.touched[slot] = step
                risen.append(slot)
    return used
