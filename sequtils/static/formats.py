"""The file formats of the original programs of word2vec and GloVe.

Those of word2vec begin with a line "V D". In the text format V lines "word x1 … xD" follow; in the
binary one V times the word, a space, D little-endian float32 and, in files of the original program,
a newline. GloVe's is word2vec's text without its first line, so that a file that ends early, but
between two lines, looks complete.

Axes: V vocabulary, D embedding.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

from sequtils.atomic import atomic_write

FORMATS = ("text", "binary", "glove")
MAX_WORD_BYTES = 10_000  # longer than any word: a file without spaces is not a vector file
MAX_VECTOR_BYTES = 2**30  # longer than any vector: a header that promises more is wrong


def write(path: str | os.PathLike, words: Sequence[str], vectors: np.ndarray, format: str) -> None:
    """Write vectors [V, D]; the file appears only when it is complete.

    Raises:
        ValueError: If the format is unknown, or a word is empty, holds white space or is no valid
            Unicode.
    """
    _check_format(format)
    for word in words:
        _check_word(word)
    # Nine digits are enough to get every float32 back exactly.
    line = " ".join(["%.9g"] * vectors.shape[1])
    with atomic_write(path, "wb") as file:
        if format != "glove":
            file.write(f"{vectors.shape[0]} {vectors.shape[1]}\n".encode())
        for word, vector in zip(words, vectors, strict=True):
            if format == "binary":
                file.write(f"{word} ".encode() + vector.astype("<f4").tobytes() + b"\n")
            else:
                file.write(f"{word} {line % tuple(vector)}\n".encode())


def read(path: str | os.PathLike, format: str) -> tuple[list[str], np.ndarray]:
    """Read words and float32 vectors [V, D].

    Raises:
        ValueError: If the format is unknown, or the file is malformed or cut short.
    """
    _check_format(format)
    with Path(path).open("rb") as file:
        V, D = _count_lines(file, path) if format == "glove" else _read_header(file, path)
        read_row = _read_binary_row if format == "binary" else _read_text_row
        words, rows = [], []
        for row in range(1, V + 1):
            word, vector = read_row(file, D, f"{path}: vector {row} of {V}")
            words.append(word)
            rows.append(vector)
        if file.read(2).strip():
            raise ValueError(f"{path}: holds more than the {V} vectors its first line promises.")
    return words, np.array(rows, np.float32)


def _check_format(format: str) -> None:
    if format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}.")


def _check_word(word: str) -> None:
    if word.split() != [word]:
        raise ValueError(f"words must be free of white space to be saved, not {word!r}.")
    try:
        word.encode()
    except UnicodeEncodeError:
        raise ValueError(
            f"words must be valid Unicode to be saved, not half a surrogate pair: {word!r}."
        ) from None


def _read_header(file: BinaryIO, path: str | os.PathLike) -> tuple[int, int]:
    header = file.readline(100).split()
    if len(header) != 2 or not all(field.isdigit() and int(field) > 0 for field in header):
        raise ValueError(
            f"{path}: the first line must be 'V D', two positive whole numbers; "
            "a file that begins with a vector has the format 'glove'."
        )
    return int(header[0]), int(header[1])


def _count_lines(file: BinaryIO, path: str | os.PathLike) -> tuple[int, int]:
    """How many lines there are, and how many numbers the first one has; then go back to it."""
    D = file.readline(MAX_VECTOR_BYTES).rstrip(b"\r\n ").count(b" ")
    if D < 1:
        raise ValueError(f"{path}: the first line must be a word and its vector.")
    V = 1 + sum(1 for _ in file)
    file.seek(0)
    return V, D


def _read_text_row(file: BinaryIO, D: int, where: str) -> tuple[str, np.ndarray]:
    line = file.readline()
    if not line.endswith(b"\n"):
        raise ValueError(f"{where} is cut short.")
    # Some words of GloVe's largest file hold spaces, as ". . ." does.
    word, *numbers = line.rstrip(b"\r\n ").rsplit(b" ", D)
    _, *rest = word.split(b" ")
    if len(numbers) != D or any(map(_is_number, rest)):
        found = len(numbers) + len(rest)
        raise ValueError(f"{where} has {found} numbers, the first line promises {D}.")
    try:
        vector = np.array(numbers, np.float32)
    except ValueError as error:
        raise ValueError(f"{where} holds something that is not a number: {error}.") from error
    return _decode(word, where), vector


def _is_number(text: bytes) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _read_binary_row(file: BinaryIO, D: int, where: str) -> tuple[str, np.ndarray]:
    word = bytearray()
    while not word.endswith(b" "):
        byte = file.read(1)
        if not byte or len(word) > MAX_WORD_BYTES:
            raise ValueError(f"{where} is cut short, or the file is not in the binary format.")
        if byte != b"\n":  # ends the previous vector
            word += byte
    data = file.read(min(4 * D, MAX_VECTOR_BYTES))
    if len(data) < 4 * D:
        raise ValueError(f"{where} is cut short.")
    return _decode(bytes(word[:-1]), where), np.frombuffer(data, "<f4")


def _decode(word: bytes, where: str) -> str:
    try:
        return word.decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"{where} has a word that is not UTF-8: {word!r}.") from error
