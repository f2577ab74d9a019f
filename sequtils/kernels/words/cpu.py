"""Reading words, compiled for the CPU; computes what `reference.py` defines.

The words lie one behind the other in a pool of bytes. A hash table with open addressing leads from
the bytes of a word to its number. Memory grows with the number of different words only: what is
read is handed over in blocks.

Axes: B bytes of a block, U different words, T words of a block, S sentences that end in it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

_FNV_OFFSET = -3750763034362895579  # of 64 bits, as a signed number (Fowler, Noll & Vo, 1991)
_FNV_PRIME = 1099511628211
_NEWLINE = 10


class Lexicon(NamedTuple):
    """The different words that were read, with room for more.

    Attributes:
        slots: The hash table: word numbers, or −1 where there is none, int32 [a power of 2].
        hashes: Of each word, int64 [≥ U].
        counts: How often each word was read, int64 [≥ U].
        ends: Where word u ends in the pool; it begins where word u − 1 ends, int64 [≥ U + 1],
            with the beginning of the first in front.
        pool: The bytes of all words, uint8 [≥ ends[U]].
        found: U, int64 [1].
    """

    slots: np.ndarray
    hashes: np.ndarray
    counts: np.ndarray
    ends: np.ndarray
    pool: np.ndarray
    found: np.ndarray


def make_lexicon(words: int = 1 << 15, letters: int = 1 << 18) -> Lexicon:
    """An empty lexicon with room for so many words and bytes; `words` is a power of 2."""
    return Lexicon(
        np.full(2 * words, -1, np.int32),
        np.zeros(words, np.int64),
        np.zeros(words, np.int64),
        np.zeros(words + 1, np.int64),
        np.zeros(letters, np.uint8),
        np.zeros(1, np.int64),
    )


def with_room(lexicon: Lexicon, letters: int) -> Lexicon:
    """The same words, with room for as many again and for so many more bytes."""
    found = int(lexicon.found[0])
    used = int(lexicon.ends[found])
    larger = make_lexicon(2 * len(lexicon.hashes), 2 * len(lexicon.pool) + letters)
    larger.hashes[:found] = lexicon.hashes[:found]
    larger.counts[:found] = lexicon.counts[:found]
    larger.ends[: found + 1] = lexicon.ends[: found + 1]
    larger.pool[:used] = lexicon.pool[:used]
    larger.found[0] = found
    _fill(larger.slots, larger.hashes[:found])
    return larger


@njit(cache=True)
def _fill(slots, hashes):
    """Enter words that are known to differ."""
    for u in range(len(hashes)):
        slot = hashes[u] & (len(slots) - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = u


@njit(cache=True, inline="always")
def _is_space(byte):
    """Whether a byte is ASCII white space, as `bytes.split` has it."""
    return byte == 32 or 9 <= byte <= 13


@njit(cache=True, inline="always")
def _same(pool, start, data, begin, length):
    """Whether a word of the pool has the bytes of a word of the block."""
    i = 0
    while i < length and pool[start + i] == data[begin + i]:
        i += 1
    return i == length


@njit(cache=True, inline="always")
def _find(lexicon, value, data, start, length):
    """The slot of a word of the block, or the empty one where it belongs."""
    slots = lexicon.slots
    slot = value & (len(slots) - 1)
    while slots[slot] >= 0:
        u = slots[slot]
        known = lexicon.ends[u]
        if (
            lexicon.hashes[u] == value
            and lexicon.ends[u + 1] - known == length
            and _same(lexicon.pool, known, data, start, length)
        ):
            break
        slot = (slot + 1) & (len(slots) - 1)
    return slot


@njit(cache=True)
def _add(lexicon, slot, value, data, start, length):
    """Enter a new word at an empty slot; say whether there was room."""
    u = lexicon.found[0]
    first = lexicon.ends[u]
    if u == len(lexicon.hashes) or first + length > len(lexicon.pool):
        return False
    lexicon.slots[slot] = u
    lexicon.hashes[u] = value
    lexicon.pool[first : first + length] = data[start : start + length]
    lexicon.ends[u + 1] = first + length
    lexicon.found[0] = u + 1
    return True


@njit(cache=True, nogil=True)
def read_block(data, begin, lexicon, tokens, ends, unended):
    """Number the words of a block until it ends or the lexicon is full.

    Args:
        data: Bytes that end with white space, uint8 [B].
        begin: Where to start in it, between two words.
        lexicon: The words read so far; new ones are added.
        tokens: Room for the numbers of the words, int32 [≥ B/2].
        ends: Room for where lines end among the tokens, int64 [≥ B/2 + 1]; lines without words do
            not count.
        unended: Whether the line that goes on here has had words before.

    Returns:
        Where it stopped in the data (B, unless the lexicon is full), how many tokens and how many
        line ends it wrote.
    """
    n = s = 0
    last = -1 if unended else 0
    at = begin
    while at < len(data):
        if _is_space(data[at]):
            if data[at] == _NEWLINE and n > last:
                ends[s] = last = n
                s += 1
            at += 1
            continue
        start, value = at, np.int64(_FNV_OFFSET)
        while not _is_space(data[at]):
            value = (value ^ np.int64(data[at])) * np.int64(_FNV_PRIME)
            at += 1
        value ^= value >> 32
        slot = _find(lexicon, value, data, start, at - start)
        if lexicon.slots[slot] < 0 and not _add(lexicon, slot, value, data, start, at - start):
            return start, n, s
        tokens[n] = lexicon.slots[slot]
        lexicon.counts[tokens[n]] += 1
        n += 1
    return at, n, s


@njit(cache=True, nogil=True)
def renumber(tokens, ends, ids, longest, held):
    """Replace word numbers by ids, in place, and cut sentences.

    Args:
        tokens: Word numbers, int32 [T]; overwritten.
        ends: Where sentences end among them, int64 [S]; words behind the last go on in the next
            call.
        ids: The id of each word number, −1 for words to leave out, int32 [U].
        longest: Longer sentences are cut into pieces of that many words.
        held: How many words that remain the first sentence has had before.

    Returns:
        How many tokens remain at the front of `tokens`, where among them sentences are cut off
        that have words, int64, and how many words the one that is left open has had.
    """
    cuts = np.empty(len(ends) + (held + len(tokens)) // longest, np.int64)
    n = p = begin = 0
    for s in range(len(ends) + 1):
        end = ends[s] if s < len(ends) else len(tokens)
        for t in range(begin, end):
            if ids[tokens[t]] >= 0:
                tokens[n] = ids[tokens[t]]
                n += 1
                held += 1
                if held == longest:
                    cuts[p] = n
                    p += 1
                    held = 0
        if held and s < len(ends):
            cuts[p] = n
            p += 1
            held = 0
        begin = end
    return n, cuts[:p], held
