"""fastText's step as formulas: the definition, one guess at a time.

With the rows X that go in, their mean h = Σ x_i / n, the rows U = C[outputs] of the word to be
guessed and of its noise words, labels y = [1, 0, …] and learning rate η

    J = −Σ_k [ y_k log σ(h·u_k) + (1 − y_k) log(1 − σ(h·u_k)) ]
    g = η (y − σ(U h))        C[outputs] += g hᵀ        inputs[rows] += Uᵀ g

As in the original program each row takes the whole step of h, n times what the gradient of the
mean would give it; a row that goes in twice takes it twice.

Axes: V vocabulary, R input rows (words, then buckets), D embedding, N windows, K negatives.

References:
    Bojanowski et al., 2017, Enriching Word Vectors with Subword Information, arXiv:1607.04606.
"""

from __future__ import annotations

import numpy as np

from sequtils.kernels.fasttext.draw import NoisyWindows
from sequtils.kernels.fasttext.ngrams import Subwords
from sequtils.kernels.sgns.reference import sigmoid


def train_skipgram(
    inputs: np.ndarray,
    C: np.ndarray,
    subwords: Subwords,
    windows: NoisyWindows,
    learning_rate: float,
) -> None:
    """Take one step for each word around each middle, in order, updating inputs and C in place.

    Args:
        inputs: Vectors of words and buckets, [R, D]; updated.
        C: Vectors of the words to be guessed, [V, D]; updated.
        subwords: Which rows of `inputs` make up each word.
        windows: What to learn from, with K noise words for each word around.
        learning_rate: The step size η.

    Example:
        >>> inputs, C = np.array([[1.0], [3.0], [0.0]]), np.zeros((3, 1))
        >>> subwords = Subwords(np.array([0, 1, 1, 2]), np.array([0, 2, 3, 4]), np.ones(3))
        >>> one = NoisyWindows(*map(np.array, ([0], [1], [0, 1], [[2]])))
        >>> train_skipgram(inputs, C, subwords, one, learning_rate=0.1)  # h = (1 + 3) / 2
        >>> C.round(3).tolist()
        [[0.0], [0.1], [-0.1]]
    """
    for n, middle in enumerate(windows.middles):
        rows = _rows(subwords, [middle])
        for m in range(windows.bounds[n], windows.bounds[n + 1]):
            _step(inputs, C, rows, [windows.around[m], *windows.noise[m]], learning_rate)


def train_cbow(
    inputs: np.ndarray,
    C: np.ndarray,
    subwords: Subwords,
    windows: NoisyWindows,
    learning_rate: float,
) -> None:
    """Take one step a window, in order, updating inputs and C in place.

    Args:
        inputs, C, subwords, learning_rate: As in `train_skipgram`.
        windows: What to learn from, with K noise words for each middle.
    """
    for n, middle in enumerate(windows.middles):
        rows = _rows(subwords, windows.around[windows.bounds[n] : windows.bounds[n + 1]])
        _step(inputs, C, rows, [middle, *windows.noise[n]], learning_rate)


def _rows(subwords: Subwords, words) -> np.ndarray:
    """The rows of some words, one word's after another's."""
    rows, bounds, _ = subwords
    return np.concatenate([rows[bounds[word] : bounds[word + 1]] for word in words])


def _step(inputs, C, rows, outputs, learning_rate):
    h, U = inputs[rows].mean(axis=0), C[outputs]
    y = np.arange(len(outputs)) == 0
    g = learning_rate * (y - sigmoid(U @ h))
    np.add.at(C, outputs, np.outer(g, h))
    np.add.at(inputs, rows, g @ U)
