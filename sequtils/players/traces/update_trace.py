"""Updates of skip-gram with negative sampling on real vectors.

Axes: D embedding, K negatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sequtils.arguments import require_number, require_words
from sequtils.kernels.sgns.reference import sgns_gradients, sgns_loss, sigmoid, train_pairs

if TYPE_CHECKING:
    from sequtils.static.vectors import WordVectors

DIGITS = 6  # of all numbers, after the point


def update(
    vectors: WordVectors,
    questions: Iterable[tuple[str, str, Sequence[str]]],
    learning_rate: float = 0.025,
) -> dict:
    """Take one step of skip-gram with negative sampling after another and keep what moves where.

    A step moves the centre vector w by Δw, and every context vector along w. Both lie in the plane
    of w and Δw, onto which all vectors are projected: no movement is hidden, and the first
    coordinate of a context vector times ‖w‖ is its score.

    Args:
        vectors: Trained with two matrices, D at least 2; not changed.
        questions: For each step the centre word, its target and the K noise words.
        learning_rate: The step size η.

    Returns:
        "learning_rate" and "steps", one for each question: "center", its position "before" and
        "after" as two numbers, the loss J before ("loss") and after ("loss_after") the step, and
        "rows", the target first, each with its "word", "label", "score", "error" σ(score) − label,
        "score_after", and its position "before" and "after".

    Raises:
        ValueError: If there is no question or no noise word, the context vectors are not known, or
            a noise word is the target.
        UnknownWordError: If a word has no vector.

    References:
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> from sequtils.static import WordVectors
        >>> context = np.array([[0.0, 0], [0, 1], [1, 0]])
        >>> vectors = WordVectors(["king", "crown", "plough"], np.eye(3)[:, :2], context=context)
        >>> [step] = update(vectors, [("king", "crown", ["plough"])], learning_rate=1)["steps"]
        >>> step["loss"], step["loss_after"]
        (2.006409, 1.155375)
        >>> [(row["word"], row["before"], row["after"]) for row in step["rows"]]
        [('crown', [0.0, 1.0], [0.5, 1.0]), ('plough', [1.0, 0.0], [0.268941, 0.0])]
    """
    if vectors.context is None:
        raise ValueError("vectors must have context vectors, the second matrix, but have none.")
    require_number("learning_rate", learning_rate, "above 0 and finite", lambda x: x > 0)
    questions = [_ids(vectors, *question) for question in questions]
    if not questions:
        raise ValueError("questions must hold at least one, got none.")
    W, C = (np.array(matrix, np.float64) for matrix in (vectors.vectors, vectors.context))
    steps = [_step(W, C, vectors.words, *ids, learning_rate) for ids in questions]
    return {"learning_rate": learning_rate, "steps": steps}


def _ids(vectors, center, target, noise) -> tuple[int, int, np.ndarray]:
    noise = list(require_words("noise", noise))
    if not noise or target in noise:
        got = "none" if not noise else f"the target {target!r}"
        raise ValueError(f"noise must hold words other than the target, got {got}.")
    ids = np.array([vectors.id(word) for word in noise])
    return vectors.id(center), vectors.id(target), ids


def _step(W, C, words, center, target, noise, learning_rate) -> dict:
    """Take a step and tell of it."""
    rows, dw, _ = sgns_gradients(W, C, center, target, noise)
    plane = _plane([W[center], dw, *C[rows], *np.eye(len(dw))])  # [D, 2]
    question = (center, target, noise)
    before, loss = (W[center].copy(), C[rows]), sgns_loss(W, C, *question)
    train_pairs(W, C, *(np.array([part]) for part in question), learning_rate)
    after = W[center], C[rows]
    # From w's own direction on, the step goes upwards.
    (at, points), (moved_to, moved) = ((w @ plane, U @ plane) for w, U in (before, after))
    score, score_after = before[1] @ before[0], after[1] @ after[0]
    label = (np.arange(len(rows)) == 0).astype(int)
    return {
        "center": words[center],
        "before": _rounded(at),
        "after": _rounded(moved_to),
        "loss": _rounded(loss),
        "loss_after": _rounded(sgns_loss(W, C, *question)),
        "rows": [
            {
                "word": words[row],
                "label": int(label[i]),
                "score": _rounded(score[i]),
                "error": _rounded(sigmoid(score[i]) - label[i]),
                "score_after": _rounded(score_after[i]),
                "before": _rounded(points[i]),
                "after": _rounded(moved[i]),
            }
            for i, row in enumerate(rows)
        ],
    }


def _plane(directions: Sequence[np.ndarray]) -> np.ndarray:
    """Two orthonormal axes [D, 2]: the first directions that are not zero nor along the first."""
    axes: list[np.ndarray] = []
    for direction in directions:
        rest = direction - sum(
            (axis * (axis @ direction) for axis in axes), np.zeros_like(direction)
        )
        if np.linalg.norm(rest) > 1e-9 * max(np.linalg.norm(direction), 1e-9):
            axes.append(rest / np.linalg.norm(rest))
        if len(axes) == 2:
            break
    return np.stack([axes[0], -axes[1]], axis=1)


def _rounded(value) -> float | list[float]:
    return (np.round(value, DIGITS) + 0.0).tolist()
