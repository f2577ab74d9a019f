"""What debiasing leaves behind: words that leaned the same way still keep together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sequtils.arguments import require_integer
from sequtils.static.bias.subspace import require_basis
from sequtils.static.vectors import WordVectors


def most_biased(
    vectors: WordVectors, direction: np.ndarray, n: int, words: Iterable[str] | None = None
) -> tuple[list[str], list[str]]:
    """The words that lean most to either side of a direction.

    Args:
        vectors: The vectors, before debiasing.
        direction: One direction of length 1, [D] or [1, D].
        n: How many words of each side, at least 1.
        words: Where to choose from; by default all. Leave out the words that the bias defines.

    Returns:
        The n words with the largest cosine to the direction, and the n with the smallest, the most
        extreme first.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If there are not 2·n words, or the direction is not one of length 1.

    Example:
        >>> vectors = WordVectors(["king", "table", "queen"], np.array([[2, 1], [0, 1], [-1, 1]]))
        >>> most_biased(vectors, np.array([1.0, 0.0]), n=1)
        (['king'], ['queen'])
    """
    require_integer("n", n, least=1)
    basis = require_basis("direction", direction, vectors.vectors.shape[1])
    if len(basis) > 1:
        raise ValueError(f"direction must be one direction, not {len(basis)}.")
    words = list(vectors.words if words is None else words)
    if 2 * n > len(words):
        raise ValueError(f"n must be at most half of the {len(words)} words, not {n}.")
    lean = vectors.unit[[vectors.id(word) for word in words]] @ basis[0]
    first, second = (np.argsort(sign * lean, kind="stable")[:n] for sign in (-1, 1))
    return [words[i] for i in first], [words[i] for i in second]


def cluster_accuracy(
    vectors: WordVectors, first: Sequence[str], second: Sequence[str], seed: int = 0
) -> float:
    """How well two clusters of vectors, found without labels, tell two lists of words apart.

    Take the words that leaned most before debiasing (`most_biased`), and cluster their vectors
    after it by k-means: if the bias were gone, the clusters would have nothing to do with it.

    Args:
        vectors: The vectors, after debiasing; scaled to length 1 for clustering.
        first, second: The two lists; at least two words each.
        seed: Fixes where k-means starts, ten times.

    Returns:
        The share of words in the cluster of their list, from 0.5, by chance, to 1. For a few words
        chance alone is above 0.5.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If a list has fewer than two words, or a word is in both.

    References:
        Gonen & Goldberg, 2019, Lipstick on a Pig: Debiasing Methods Cover up Systematic Gender
        Biases in Word Embeddings But do not Remove Them, arXiv:1903.03862.

    Example:
        >>> words = ["smith", "miner", "nurse", "maid"]
        >>> vectors = WordVectors(words, np.array([[1, 0.1], [1, 0.2], [0.1, 1], [0.2, 1]]))
        >>> cluster_accuracy(vectors, ["smith", "miner"], ["nurse", "maid"])
        1.0
    """
    from sklearn.cluster import KMeans

    require_integer("seed", seed, least=0)
    for name, words in (("first", first), ("second", second)):
        if isinstance(words, str) or len(words) < 2:
            raise ValueError(f"{name} must be a list of at least 2 words, not {words!r}.")
    if both := sorted({*first} & {*second}):
        raise ValueError(f"first and second must share no word, but share {both[0]!r}.")
    points = vectors.unit[[vectors.id(word) for word in (*first, *second)]]
    cluster = KMeans(n_clusters=2, n_init=10, random_state=seed).fit_predict(points)
    right = np.mean(cluster == (np.arange(len(points)) >= len(first)))
    return float(max(right, 1 - right))
