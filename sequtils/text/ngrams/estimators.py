"""From counts to probabilities: six estimators, from the plainest to the best.

Five of them are mixtures. Of the count of an n-gram a part is kept, and what was taken from all
n-grams with the same history h goes to the answer of the shorter history h':

    P(w | h) = kept(hw) / total(h) + γ(h) · P(w | h')        γ(h) = freed(h) / total(h)

so every distribution sums to 1 by construction. Below the single words stands 1/V, which is what
gives `<unk>` its share. Stupid back-off is no mixture and no distribution.

Axes: V outcomes, G distinct n-grams.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sequtils.arguments import require_iterable, require_number, require_type
from sequtils.text.ngrams.counts import NGramCounts
from sequtils.text.ngrams.discounts import absolute_discount, modified_discounts
from sequtils.text.ngrams.model import NGramModel


def maximum_likelihood(counts: NGramCounts) -> NGramModel:
    """Relative frequencies: P(w | h) = count(hw) / count(h).

    What was not seen after h has probability 0, and one such token makes a perplexity infinite.
    After an h that was never seen there are no frequencies; the longest part of it that was seen
    answers.

    Args:
        counts: The n-grams.

    Returns:
        The model.

    Example:
        >>> model = maximum_likelihood(NGramCounts.build([["a", "b", "a", "c"]], order=2))
        >>> model.probability(["a"], "b"), model.probability(["a"], "a")
        (0.5, 0.0)
    """
    observed = _observed(counts)
    return _mixture("maximum likelihood", counts, observed, observed)


def add_k(counts: NGramCounts, k: float = 1.0) -> NGramModel:
    """Pretend that all was seen k times more: P(w | h) = (count(hw) + k) / (count(h) + kV).

    Shorter histories play no part: a history that was never seen gets the uniform distribution.

    Args:
        counts: The n-grams.
        k: Above 0; 1 is Laplace's rule, smaller ones are Lidstone's.

    Returns:
        The model.

    Raises:
        ValueError: If `k` is not a finite number above 0.

    Example:
        >>> model = add_k(NGramCounts.build([["a", "b", "a", "c"]], order=2), k=1)
        >>> model.probability(["a"], "b")  # V = 5: a, b, c, <unk> and </s>
        0.2857142857142857
    """
    require_number("k", k, "a finite number above 0", lambda x: x > 0)
    observed = _observed(counts)
    added = k * (counts.size - 1)
    return _mixture(f"add {k:g}", counts, observed, observed, added=added, to_uniform=True)


def interpolated(counts: NGramCounts, weights: Sequence[float]) -> NGramModel:
    """Mix the relative frequencies of all lengths: P = λ_n · count(hw)/count(h) + (1 − λ_n) · P'.

    P' is the same with the shorter history, and 1/V below the single words. A history that was
    never seen leaves its share to the shorter one.

    Args:
        counts: The n-grams.
        weights: λ_1 … λ_order, each from 0 to 1; `interpolation_weights` finds the best ones.

    Returns:
        The model.

    Raises:
        ValueError: If there is not one weight for each order, or one is not from 0 to 1.

    References:
        Jelinek & Mercer, 1980, Interpolated Estimation of Markov Source Parameters from Sparse
        Data.

    Example:
        >>> counts = NGramCounts.build([["a", "b", "a", "c"]], order=2)
        >>> model = interpolated(counts, weights=[0.5, 0.5])
        >>> model.probability(["a"], "b")  # ½ · 1/2 + ½ · (½ · 1/5 + ½ · 1/5)
        0.35
    """
    observed = _observed(counts)
    weights = _one_each("weights", weights, counts.order)
    for weight in weights:
        require_number("weights", weight, "from 0 to 1", lambda x: 0 <= x <= 1)
    kept = [weight * column for weight, column in zip(weights, observed, strict=True)]
    return _mixture("interpolation", counts, observed, kept)


def stupid_backoff(counts: NGramCounts, factor: float = 0.4) -> NGramModel:
    """Score by relative frequency, or by `factor` times the score with the shorter history.

    The scores are no probabilities: those of all words after a history do not sum to 1. A word
    that was never seen scores 0.

    Args:
        counts: The n-grams.
        factor: Above 0 and at most 1; the paper's is 0.4.

    Returns:
        The model, which has scores but neither distributions nor a perplexity.

    Raises:
        ValueError: If `factor` is out of range.

    References:
        Brants et al., 2007, Large Language Models in Machine Translation, aclanthology:D07-1090.

    Example:
        >>> model = stupid_backoff(NGramCounts.build([["a", "b", "a", "c"]], order=2))
        >>> model.probability(["a"], "b"), model.probability(["b"], "b")  # 1/2, and 0.4 · 1/5
        (0.5, 0.08000000000000002)
    """
    require_number("factor", factor, "above 0 and at most 1", lambda x: 0 < x <= 1)
    observed = _observed(counts)
    plain = _mixture("stupid back-off", counts, observed, observed)
    backoffs = [np.zeros(1), *(np.full(len(column), float(factor)) for column in observed[:-1])]
    return NGramModel(
        plain.name, counts, plain.probabilities, backoffs, unseen=factor, normalised=False
    )


def absolute_discounting(
    counts: NGramCounts, discounts: Sequence[float] | None = None
) -> NGramModel:
    """Take the same D from every count, and give it to the shorter history.

    Args:
        counts: The n-grams.
        discounts: D for each order, above 0 and at most 1; without them n₁ / (n₁ + 2 n₂) of each
            order, from the numbers of n-grams seen once and twice, or ½ where one of them is 0.

    Returns:
        The model, in its interpolated form.

    Raises:
        ValueError: If there is not one discount for each order, or one is out of range.

    References:
        Ney, Essen & Kneser, 1994, On Structuring Probabilistic Dependences in Stochastic Language
        Modelling, doi:10.1006/csla.1994.1001.

    Example:
        >>> counts = NGramCounts.build([["a", "b", "a", "c"]], order=2)
        >>> model = absolute_discounting(counts, discounts=[0.5, 0.5])
        >>> model.probability(["a"], "b")  # ½ / 2, and ½ of (½ / 5, and 2/5 of 1/5)
        0.34
    """
    observed = _observed(counts)
    if discounts is None:
        discounts = [absolute_discount(column) for column in observed]
    discounts = _one_each("discounts", discounts, counts.order)
    for discount in discounts:
        require_number("discounts", discount, "above 0 and at most 1", lambda x: 0 < x <= 1)
    kept = [np.maximum(column - D, 0) for column, D in zip(observed, discounts, strict=True)]
    return _mixture("absolute discounting", counts, observed, kept)


def kneser_ney(
    counts: NGramCounts, discounts: Sequence[Sequence[float]] | None = None
) -> NGramModel:
    """Modified Kneser–Ney: three discounts, and shorter n-grams counted by what precedes them.

    How well a word does after a new history is told by the number of different words it was seen
    after, not by its frequency: *Francisco* is frequent, but only after *San*. So an n-gram shorter
    than `order` counts once for every word seen before it. `<s>` has nothing before it: n-grams
    that begin with it keep their counts.

    Args:
        counts: The n-grams.
        discounts: For each order D₁, D₂ and D₃₊, which are taken from counts of 1, 2 and more,
            each above 0 and at most 1, 2 and 3. Without them the paper's, from how many n-grams
            were seen 1, 2, 3 and 4 times; where a corpus is so small that those are out of range,
            (½, 1, 3⁄2).

    Returns:
        The model, in its interpolated form.

    Raises:
        ValueError: If there are not three discounts for each order, or one is out of range.

    References:
        Chen & Goodman, 1998, An Empirical Study of Smoothing Techniques for Language Modeling,
        TR-10-98, Harvard University.

    Example:
        >>> corpus = [["san", "francisco"], ["san", "francisco"], ["the", "cat"], ["a", "cat"]]
        >>> model = kneser_ney(NGramCounts.build(corpus, order=2))
        >>> frequent, versatile = (model.probability(["my"], w) for w in ("francisco", "cat"))
        >>> frequent < versatile
        True
    """
    observed = _preceded(counts)
    if discounts is None:
        discounts = [modified_discounts(column) for column in observed]
    table = _checked_triples(discounts, counts.order)
    kept = [
        column - np.append(0.0, D)[np.minimum(column, 3)]
        for column, D in zip(observed, table, strict=True)
    ]
    return _mixture("modified Kneser–Ney", counts, observed, kept)


def _one_each(name: str, values: Sequence, order: int) -> list:
    """Return what was given for each order as a list."""
    require_iterable(name, values, f"be {order}, one for each order")
    if len(values := list(values)) != order:
        raise ValueError(
            f"{name} must be {order}, one for each order, but there are {len(values)}."
        )
    return values


def _observed(counts: NGramCounts) -> list[np.ndarray]:
    require_type("counts", counts, NGramCounts)
    return [table.counts for table in counts.tables]


def _preceded(counts: NGramCounts) -> list[np.ndarray]:
    """Kneser–Ney's counts: of different words before an n-gram, of occurrences for the longest."""
    require_type("counts", counts, NGramCounts)
    columns = []
    for table, longer in zip(counts.tables, counts.tables[1:], strict=False):
        different = np.bincount(longer.suffixes, minlength=len(table.keys))
        # Only what begins a sentence has nothing before it: it keeps its count.
        columns.append(np.where(different > 0, different, table.counts))
    return [*columns, counts.tables[-1].counts]


def _checked_triples(discounts: Sequence[Sequence[float]], order: int) -> list[tuple[float, ...]]:
    triples = []
    for triple in _one_each("discounts", discounts, order):
        require_iterable("discounts", triple, "be three numbers for each order")
        triples.append(triple := tuple(triple))
        if len(triple) != 3:
            raise ValueError(f"discounts must be three numbers for each order, not {triple!r}.")
        for most, discount in enumerate(triple, start=1):
            expected = f"above 0 and at most {most} for a count of {most}"
            require_number("discounts", discount, expected, lambda x, most=most: 0 < x <= most)
    return triples


def _mixture(
    name: str,
    counts: NGramCounts,
    observed: list[np.ndarray],
    kept: list[np.ndarray],
    added: float = 0.0,
    to_uniform: bool = False,
) -> NGramModel:
    """Build the model that keeps `kept` of the counts `observed` and frees the rest.

    Args:
        name: The estimator's.
        counts: The n-grams.
        observed: Their counts for n = 1 … order, [G].
        kept: What is left of each, at most `observed`, [G].
        added: What is freed in every history besides.
        to_uniform: Whether all that is freed goes to the uniform distribution.
    """
    uniform = 1 / (counts.size - 1)
    shorter, histories = np.array([uniform]), 1
    probabilities, backoffs = [], []
    for n, (seen, left) in enumerate(zip(observed, kept, strict=True), start=1):
        prefixes = counts.prefixes(n)
        total = np.bincount(prefixes, seen, histories) + added
        freed = np.bincount(prefixes, seen - left, histories) + added
        # A history that nothing was seen after leaves all to the shorter one.
        gamma = np.divide(freed, total, out=np.ones(histories), where=total > 0)
        lower = uniform if to_uniform else shorter[counts.tables[n - 1].suffixes]
        # P(w | h) = kept(hw) / total(h) + γ(h) · P(w | h')
        p = left / total[prefixes] + gamma[prefixes] * lower
        if n == 1:
            p[-1] = 0  # <s> is no outcome
        probabilities.append(p)
        backoffs.append(gamma)
        shorter, histories = p, len(p)
    return NGramModel(name, counts, probabilities, backoffs, to_uniform)
