"""From a sparse matrix to dense vectors: the truncated singular value decomposition.

    A ≈ U Σ Vᵀ,    vectors W = U Σ^p,    context vectors C = V Σ^(1 − p),    so W Cᵀ ≈ A

Axes: V words (rows), C contexts (columns), D embedding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, issparse
from scipy.sparse.linalg import svds

from sequtils.arguments import require_integer, require_number, require_words
from sequtils.static.counts.matrix import checked_matrix
from sequtils.static.vectors import WordVectors

_SMALL = 200  # up to this many rows or columns an exact decomposition takes no time worth saving


def truncated_svd(
    matrix: csr_array | np.ndarray, rank: int, seed: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The best approximation of a matrix by one of a given rank.

    Lanczos' iteration (ARPACK's, from scipy) multiplies one vector by A and Aᵀ in turn until the
    leading singular vectors have settled, and never needs A as a dense matrix. On PPMI, whose
    singular values fall slowly, that takes less time and memory than random projection to the
    same accuracy, because scipy multiplies a sparse matrix by many vectors no faster than one by
    one. A small matrix is decomposed exactly.

    Args:
        matrix: A, [V, C], sparse or dense; float32 is computed in float32, all else in float64.
        rank: D, at least 1 and at most the smaller side of A.
        seed: Fixes the vector that the iteration starts from.

    Returns:
        U [V, D] and V [C, D] with orthonormal columns around Σ [D], as (U, Σ, V); Σ falls. The
        largest entry of each column of U is positive, which fixes the signs.

    Raises:
        ValueError: If the matrix is not one of finite numbers, or an argument is out of range.

    References:
        Eckart & Young, 1936, The Approximation of One Matrix by Another of Lower Rank.
        Lehoucq, Sorensen & Yang, 1998, ARPACK Users' Guide, doi:10.1137/1.9780898719628.

    Example:
        >>> U, S, V = truncated_svd(np.array([[3.0, 0.0], [0.0, 1.0]]), rank=1)
        >>> U.tolist(), S.tolist(), V.tolist()
        ([[1.0], [0.0]], [3.0], [[1.0], [0.0]])
    """
    A = _checked(matrix)
    require_integer("rank", rank, least=1)
    require_integer("seed", seed, least=0)
    if rank > min(A.shape):
        raise ValueError(
            f"rank must be at most {min(A.shape)}, the smaller side of the matrix, not {rank}."
        )
    if min(A.shape) <= _SMALL or rank == min(A.shape):
        U, S, Vt = np.linalg.svd(A.toarray() if issparse(A) else A, full_matrices=False)
    elif abs(A).max() == 0:  # nothing to iterate on
        U, S, Vt = np.eye(A.shape[0], rank), np.zeros(rank), np.eye(rank, A.shape[1])
    else:
        start = np.random.default_rng(seed).standard_normal(min(A.shape))
        U, S, Vt = svds(A, rank, v0=start.astype(A.dtype))
        U, S, Vt = U[:, ::-1], S[::-1], Vt[::-1]  # svds begins with the smallest
    return _fix_signs(U[:, :rank], S[:rank], Vt[:rank].T)


def svd_vectors(
    words: Sequence[str],
    matrix: csr_array | np.ndarray,
    vector_size: int = 100,
    p: float = 0.5,
    counts: np.ndarray | None = None,
    seed: int = 0,
) -> WordVectors:
    """Make dense word vectors from the rows of a sparse matrix.

    Args:
        words: The words of the rows.
        matrix: [V, C], such as PPMI, or TF-IDF of words and documents (latent semantic analysis).
        vector_size: D, length of a word vector, at most the smaller side of the matrix.
        p: Exponent of the singular values, from 0 to 1: with 1 the scalar products of the vectors
            are those of the matrix's rows, as well as D dimensions allow; with 0.5 words and
            contexts share them evenly, as in word2vec; with 0 all dimensions weigh the same. Levy
            et al. find 0 and 0.5 better than 1.
        counts: How often each word occurred, int [V], to pass on.
        seed: As in `truncated_svd`.

    Returns:
        U Σ^p as `.vectors`, and V Σ^(1 − p) as `.context` if rows and columns are as many.

    Raises:
        ValueError: If an argument is out of range, or the words are not those of the rows.

    References:
        Deerwester et al., 1990, Indexing by Latent Semantic Analysis.
        Levy, Goldberg & Dagan, 2015, Improving Distributional Similarity with Lessons Learned
        from Word Embeddings, doi:10.1162/tacl_a_00134.

    Example:
        >>> X = np.array([[0.0, 2.0], [2.0, 0.0]])
        >>> vectors = svd_vectors(["left", "right"], X, vector_size=2)
        >>> (vectors.vectors @ vectors.context.T).round(6).tolist()
        [[0.0, 2.0], [2.0, 0.0]]
    """
    words = require_words("words", words)
    require_integer("vector_size", vector_size, least=1)
    require_number("p", p, "from 0 to 1", lambda x: 0 <= x <= 1)
    shape = checked_matrix("matrix", matrix).shape
    if vector_size > min(shape):
        raise ValueError(
            f"vector_size must be at most the smaller side of the matrix, whose shape is "
            f"{list(shape)}, not {vector_size}."
        )
    U, S, V = truncated_svd(matrix, vector_size, seed=seed)
    context = V * S ** (1 - p) if len(U) == len(V) else None
    return WordVectors(words, U * S**p, counts=counts, context=context)


def _fix_signs(U, S, V):
    """Turn each pair of singular vectors so that the largest entry of the left one is positive."""
    largest = U[np.abs(U).argmax(axis=0), np.arange(U.shape[1])]
    sign = np.where(largest < 0, -1, 1).astype(U.dtype)
    return U * sign, S, V * sign


def _checked(matrix):
    A = checked_matrix("matrix", matrix)
    if min(A.shape) == 0:
        raise ValueError(f"matrix must have shape [V, C], not {list(A.shape)}.")
    if not np.isfinite(A.data if issparse(A) else A).all():
        raise ValueError("matrix must be finite, but some of its values are not.")
    return A if A.dtype == np.float32 else A.astype(np.float64, copy=False)
