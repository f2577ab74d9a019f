"""Two sets of vectors in one space: rotation onto each other, and what moved in between.

Two trainings give two coordinate systems, even on the same text. A rotation changes no cosine
within a set, so one may turn the first onto the second and then compare word by word.

Axes: N shared words, D embedding.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sequtils.static.vectors import WordVectors


def procrustes(
    source: WordVectors, target: WordVectors, words: Iterable[str] | None = None
) -> np.ndarray:
    """The rotation (with reflection) that brings shared words nearest to each other.

        min over R of Σ_w ‖Rᵀ s_w − t_w‖²,    Rᵀ R = I;    R = U Vᵀ where Sᵀ T = U Σ Vᵀ

    Args:
        source, target: Vectors of the same D; scaled to length 1 here, so that every word counts
            the same.
        words: Words to align on, such as those that should not have moved; by default all that
            both have.

    Returns:
        R, orthogonal, [D, D]: `source.unit @ R` lies near `target.unit`.

    Raises:
        UnknownWordError: If a word has no vector in one of the sets.
        ValueError: If the sets differ in D or share fewer than D words.

    References:
        Schönemann, 1966, A Generalized Solution of the Orthogonal Procrustes Problem,
        doi:10.1007/BF02289451.

    Example:
        >>> before = WordVectors(["up", "right"], np.eye(2))
        >>> after = WordVectors(["up", "right"], np.array([[0.0, 1.0], [-1.0, 0.0]]))
        >>> procrustes(before, after).round(6).tolist()
        [[0.0, 1.0], [-1.0, 0.0]]
    """
    from scipy.linalg import orthogonal_procrustes

    S, T = _shared(source, target, words)[1:]
    return orthogonal_procrustes(S, T)[0]


def align(
    source: WordVectors, target: WordVectors, words: Iterable[str] | None = None
) -> WordVectors:
    """The source's vectors, turned into the target's coordinates.

    Args:
        source, target, words: As in `procrustes`.

    Returns:
        New vectors with the source's words, lengths and counts; all cosines among them are kept.

    Raises:
        UnknownWordError, ValueError: As `procrustes`.

    Example:
        >>> before = WordVectors(["up", "right"], np.array([[2.0, 0.0], [0.0, 1.0]]))
        >>> after = WordVectors(["up", "right"], np.array([[0.0, 1.0], [1.0, 0.0]]))
        >>> align(before, after).vectors.round(6).tolist()
        [[0.0, 2.0], [1.0, 0.0]]
    """
    rotation = procrustes(source, target, words)
    context = None if source.context is None else source.context @ rotation
    return WordVectors(source.words, source.vectors @ rotation, source.counts, context)


def drift(
    before: WordVectors, after: WordVectors, words: Iterable[str] | None = None
) -> list[tuple[str, float]]:
    """Rank words by how far their meaning moved between two periods.

    Aligns the first period with the second and compares each word's two vectors. Rare words seem
    to move because their vectors are noisy: leave them out, or compare with two halves of one
    period, between which nothing moved.

    Args:
        before, after: Vectors of the same D, from texts of two periods.
        words: Words to align and rank; by default all that both have.

    Returns:
        (word, cosine of its vectors before and after), the one that moved most first; ties in the
        order of `before`.

    Raises:
        UnknownWordError, ValueError: As `procrustes`.

    References:
        Hamilton, Leskovec & Jurafsky, 2016, Diachronic Word Embeddings Reveal Statistical Laws of
        Semantic Change, doi:10.18653/v1/P16-1141.

    Example:
        >>> before = WordVectors(list("abcd"), np.array([[1, 0], [0.8, 0.6], [0, 1], [0.1, 1]]))
        >>> after = WordVectors(list("abcd"), np.array([[1, 0], [0.8, 0.6], [0, 1], [1, 0.1]]))
        >>> drift(before, after)[0][0]
        'd'
    """
    from scipy.linalg import orthogonal_procrustes

    shared, S, T = _shared(before, after, words)
    cosine = np.einsum("nd,nd->n", S @ orthogonal_procrustes(S, T)[0], T)
    return [(shared[i], float(cosine[i])) for i in np.argsort(cosine, kind="stable")]


def _shared(source, target, words) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the words and their unit vectors in both sets, float64 [N, D]."""
    sizes = source.vectors.shape[1], target.vectors.shape[1]
    if sizes[0] != sizes[1]:
        raise ValueError(f"source and target must have the same D, not {sizes[0]} and {sizes[1]}.")
    if words is None:
        words = [word for word in source.words if word in target]
    words = list(words)
    if len(words) < sizes[0]:
        raise ValueError(
            f"words must be at least {sizes[0]}, the size of the vectors, to fix a rotation, "
            f"not {len(words)}."
        )
    of_source, of_target = (
        own.unit[[own.id(word) for word in words]].astype(np.float64) for own in (source, target)
    )
    return words, of_source, of_target
