"""Where pieces end, compiled; computes what the patterns of `text.pretokenize` define.

Axes: T characters, S texts, P pieces.
"""

from __future__ import annotations

import numpy as np
from numba import njit

# As `text.pretokenize` numbers them; a kernel cannot import from the floor above.
OTHER, LETTER, NUMBER, SPACE, MARK = range(5)


@njit(cache=True, nogil=True)
def piece_ends(codepoints, bounds, classes, gpt2):
    """Return where the pieces of some texts end.

    Args:
        codepoints: The characters of all texts, uint32 [T].
        bounds: Where each text ends, int64 [S]; no piece reaches beyond.
        classes: Class of each code point, uint8 [0x110000].
        gpt2: True for the pattern "gpt2", False for "plain".

    Returns:
        int64 [P], ascending; the last is T.
    """
    ends = np.empty(len(codepoints), np.int64)
    pieces, i = 0, 0
    for bound in bounds:
        while i < bound:
            if gpt2:
                i = _gpt2_end(codepoints, i, bound, classes)
            else:
                i = _plain_end(codepoints, i, bound, classes)
            ends[pieces] = i
            pieces += 1
    return ends[:pieces].copy()


@njit(cache=True, nogil=True)
def utf8_ends(codepoints, ends):
    """Return `ends`, counted in characters, counted in bytes of UTF-8 instead, int64 [P]."""
    moved = np.empty_like(ends)
    i, size = 0, 0
    for piece in range(len(ends)):
        while i < ends[piece]:
            c = codepoints[i]
            size += 1 + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000)
            i += 1
        moved[piece] = size
    return moved


@njit(cache=True)
def _plain_end(codepoints, i, n, classes):
    kind = classes[codepoints[i]]
    word = kind in (LETTER, NUMBER)
    i += 1
    while i < n:
        found = classes[codepoints[i]]
        if (kind == SPACE) != (found == SPACE):
            break
        if found != MARK and word != (found in (LETTER, NUMBER)):
            break
        i += 1
    return i


@njit(cache=True)
def _gpt2_end(codepoints, i, n, classes):
    first = codepoints[i]
    if first == ord("'"):
        end = _contraction_end(codepoints, i, n)
        if end:
            return end
    j = i
    if first == ord(" ") and i + 1 < n and classes[codepoints[i + 1]] != SPACE:
        j += 1
    kind = classes[codepoints[j]]
    if kind == MARK:
        kind = OTHER
    j += 1
    while j < n:
        found = classes[codepoints[j]]
        if found != kind and not (found == MARK and kind == OTHER):
            break
        j += 1
    # White space before a word leaves it its last character.
    if kind == SPACE and j < n and j - i > 1:
        return j - 1
    return j


@njit(cache=True)
def _contraction_end(codepoints, i, n):
    """Return the end of 's 't 'm 'd 're 've 'll at `i`, or 0."""
    if i + 1 == n:
        return 0
    a = codepoints[i + 1]
    if a == ord("s") or a == ord("t") or a == ord("m") or a == ord("d"):
        return i + 2
    if i + 2 == n:
        return 0
    b = codepoints[i + 2]
    if b == ord("e") and (a == ord("r") or a == ord("v")):
        return i + 3
    if a == ord("l") and b == ord("l"):
        return i + 3
    return 0
