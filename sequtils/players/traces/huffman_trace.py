"""Huffman's tree over some words, and the probabilities of hierarchical softmax in it.

Axes: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sequtils.arguments import require_integer, require_words
from sequtils.kernels.sgns.reference import sigmoid


def huffman(counts: Mapping[str, int], scores: Sequence[float] | None = None) -> dict:
    """Build the tree of a small vocabulary and walk down to every word.

    A walk turns left at node n with probability σ(score_n) and right with 1 − σ(score_n); a word's
    probability is the product on its path, and all words' sum to 1.

    Args:
        counts: How often each of the V words occurs; V at least 2. A dozen words show best.
        scores: Of the V − 1 inner nodes, u_n·h, numbered as by `huffman_paths`; by default 0,
            which turns left and right alike.

    Returns:
        "root", the root's number; "nodes", the V − 1 inner nodes, each with its number ("node"),
        its "score", the probability to turn "left", and its "children", the left one first, each
        as ["node", number] or ["word", number]; "words", each with its "word", "count", "code"
        (1 for left), "path" of numbers from the root on, the "factors" on the path, and their
        product, the "probability".

    Raises:
        ValueError: If there are fewer than two words, a count is no whole number of at least 1, or
            there are not V − 1 finite scores.

    References:
        Morin & Bengio, 2005, Hierarchical Probabilistic Neural Network Language Model.
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> [often, _, seldom] = huffman({"the": 4, "cat": 2, "sat": 1})["words"]
        >>> often["code"], seldom["code"], seldom["path"], seldom["probability"]
        ([0], [1, 1], [1, 0], 0.25)
    """
    # Imported here: numba takes a third of a second.
    from sequtils.static.word2vec.huffman import huffman_paths

    words = require_words("counts", list(counts))
    for word, count in counts.items():
        require_integer(f"the count of {word!r}", count, least=1)
    paths = huffman_paths(list(counts.values()))
    scores = np.zeros(len(words) - 1) if scores is None else np.asarray(scores, np.float64)
    if scores.shape != (len(words) - 1,) or not np.isfinite(scores).all():
        raise ValueError(
            f"scores must be {len(words) - 1} finite numbers, one an inner node, not "
            f"{scores.size} with {int((~np.isfinite(scores)).sum())} that are not finite."
        )
    left = sigmoid(scores)  # [V − 1]
    routes = [
        (paths.nodes[begin:end].tolist(), paths.labels[begin:end].astype(int).tolist())
        for begin, end in zip(paths.bounds[:-1], paths.bounds[1:], strict=True)
    ]
    children = _children(routes)
    return {
        "root": len(words) - 2,
        "nodes": [
            {"node": n, "score": scores[n].item(), "left": left[n].item(), "children": children[n]}
            for n in range(len(words) - 1)
        ],
        "words": [
            {"word": word, "count": int(counts[word]), **_walk(*route, left)}
            for word, route in zip(words, routes, strict=True)
        ],
    }


def _walk(path: list[int], code: list[int], left: np.ndarray) -> dict:
    factors = [
        left[n].item() if turn else 1 - left[n].item() for n, turn in zip(path, code, strict=True)
    ]
    return {
        "code": code,
        "path": path,
        "factors": factors,
        "probability": float(np.prod(factors)),
    }


def _children(routes: list[tuple[list[int], list[int]]]) -> list[list]:
    """What hangs on the left and on the right of each inner node."""
    children: list[list] = [[None, None] for _ in routes[:-1]]
    for word, (path, code) in enumerate(routes):
        below = [*(["node", node] for node in path[1:]), ["word", word]]
        for node, turn, child in zip(path, code, below, strict=True):
            children[node][1 - turn] = child
    return children
