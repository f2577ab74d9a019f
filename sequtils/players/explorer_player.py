"""The embedding explorer: some thousand word vectors in a page.

Axes: V words shown, D embedding.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import numpy as np

from sequtils.arguments import require_integer, require_words
from sequtils.players.player import Player
from sequtils.plots import Table, neighbour_table, principal_components
from sequtils.static.vectors import WordVectors


def explorer(
    vectors: WordVectors,
    words: Sequence[str],
    analogy: Sequence[str],
    size: int = 4_600,
    positions: np.ndarray | None = None,
) -> Player:
    """Let the reader look for neighbours and analogies, with a map, in the page.

    Args:
        vectors: The words, from frequent to rare, and their vectors [≥ V, D].
        words: Whose neighbours the table shows; the first one's are shown at first.
        analogy: The question a, b, c, "a is to b as c is to …?", that is shown at first.
        size: V, how many words to take along, from the first on; fewer if there are not so many.
            With D = 50, 4,600 words take 400 kB.
        positions: Where each of the V words stands on the map, [V, 2]; by default the first two
            principal components of the vectors, scaled to length 1.

    Returns:
        The player. It computes with the vectors that `quantise` returns.

    Raises:
        UnknownWordError: If one of `words` or `analogy` is not among the V.
        ValueError: If there are no words, the question is not of three words, or the positions
            have another shape or are not finite.

    Example:
        >>> words = ["king", "queen", "man", "woman"]
        >>> vectors = WordVectors(words, np.array([[2, 1], [2, -1], [0.5, 1], [0.5, -1]]))
        >>> explorer(vectors, ["king"], ["man", "king", "woman"])
        Words near each other
        word  5 nearest neighbours
        king  man, queen, woman
        Analogies
        question             answer  answer if inputs count
        man : king :: woman  queen   woman
    """
    require_integer("size", size, least=1)
    words, question = list(require_words("words", words)), list(require_words("analogy", analogy))
    if not words:
        raise ValueError("words must hold at least one word, but it is empty.")
    if len(question) != 3:
        raise ValueError(f"analogy must be three words, got {len(question)}.")
    rows = quantise(vectors.vectors[:size])
    shown = WordVectors(list(vectors.words[:size]), rows.astype(np.float64))
    data = {
        "words": shown.words,
        "size": rows.shape[1],
        "vectors": _text(rows),
        "map": _text(_bytes(_positions(shown, positions))),
        "word": words[0],
        "analogy": question,
    }
    tables = {
        "Words near each other": neighbour_table(shown, words),
        "Analogies": _analogies(shown, question),
    }
    files = ("labels.js", "explorer.css", "embedding.js", "explorer.js")
    return Player("explorer-player", "Explore the vectors", data, tables, files)


def quantise(vectors: np.ndarray) -> np.ndarray:
    """Round vectors to whole numbers from −127 to 127, each by its own scale.

    Args:
        vectors: [V, D].

    Returns:
        int8 [V, D]; the largest number of each row is ±127, a zero vector stays zero. Angles
        change little, lengths are lost.

    Example:
        >>> quantise(np.array([[0.5, -0.25], [0, 0]])).tolist()
        [[127, -64], [0, 0]]
    """
    most = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(127 * (vectors / np.where(most == 0, 1, most))).astype(np.int8)


def _positions(shown: WordVectors, positions: np.ndarray | None) -> np.ndarray:
    if positions is None:
        return principal_components(shown.unit)
    positions = np.asarray(positions, np.float64)
    if positions.shape != (len(shown), 2) or not np.isfinite(positions).all():
        raise ValueError(
            f"positions must be finite, of shape [{len(shown)}, 2], not {list(positions.shape)}."
        )
    return positions


def _bytes(positions: np.ndarray) -> np.ndarray:
    """Scale each axis to 0 … 255, uint8."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    scale = np.where(high > low, high - low, 1)
    return np.round(255 * (positions - low) / scale).astype(np.uint8)


def _text(array: np.ndarray) -> str:
    return b64encode(array.tobytes()).decode("ascii")


def _analogies(shown: WordVectors, question: Sequence[str]) -> Table:
    answers = [
        ", ".join(word for word, _ in shown.analogy(*question, exclude_inputs=exclude))
        for exclude in (True, False)
    ]
    a, b, c = question
    header = ["question", "answer", "answer if inputs count"]
    return Table(header, [[f"{a} : {b} :: {c}", *answers]])
