"""A window's step as formulas: the definition, one window at a time.

With the rows X = W[inputs] and U = C[outputs], labels y and learning rate η, skip-gram's loss and
the step against its gradient are

    J = −Σ_ik [ y_k log σ(x_i·u_k) + (1 − y_k) log(1 − σ(x_i·u_k)) ]
    G = η (y − σ(X Oᵀ))        C[outputs] += Gᵀ X        W[inputs] += G U

CBOW has the one row h = mean(X) instead of X. As in the original program each input takes the
whole step of h, m times what the gradient of the mean would give it.

Axes: V vocabulary, D embedding, m inputs and R outputs of a window.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from sequtils.kernels.sgns.reference import sigmoid
from sequtils.kernels.windows.draw import Windows


def each(windows: Windows) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The inputs [m], outputs [R] and labels [R] of one window after the other."""
    bounds = zip(pairwise(windows.input_bounds), pairwise(windows.output_bounds), strict=True)
    for (begin, end), (first, last) in bounds:
        labels = windows.labels[first:last]
        yield windows.inputs[begin:end], windows.outputs[first:last], labels


def train_skipgram(W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float) -> None:
    """Take one gradient step a window, in order, updating W and C in place.

    Args:
        W: Vectors of the inputs, [V, D]; updated.
        C: Vectors of the outputs, [≥ 1, D]; updated. It may be W itself.
        windows: What to learn from.
        learning_rate: The step size η.

    Example:
        >>> W, C = np.eye(3), np.zeros((3, 3))
        >>> one = Windows(*map(np.array, ([0], [0, 1], [1, 2], [0, 2], [1.0, 0.0])))
        >>> train_skipgram(W, C, one, learning_rate=0.1)
        >>> C.round(3).tolist()
        [[0.0, 0.0, 0.0], [0.05, 0.0, 0.0], [-0.05, 0.0, 0.0]]
    """
    for inputs, outputs, labels in each(windows):
        X, U = W[inputs], C[outputs]
        G = learning_rate * (labels - sigmoid(X @ U.T))
        np.add.at(C, outputs, G.T @ X)
        np.add.at(W, inputs, G @ U)


def train_cbow(W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float) -> None:
    """Take one step a window, in order, updating W and C in place.

    Args:
        W, C, windows, learning_rate: As in `train_skipgram`.

    Example:
        >>> W, C = np.eye(3), np.zeros((3, 3))
        >>> one = Windows(*map(np.array, ([0, 1], [0, 2], [2], [0, 1], [1.0])))
        >>> train_cbow(W, C, one, learning_rate=0.1)
        >>> C.round(3).tolist()
        [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.025, 0.025, 0.0]]
    """
    for inputs, outputs, labels in each(windows):
        h, U = W[inputs].mean(axis=0), C[outputs]
        g = learning_rate * (labels - sigmoid(U @ h))
        np.add.at(C, outputs, np.outer(g, h))
        np.add.at(W, inputs, g @ U)
