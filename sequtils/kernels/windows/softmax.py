"""The full softmax: every window asks for one word among all V.

It is what negative sampling and hierarchical softmax avoid: a step costs V·D multiplications an
input, and touches every row of C. NumPy's matrix products are the fastest there is for it.

With the rows X = W[inputs] of a window, its middle c and learning rate η, skip-gram's loss and the
step against its gradient are

    J = −Σ_i log softmax(C x_i)[c]
    G = η (onehot(c) − softmax(X Cᵀ))        C += Gᵀ X        W[inputs] += G C

Axes: V vocabulary, D embedding, m inputs of a window.
"""

from __future__ import annotations

import numpy as np

from sequtils.kernels.windows.draw import Windows
from sequtils.kernels.windows.reference import each


def softmax_loss(W: np.ndarray, C: np.ndarray, inputs: np.ndarray, middle: int) -> float:
    """The loss J of one window of skip-gram.

    Args:
        W: Vectors of the inputs, [V, D].
        C: Vectors of the outputs, [V, D].
        inputs: Ids of the words around the middle, [m].
        middle: Id of the word in the middle.

    Returns:
        J in nats, at least 0.

    Example:
        >>> round(softmax_loss(np.zeros((4, 2)), np.zeros((4, 2)), [0], 1), 4)  # log 4
        1.3863
    """
    return float(-_log_softmax(W[inputs] @ C.T)[:, middle].sum())


def train_skipgram(W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float) -> None:
    """Take one gradient step a window, in order, updating W and C in place.

    Args:
        W: Vectors of the inputs, [V, D]; updated.
        C: Vectors of the outputs, [V, D]; updated. It may be W itself.
        windows: What to learn from; the only output of each is its middle.
        learning_rate: The step size η.
    """
    for inputs, (middle,), _ in each(windows):
        X = W[inputs]
        G = _steps(X, C, middle, learning_rate)
        dW, dC = G @ C, G.T @ X
        C += dC
        np.add.at(W, inputs, dW)


def train_cbow(W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float) -> None:
    """Take one step a window, in order; the one row is the inputs' mean.

    Args:
        W, C, windows, learning_rate: As in `train_skipgram`. Each input takes the whole step of
            the mean, as in `reference.train_cbow`.
    """
    for inputs, (middle,), _ in each(windows):
        h = W[inputs].mean(axis=0, keepdims=True)
        g = _steps(h, C, middle, learning_rate)
        dW, dC = g @ C, g.T @ h
        C += dC
        np.add.at(W, inputs, dW)


def _steps(X: np.ndarray, C: np.ndarray, middle: int, learning_rate: float) -> np.ndarray:
    """G, [m, V]."""
    G = -learning_rate * np.exp(_log_softmax(X @ C.T))
    G[:, middle] += learning_rate
    return G


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    """Of each row, [m, V]. For a few hundred words SciPy's takes ten times as long."""
    scores = scores - scores.max(axis=1, keepdims=True)  # so that no exponential overflows
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
