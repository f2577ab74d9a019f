"""Where a bias lies: the directions in which the words of a pair differ.

Axes: D embedding, K directions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sequtils.arguments import require_integer
from sequtils.static.vectors import WordVectors


class BiasSubspace(NamedTuple):
    """The directions of a bias.

    Attributes:
        basis: K orthonormal directions, float64 [K, D], the most important first. Each is turned
            so that on average the first words of the pairs lie on its positive side.
        explained: The share of the pairs' differences that lies along each, [K].
    """

    basis: np.ndarray
    explained: np.ndarray


def bias_subspace(vectors: WordVectors, pairs: Sequence[Sequence[str]], n: int = 1) -> BiasSubspace:
    """Find the directions in which the words of definitional pairs differ.

    The vectors are scaled to length 1, the mean of each pair is subtracted from its words, and the
    principal components of what is left are the directions.

    Args:
        vectors: The vectors.
        pairs: Sets of words that differ in one feature and in nothing else, such as
            (she, he), (woman, man); two or more words each, in the same order.
        n: K, how many directions.

    Returns:
        The directions and what each explains. If the first explains little, there is no single
        direction to speak of.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If a set has fewer than two words, the sets do not differ, or n is out of range.

    References:
        Bolukbasi et al., 2016, Man is to Computer Programmer as Woman is to Homemaker? Debiasing
        Word Embeddings, arXiv:1607.06520.

    Example:
        >>> words = ["she", "he", "woman", "man"]
        >>> vectors = WordVectors(words, np.array([[1, 1], [-1, 1], [1, 2], [-1, 2]]))
        >>> bias_subspace(vectors, [("she", "he"), ("woman", "man")]).basis.round(6).tolist()
        [[1.0, 0.0]]
    """
    require_integer("n", n, least=1)
    sets = [_set(vectors, words) for words in pairs]  # each [2 or more, D]
    centred = np.concatenate([own - own.mean(axis=0) for own in sets] or [np.zeros((0, 1))])
    scale = np.zeros(0)
    if len(centred):
        _, scale, basis = np.linalg.svd(centred, full_matrices=False)
    rank = int((scale > 1e-10 * scale[:1].sum()).sum())
    if n > rank:
        raise ValueError(f"n must be at most {rank}, the rank of the pairs' differences, not {n}.")
    firsts = np.array([own[0] - own.mean(axis=0) for own in sets])
    basis = basis[:n]
    lean = np.sign((firsts @ basis.T).sum(axis=0))  # [K]
    basis = basis * np.where(lean < 0, -1, 1)[:, None]
    return BiasSubspace(basis, scale[:n] ** 2 / (scale**2).sum())


def require_basis(name: str, basis: np.ndarray, D: int) -> np.ndarray:
    """Return a basis as float64 [K, D]; raise a ValueError unless its rows are orthonormal."""
    basis = np.atleast_2d(np.asarray(basis, np.float64))
    if basis.ndim != 2 or basis.shape[1] != D or not 0 < len(basis) < D:
        raise ValueError(f"{name} must have shape [K, {D}] with K below {D}, not {basis.shape}.")
    # Rounding of a float32 basis is 6e-8 a number.
    if not np.allclose(basis @ basis.T, np.eye(len(basis)), rtol=0, atol=1e-5):
        raise ValueError(f"{name} must be of orthonormal rows, as bias_subspace gives them.")
    return basis


def _set(vectors: WordVectors, words: Sequence[str]) -> np.ndarray:
    if isinstance(words, str) or len(words) < 2:
        raise ValueError(f"pairs must be of at least two words each, not {words!r}.")
    return vectors.unit[[vectors.id(word) for word in words]].astype(np.float64)
