"""GloVe's step as formulas: the definition, one cell of the matrix at a time.

A cell X[w, c] that is not zero is to be explained by the vectors and biases of word w and context
word c:

    J = ½ Σ_wc f(X_wc) e²        e = w·c + b_w + b̃_c − log X_wc        f(x) = min(1, (x / x_max)^α)
    ∂J/∂w = f e c        ∂J/∂c = f e w        ∂J/∂b_w = ∂J/∂b̃_c = f e

With biases beside the vectors, a word is the row x = [1, b, w] and a context y = [b̃, 1, c], so that
e = x·y − log X and both gradients are f e times the other row; the two 1 stay as they are. AdaGrad
divides the step of every number by the root of what the squares of its steps summed to before, as
in the original program: with s = η · clip(f e y, ±100)

    x −= s / √G        G += s²        (G starts at 1)

The program's version 1.2 leaves η and the clip out of the steps of the biases, 0.2 had η in them;
here all numbers are treated alike.

Axes: V vocabulary, D embedding, N cells, P length of a row, at least D + 2.

References:
    Pennington, Socher & Manning, 2014, GloVe: Global Vectors for Word Representation,
    doi:10.3115/v1/D14-1162.
    Duchi, Hazan & Singer, 2011, Adaptive Subgradient Methods for Online Learning and Stochastic
    Optimization, JMLR 12.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

CLIP = 100.0  # as in the original program
_LINE = 16  # float32 in a cache line, which also is the widest vector register


class Cells(NamedTuple):
    """Cells of a co-occurrence matrix, in the order in which to learn them.

    Attributes:
        words: Their rows, int32 [N].
        contexts: Their columns, int32 [N].
        log_counts: log X, float [N].
        weights: f(X), float [N].
    """

    words: np.ndarray
    contexts: np.ndarray
    log_counts: np.ndarray
    weights: np.ndarray


def weight(counts: np.ndarray, x_max: float = 100.0, alpha: float = 0.75) -> np.ndarray:
    """How much a cell matters, f(x) = min(1, (x / x_max)^α).

    Args:
        counts: X, at least 0, any shape.
        x_max: From this count on all weigh 1.
        alpha: α, the exponent below it.

    Returns:
        f(X), like counts.

    Example:
        >>> weight(np.array([0.0, 6.25, 100.0, 1e6])).tolist()
        [0.0, 0.125, 1.0, 1.0]
    """
    return np.minimum(1.0, counts / x_max) ** alpha


def make_rows(vectors: np.ndarray, biases: np.ndarray, side: str) -> np.ndarray:
    """Put vectors and biases into rows that `train_cells` learns.

    Args:
        vectors: [V, D].
        biases: [V].
        side: "word" for rows [1, b, w, 0 …], "context" for [b̃, 1, c, 0 …].

    Returns:
        float32 [V, 2, P]: the row `[:, 0]` and the sums of squares G `[:, 1]`, which are 1. P is a
        multiple of 16, for a row to fill whole cache lines and vector registers.

    Example:
        >>> make_rows(np.array([[5.0]]), np.array([7.0]), "word")[0, :, :4].tolist()
        [[1.0, 7.0, 5.0, 0.0], [1.0, 1.0, 1.0, 1.0]]
    """
    V, D = vectors.shape
    P = -(-(D + 2) // _LINE) * _LINE
    store = np.empty(2 * V * P + _LINE, np.float32)
    begin = -store.ctypes.data % (4 * _LINE) // 4  # where a cache line begins
    rows = store[begin : begin + 2 * V * P].reshape(V, 2, P)
    rows[:, 0], rows[:, 1] = 0, 1
    rows[:, 0, 2 : 2 + D] = vectors
    rows[:, 0, 0] = 1 if side == "word" else biases
    rows[:, 0, 1] = biases if side == "word" else 1
    return rows


def train_cells(
    words: np.ndarray, contexts: np.ndarray, cells: Cells, learning_rate: float
) -> float:
    """Take one step a cell, in order, updating both sides in place.

    Args:
        words: Rows of the words, [V, 2, P], from `make_rows`; updated.
        contexts: Rows of the words as contexts, likewise; updated.
        cells: What to learn from.
        learning_rate: η.

    Returns:
        The loss J of the cells, each before its own step.

    Example:
        >>> words = make_rows(np.ones((1, 1)), np.ones(1), "word")
        >>> contexts = make_rows(np.ones((1, 1)), np.ones(1), "context")
        >>> train_cells(words, contexts, Cells([0], [0], [0.0], [0.5]), learning_rate=0.1)
        2.25
        >>> print(words[0, :, :3].round(4))
        [[1.     0.85   0.85  ]
         [1.0225 1.0225 1.0225]]
    """
    loss = 0.0
    for word, context, log_count, f in zip(*cells, strict=True):
        (x, G), (y, H) = words[word], contexts[context]
        error = x @ y - log_count
        loss += 0.5 * f * error**2
        s = learning_rate * np.clip(f * error * y, -CLIP, CLIP)
        t = learning_rate * np.clip(f * error * x, -CLIP, CLIP)
        x -= s / np.sqrt(G)
        y -= t / np.sqrt(H)
        G += s**2
        H += t**2
        x[0] = y[1] = 1
    return float(loss)
