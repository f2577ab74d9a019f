"""Errors whose one sentence tells the reader what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class UnknownWordError(KeyError):
    """A word that the vocabulary does not hold.

    Example:
        >>> print(UnknownWordError("quene", ["king", "queen"]))
        'quene' is not in the vocabulary; nearest spellings: queen.
    """

    def __init__(self, word: str, vocabulary: Iterable[str]):
        self.word = word
        self.suggestions = get_close_matches(str(word), list(vocabulary), n=3)
        super().__init__(word, self.suggestions)

    def __reduce__(self):
        return type(self), (self.word, self.suggestions)

    def __str__(self) -> str:
        nearest = ", ".join(self.suggestions) or "none close"
        return f"{self.word!r} is not in the vocabulary; nearest spellings: {nearest}."
