"""From a sparse matrix to dense vectors: the truncated singular value decomposition.

    A ≈ U Σ Vᵀ,    vectors W = U Σ^p,    context vectors C = V Σ^(1 − p),    so W Cᵀ ≈ A

Axes: V words (rows), C contexts (columns), D embedding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array, issparse

from sequtils.static.arguments import require_integer, require_number
from sequtils.static.vectors import WordVectors

_EXTRA = 10  # directions searched beyond the rank, as Halko, Martinsson & Tropp advise
_ITERATIONS = 4  # products with A Aᵀ; on PPMI of Wikipedia more change nothing that one can use


def truncated_svd(
    matrix: csr_array | np.ndarray, rank: int, iterations: int = _ITERATIONS, seed: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The best approximation of a matrix by one of a given rank, found by random projection.

    Random directions are multiplied by A Aᵀ a few times; the space that all the products span,
    a block Krylov space, holds the leading singular vectors to a good approximation, and inside
    it an ordinary SVD is small. A matrix so small that the space would be all of it is decomposed
    exactly.

    Args:
        matrix: A, [V, C], sparse or dense; float32 is computed in float32, all else in float64.
        rank: D, at least 1 and at most the smaller side of A.
        iterations: Products with A Aᵀ; more are more accurate. Memory grows as
            (iterations + 1) · (D + 10) · (V + C).
        seed: Fixes the random directions.

    Returns:
        U [V, D] and V [C, D] with orthonormal columns around Σ [D], as (U, Σ, V); Σ falls. The
        largest entry of each column of U is positive, which fixes the signs.

    Raises:
        ValueError: If the matrix is not one of finite numbers, or an argument is out of range.

    References:
        Halko, Martinsson & Tropp, 2011, Finding Structure with Randomness, arXiv:0909.4061.
        Musco & Musco, 2015, Randomized Block Krylov Methods for Stronger and Faster Approximate
        Singular Value Decomposition, arXiv:1504.05477.

    Example:
        >>> U, S, V = truncated_svd(np.array([[3.0, 0.0], [0.0, 1.0]]), rank=1)
        >>> U.tolist(), S.tolist(), V.tolist()
        ([[1.0], [0.0]], [3.0], [[1.0], [0.0]])
    """
    A = _checked(matrix)
    require_integer("rank", rank, least=1)
    require_integer("iterations", iterations, least=0)
    require_integer("seed", seed, least=0)
    if rank > min(A.shape):
        raise ValueError(
            f"rank must be at most {min(A.shape)}, the smaller side of the matrix, not {rank}."
        )
    if (iterations + 1) * (rank + _EXTRA) >= min(A.shape):
        dense = A.toarray() if issparse(A) else A
        U, S, Vt = np.linalg.svd(dense, full_matrices=False)
    else:
        U, S, Vt = _krylov_svd(A, rank + _EXTRA, iterations, seed)
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
    require_integer("vector_size", vector_size, least=1)
    require_number("p", p, "from 0 to 1", lambda x: 0 <= x <= 1)
    if vector_size > min(np.shape(matrix), default=0):
        raise ValueError(
            f"vector_size must be at most the smaller side of the matrix, whose shape is "
            f"{list(np.shape(matrix))}, not {vector_size}."
        )
    U, S, V = truncated_svd(matrix, vector_size, seed=seed)
    context = V * S ** (1 - p) if len(U) == len(V) else None
    return WordVectors(words, U * S**p, counts=counts, context=context)


def _krylov_svd(A, size: int, iterations: int, seed: int):
    """Decompose A inside the space spanned by A Ω, (A Aᵀ) A Ω, (A Aᵀ)² A Ω …"""
    random = np.random.default_rng(seed).standard_normal((A.shape[1], size), dtype=A.dtype)
    powers = [_orthonormal(A @ random)]  # [V, size]
    for _ in range(iterations):
        # Without orthonormal columns, all would turn into the first singular vector.
        powers.append(_orthonormal(A @ (A.T @ powers[-1])))
    basis = _orthonormal(np.hstack(powers))  # [V, (iterations + 1) · size]
    inside = A.T @ basis  # [C, (iterations + 1) · size]
    V, S, Ut = np.linalg.svd(inside, full_matrices=False)
    return basis @ Ut.T[:, :size], S, V.T


def _orthonormal(columns: np.ndarray) -> np.ndarray:
    return np.linalg.qr(columns)[0]


def _fix_signs(U, S, V):
    """Turn each pair of singular vectors so that the largest entry of the left one is positive."""
    largest = U[np.abs(U).argmax(axis=0), np.arange(U.shape[1])]
    sign = np.where(largest < 0, -1, 1).astype(U.dtype)
    return U * sign, S, V * sign


def _checked(matrix):
    A = matrix if issparse(matrix) else np.asarray(matrix)
    if A.ndim != 2 or min(A.shape) == 0:
        raise ValueError(f"matrix must have shape [V, C], not {list(A.shape)}.")
    if A.dtype.kind not in "buif":
        raise ValueError(f"matrix must hold numbers, not {A.dtype}.")
    A = csr_array(A) if issparse(A) else A
    if not np.isfinite(A.data if issparse(A) else A).all():
        raise ValueError("matrix must be finite, but some of its values are not.")
    return A if A.dtype == np.float32 else A.astype(np.float64, copy=False)
