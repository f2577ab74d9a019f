"""The file a vocabulary is saved in: one line about the file, then `word<TAB>count` lines.

UTF-8, lines end in a line feed. The first line holds the format's name, its version, the number
of words and the unknown word (empty if there is none), separated by tabs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from sequtils.atomic import atomic_write

FORMAT = "sequtils-vocabulary"
VERSION = "1"

# The separators themselves can be words: a vocabulary of characters holds them.
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = {escape: character for character, escape in _ESCAPES.items()}


def write(
    path: str | os.PathLike, words: list[str], counts: Iterable[int], unknown: str | None
) -> None:
    """Write words and counts to a file, whole or not at all.

    Args:
        path: The file to create or replace.
        words: The V words.
        counts: V counts, in the same order.
        unknown: The unknown word, or None.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "vocab.txt"
        >>> write(path, ["the", "<unk>"], [7, 2], "<unk>")
        >>> path.read_text().splitlines()
        ['sequtils-vocabulary\\t1\\t2\\t<unk>', 'the\\t7', '<unk>\\t2']
    """
    with atomic_write(path) as file:
        file.write(f"{FORMAT}\t{VERSION}\t{len(words)}\t{_escape(unknown or '')}\n")
        for word, count in zip(words, counts, strict=True):
            file.write(f"{_escape(word)}\t{count}\n")


def read(path: str | os.PathLike) -> tuple[list[str], list[int], str | None]:
    """Read a file that `write` wrote.

    Args:
        path: The file.

    Returns:
        The words, their counts, and the unknown word or None.

    Raises:
        ValueError: If the file is not a vocabulary, is cut short or malformed, or has another
            version.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "vocab.txt"
        >>> write(path, ["the", "king"], [7, 2], None)
        >>> read(path)
        (['the', 'king'], [7, 2], None)
    """
    # Split at line feeds only: words may hold the other characters Unicode breaks lines at.
    head, *lines = Path(path).read_bytes().split(b"\n")
    size, unknown = _parse_head(head, path)
    # The last line ends in a line feed too, so an empty piece follows it; a cut leaves half a line.
    if len(lines) != size + 1 or lines[-1] != b"":
        raise ValueError(
            f"vocabulary file {os.fspath(path)!r} should hold {size} complete lines after the "
            f"first, but holds {max(len(lines) - 1, 0)}."
        )
    entries = [_parse_line(line, i, path) for i, line in enumerate(lines[:-1], start=2)]
    return [word for word, _ in entries], [count for _, count in entries], unknown


def _parse_head(head: bytes, path: str | os.PathLike) -> tuple[int, str | None]:
    """Return the number of words and the unknown word that a file's first line states."""
    fields = head.decode("utf-8", "replace").split("\t")
    if fields[0] != FORMAT or len(fields) != 4 or not fields[2].isdecimal():
        raise ValueError(
            f"{os.fspath(path)!r} is not a vocabulary file: its first line should be "
            f"{FORMAT!r}, version, number of words and unknown word, separated by tabs."
        )
    if fields[1] != VERSION:
        raise ValueError(
            f"vocabulary file {os.fspath(path)!r} has version {fields[1]}, expected {VERSION}."
        )
    return int(fields[2]), _unescape(fields[3]) or None


def _parse_line(line: bytes, number: int, path: str | os.PathLike) -> tuple[str, int]:
    try:
        word, count = line.decode("utf-8").split("\t")
        return _unescape(word), int(count)
    except ValueError:
        raise ValueError(
            f"vocabulary file {os.fspath(path)!r} should hold a word, a tab and a count in line "
            f"{number}, got {line[:60]!r}."
        ) from None


def _escape(word: str) -> str:
    return word.translate(str.maketrans(_ESCAPES))


def _unescape(word: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda escape: _ESCAPED[escape[0]], word)
