"""The player of fastText's n-grams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sequtils.arguments import require_words
from sequtils.kernels.fasttext.ngrams import fnv1a, ngrams
from sequtils.players.player import Player
from sequtils.plots import Table

if TYPE_CHECKING:
    from sequtils.static.fasttext import FastTextVectors


def subwords(vectors: FastTextVectors, words: Sequence[str] = ("walking", "walked")) -> Player:
    """Cut any two words that the reader types into fastText's n-grams, and hash these.

    Args:
        vectors: Whose lengths of n-grams and number of buckets are used.
        words: The two words that stand in the reader's fields at first.

    Returns:
        The player: the n-grams of each word, their hashes and buckets, and which they share.

    Raises:
        ValueError: If the vectors have no n-grams, or `words` are not two.

    References:
        Bojanowski et al., 2017, Enriching Word Vectors with Subword Information, arXiv:1607.04606.

    Example:
        >>> from sequtils.static import FastText
        >>> corpus = [["walk", "walked", "talk", "talked"]] * 5
        >>> vectors = FastText(vector_size=4, min_n=3, max_n=4, bucket=100).fit(corpus)
        >>> subwords(vectors, ["am", "at"])
        n-grams of a word
        word  n-gram  hash        bucket  shared
        am    <am     1067210937  37
              <am>    2854182021  21
              am>     1730678423  23
        at    <at     1453096174  74
              <at>    676887408   8
              at>     3848351106  6
    """
    settings = getattr(getattr(vectors, "contents", None), "settings", None)
    if settings is None or not settings.maxn or not settings.bucket:
        raise ValueError("vectors must be fastText's with n-grams, but they have none.")
    words = list(require_words("words", words))
    if len(words) != 2:
        raise ValueError(f"words must be two, got {len(words)}.")
    limits = {"min_n": settings.minn, "max_n": settings.maxn, "bucket": settings.bucket}
    pieces = [ngrams(word, settings.minn, settings.maxn) for word in words]
    rows = [
        row
        for word, own, other in zip(words, pieces, pieces[::-1], strict=True)
        for row in _rows(word, own, set(other), settings.bucket)
    ]
    table = Table(["word", "n-gram", "hash", "bucket", "shared"], rows)
    title = "n-grams of a word"
    files = ("ngrams.js", "subwords.css", "subwords.js")
    return Player("subwords-player", title, {**limits, "words": words}, {title: table}, files)


def _rows(word: str, pieces: Sequence[str], others: set[str], bucket: int) -> list[list]:
    return [
        [
            "" if i else word,
            piece,
            fnv1a(piece),
            fnv1a(piece) % bucket,
            "yes" if piece in others else "",
        ]
        for i, piece in enumerate(pieces)
    ]
