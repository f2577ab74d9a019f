"""Soft debiasing: trade a little bias for a little change of everything else.

Axes: V vocabulary, N neutral words, D embedding, R rank of the vectors, K directions of the bias.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sequtils.arguments import require_number
from sequtils.static.bias.subspace import require_basis
from sequtils.static.vectors import WordVectors

TOLERANCE = 1e-10  # relative step at which the optimum is reached
MAX_STEPS = 10_000


def soft_debias(
    vectors: WordVectors, basis: np.ndarray, neutral: Iterable[str], strength: float = 0.2
) -> WordVectors:
    """Transform all vectors so that neutral words lean less, and little else changes.

    Args:
        vectors: The vectors; they are not changed.
        basis: The directions of the bias, orthonormal [K, D].
        neutral: Words that should be neutral.
        strength: λ, at least 0: 0 changes nothing; the larger, the nearer to neutralising. The
            default is the paper's.

    Returns:
        New vectors T·w, scaled to length 1, float64; T from `soft_transform`.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If the basis is not orthonormal, no word is neutral or λ is negative.

    References:
        Bolukbasi et al., 2016, arXiv:1607.06520, step 2b.

    Example:
        >>> rows = np.array([[1, 0], [-1, 0.1], [0.6, 0.8]])
        >>> vectors = WordVectors(["he", "she", "doctor"], rows)
        >>> soft = soft_debias(vectors, np.eye(1, 2), ["doctor"], strength=10)
        >>> soft.similarity("he", "doctor") < vectors.similarity("he", "doctor")
        True
    """
    T = soft_transform(vectors, basis, neutral, strength)
    moved = vectors.unit @ T
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    return WordVectors(vectors.words, moved / np.where(length == 0, 1, length), vectors.counts)


def soft_transform(
    vectors: WordVectors, basis: np.ndarray, neutral: Iterable[str], strength: float = 0.2
) -> np.ndarray:
    """The transformation T that soft debiasing applies.

        min over T of ‖(T W)ᵀ(T W) − Wᵀ W‖² + λ ‖(T N)ᵀ(T B)‖²

    for all words W, the neutral words N and the directions B, each a column. Only X = Tᵀ T counts,
    and X must have no negative eigenvalue: a convex problem. With W = U Σ Vᵀ and M = Σ Uᵀ X U Σ,

        min over M ⪰ 0 of ‖M − Σ²‖² + λ ‖Pᵀ M Q‖²,    P = Σ⁻¹ Uᵀ N,    Q = Σ⁻¹ Uᵀ B

    whose projection on M ⪰ 0 cuts eigenvalues at 0. Nesterov's method solves it in few steps: the
    curvature lies between 2 and 2 (1 + λ ‖P‖² ‖Q‖²).

    Args:
        vectors, basis, neutral, strength: As in `soft_debias`.

    Returns:
        T, the symmetric root of X, float64 [D, D]. It leaves alone what no vector has.

    Raises:
        UnknownWordError, ValueError: As `soft_debias`.
        RuntimeError: If the steps do not converge.

    Example:
        >>> vectors = WordVectors(["he", "she", "cat"], np.array([[1, 0], [-1, 0.1], [0.6, 0.8]]))
        >>> bool(np.allclose(soft_transform(vectors, np.eye(1, 2), ["cat"], 0), np.eye(2)))
        True
    """
    require_number("strength", strength, "at least 0", lambda x: x >= 0)
    W = vectors.unit.astype(np.float64)  # [V, D], words as rows
    basis = require_basis("basis", basis, W.shape[1])
    if not (rows := [vectors.id(word) for word in neutral]):
        raise ValueError("neutral must hold at least one word, but it is empty.")
    squares, U = np.linalg.eigh(W.T @ W)
    kept = squares > 1e-10 * squares[-1]
    sigma, U = np.sqrt(squares[kept]), U[:, kept]  # [R], [D, R]
    P, Q = (U.T @ columns / sigma[:, None] for columns in (W[rows].T, basis.T))
    M = _minimise(np.diag(sigma**2), P @ P.T, Q @ Q.T, strength)
    X = U @ (M / np.outer(sigma, sigma)) @ U.T + np.eye(len(U)) - U @ U.T
    values, vectors_of_x = np.linalg.eigh(X)
    return vectors_of_x * np.sqrt(np.maximum(values, 0)) @ vectors_of_x.T


def _minimise(S: np.ndarray, PP: np.ndarray, QQ: np.ndarray, strength: float) -> np.ndarray:
    """Minimise ‖M − S‖² + λ tr(P Pᵀ M Q Qᵀ M) over symmetric M ⪰ 0, [R, R]."""
    curvature = 1 + strength * np.linalg.norm(PP, 2) * np.linalg.norm(QQ, 2)  # halved
    momentum = (np.sqrt(curvature) - 1) / (np.sqrt(curvature) + 1)
    M = ahead = S
    for _ in range(MAX_STEPS):
        one_way = PP @ ahead @ QQ
        gradient = ahead - S + strength * (one_way + one_way.T) / 2  # halved
        values, basis = np.linalg.eigh(ahead - gradient / curvature)
        step = basis * np.maximum(values, 0) @ basis.T - M
        M, ahead = M + step, M + (1 + momentum) * step
        if np.linalg.norm(step) <= TOLERANCE * np.linalg.norm(S):
            return M
    raise RuntimeError(
        f"soft debiasing did not converge in {MAX_STEPS} steps; lower strength, now {strength:g}."
    )
