"""Small texts that a table of words gets wrong, and the question that each asks of a model.

The chapter on why text is hard asks these questions of one-hot words and fails; later chapters ask
the very same of better models and pass. The texts are written in the words of `corpora.docs`, so
that models trained on it know them.

Axes: S texts, D length of a vector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

TYPO = "transpose teh matirx twice"

# What was meant, and what was written.
SLIP = ("return the sum of the weights", "return the some of the weights")
GAP = ("return the sum of the weights", "return the sum the weights")
ORDER = ("the function returns an array", "an array returns the function")

# The two of a pair say nearly the same. No two of all twelve have a word in common.
PARAPHRASES = (
    ("flip the array", "reverse order of elements"),
    ("draw a curve", "plot lines on axes"),
    ("raise an error", "throw exceptions"),
    ("delete table", "drop database schema"),
    ("pick numbers at random", "sample from gaussian distribution"),
    ("save model to disk", "write checkpoint file"),
)

# One word, two meanings, two sentences each.
BAT = {
    "animal": ("at dusk the bat left its cave", "by day the bat sleeps in its cave"),
    "club": ("he swung the bat and missed the ball", "she hit the ball with a wooden bat"),
}


def survives(rewrite: Callable[[str], str]) -> bool:
    """Tell whether the text with typing errors comes back as it was written.

    Args:
        rewrite: Encodes a text and decodes it again.

    Returns:
        True if nothing of `TYPO` is lost.

    Example:
        >>> survives(lambda text: text.replace("matirx", "<unk>"))
        False
    """
    return rewrite(TYPO) == TYPO


def prefers(score: Callable[[str], float], pair: tuple[str, str]) -> bool:
    """Tell whether what was meant gets a higher score than what was written.

    Args:
        score: How good a text is, such as its log-probability.
        pair: `SLIP`, `GAP` or `ORDER`.

    Returns:
        True if the first text of the pair scores higher; equal scores are False.

    Example:
        >>> prefers(len, GAP), prefers(len, ORDER)
        (True, False)
    """
    meant, written = pair
    return bool(score(meant) > score(written))


def partners_found(similarity: Callable[[Sequence[str]], np.ndarray]) -> int:
    """Count the texts of `PARAPHRASES` that are more like their partner than like any other.

    Args:
        similarity: Takes S texts and returns how alike they are, shape [S, S].

    Returns:
        A number from 0 to 12. A text that is as much like another as like its partner is not
        counted.

    Example:
        >>> partners_found(lambda texts: np.eye(len(texts)))
        0
    """
    texts = [text for pair in PARAPHRASES for text in pair]
    alike = np.array(similarity(texts), dtype=float)  # [S, S]
    np.fill_diagonal(alike, -np.inf)
    here = np.arange(len(texts))
    partner = here ^ 1  # 0 and 1, 2 and 3, …
    to_partner = alike[here, partner]
    alike[here, partner] = -np.inf
    return int((to_partner > alike.max(axis=1)).sum())


def senses_apart(vector: Callable[[list[str], int], np.ndarray]) -> bool:
    """Tell whether every *bat* is closer to the other of its meaning than to any of the second.

    Args:
        vector: Takes the words of a sentence and a place in it, and returns a vector for the word
            at that place, shape [D].

    Returns:
        True if, for all four sentences of `BAT`, the largest cosine belongs to the same meaning.

    Example:
        >>> senses_apart(lambda words, place: np.ones(2))
        False
    """
    sentences = [text.split() for texts in BAT.values() for text in texts]
    rows = np.stack([vector(words, words.index("bat")) for words in sentences])
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)  # [4, D]
    cosine = unit @ unit.T  # [4, 4], two of one meaning and then two of the other
    same = cosine[[0, 1, 2, 3], [1, 0, 3, 2]]
    other = np.concatenate([cosine[:2, 2:].max(axis=1), cosine[2:, :2].max(axis=1)])
    # Rounding of equal vectors must not decide.
    return bool((same > other + 1e-9).all())
