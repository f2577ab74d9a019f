"""The word embedding association test: do two groups of words lean to two others?

Axes: N words of X and Y together, n words of X, P permutations at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np

from sequtils.arguments import require_integer
from sequtils.static.vectors import WordVectors

BLOCK = 20_000  # permutations at a time
LEAST_SPREAD = 16  # roundings of 1: associations that differ by less are equal
ROUNDING = 1e-10  # sums of the same numbers in another order differ by less


@dataclass(frozen=True)
class WeatScore:
    """How much X leans to A, and Y to B.

    Attributes:
        effect_size: d, the difference of the mean associations of X and Y in standard deviations
            of all associations; 0.2 is called small, 0.5 medium, 0.8 large.
        p: The probability of a statistic at least as large if the words of X and Y were dealt
            at random; one-sided.
        exact: Whether p counts every way to deal the words, or a sample of them.
    """

    effect_size: float
    p: float
    exact: bool


def weat(
    vectors: WordVectors,
    X: Sequence[str],
    Y: Sequence[str],
    A: Sequence[str],
    B: Sequence[str],
    permutations: int = 200_000,
    seed: int = 0,
) -> WeatScore:
    """Test whether the words of X are nearer to A than to B, compared with those of Y.

        s(w) = mean over a in A of cos(w, a) − mean over b in B of cos(w, b)
        d = (mean over X of s − mean over Y of s) / standard deviation over X and Y of s

    Args:
        vectors: The vectors to judge.
        X, Y: Target words, such as flowers and insects; at least two each, equally many.
        A, B: Attribute words, such as pleasant and unpleasant ones; at least one each.
        permutations: If there are no more ways to deal X ∪ Y into two sets, as for up to ten words
            each, p counts them all; else so many are drawn, at least 1.
        seed: Fixes which permutations are drawn.

    Returns:
        The effect size, with the sample's standard deviation (N − 1), and p. The observed deal
        counts as one of those at least as large, so p is never 0: the paper counts only larger
        ones, which without ties makes its p smaller by one deal. If all associations are equal, as
        debiasing can make them, d is 0 and p is 1.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If sets are too small, unequal, share a word, or an argument is out of range.

    References:
        Caliskan, Bryson & Narayanan, 2017, Semantics Derived Automatically from Language Corpora
        Contain Human-like Biases, doi:10.1126/science.aal4230.

    Example:
        >>> words = ["rose", "tulip", "wasp", "flea", "nice", "nasty"]
        >>> angles = np.radians([10, 20, 70, 80, 0, 90])
        >>> vectors = WordVectors(words, np.c_[np.cos(angles), np.sin(angles)])
        >>> score = weat(vectors, ["rose", "tulip"], ["wasp", "flea"], ["nice"], ["nasty"])
        >>> round(score.effect_size, 2), round(score.p, 4)  # one deal of 6 is as extreme
        (1.71, 0.1667)
    """
    require_integer("permutations", permutations, least=1)
    require_integer("seed", seed, least=0)
    _check_sets(X, Y, A, B)
    s = _associations(vectors, [*X, *Y], A, B)  # [N]
    n = len(X)
    spread = s.std(ddof=1)
    if spread < LEAST_SPREAD * np.finfo(vectors.unit.dtype).eps:  # as after debiasing
        return WeatScore(0.0, 1.0, exact=True)
    # The sum over both sets is fixed, so the sum over X orders the deals as d does.
    observed = s[:n].sum() - ROUNDING * np.abs(s).sum()
    exact = comb(len(s), n) <= permutations
    deals = _every_deal(len(s), n) if exact else _random_deals(len(s), n, permutations, seed)
    large = total = 0
    for chosen in deals:  # [P, n]
        large += int((s[chosen].sum(axis=1) >= observed).sum())
        total += len(chosen)
    p = large / total if exact else (large + 1) / (total + 1)
    return WeatScore(float((s[:n].mean() - s[n:].mean()) / spread), p, exact)


def _check_sets(X, Y, A, B) -> None:
    for name, words, least in (("X", X, 2), ("Y", Y, 2), ("A", A, 1), ("B", B, 1)):
        if isinstance(words, str) or len(words) < least:
            raise ValueError(f"{name} must be a list of at least {least} words, not {words!r}.")
    if len(X) != len(Y):
        raise ValueError(f"X and Y must be equally large, not {len(X)} and {len(Y)} words.")
    if repeated := sorted({word for word in [*X, *Y] if [*X, *Y].count(word) > 1}):
        raise ValueError(f"X and Y must hold each word once, but {repeated[0]!r} is repeated.")


def _associations(vectors, words, A, B) -> np.ndarray:
    """Return s of each word, float64 [N]."""
    of_words, of_a, of_b = (
        vectors.unit[[vectors.id(word) for word in own]].astype(np.float64) for own in (words, A, B)
    )
    return of_words @ (of_a.mean(axis=0) - of_b.mean(axis=0))


def _every_deal(N: int, n: int) -> Iterator[np.ndarray]:
    """Yield each choice of n of N places, in blocks [P, n]."""
    deals = combinations(range(N), n)
    while block := list(islice(deals, BLOCK)):
        yield np.array(block)


def _random_deals(N: int, n: int, deals: int, seed: int) -> Iterator[np.ndarray]:
    """Yield random choices of n of N places, in blocks [P, n]."""
    random = np.random.default_rng(seed)
    for begin in range(0, deals, BLOCK):
        places = np.tile(np.arange(N), (min(BLOCK, deals - begin), 1))
        yield random.permuted(places, axis=1)[:, :n]
