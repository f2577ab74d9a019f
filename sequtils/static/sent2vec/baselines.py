"""Sentences as means of word vectors: plain, and weighted with the common part removed.

Axes: N sentences, D embedding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sequtils.arguments import require_number
from sequtils.static.vectors import WordVectors
from sequtils.text.stream import sentences_of


def average(vectors: WordVectors, sentences: Iterable[Sequence[str]]) -> np.ndarray:
    """The mean of a sentence's word vectors.

    Args:
        vectors: Where the words lie; words without a vector are left out.
        sentences: Lists of words, read more than once, so not a generator.

    Returns:
        float64 [N, D].

    Raises:
        ValueError: If there are no sentences, they can be read only once, or one holds no word
            that has a vector.

    Example:
        >>> vectors = WordVectors(["up", "right"], np.eye(2))
        >>> average(vectors, [["up", "right"], ["up", "up", "unheard"]]).tolist()
        [[0.5, 0.5], [1.0, 0.0]]
    """
    return _weighted(vectors, sentences, np.ones(len(vectors)))


def sif(vectors: WordVectors, sentences: Iterable[Sequence[str]], a: float = 1e-3) -> np.ndarray:
    """Smooth inverse frequency: rare words weigh more, the direction common to all is removed.

        v_s = 1/n Σ_{w in s} a / (a + P(w)) · v_w        v_s ← v_s − u uᵀ v_s

    with n the number of words in s, u the first right singular vector of all v_s, and P(w) the
    share of w among the words that `vectors` were trained on.

    Args:
        vectors: Where the words lie, with `counts`; words without a vector are left out.
        sentences: Lists of words, read more than once; u is found among them.
        a: The smoothing; the paper finds 1e-4 to 1e-3 good. Large values weigh all words alike.

    Returns:
        float64 [N, D].

    Raises:
        ValueError: As `average`, or if counts are not known or a is not above 0.

    References:
        Arora, Liang & Ma, 2017, A Simple but Tough-to-Beat Baseline for Sentence Embeddings,
        https://openreview.net/forum?id=SyK00v5xx.

    Example:
        >>> vectors = WordVectors(["the", "up"], np.eye(2), counts=np.array([99, 1]))
        >>> sif(vectors, [["the"], ["up"]], a=0.01).round(3).tolist()  # "the" is near 0, "up" is u
        [[0.01, 0.0], [0.0, 0.0]]
    """
    require_number("a", a, "above 0 and finite", lambda x: x > 0)
    if vectors.counts is None:
        raise ValueError("vectors must know the counts of their words, but counts is None.")
    share = vectors.counts / vectors.counts.sum()
    V = _weighted(vectors, sentences, a / (a + share))
    u = np.linalg.svd(V, full_matrices=False)[2][0]
    return V - np.outer(V @ u, u)


def _weighted(vectors, sentences, weights) -> np.ndarray:
    """Sums of weighted word vectors, each divided by the number of the sentence's known words."""
    rows = []
    for i, sentence in enumerate(sentences_of(sentences, "sentences")):
        ids = [vectors.id(word) for word in sentence if word in vectors]
        if not ids:
            raise ValueError(
                f"sentences must each hold a word that has a vector, but sentence {i} holds none."
            )
        rows.append(weights[ids] @ vectors.vectors[ids] / len(ids))
    if not rows:
        raise ValueError("sentences must hold at least one sentence, but there is none.")
    return np.array(rows)
