"""Finding the words of a published set in a vocabulary that may be all lower case."""

from __future__ import annotations

from sequtils.static.vectors import WordVectors


def row(vectors: WordVectors, word: str) -> int | None:
    """The row of a word as it is written, else of the word in lower case, else None.

    Published sets hold *Athens* and *FBI*; vectors trained on lower-case text know *athens*.

    Example:
        >>> import numpy as np
        >>> vectors = WordVectors(["athens", "may", "May"], np.eye(3))
        >>> row(vectors, "Athens"), row(vectors, "May"), row(vectors, "Rome")
        (0, 2, None)
    """
    for spelling in (word, word.lower()):
        if spelling in vectors:
            return vectors.id(spelling)
    return None
