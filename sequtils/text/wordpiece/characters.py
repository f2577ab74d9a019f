"""A table of what becomes of each character, filled as characters are met.

Asking Unicode about a character takes a microsecond, so each is asked about once.
"""

from __future__ import annotations

import functools
import threading
import unicodedata
from typing import NamedTuple

import numpy as np

from sequtils.text.wordpiece.words import is_punctuation, normalize

# As `kernels.wordpiece.split` defines them; importing that would compile.
SPACE = -1
ALONE = 1 << 30


class Rows(NamedTuple):
    """The arguments of `kernels.wordpiece.split.split_words`."""

    rows: np.ndarray
    starts: np.ndarray
    symbols: np.ndarray


class Characters:
    """The rows of all characters met so far.

    Args:
        lower: Whether to drop capitals and accents.

    Example:
        >>> table = Characters(lower=True).covering(np.array([ord("É"), ord("!")]))
        >>> [table.starts.tolist(), table.symbols.tolist() == [33 + ALONE, ord("e")]]
        [[0, 1, 2], True]
    """

    def __init__(self, lower: bool):
        self.lower = lower
        self._lock = threading.Lock()
        self._known = Rows(
            np.full(0x110000, -1, np.int32), np.zeros(1, np.int32), np.empty(0, np.int32)
        )
        self._swapping = np.zeros(0x110000, bool)

    def covering(self, codepoints: np.ndarray) -> Rows:
        """Return a table that has a row for each of these characters.

        Args:
            codepoints: The characters, of shape [T].

        Returns:
            The table.
        """
        with self._lock:
            seen = np.zeros(0x110000, bool)
            seen[codepoints] = True
            new = np.flatnonzero(seen & (self._known.rows < 0))
            if len(new):
                self._known = self._extended(new)
            return self._known

    def may_swap(self, codepoints: np.ndarray) -> bool:
        """Say whether Unicode may order these characters anew, so that one by one is not enough.

        Most characters that can swap are accents, which are dropped. A few others remain, such as
        the tone marks of Hangul.

        Args:
            codepoints: Characters that the table covers, of shape [T].

        Returns:
            Whether there is one of these.
        """
        return self.lower and bool(self._swapping[codepoints].any())

    def _extended(self, new: np.ndarray) -> Rows:
        rows, starts, symbols = self._known
        added = [symbols_of(chr(c), self.lower) for c in new.tolist()]
        self._swapping[new] = [may_swap(chr(c)) for c in new.tolist()]
        # A copy, because another thread may be reading the old one.
        rows = rows.copy()
        rows[new] = np.arange(len(starts) - 1, len(starts) - 1 + len(new))
        ends = starts[-1] + np.cumsum([len(row) for row in added])
        flat = [symbol for row in added for symbol in row]
        return Rows(
            rows,
            np.concatenate([starts, ends]).astype(np.int32),
            np.concatenate([symbols, flat]).astype(np.int32),
        )


@functools.cache
def characters(lower: bool) -> Characters:
    """Return the one table of each kind."""
    return Characters(lower)


def symbols_of(character: str, lower: bool) -> list[int]:
    """Say what becomes of a character.

    Args:
        character: One character.
        lower: Whether to drop capitals and accents.

    Returns:
        SPACE, code points, and code points that are words by themselves, with ALONE added.

    Example:
        >>> symbols_of("東", True) == [SPACE, ord("東"), SPACE]
        True
    """
    return [
        SPACE if c == " " else ord(c) + ALONE * is_punctuation(c)
        for c in normalize(character, lower)
    ]


def letter_places(text: str, lower: bool) -> np.ndarray:
    """Say where in a text each letter of its words comes from.

    Args:
        text: The text.
        lower: Whether to drop capitals and accents.

    Returns:
        int64 array, one place for each character that is left and no white space.

    Example:
        >>> letter_places("é  東!", lower=True).tolist()
        [0, 3, 4]
    """
    made = [symbols_of(c, lower) for c in text]
    places = [i for i, symbols in enumerate(made) for s in symbols if s != SPACE]
    return np.array(places, np.int64)


def may_swap(character: str) -> bool:
    """Say whether a character can swap places with its neighbour and is no accent.

    Args:
        character: One character.

    Returns:
        Whether it is such a one.

    Example:
        >>> may_swap("\u302e"), may_swap("\u0301"), may_swap("a")
        (True, False, False)
    """
    parted = unicodedata.normalize("NFD", character)
    return any(unicodedata.combining(c) and unicodedata.category(c) != "Mn" for c in parted)
