"""Longest match in time linear in the text: a trie that never reads a character twice.

Each node knows what to do when no child fits: which tokens are then certain (its pops), and which
node, for the characters that remain, to go on from (its failure). It is the automaton of Aho &
Corasick, 1975, bent to longest match from the left.

Axes: V tokens, C characters, N nodes, P words, T tokens of the text.

References:
    Song et al., 2021, Fast WordPiece Tokenization, arXiv:2012.15524.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.bpe.table import EMPTY, find, make_keys, pair_key

NONE = -1
START, INSIDE = 0, 1  # the nodes of no character yet, at the start of a word and inside


class Trie(NamedTuple):
    """The tokens as a tree of characters, children by hash table."""

    keys: np.ndarray  # int64, a character and a node: the lower half spreads best
    children: np.ndarray  # int32, the node they lead to
    failures: np.ndarray  # int32 [N]
    pop_begins: np.ndarray  # int64 [N + 1]
    pops: np.ndarray  # int32, ids of tokens


@njit(cache=True)
def make_trie(letters, ends, inside, ids):
    """Build the trie of a vocabulary.

    Args:
        letters: The characters of the tokens, without ##, int32 [C].
        ends: Where each token ends, int64 [V]; none is empty.
        inside: Whether each stands inside a word, bool [V].
        ids: The id of each, int32 [V].

    Returns:
        The trie.
    """
    keys = make_keys(len(letters))
    children = np.full(len(keys), NONE, np.int32)
    parents, incoming, tokens = _grow_nodes(letters, ends, inside, ids, keys, children)
    N = len(parents)
    failures = np.full(N, NONE, np.int32)
    begins = np.zeros(N + 1, np.int64)
    pops = np.empty(2 * N, np.int32)
    size = 0
    for node in range(2, N):
        begins[node] = size
        # A node's pops are its own token, or its parent's and what failing from there pops.
        if len(pops) < size + N:
            pops = np.concatenate((pops, np.empty(len(pops) + N, np.int32)))
        if tokens[node] != NONE:
            failures[node] = INSIDE
            pops[size] = tokens[node]
            size += 1
            continue
        ancestor, first = parents[node], size
        found = NONE
        while ancestor != NONE:
            for k in range(begins[ancestor], begins[ancestor + 1]):
                pops[size] = pops[k]
                size += 1
            ancestor = failures[ancestor]
            if ancestor != NONE:
                found = children[find(keys, pair_key(incoming[node], ancestor))]
                if found != NONE:
                    break
        failures[node] = found
        if found == NONE:
            size = first
    begins[N] = size
    return Trie(*_compact(keys, children, N), failures, begins, pops[:size].copy())


@njit(cache=True)
def _compact(keys, children, nodes):
    """Return a table no larger than need be, which is kinder to the processor's cache."""
    smaller = make_keys(2 * nodes)
    moved = np.full(len(smaller), NONE, np.int32)
    for slot in range(len(keys)):
        if keys[slot] != EMPTY:
            new = find(smaller, keys[slot])
            smaller[new], moved[new] = keys[slot], children[slot]
    return smaller, moved


@njit(cache=True)
def _grow_nodes(letters, ends, inside, ids, keys, children):
    """Make the nodes depth by depth, so that shorter ones have smaller numbers."""
    V = len(ends)
    parents = np.full(len(letters) + 2, NONE, np.int32)
    incoming = np.zeros(len(letters) + 2, np.int32)
    tokens = np.full(len(letters) + 2, NONE, np.int32)
    reached = np.where(inside, INSIDE, START)
    size, depth, growing = 2, 0, True
    while growing:
        growing = False
        for token in range(V):
            begin = ends[token - 1] if token else 0
            if begin + depth >= ends[token]:
                continue
            growing = True
            letter = letters[begin + depth]
            key = pair_key(letter, reached[token])
            slot = find(keys, key)
            if keys[slot] == EMPTY:
                keys[slot], children[slot] = key, size
                parents[size], incoming[size] = reached[token], letter
                size += 1
            reached[token] = children[slot]
            if begin + depth + 1 == ends[token]:
                tokens[reached[token]] = ids[token]
        depth += 1
    return parents[:size], incoming[:size], tokens[:size]


@njit(cache=True, nogil=True)
def match_words(letters, ends, trie, unknown, max_word):
    """Cut words into the longest tokens, from left to right.

    Args:
        letters: The characters of the words, int32 [C].
        ends: Where each word ends, int64 [P].
        trie: From `make_trie`.
        unknown: Id for a word that no tokens make, or that is too long.
        max_word: Most characters a word may have.

    Returns:
        ids int32 [T], and where the tokens of each word end among them, int64 [P].
    """
    ids = np.empty(len(letters), np.int32)  # a token has a character at least
    token_ends = np.empty_like(ends)
    begin, size = 0, 0
    for word in range(len(ends)):
        end, first = ends[word], size
        node, i = START, begin
        if end - begin > max_word:
            node = NONE
        while node != NONE:
            child = NONE
            if i < end:
                child = trie.children[find(trie.keys, pair_key(letters[i], node))]
            if child != NONE:
                node = child
                i += 1
                continue
            if i == end and node == INSIDE:
                break
            for k in range(trie.pop_begins[node], trie.pop_begins[node + 1]):
                ids[size] = trie.pops[k]
                size += 1
            node = trie.failures[node]
        if node == NONE:
            ids[first] = unknown
            size = first + 1
        token_ends[word] = size
        begin = end
    return ids[:size].copy(), token_ends
