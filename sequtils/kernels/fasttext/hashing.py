"""The n-grams of a whole vocabulary, compiled; finds what `ngrams.py` defines.

Axes: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from sequtils.kernels.fasttext.ngrams import END_OF_SENTENCE, Subwords


def hash_words(words: Sequence[str], min_n: int, max_n: int, bucket: int) -> Subwords:
    """Find the input rows of every word: its own, then those of its n-grams.

    Args:
        words: The V words.
        min_n, max_n: As in `ngrams.ngrams`; with a max_n of 0 words have no n-grams.
        bucket: How many buckets the n-grams share.

    Returns:
        Rows of words 0 … V − 1, of bucket i V + i.

    Example:
        >>> hash_words(["a", "where"], 3, 3, bucket=1_000).rows.tolist()
        [0, 602, 1, 654, 943, 422, 35, 500]
    """
    # An empty text has no n-grams, which is what the end of a sentence is to have.
    texts = [
        b"" if word == END_OF_SENTENCE else f"<{word}>".encode("utf-8", "surrogateescape")
        for word in words
    ]
    begins = np.cumsum([0, *map(len, texts)])
    text = np.frombuffer(b"".join(texts), np.uint8)
    bounds = np.empty(len(words) + 1, np.int64)
    rows = np.empty(len(words) + len(text) * (max(max_n - min_n, -1) + 1), np.int32)
    used = _hash(text, begins, min_n, max_n, np.uint32(bucket), bounds, rows)
    return Subwords(rows[:used].copy(), bounds, _gains(rows, bounds))


@njit(cache=True)
def _gains(rows, bounds):
    """Compares all rows of a word with each other; words are short."""
    gains = np.empty(len(bounds) - 1, np.float32)
    for word in range(len(gains)):
        own = rows[bounds[word] : bounds[word + 1]]
        equal = 0
        for i in own:
            for j in own:
                equal += i == j
        gains[word] = equal / len(own)
    return gains


@njit(cache=True)
def _hash(text, begins, min_n, max_n, bucket, bounds, rows):
    size, m = len(begins) - 1, 0
    for word in range(size):
        bounds[word] = m
        rows[m] = word
        m += 1
        first, end = begins[word], begins[word + 1]
        for begin in range(first, end):
            if text[begin] & 0xC0 == 0x80:
                continue
            h, n, i = np.uint32(0x811C9DC5), 0, begin
            while i < end and n < max_n:
                h = np.uint32((h ^ np.uint32(np.int8(text[i]))) * np.uint32(0x01000193))
                i += 1
                if i < end and text[i] & 0xC0 == 0x80:
                    continue
                n += 1
                bracket = n == 1 and (begin == first or i == end)
                if n >= min_n and not bracket:
                    rows[m] = size + h % bucket
                    m += 1
    bounds[size] = m
    return m
