"""The binary file of the original fastText program, version 12, not quantised.

All numbers are little-endian. First come a magic number and the version, then the settings of
training; the dictionary, each word ended by a zero byte; pairs of old and new buckets, if the
program pruned them; at last the matrices of inputs and of outputs.

Axes: V vocabulary, B buckets, D embedding.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from sequtils.atomic import atomic_write

MAGIC, VERSION = 793712314, 12
ARCHITECTURES = {"cbow": 1, "skip-gram": 2}
NEGATIVE_SAMPLING = 2  # among the program's losses; 1 is hierarchical softmax, 3 the full one
_MAX_WORD_BYTES = 10_000  # longer than any word: something else is being read


class Settings(NamedTuple):
    """How a model was trained, in the file's order; the names are its program's.

    Attributes:
        dim, ws, epoch, minCount, neg: D, window, epochs, rarest count, noise words.
        wordNgrams: Of words, used by classifiers only.
        loss: 1 hierarchical softmax, 2 negative sampling, 3 softmax.
        model: 1 CBOW, 2 skip-gram, 3 a classifier.
        bucket: B before anything was pruned.
        minn, maxn: Shortest and longest n-gram.
        lrUpdateRate: Tokens between two changes of the learning rate.
        t: Threshold of subsampling.
    """

    dim: int
    ws: int
    epoch: int
    minCount: int
    neg: int
    wordNgrams: int
    loss: int
    model: int
    bucket: int
    minn: int
    maxn: int
    lrUpdateRate: int
    t: float


class Contents(NamedTuple):
    """What a file holds.

    Attributes:
        settings: How it was trained.
        words: The V words, most frequent first.
        counts: How often each occurred, int64 [V].
        tokens: How many words the corpus had; the original program counts rare ones, too.
        kept: Where each bucket that was not pruned is now; None if none was pruned.
        inputs: Rows of words and buckets, float32 [V + B, D].
        outputs: float32 [V, D].
    """

    settings: Settings
    words: list[str]
    counts: np.ndarray
    tokens: int
    kept: dict[int, int] | None
    inputs: np.ndarray
    outputs: np.ndarray


_SETTINGS = struct.Struct("<12id")
_ENTRY = struct.Struct("<qb")


def write(path: str | os.PathLike, contents: Contents) -> None:
    """Write a file that the original program and gensim read; it appears only when complete.

    Raises:
        ValueError: If a word holds a zero byte, which ends words in the file.
    """
    words = [word.encode("utf-8", "surrogateescape") for word in contents.words]
    for word in words:
        if b"\0" in word:
            raise ValueError(f"words must be free of zero bytes to be saved, not {word!r}.")
    kept = {} if contents.kept is None else contents.kept
    with atomic_write(path, "wb") as file:
        file.write(struct.pack("<2i", MAGIC, VERSION) + _SETTINGS.pack(*contents.settings))
        pruned = -1 if contents.kept is None else len(kept)
        file.write(struct.pack("<3i2q", len(words), len(words), 0, contents.tokens, pruned))
        for word, count in zip(words, contents.counts.tolist(), strict=True):
            file.write(word + b"\0" + _ENTRY.pack(count, 0))
        for pair in kept.items():
            file.write(struct.pack("<2i", *pair))
        for matrix in (contents.inputs, contents.outputs):
            file.write(struct.pack("<?2q", False, *matrix.shape))
            file.write(np.ascontiguousarray(matrix, "<f4").data)


def read(path: str | os.PathLike) -> Contents:
    """Read a file of the original program.

    Raises:
        ValueError: If the file is another program's, of another version, a classifier, quantised,
            malformed or cut short.
    """
    with Path(path).open("rb") as file:
        settings = _read_settings(file, path)
        size, words, labels, tokens, pruned = _unpack(file, "<3i2q", path)
        if labels or size != words or size < 1 or pruned < -1:
            raise ValueError(
                f"{path}: the dictionary must hold words only, but has {labels} labels."
            )
        entries = [_read_word(file, f"{path}: word {i} of {size}") for i in range(1, size + 1)]
        kept = dict(_unpack(file, "<2i", path) for _ in range(pruned)) if pruned >= 0 else None
        rows = size + (settings.bucket if kept is None else len(kept))
        inputs = _read_matrix(file, rows, settings.dim, f"{path}: the matrix of inputs")
        outputs = _read_matrix(file, size, settings.dim, f"{path}: the matrix of outputs")
        if file.read(1):
            raise ValueError(f"{path}: holds more than the matrices its beginning promises.")
    counts = np.array([count for _, count in entries], np.int64)
    return Contents(settings, [word for word, _ in entries], counts, tokens, kept, inputs, outputs)


def _read_settings(file: BinaryIO, path) -> Settings:
    start = file.read(8)
    magic, version = struct.unpack("<2i", start) if len(start) == 8 else (None, None)
    if magic != MAGIC:
        raise ValueError(f"{path}: is no binary file of fastText, which begins with {MAGIC}.")
    if version != VERSION:
        raise ValueError(f"{path}: must be of version {VERSION}, not {version}.")
    settings = Settings._make(_unpack(file, _SETTINGS.format, path))
    if settings.model not in ARCHITECTURES.values():
        raise ValueError(f"{path}: must hold word vectors, but is a classifier or another model.")
    counts = (settings.dim - 1, settings.bucket - (settings.maxn > 0), settings.minn, settings.maxn)
    if min(counts) < 0:
        raise ValueError(f"{path}: has settings that cannot be, {settings}.")
    return settings


def _unpack(file: BinaryIO, format: str, path) -> tuple:
    data = file.read(struct.calcsize(format))
    if len(data) < struct.calcsize(format):
        raise ValueError(f"{path}: is cut short.")
    return struct.unpack(format, data)


def _read_word(file: BinaryIO, where: str) -> tuple[str, int]:
    word = bytearray()
    while (byte := file.read(1)) != b"\0":
        if not byte or len(word) > _MAX_WORD_BYTES:
            raise ValueError(f"{where} is cut short, or the file is malformed.")
        word += byte
    count, kind = _unpack(file, _ENTRY.format, where)
    if kind != 0:
        raise ValueError(f"{where} must be a word, but is a label.")
    return word.decode("utf-8", "surrogateescape"), count


def _read_matrix(file: BinaryIO, rows: int, columns: int, where: str) -> np.ndarray:
    (quantised,) = _unpack(file, "<?", where)
    if quantised:
        raise ValueError(f"{where} is quantised; only files that are not can be read.")
    shape = _unpack(file, "<2q", where)
    if shape != (rows, columns):
        raise ValueError(f"{where} must have shape [{rows}, {columns}], not {list(shape)}.")
    left = os.fstat(file.fileno()).st_size - file.tell()
    if left < 4 * rows * columns:  # before memory is asked for
        raise ValueError(f"{where} is cut short.")
    return np.fromfile(file, "<f4", rows * columns).reshape(shape)
