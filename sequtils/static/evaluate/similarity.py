"""Do cosines between words agree with what people say about their similarity?

Axes: N pairs, B bootstrap samples.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sequtils.arguments import require_integer, require_iterable, require_number
from sequtils.static.evaluate.words import row
from sequtils.static.vectors import WordVectors

LEAST = 3  # of two pairs every correlation is 1 or −1


@dataclass(frozen=True)
class SimilarityScore:
    """How well cosines agree with human scores.

    Attributes:
        pearson: Linear correlation of cosines and scores.
        spearman: Correlation of their ranks, the figure that papers report.
        pearson_interval, spearman_interval: Ends of their bootstrap intervals.
        pairs: How many pairs were scored: those whose words both have vectors.
        coverage: The share of all pairs that were scored, in [0, 1].
    """

    pearson: float
    spearman: float
    pearson_interval: tuple[float, float]
    spearman_interval: tuple[float, float]
    pairs: int
    coverage: float


def similarity(
    vectors: WordVectors,
    pairs: Iterable[tuple[str, str, float]],
    samples: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> SimilarityScore:
    """Correlate the cosines of word pairs with human scores.

    A pair with a word that has no vector is left out and lowers the coverage: scores of two models
    compare only at equal coverage. A word is looked up as it is written, else in lower case.

    Args:
        vectors: The vectors to judge.
        pairs: (word, word, human score); any scale, higher is more similar.
        samples: B, bootstrap samples of pairs for the intervals, at least 1.
        level: The share of bootstrap samples inside an interval, between 0 and 1.
        seed: Fixes which pairs are sampled.

    Returns:
        Both correlations with percentile-bootstrap intervals, and the coverage.

    Raises:
        ValueError: If an argument is out of range, a pair is not two words and a number, fewer than
            3 pairs have vectors, a score is not finite, or all scores or all cosines are equal.

    References:
        Finkelstein et al., 2002, Placing Search in Context: The Concept Revisited,
        doi:10.1145/503104.503110. Hill, Reichart & Korhonen, 2015, SimLex-999,
        doi:10.1162/COLI_a_00237. Efron & Tibshirani, 1993, An Introduction to the Bootstrap.

    Example:
        >>> angles = np.radians([0, 20, 60, 90])
        >>> words = ["cat", "kitten", "dog", "sum"]
        >>> vectors = WordVectors(words, np.c_[np.cos(angles), np.sin(angles)])
        >>> pairs = [("cat", "kitten", 9), ("cat", "dog", 6), ("cat", "sum", 1), ("cat", "nut", 2)]
        >>> score = similarity(vectors, pairs)
        >>> round(score.spearman, 6), score.pairs, score.coverage
        (1.0, 3, 0.75)
    """
    from scipy import stats

    require_integer("samples", samples, least=1)
    require_integer("seed", seed, least=0)
    require_number("level", level, "between 0 and 1", lambda x: 0 < x < 1)
    require_iterable("pairs", pairs, "be a list of (word, word, score)")
    pairs = [_checked(pair) for pair in pairs]
    cosine, human, coverage = _cosines_and_scores(vectors, pairs)
    chosen = np.random.default_rng(seed).integers(0, len(human), (samples, len(human)))  # [B, N]
    x, y = cosine[chosen], human[chosen]
    rank_x, rank_y = stats.rankdata(x, axis=1), stats.rankdata(y, axis=1)
    return SimilarityScore(
        pearson=float(stats.pearsonr(cosine, human).statistic),
        spearman=float(stats.spearmanr(cosine, human).statistic),
        pearson_interval=_interval(_row_correlation(x, y), level),
        spearman_interval=_interval(_row_correlation(rank_x, rank_y), level),
        pairs=len(human),
        coverage=coverage,
    )


def _checked(pair: tuple[str, str, float]) -> tuple[str, str, float]:
    try:
        a, b, score = pair
        valid = isinstance(a, str) and isinstance(b, str)
        score = float(score)
    except (TypeError, ValueError):
        valid = False
    if not valid:
        raise ValueError(f"pairs must be of two words and a number, not {pair!r}.")
    return a, b, score


def _cosines_and_scores(vectors, pairs) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the cosines and scores [N] of the pairs that have vectors, and their share."""
    rows = [(row(vectors, a), row(vectors, b), score) for a, b, score in pairs]
    known = [entry for entry in rows if None not in entry]
    if len(known) < LEAST:
        raise ValueError(
            f"pairs must hold at least {LEAST} whose words both have vectors, "
            f"not {len(known)} of {len(rows)}."
        )
    left, right, human = map(np.array, zip(*known, strict=True))
    if not np.isfinite(human).all():
        raise ValueError("pairs must have finite scores, but some are not.")
    cosine = np.einsum("nd,nd->n", vectors.unit[left], vectors.unit[right], dtype=np.float64)
    for what, values in (("scores", human), ("cosines", cosine)):
        if np.ptp(values) == 0:
            raise ValueError(f"pairs must differ in their {what}, but all are {values[0]:g}.")
    return cosine, human, len(known) / len(rows)


def _row_correlation(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Pearson's correlation of each row of x with that of y, [B]; NaN where a row is constant."""
    x, y = (a - a.mean(axis=1, keepdims=True) for a in (x, y))
    with np.errstate(invalid="ignore"):
        return (x * y).sum(axis=1) / np.sqrt((x * x).sum(axis=1) * (y * y).sum(axis=1))


def _interval(values: np.ndarray, level: float) -> tuple[float, float]:
    """Return the quantiles between which `level` of the values lie.

    A sample that drew one and the same pair N times has no correlation and is left out; with
    more than a handful of pairs that does not happen.
    """
    values = values[np.isfinite(values)]
    if not len(values):
        raise ValueError("samples must give a correlation, but each drew one pair only: use more.")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
