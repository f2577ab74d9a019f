"""Text to the words that WordPiece cuts further, by the rules of BERT's basic tokeniser.

Unlike `text.pretokenize`, this loses things on purpose: control characters and white space always,
capitals and accents if asked to. Every punctuation mark is a word, and so is every Chinese
character, since Chinese puts no spaces between words.
"""

from __future__ import annotations

import unicodedata

# Blocks of Chinese characters, those of Unicode 9: later ones were unknown to BERT's authors.
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


def words(text: str, lower: bool = True) -> list[str]:
    """Return the words of a text.

    Args:
        text: Any text.
        lower: Whether to drop capitals and accents.

    Returns:
        The words; none is empty or holds white space.

    References:
        Devlin et al., 2019, BERT: Pre-training of Deep Bidirectional Transformers for Language
        Understanding, arXiv:1810.04805 (the rules are in the code published with it).

    Example:
        >>> words("Voilà, 東京's café!")
        ['voila', ',', '東', '京', "'", 's', 'cafe', '!']
        >>> words("Voilà", lower=False)
        ['Voilà']
    """
    apart = (f" {c} " if is_punctuation(c) else c for c in normalize(text, lower))
    return [word for word in "".join(apart).split(" ") if word]


def normalize(text: str, lower: bool = True) -> str:
    """Return what is left of a text, with single spaces for white space.

    Letters are lower-cased one by one, so a Greek sigma at the end of a word is like any other.

    Args:
        text: Any text.
        lower: Whether to drop capitals and accents.

    Returns:
        The text with spaces around Chinese characters.

    Example:
        >>> normalize("Zażółć\\t\\x00GĘŚLĄ")
        'zazołc gesla'
    """
    kept = (" " if is_space(c) else c for c in text if not is_dropped(c))
    spaced = "".join(f" {c} " if is_ideograph(c) else c for c in kept)
    if not lower:
        return spaced
    parted = unicodedata.normalize("NFD", spaced)
    return "".join(c.lower() for c in parted if unicodedata.category(c) != "Mn")


def is_space(character: str) -> bool:
    """Say whether a character is white space."""
    return character in "\t\n\r" or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def is_dropped(character: str) -> bool:
    """Say whether a character is a control, a format or a private one, or stands for an error."""
    if character in "\t\n\r":
        return False
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co")


def is_ideograph(character: str) -> bool:
    """Say whether a character is a Chinese one; Japanese and Korean letters are not."""
    return any(first <= ord(character) <= last for first, last in _IDEOGRAPHS)


def is_punctuation(character: str) -> bool:
    """Say whether a character is punctuation; in ASCII, everything that is visible and no letter.

    Example:
        >>> [c for c in "a$§%€_«" if is_punctuation(c)]
        ['$', '§', '%', '_', '«']
    """
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character).startswith("P")
