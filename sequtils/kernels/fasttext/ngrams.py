"""The character n-grams of a word and the buckets they share.

The original program works on UTF-8 bytes, and so does this, that files of either are read alike by
both. Words are strings; bytes that are no UTF-8, which some published files hold, are kept as
Python's `surrogateescape` writes them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

END_OF_SENTENCE = "</s>"  # a word of the original program that has no n-grams


class Subwords(NamedTuple):
    """Which input rows make up each word.

    Attributes:
        rows: Word v has `rows[bounds[v]:bounds[v + 1]]`, the first of them its own; int32.
        bounds: int64 [V + 1].
        gains: How far the mean of a word's rows moves when each takes a step of 1, float32 [V]:
            1 if all are different, (Σ m²)/n if of n rows each is there m times.
    """

    rows: np.ndarray
    bounds: np.ndarray
    gains: np.ndarray


def ngrams(word: str, min_n: int, max_n: int) -> list[str]:
    """The character n-grams of a word between angle brackets, from left to right.

    A bracket alone is none. The whole word with its brackets is one if it is short enough.

    Args:
        word: The word.
        min_n: Least number of characters; 0 is as 1.
        max_n: Largest number of characters.

    Returns:
        The n-grams; one that occurs twice is there twice.

    Example:
        >>> ngrams("where", 3, 3)
        ['<wh', 'whe', 'her', 'ere', 're>']
        >>> ngrams("am", 3, 6)
        ['<am', '<am>', 'am>']
    """
    if word == END_OF_SENTENCE:
        return []
    text = f"<{word}>".encode("utf-8", "surrogateescape")
    # A character begins at each byte that does not continue one.
    begins = [i for i, byte in enumerate(text) if byte & 0xC0 != 0x80] + [len(text)]
    last = len(begins) - 2
    pieces = [
        text[begins[i] : begins[i + n]]
        for i in range(last + 1)
        for n in range(max(min_n, 1), min(max_n, last + 1 - i) + 1)
        if n > 1 or 0 < i < last
    ]
    return [piece.decode("utf-8", "surrogateescape") for piece in pieces]


def fnv1a(text: str) -> int:
    """The 32-bit FNV-1a hash of a text's UTF-8 bytes, as the original program computes it.

    There a byte is a signed number: 128 and above come with 24 more bits set, unlike in the
    published hash.

    Returns:
        0 … 2³² − 1.

    References:
        Fowler, Noll, Vo & Eastlake, 2019, The FNV Non-Cryptographic Hash Algorithm.

    Example:
        >>> hex(fnv1a("a"))
        '0xe40c292c'
    """
    h = 0x811C9DC5
    for byte in text.encode("utf-8", "surrogateescape"):
        signed = byte | 0xFFFFFF00 if byte >= 128 else byte
        h = (h ^ signed) * 0x01000193 & 0xFFFFFFFF
    return h


def buckets(word: str, min_n: int, max_n: int, bucket: int) -> list[int]:
    """The buckets of a word's n-grams, each 0 … bucket − 1.

    Example:
        >>> buckets("where", 3, 3, bucket=1_000)
        [652, 941, 420, 33, 498]
    """
    return [fnv1a(piece) % bucket for piece in ngrams(word, min_n, max_n)]
