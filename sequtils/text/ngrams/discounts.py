"""How much to take from a count: estimated from how many n-grams were seen once, twice, ….

Axes: G distinct n-grams.
"""

from __future__ import annotations

import numpy as np

FALLBACK = 0.5
MODIFIED_FALLBACK = (0.5, 1.0, 1.5)


def absolute_discount(counts: np.ndarray) -> float:
    """D = n₁ / (n₁ + 2 n₂), or ½ for a corpus without n-grams seen once or without such seen twice.

    Args:
        counts: How often each n-gram was seen, [G].

    Returns:
        D, above 0 and below 1.

    References:
        Ney, Essen & Kneser, 1994, On Structuring Probabilistic Dependences in Stochastic Language
        Modelling, doi:10.1006/csla.1994.1001.

    Example:
        >>> absolute_discount(np.array([1, 1, 2, 5]))
        0.5
    """
    n1, n2 = (int(np.count_nonzero(counts == c)) for c in (1, 2))
    return n1 / (n1 + 2 * n2) if n1 and n2 else FALLBACK


def modified_discounts(counts: np.ndarray) -> tuple[float, float, float]:
    """D_c = c − (c + 1) · Y · n_{c+1} / n_c for c = 1, 2, 3, with Y = n₁ / (n₁ + 2 n₂).

    Args:
        counts: How often each n-gram was seen, or before how many words, [G].

    Returns:
        D₁, D₂, D₃₊ with 0 < D_c ≤ c; (½, 1, 3⁄2) for a corpus so small that n₁, n₂ or n₃ is 0 or
        a discount is out of this range.

    References:
        Chen & Goodman, 1998, An Empirical Study of Smoothing Techniques for Language Modeling,
        TR-10-98, Harvard University, equation 26.

    Example:
        >>> modified_discounts(np.repeat([1, 2, 3, 4], [60, 20, 10, 5]))
        (0.6, 1.1, 1.8)
    """
    n1, n2, n3, n4 = (int(np.count_nonzero(counts == c)) for c in (1, 2, 3, 4))
    if not (n1 and n2 and n3):
        return MODIFIED_FALLBACK
    Y = n1 / (n1 + 2 * n2)
    D = (1 - 2 * Y * n2 / n1, 2 - 3 * Y * n3 / n2, 3 - 4 * Y * n4 / n3)
    return D if min(D) > 0 else MODIFIED_FALLBACK
