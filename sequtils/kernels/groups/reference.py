"""Inference of a document's vector as formulas: the definition, one window at a time.

The words' vectors W and the outputs C stand still; the document's vector v alone takes the step
of CBOW that it would have taken in training, with the m words of a window beside it:

    h = (v + Σ W[inputs]) / (m + 1)        v += η Σ_k (y_k − σ(h·C[o_k])) C[o_k]

Axes: V vocabulary, D embedding.

References:
    Le & Mikolov, 2014, Distributed Representations of Sentences and Documents, arXiv:1405.4053.
"""

from __future__ import annotations

import numpy as np

from sequtils.kernels.sgns.reference import sigmoid
from sequtils.kernels.windows.draw import Windows
from sequtils.kernels.windows.reference import each


def infer(
    v: np.ndarray, W: np.ndarray, C: np.ndarray, windows: Windows, learning_rate: float
) -> None:
    """Take one step a window, in order, updating v in place.

    Args:
        v: The document's vector, [D]; updated.
        W: Vectors of the inputs, [V, D].
        C: Vectors of the outputs, [V, D].
        windows: As `draw_documents` draws them: the last input of each stands for the document.
        learning_rate: The step size η.

    Example:
        >>> v, W, C = np.array([1.0, 0.0]), np.zeros((1, 2)), np.array([[0.0, 1.0]])
        >>> one = Windows(*map(np.array, ([0, 9], [0, 2], [0], [0, 1], [1.0])))
        >>> infer(v, W, C, one, learning_rate=0.1)
        >>> v.tolist()
        [1.0, 0.05]
    """
    for inputs, outputs, labels in each(windows):
        h = (v + W[inputs[:-1]].sum(axis=0)) / len(inputs)
        g = learning_rate * (labels - sigmoid(C[outputs] @ h))
        v += g @ C[outputs]
