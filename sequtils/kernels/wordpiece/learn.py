"""Learning by score, compiled; computes what `text.wordpiece.reference.learn_merges` defines.

A merge changes the counts of its two tokens, and with them the score of every pair that either is
part of. So each token heads two chains, of the pairs it begins and of those it ends, and a
tournament over all pairs holds the best on top: a changed score is played up the tree again.

Axes: T symbols, P words, Q pairs, M merges.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.bpe.chains import chain, make_spellings, merge_rows, no_places, token_of
from sequtils.kernels.bpe.table import EMPTY, find, make_keys, pair_key

NONE = -1


class Pairs(NamedTuple):
    """The pairs in the order they were first seen, with room for more. Of shape [Q] but slots."""

    slots: np.ndarray  # a hash table of pairs …
    numbers: np.ndarray  # … and which pair each is
    keys: np.ndarray
    totals: np.ndarray
    heads: np.ndarray  # the first place in the words where the pair begins
    same_left: np.ndarray  # the next pair with this left token
    same_right: np.ndarray
    scores: np.ndarray
    winners: np.ndarray  # [2Q], the tournament: leaves from Q on, the best pair at 1


class Tokens(NamedTuple):
    """How often each token occurs, and the first pairs it begins and ends."""

    counts: np.ndarray
    as_left: np.ndarray
    as_right: np.ndarray


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
    tokens = _count_tokens(words, limit)
    pairs, used = _count_pairs(words, places, tokens)
    for pair in range(used):
        _rescore(pair, pairs, tokens, min_count)
    merges = [(np.int64(0), np.int64(0), np.int64(0)) for _ in range(0)]
    size = alphabet
    while size < limit and pairs.scores[pairs.winners[1]] > 0:
        best = pairs.winners[1]
        left, right = pairs.keys[best] >> 32, pairs.keys[best] & np.int64(0xFFFFFFFF)
        length = spellings.lengths[left] + spellings.lengths[right]
        token = token_of(pairs.heads[best], length, spellings, size)
        size += token == size
        merges.append((left, right, token))
        # A merge makes at most two new pairs with each token.
        pairs = _with_room(pairs, used, 2 * size + 2)
        used = _merge(best, token, words, pairs, places, tokens, used)
        for changed in (left, right, token):
            _rescore_all(changed, pairs, tokens, min_count)
    return merge_rows(merges)


@njit(cache=True)
def _count_tokens(words, limit):
    none = np.full(limit + 1, NONE, np.int32)
    counts = np.zeros(limit + 1, np.int64)
    for p in range(len(words.symbols)):
        counts[words.symbols[p]] += words.weights[p]
    return Tokens(counts, none, none.copy())


@njit(cache=True)
def _count_pairs(words, places, tokens):
    """Return the pairs of the words and how many there are."""
    pairs, used = _with_room(_empty(1), 0, 1024), 0
    for p in range(len(words.symbols)):
        if words.after[p] >= 0:
            pairs = _with_room(pairs, used, 1)
            used += _add(p, words, pairs, places, tokens, used)
    return pairs, used


@njit(cache=True)
def _empty(capacity):
    """Return room for this many pairs, a power of two."""
    slots = make_keys(capacity)
    numbers = np.zeros(2 * capacity, np.int32)
    return Pairs(
        slots,
        np.zeros(len(slots), np.int32),
        np.zeros(capacity, np.int64),
        np.zeros(capacity, np.int64),
        np.full(capacity, NONE, np.int32),
        np.full(capacity, NONE, np.int32),
        np.full(capacity, NONE, np.int32),
        np.zeros(capacity),
        numbers,
    )


@njit(cache=True)
def _with_room(pairs, used, more):
    """Return the pairs, moved to larger arrays if there is no room for `more`."""
    if used + more <= len(pairs.keys):
        return pairs
    capacity = len(pairs.keys)
    while capacity < used + more:
        capacity *= 2
    larger = _empty(capacity)
    for pair in range(used):
        slot = find(larger.slots, pairs.keys[pair])
        larger.slots[slot], larger.numbers[slot] = pairs.keys[pair], pair
    larger.keys[:used] = pairs.keys[:used]
    larger.totals[:used] = pairs.totals[:used]
    larger.heads[:used] = pairs.heads[:used]
    larger.same_left[:used] = pairs.same_left[:used]
    larger.same_right[:used] = pairs.same_right[:used]
    larger.scores[:used] = pairs.scores[:used]
    for pair in range(capacity):
        larger.winners[capacity + pair] = pair
    for node in range(capacity - 1, 0, -1):
        a, b = larger.winners[2 * node], larger.winners[2 * node + 1]
        larger.winners[node] = _better(a, b, larger)
    return larger


@njit(cache=True)
def _better(a, b, pairs):
    """Return the pair of higher score; of equal ones the smaller pair."""
    if pairs.scores[a] != pairs.scores[b]:
        return a if pairs.scores[a] > pairs.scores[b] else b
    return a if pairs.keys[a] < pairs.keys[b] else b


@njit(cache=True)
def _rescore_all(token, pairs, tokens, min_count):
    """Score the pairs a token is part of."""
    pair = tokens.as_left[token]
    while pair != NONE:
        _rescore(pair, pairs, tokens, min_count)
        pair = pairs.same_left[pair]
    pair = tokens.as_right[token]
    while pair != NONE:
        _rescore(pair, pairs, tokens, min_count)
        pair = pairs.same_right[pair]


@njit(cache=True)
def _rescore(pair, pairs, tokens, min_count):
    """Score a pair and play it up the tournament."""
    total, score = pairs.totals[pair], 0.0
    if total >= min_count:
        left, right = pairs.keys[pair] >> 32, pairs.keys[pair] & np.int64(0xFFFFFFFF)
        score = total / (np.float64(tokens.counts[left]) * tokens.counts[right])
    if score == pairs.scores[pair]:
        return
    pairs.scores[pair] = score
    node = (len(pairs.keys) + pair) >> 1
    while node > 0:
        pairs.winners[node] = _better(pairs.winners[2 * node], pairs.winners[2 * node + 1], pairs)
        node >>= 1


@njit(cache=True)
def _add(p, words, pairs, places, tokens, used):
    """Enter the pair that begins at place `p`; return whether it is new."""
    left, right = words.symbols[p], words.symbols[words.after[p]]
    key = pair_key(left, right)
    slot = find(pairs.slots, key)
    new = pairs.slots[slot] == EMPTY
    if new:
        pairs.slots[slot], pairs.numbers[slot] = key, used
        pairs.keys[used] = key
        pairs.same_left[used], tokens.as_left[left] = tokens.as_left[left], used
        pairs.same_right[used], tokens.as_right[right] = tokens.as_right[right], used
    pair = pairs.numbers[slot]
    pairs.totals[pair] += words.weights[p]
    head = pairs.heads[pair]
    places.previous[p], places.following[p] = NONE, head
    if head >= 0:
        places.previous[head] = p
    pairs.heads[pair] = p
    return int(new)


@njit(cache=True)
def _remove(p, words, pairs, places):
    """Strike the pair that begins at place `p`."""
    key = pair_key(words.symbols[p], words.symbols[words.after[p]])
    pair = pairs.numbers[find(pairs.slots, key)]
    pairs.totals[pair] -= words.weights[p]
    previous, following = places.previous[p], places.following[p]
    if previous >= 0:
        places.following[previous] = following
    else:
        pairs.heads[pair] = following
    if following >= 0:
        places.previous[following] = previous


@njit(cache=True)
def _merge(pair, token, words, pairs, places, tokens, used):
    """Merge a pair everywhere; return how many pairs there are then."""
    left, right = pairs.keys[pair] >> 32, pairs.keys[pair] & np.int64(0xFFFFFFFF)
    while pairs.heads[pair] >= 0:
        p = pairs.heads[pair]
        # Of three equal symbols the first two merge, so begin where their run begins.
        while left == right and words.before[p] >= 0 and words.symbols[words.before[p]] == left:
            p = words.before[p]
        while (
            p >= 0
            and words.symbols[p] == left
            and words.after[p] >= 0
            and words.symbols[words.after[p]] == right
        ):
            used = _merge_at(p, token, words, pairs, places, tokens, used)
            p = words.after[p]
    return used


@njit(cache=True)
def _merge_at(p, token, words, pairs, places, tokens, used):
    """Merge the pair at place `p`; return how many pairs there are then."""
    q, weight = words.after[p], words.weights[p]
    before, behind = words.before[p], words.after[q]
    _remove(p, words, pairs, places)
    if before >= 0:
        _remove(before, words, pairs, places)
    if behind >= 0:
        _remove(q, words, pairs, places)
        words.before[behind] = p
    tokens.counts[words.symbols[p]] -= weight
    tokens.counts[words.symbols[q]] -= weight
    tokens.counts[token] += weight
    words.symbols[p], words.symbols[q] = token, NONE
    words.after[p] = behind
    for place in (before, p):
        if place >= 0 and words.after[place] >= 0:
            used += _add(place, words, pairs, places, tokens, used)
    return used
