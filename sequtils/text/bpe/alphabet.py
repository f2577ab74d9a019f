"""What tokens are made of: characters, or bytes of UTF-8, each written as one character.

Tokens of bytes need not be valid text, yet people want to read them. So GPT-2 writes each of the
256 bytes as one visible character: those that are visible in Latin-1 as themselves, the others as
the characters from U+0100 on. A space becomes Ġ.
"""

from __future__ import annotations

import functools

import numpy as np

from sequtils.arguments import require_type

LEVELS = ("bytes", "characters")


@functools.cache
def byte_characters() -> str:
    """Return the visible character of each byte, after Radford et al., 2019.

    Returns:
        256 characters; the one at place b stands for byte b.

    Example:
        >>> byte_characters()[ord(" ")], byte_characters()[ord("a")]
        ('Ġ', 'a')
    """
    visible = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    hidden = sorted(set(range(256)) - visible)
    return "".join(chr(b if b in visible else 256 + hidden.index(b)) for b in range(256))


def visible(text: str) -> str:
    """Write the UTF-8 of a text in visible characters, one for each byte.

    Args:
        text: Any text.

    Returns:
        As many characters as the text has bytes.

    Raises:
        ValueError: If the text holds half a surrogate pair, which has no UTF-8.

    Example:
        >>> visible("to é")
        'toĠÃ©'
    """
    codepoints(text)  # refuses what has no UTF-8
    return text.encode().decode("latin-1").translate(byte_characters())


def to_bytes(token: str) -> bytes:
    """Return the bytes that visible characters stand for.

    Args:
        token: Characters of `byte_characters`.

    Returns:
        The bytes.

    Raises:
        ValueError: If another character occurs.

    Example:
        >>> to_bytes("toĠÃ©").decode()
        'to é'
    """
    try:
        return bytes(_byte_values()[character] for character in token)
    except KeyError as error:
        raise ValueError(
            f"token {token!r} must be spelled in the 256 characters that stand for bytes, "
            f"got {error}."
        ) from None


def codepoints(text: str) -> np.ndarray:
    """Return the code points of a text.

    Args:
        text: Any text, T characters.

    Returns:
        uint32 array of shape [T].

    Raises:
        ValueError: If `text` is not a string or holds half a surrogate pair.

    Example:
        >>> codepoints("aé").tolist()
        [97, 233]
    """
    require_type("text", text, str)
    try:
        return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    except UnicodeEncodeError as error:
        raise ValueError(
            f"text must be valid Unicode, got half a surrogate pair at character {error.start}."
        ) from None


@functools.cache
def _byte_values() -> dict[str, int]:
    return {character: b for b, character in enumerate(byte_characters())}
