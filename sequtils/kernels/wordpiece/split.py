"""Text to words by a table that says what becomes of each character.

Axes: T characters, S texts, C characters of words, P words, R rows of the table.
"""

from __future__ import annotations

import numpy as np
from numba import njit

SPACE = -1
ALONE = 1 << 30  # added to a code point that is a word by itself


@njit(cache=True, nogil=True)
def split_words(codepoints, bounds, rows, starts, symbols):
    """Replace each character by its row of symbols, and cut words.

    Args:
        codepoints: The characters of all texts, uint32 [T].
        bounds: Where each text ends, int64 [S]; no word reaches beyond.
        rows: Row of each code point, int32 [0x110000].
        starts: Where each row begins in `symbols`, int32 [R + 1].
        symbols: SPACE, a code point, or one with ALONE added; int32.

    Returns:
        Characters of the words int32 [C], where each word ends int64 [P], and how many words end
        in or before each text int64 [S].
    """
    size = 0
    for c in codepoints:
        size += starts[rows[c] + 1] - starts[rows[c]]
    letters = np.empty(size, np.int32)
    ends = np.empty(size, np.int64)
    behind = np.empty(len(bounds), np.int64)
    size, words, begin, i = 0, 0, 0, 0
    for text in range(len(bounds)):
        while i < bounds[text]:
            row = rows[codepoints[i]]
            for k in range(starts[row], starts[row + 1]):
                symbol = symbols[k]
                if (symbol == SPACE or symbol >= ALONE) and size > begin:
                    ends[words] = begin = size
                    words += 1
                if symbol != SPACE:
                    letters[size] = symbol & (ALONE - 1)
                    size += 1
                if symbol >= ALONE:
                    ends[words] = begin = size
                    words += 1
            i += 1
        if size > begin:
            ends[words] = begin = size
            words += 1
        behind[text] = words
    return letters[:size].copy(), ends[:words].copy(), behind
