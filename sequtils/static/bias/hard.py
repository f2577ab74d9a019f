"""Hard debiasing: take a direction out of the words that should not have it.

Axes: V vocabulary, D embedding, K directions of the bias.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sequtils.static.bias.subspace import require_basis
from sequtils.static.vectors import WordVectors

ZERO = 1e-7  # shorter than float32 can tell from nothing in a vector of length 1


def neutralise(vectors: WordVectors, words: Iterable[str], basis: np.ndarray) -> WordVectors:
    """Remove the bias directions from words that should be neutral.

        w ← (w − w_B) / ‖w − w_B‖,    w_B the projection of w on the directions

    Args:
        vectors: The vectors; they are not changed.
        words: The words that should be neutral, such as *doctor*.
        basis: The directions, orthonormal [K, D], from `bias_subspace`.

    Returns:
        New vectors of length 1, float64: those words without the directions, the others scaled.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If the basis is not orthonormal, or nothing is left of a word without it.

    References:
        Bolukbasi et al., 2016, arXiv:1607.06520, step 2a.

    Example:
        >>> vectors = WordVectors(["he", "doctor"], np.array([[1.0, 0.0], [0.6, 0.8]]))
        >>> neutralise(vectors, ["doctor"], np.array([[1.0, 0.0]])).vectors.tolist()
        [[1.0, 0.0], [0.0, 1.0]]
    """
    unit = vectors.unit.astype(np.float64)
    basis = require_basis("basis", basis, unit.shape[1])
    words = list(words)
    rows = [vectors.id(word) for word in words]
    rest = unit[rows] - unit[rows] @ basis.T @ basis
    length = np.linalg.norm(rest, axis=1, keepdims=True)
    for word, own in zip(words, length, strict=True):
        if own < ZERO:
            raise ValueError(f"words must have more than the bias, but {word!r} has nothing else.")
    unit[rows] = rest / length
    return WordVectors(vectors.words, unit, vectors.counts)


def equalise(
    vectors: WordVectors, pairs: Iterable[Sequence[str]], basis: np.ndarray
) -> WordVectors:
    """Let the words of each set differ along the bias directions only, and by equally much.

        w ← ν + √(1 − ‖ν‖²) · (w_B − µ_B) / ‖w_B − µ_B‖

    where µ is the mean of the set, µ_B its projection on the directions, and ν = µ − µ_B. For a
    pair and one direction, every neutralised word is then equally far from both.

    Args:
        vectors: The vectors; they are not changed.
        pairs: Sets of words that should differ in nothing but the bias, such as (she, he).
        basis: The directions, orthonormal [K, D].

    Returns:
        New vectors of length 1, float64.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If the basis is not orthonormal, or words of a set do not differ along it.

    References:
        Bolukbasi et al., 2016, arXiv:1607.06520, step 2a.

    Example:
        >>> vectors = WordVectors(["he", "she"], np.array([[0.8, 0.6], [-1.0, 0.0]]))
        >>> equalise(vectors, [("he", "she")], np.array([[1.0, 0.0]])).vectors.round(3).tolist()
        [[0.954, 0.3], [-0.954, 0.3]]
    """
    unit = vectors.unit.astype(np.float64)
    basis = require_basis("basis", basis, unit.shape[1])
    for words in pairs:
        rows = [vectors.id(word) for word in words]
        biased = unit[rows] @ basis.T @ basis
        mean = unit[rows].mean(axis=0)
        neutral = mean - mean @ basis.T @ basis
        apart = biased - biased.mean(axis=0)
        length = np.linalg.norm(apart, axis=1, keepdims=True)
        if len(rows) < 2 or (length < ZERO).any():
            raise ValueError(f"pairs must differ along the basis, but {tuple(words)!r} do not.")
        unit[rows] = neutral + np.sqrt(max(0, 1 - neutral @ neutral)) * apart / length
    return WordVectors(vectors.words, unit, vectors.counts)


def hard_debias(
    vectors: WordVectors,
    basis: np.ndarray,
    pairs: Sequence[Sequence[str]],
    keep: Iterable[str] = (),
) -> WordVectors:
    """Neutralise every word that the bias does not define, and equalise the pairs that it does.

    Args:
        vectors: The vectors; they are not changed.
        basis: The directions of the bias, orthonormal [K, D].
        pairs: Sets of words to equalise.
        keep: Other words whose meaning holds the feature, such as *beard*: left as they are.

    Returns:
        New vectors of length 1, float64.

    Raises:
        UnknownWordError, ValueError: As `neutralise` and `equalise`.

    References:
        Bolukbasi et al., 2016, arXiv:1607.06520.

    Example:
        >>> words = ["he", "she", "doctor", "nurse"]
        >>> rows = np.array([[1, 0.2], [-1, 0.2], [0.5, 1], [-0.5, 1]])
        >>> vectors = hard_debias(WordVectors(words, rows), np.eye(1, 2), [("he", "she")])
        >>> round(vectors.similarity("doctor", "nurse"), 6)
        1.0
    """
    left = {*keep, *(word for words in pairs for word in words)}
    neutral = neutralise(vectors, [word for word in vectors.words if word not in left], basis)
    return equalise(neutral, pairs, basis)
