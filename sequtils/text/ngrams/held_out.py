"""The weights of interpolation, chosen on text that was not counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sequtils.arguments import require_integer, require_type
from sequtils.text.ngrams.counts import NGramCounts
from sequtils.text.ngrams.estimators import maximum_likelihood
from sequtils.text.stream import sentences_of


def interpolation_weights(
    counts: NGramCounts, held_out: Iterable[Sequence[str]], iterations: int = 50
) -> list[float]:
    """Find the weights λ of `interpolated` that make held-out text most probable, by EM.

    Interpolation can be told as a chance: go from the longest history to the shortest, stop at
    each with probability λ_n if it was seen, draw the word from its relative frequencies, or at
    the end from the uniform distribution. The E step computes for every token where it may have
    stopped, the M step sets λ_n to the share of those that came to n who stopped there.

    Args:
        counts: The n-grams of the training text.
        held_out: Sentences of other text, iterable more than once; on the training text itself
            the longest n-grams would explain everything.
        iterations: EM steps, at least 1; none makes the held-out text less probable.

    Returns:
        λ_1 … λ_order.

    Raises:
        ValueError: If `iterations` is below 1, or `held_out` is empty or no corpus.

    References:
        Jelinek & Mercer, 1980, Interpolated Estimation of Markov Source Parameters from Sparse
        Data.

    Example:
        >>> counts = NGramCounts.build([["a", "b", "c"], ["a", "c"], ["b", "c"]], order=2)
        >>> weights = interpolation_weights(counts, [["a", "c", "b"], ["a", "b", "c"]])
        >>> [round(weight, 2) for weight in weights]
        [1.0, 0.61]
    """
    require_type("counts", counts, NGramCounts)
    sentences_of(held_out, "held_out")  # refuses what is none
    require_integer("iterations", iterations, least=1)
    frequencies, reached = _frequencies(counts, held_out)
    weights = np.full(counts.order, 0.5)
    for _ in range(iterations):
        stopped = _stops(weights, frequencies, reached, counts.size - 1)  # [order + 1, P]
        stopped /= stopped.sum(axis=0)
        came = np.cumsum(stopped, axis=0)[1:]  # to n comes who stops at n or below
        visits = (came * reached).sum(axis=1)
        weights = np.divide(stopped[1:].sum(axis=1), visits, out=weights, where=visits > 0)
    return weights.tolist()


def _frequencies(counts, held_out) -> tuple[np.ndarray, np.ndarray]:
    """For n = 1 … order the relative frequency of each token, and whether its history was seen.

    Returns:
        frequencies: float64 [order, P], 0 for n-grams that were not seen.
        reached: bool [order, P].
    """
    tokens = counts.encode(held_out)
    if not len(tokens):
        raise ValueError("held_out is empty: no sentence of it holds a word.")
    rows = counts.rows(tokens)
    positions = np.flatnonzero(tokens != counts.size - 1)
    model = maximum_likelihood(counts)
    frequencies = np.zeros((counts.order, len(positions)))
    reached = np.zeros(frequencies.shape, bool)
    for n in range(1, counts.order + 1):
        row, context = rows[n, positions], rows[n - 1, positions - 1]
        seen = row >= 0
        frequencies[n - 1, seen] = model.probabilities[n - 1][row[seen]]
        # Something follows every history but those that end their sentence.
        reached[n - 1] = context >= 0
    return frequencies, reached


def _stops(weights: np.ndarray, frequencies: np.ndarray, reached: np.ndarray, V: int) -> np.ndarray:
    """Joint probability of each token and of stopping at order n, in line n of [order + 1, P]."""
    order = len(weights)
    stops = np.zeros((order + 1, frequencies.shape[1]))
    arrives = np.ones(frequencies.shape[1])
    for n in range(order, 0, -1):
        stops[n] = arrives * weights[n - 1] * frequencies[n - 1]
        arrives = arrives * np.where(reached[n - 1], 1 - weights[n - 1], 1.0)
    stops[0] = arrives / V
    return stops
