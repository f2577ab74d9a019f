"""From counts to surprise: pointwise mutual information and its relatives.

Axes: V words (rows), C contexts (columns).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from sequtils.arguments import require_integer, require_number
from sequtils.static.counts.matrix import checked_matrix
from sequtils.static.counts.spill import MEMORY, RowStore

_CELLS = 1 << 20  # cells worked on at a time, 8 MB an array


def pmi(
    counts: csr_array | np.ndarray, alpha: float = 1.0, negative: float = 1, memory: int = MEMORY
) -> csr_array:
    """How much more often a word and a context occur together than if they were independent.

        PMI(w, c) = log [ P(w, c) / (P(w) · P_α(c)) ] − log k,    P_α(c) ∝ (Σ_w X[w, c])^α

    Pairs that were never seen have PMI −∞; they are left out of the sparse result, where a
    missing cell must therefore not be read as 0. A stored 0 means a pair seen as often as
    independence predicts.

    Args:
        counts: X, never negative, [V, C], sparse or dense; from `cooccurrence(...).matrix` or a
            table of words and documents.
        alpha: Exponent that smooths the distribution of contexts, above 0 and at most 1; 0.75
            raises the probability of rare contexts, and so lowers the PMI of rare words.
        negative: k; its logarithm shifts every value. Skip-gram with k negatives factorises PMI
            shifted by log k. Above 0; 1 shifts nothing.
        memory: Bytes of memory for the result, as in `cooccurrence`.

    Returns:
        PMI in nats, float64 [V, C], sparse.

    Raises:
        ValueError: If counts are negative, not finite, not a matrix or all zero, or an argument
            is out of range.

    References:
        Church & Hanks, 1990, Word Association Norms, Mutual Information, and Lexicography.
        Levy & Goldberg, 2014, Neural Word Embedding as Implicit Matrix Factorization.
        Levy, Goldberg & Dagan, 2015, Improving Distributional Similarity with Lessons Learned
        from Word Embeddings, doi:10.1162/tacl_a_00134.

    Example:
        >>> X = np.array([[2, 0], [1, 1]])
        >>> np.exp(pmi(X).toarray()[1]).round(3).tolist()  # 1/4 over 1/2 · 3/4 and 1/2 · 1/4
        [0.667, 2.0]
    """
    return _transform(counts, alpha, negative, memory, least=-np.inf)


def ppmi(
    counts: csr_array | np.ndarray, alpha: float = 1.0, negative: float = 1, memory: int = MEMORY
) -> csr_array:
    """Positive pointwise mutual information: max(PMI(w, c), 0), where unseen pairs are 0 too.

    Args:
        counts, alpha, negative, memory: As in `pmi`; with k above 1 this is shifted PPMI.

    Returns:
        PPMI in nats, float64 [V, C], sparse; only values above 0 are stored.

    Raises:
        ValueError: As `pmi`.

    References:
        Bullinaria & Levy, 2007, Extracting Semantic Representations from Word Co-occurrence
        Statistics, doi:10.3758/BF03193020. Levy & Goldberg, 2014, as in `pmi`.

    Example:
        >>> ppmi(np.array([[2, 0], [1, 1]])).toarray().round(3).tolist()
        [[0.288, 0.0], [0.0, 0.693]]
    """
    return _transform(counts, alpha, negative, memory, least=0.0)


def _transform(counts, alpha, negative, memory, least: float) -> csr_array:
    """Compute PMI block by block of rows and keep what is above `least`."""
    require_number("alpha", alpha, "above 0 and at most 1", lambda x: 0 < x <= 1)
    require_number("negative", negative, "above 0 and finite", lambda x: x > 0)
    require_integer("memory", memory, least=0)
    X = _checked(counts)
    words = X.sum(axis=1, dtype=np.float64)  # N · P(w), [V]
    contexts = X.sum(axis=0, dtype=np.float64) ** alpha  # ∝ P_α(c), [C]
    total = contexts.sum()
    store = RowStore(X.shape[1], memory)
    for begin, end in _row_blocks(X.indptr):
        cells = slice(X.indptr[begin], X.indptr[end])
        lengths = np.diff(X.indptr[begin : end + 1])
        row, column = np.repeat(np.arange(end - begin), lengths), X.indices[cells]
        # P(w, c) / (P(w) P_α(c)): N is in both P(w, c) and P(w). Stored zeros stay unseen.
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = X.data[cells] * total / (words[begin:end][row] * contexts[column] * negative)
            values = np.log(ratio)
        keep = values > least
        lengths = np.bincount(row[keep], minlength=end - begin)
        store.append(lengths, column[keep].astype(np.int32), values[keep])
    return store.finish()


def _row_blocks(indptr: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield bounds of consecutive rows that have about `_CELLS` cells together."""
    cuts = np.searchsorted(indptr, np.arange(0, indptr[-1], _CELLS)[1:])
    cuts = np.unique([0, *cuts, len(indptr) - 1]).tolist()
    yield from pairwise(cuts)


def _checked(counts) -> csr_array:
    """Return counts as sorted rows without repeated cells, or say what is wrong with them."""
    X = csr_array(checked_matrix("counts", counts))
    if not X.has_canonical_format:
        X = X.copy()  # the caller's matrix stays as it is
        X.sum_duplicates()
    # A minimum of NaN is NaN, which is not at least 0.
    if not X.data.min(initial=0) >= 0 or not np.isfinite(X.data.max(initial=0)):
        raise ValueError("counts must be finite and at least 0, but some are not.")
    if not X.data.max(initial=0) > 0:
        raise ValueError(f"counts must hold a pair that was seen, but all {X.shape} are 0.")
    return X
