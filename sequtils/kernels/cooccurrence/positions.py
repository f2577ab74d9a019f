"""Where each word of a corpus stands: an inverted index, made by counting.

Axes: V vocabulary, T tokens, S sentences.
"""

from __future__ import annotations

import numpy as np
from numba import njit


def index_positions(
    tokens: np.ndarray, offsets: np.ndarray, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Copy a corpus with a −1 around each sentence, and list the positions of each word in it.

    With the −1, walking from a word to its neighbours stops at the sentence's end without knowing
    which sentence it is.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Sentence s is `tokens[offsets[s]:offsets[s + 1]]`, int64 [S + 1].
        size: V, above every id.

    Returns:
        text: int32 [T + S + 1], the sentences with a −1 before, between and after them.
        starts: int64 [V + 1]; word w stands at `positions[starts[w]:starts[w + 1]]` of text.
        positions: [T], ascending for each word; int32 where that suffices, else int64.

    Example:
        >>> tokens, offsets = np.array([0, 1, 0], np.int32), np.array([0, 2, 3])
        >>> for array in index_positions(tokens, offsets, 2):
        ...     print(array.tolist())
        [-1, 0, 1, -1, 0, -1]
        [0, 2, 3]
        [1, 4, 2]
    """
    text = np.full(offsets[-1] - offsets[0] + len(offsets), -1, np.int32)
    starts = np.zeros(size + 1, np.int64)
    kind = np.int32 if len(text) < 2**31 else np.int64
    positions = np.empty(offsets[-1] - offsets[0], kind)
    _fill(np.asarray(tokens, np.int32), np.asarray(offsets, np.int64), text, starts, positions)
    return text, starts, positions


@njit(cache=True, nogil=True)
def _fill(tokens, offsets, text, starts, positions):
    # starts[w + 1] first counts word w, then is where w begins, and moves on to where it ends:
    # by then it is where w + 1 begins, which is what it has to be.
    size = len(starts) - 1
    for t in range(offsets[0], offsets[-1]):
        starts[tokens[t] + 1] += 1
    total = 0
    for word in range(size):
        count = starts[word + 1]
        starts[word + 1] = total
        total += count
    for s in range(len(offsets) - 1):
        for t in range(offsets[s], offsets[s + 1]):
            here = t - offsets[0] + s + 1
            text[here] = tokens[t]
            positions[starts[tokens[t] + 1]] = here
            starts[tokens[t] + 1] += 1
