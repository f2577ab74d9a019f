"""One spelling for one text: Unicode's composed form, with the way back to the original.

`é` can be one character or a letter and an accent; they look alike and compare as different.
Form NFC writes both as one character. Models should see one form, readers their own text, so
every character of the normalised text knows where it came from.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from sequtils.arguments import require_integer, require_type
from sequtils.text.pretokenize import MARK, character_classes


class Normalized(NamedTuple):
    """A text in form NFC and where each of its characters came from.

    Attributes:
        text: The normalised text, T characters.
        starts: For each character, where what it was made of begins in the original, length T.
        ends: And where that ends, length T.
    """

    text: str
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that a span of the normalised text was made of.

        Args:
            start: First character of the span.
            end: The one behind its last.

        Returns:
            The same for the original; a letter and its accents are never parted.

        Raises:
            ValueError: If the span does not lie in the text or is empty.

        Example:
            >>> nfc("cafe\u0301 bar").original(0, 4)
            (0, 5)
        """
        require_integer("start", start, least=0)
        require_integer("end", end, least=0)
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"start and end must satisfy 0 <= start < end <= {len(self.text)}, "
                f"got {start} and {end}."
            )
        return self.starts[start], self.ends[end - 1]


def nfc(text: str) -> Normalized:
    """Normalise a text and remember where each character came from.

    Args:
        text: Any text.

    Returns:
        The text in form NFC, with its alignment.

    Raises:
        ValueError: If `text` is not a string.

    References:
        Whistler (ed.), Unicode Standard Annex #15, Unicode Normalization Forms.

    Example:
        >>> nfc("e\u0301a")
        Normalized(text='éa', starts=[0, 2], ends=[2, 3])
    """
    require_type("text", text, str)
    parts, starts, ends = [], [], []
    for cluster in _clusters().finditer(text):
        part = unicodedata.normalize("NFC", cluster[0])
        parts.append(part)
        starts += [cluster.start()] * len(part)
        ends += [cluster.end()] * len(part)
    return Normalized("".join(parts), starts, ends)


@functools.cache
def _clusters() -> re.Pattern[str]:
    """Compile a pattern that never cuts between two characters that can compose or swap places."""
    marks = (character_classes() == MARK).nonzero()[0]
    # Besides marks, only vowels and final consonants of Hangul and Kirat Rai compose backwards.
    late = "".join(map(chr, marks)) + "\u1161-\u1175\u11a8-\u11c2\U00016d63\U00016d67-\U00016d6a"
    return re.compile(f".[{late}]*", re.DOTALL)
