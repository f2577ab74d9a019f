"""Skip-gram with negative sampling as the paper writes it: the definition, one pair at a time.

The loss of a centre word w, a target c from its window and K noise words n_1 … n_K is

    J = −log σ(C[c]·W[w]) − Σ_k log σ(−C[n_k]·W[w])

Axes: V vocabulary, D embedding, N pairs, K negatives.

References:
    Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.
    Goldberg & Levy, 2014, word2vec Explained, arXiv:1402.3722.
"""

from __future__ import annotations

import numpy as np


def sigmoid(x: np.ndarray) -> np.ndarray:
    """σ(x) = 1 / (1 + exp(−x)), without overflow for large |x|.

    Example:
        >>> sigmoid(np.array([-1000.0, 0.0, 1000.0])).tolist()
        [0.0, 0.5, 1.0]
    """
    return np.exp(-np.logaddexp(0, -x))


def sgns_loss(
    W: np.ndarray, C: np.ndarray, center: int, target: int, negatives: np.ndarray
) -> float:
    """The loss J of one pair.

    Args:
        W: Centre vectors, [V, D].
        C: Context vectors, [V, D].
        center: Id of the centre word.
        target: Id of the word seen in its window.
        negatives: Ids of the noise words, [K]; an id that occurs twice counts twice.

    Returns:
        J in nats, at least 0.

    Example:
        >>> zeros = np.zeros((4, 2))
        >>> round(sgns_loss(zeros, zeros, 0, 1, [2, 3]), 4)  # 3 log 2: three undecided questions
        2.0794
    """
    w = W[center]
    # −log σ(x) = log(1 + exp(−x))
    return float(np.logaddexp(0, -C[target] @ w) + np.logaddexp(0, C[negatives] @ w).sum())


def sgns_gradients(
    W: np.ndarray, C: np.ndarray, center: int, target: int, negatives: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradient of J with respect to the rows it depends on.

    Args:
        W, C, center, target, negatives: As in `sgns_loss`.

    Returns:
        rows: The K + 1 rows of C that take part, target first, [K + 1].
        dw: ∂J/∂W[center], [D].
        dC: ∂J/∂C[rows], [K + 1, D]; where a row occurs twice, its gradients add up.

    Example:
        >>> W, C = np.array([[4.0]]), np.zeros((3, 1))
        >>> rows, dw, dC = sgns_gradients(W, C, 0, 1, np.array([2]))
        >>> rows.tolist(), dC.tolist()  # pull the target closer, push the noise away
        ([1, 2], [[-2.0], [2.0]])
    """
    rows = np.concatenate([[target], negatives])
    label = np.zeros(len(rows))
    label[0] = 1
    # ∂J/∂x = σ(x) − label, with x = C[rows]·w
    error = sigmoid(C[rows] @ W[center]) - label
    return rows, error @ C[rows], np.outer(error, W[center])


def train_pairs(
    W: np.ndarray,
    C: np.ndarray,
    centers: np.ndarray,
    targets: np.ndarray,
    negatives: np.ndarray,
    learning_rate: float,
) -> None:
    """Take one gradient step a pair, in order, updating W and C in place.

    Args:
        W: Centre vectors, [V, D]; updated.
        C: Context vectors, [V, D]; updated.
        centers: [N].
        targets: [N].
        negatives: [N, K].
        learning_rate: The step size η.

    Example:
        >>> W, C = np.eye(3), np.zeros((3, 3))
        >>> train_pairs(W, C, np.array([0]), np.array([1]), np.array([[2]]), learning_rate=0.1)
        >>> C.round(3).tolist()
        [[0.0, 0.0, 0.0], [0.05, 0.0, 0.0], [-0.05, 0.0, 0.0]]
    """
    for center, target, noise in zip(centers, targets, negatives, strict=True):
        rows, dw, dC = sgns_gradients(W, C, center, target, noise)
        W[center] -= learning_rate * dw
        np.subtract.at(C, rows, learning_rate * dC)  # adds up repeated rows, as C[rows] -= does not
