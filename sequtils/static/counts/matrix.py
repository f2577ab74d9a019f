"""What counts as a matrix of numbers, sparse or dense."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, issparse


def checked_matrix(name: str, value: object) -> csr_array | np.ndarray:
    """Return a matrix as sparse rows if it is sparse, else as an array.

    Args:
        name: What it is called.
        value: The matrix; nothing is copied that need not be.

    Returns:
        The matrix.

    Raises:
        ValueError: If it has no two sides or holds what is no real number.

    Example:
        >>> checked_matrix("counts", [1, 2])
        Traceback (most recent call last):
        ValueError: counts must have shape [V, C], not [2].
    """
    try:
        matrix = csr_array(value) if issparse(value) and value.ndim == 2 else np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must have rows of one length, but has others.") from None
    if matrix.dtype.kind not in "buif":
        raise ValueError(f"{name} must hold numbers, not {type(value).__name__} of {matrix.dtype}.")
    if matrix.ndim != 2:
        raise ValueError(f"{name} must have shape [V, C], not {list(matrix.shape)}.")
    return matrix
