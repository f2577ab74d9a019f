"""A text file with a sentence a line, read, counted and encoded in one pass.

The same as `Vocab.build` and `Vocab.encode_corpus`, many times faster: words stay bytes until the
vocabulary is known. Memory holds the vocabulary and a block of text; the tokens lie in a temporary
file, four bytes each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sequtils.arguments import require_integer
from sequtils.kernels.words.cpu import Lexicon, make_lexicon, read_block, renumber, with_room
from sequtils.text.scratch import Scratch
from sequtils.text.vocab import Vocab

BLOCK = 1 << 20  # bytes that are in memory at once


def encode_lines(
    path: str | os.PathLike, min_count: int = 5, max_sentence: int = 1000
) -> tuple[Vocab, Scratch, np.ndarray]:
    """Build the vocabulary of a text file and encode the file.

    Args:
        path: A UTF-8 file. A line is a sentence; its words are separated by ASCII white space.
        min_count: Words seen less often are left out.
        max_sentence: Longer sentences are cut into pieces of that many known words.

    Returns:
        vocab: The vocabulary, as of `Vocab.build`.
        tokens: The corpus, as of `Vocab.encode_corpus`, but in a file: `tokens[:]` is the array.
        offsets: Where its sentences begin and the last one ends, as of `Vocab.encode_corpus`.

    Raises:
        ValueError: If an argument is out of range, no word occurs `min_count` times, or a word of
            the vocabulary is not UTF-8.
        OSError: If the file cannot be read.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "roses.txt"
        >>> _ = path.write_text("a rose is a rose\\nis it\\n")
        >>> vocab, tokens, offsets = encode_lines(path, min_count=2)
        >>> vocab.words, tokens[:].tolist(), offsets.tolist()
        (['a', 'is', 'rose'], [0, 2, 1, 0, 2, 1], [0, 5, 6])
    """
    require_integer("min_count", min_count, least=1)
    require_integer("max_sentence", max_sentence, least=1)
    lexicon, numbers, pieces = _read(Path(path))
    found = int(lexicon.found[0])
    counts = lexicon.counts[:found]
    if not found:
        raise ValueError(f"path must name a file with words, but {os.fspath(path)!r} has none.")
    kept = np.flatnonzero(counts >= min_count)
    if not len(kept):
        raise ValueError(
            f"min_count must be at most {counts.max()}, the count of the most frequent word of "
            f"{os.fspath(path)!r}, not {min_count}."
        )
    words = {int(u): _spelling(lexicon, u, path) for u in kept}
    ranked = sorted(words, key=lambda u: (-counts[u], words[u]))
    ids = np.full(found, -1, np.int32)
    ids[ranked] = np.arange(len(ranked))
    tokens, offsets = _renumber(numbers, pieces, ids, max_sentence)
    return Vocab([words[u] for u in ranked], counts[ranked]), tokens, offsets


def _read(path: Path) -> tuple[Lexicon, Scratch, list[tuple[int, np.ndarray]]]:
    """The words of a file, their numbers in the order of the text, and the pieces read at a time:
    how many words each has, and where sentences end among them."""
    lexicon = make_lexicon()
    numbers, pieces = Scratch(), []
    unended = False
    for data in _blocks(path):
        room = np.empty(len(data) // 2 + 1, np.int32), np.empty(len(data) // 2 + 1, np.int64)
        at = 0
        while at < len(data):
            at, n, s = read_block(data, at, lexicon, *room, unended)
            numbers.append(room[0][:n])
            pieces.append((n, room[1][:s].copy()))
            unended = n > room[1][s - 1] if s else unended or n > 0
            if at < len(data):
                lexicon = with_room(lexicon, len(data))
    return lexicon, numbers, pieces


def _renumber(
    numbers: Scratch, pieces: list[tuple[int, np.ndarray]], ids: np.ndarray, longest: int
) -> tuple[Scratch, np.ndarray]:
    """The tokens that have an id, and where sentences begin among them and the last one ends."""
    tokens, offsets = Scratch(), [np.zeros(1, np.int64)]
    begin = held = 0
    for size, ends in pieces:
        piece = numbers[begin : begin + size]
        n, cuts, held = renumber(piece, ends, ids, longest, held)
        offsets.append(cuts + len(tokens))
        tokens.append(piece[:n])
        begin += size
    return tokens, np.concatenate(offsets)


def _blocks(path: Path) -> Iterator[np.ndarray]:
    """The bytes of a file in blocks that end with white space, the last with a newline."""
    with path.open("rb") as file:
        rest = b""
        while block := file.read(BLOCK):
            block = rest + block
            cut = max(block.rfind(b" "), block.rfind(b"\n")) + 1
            rest = block[cut:]
            if cut:
                yield np.frombuffer(block, np.uint8, cut)
        yield np.frombuffer(rest + b"\n", np.uint8)


def _spelling(lexicon: Lexicon, u: int, path: str | os.PathLike) -> str:
    word = lexicon.pool[lexicon.ends[u] : lexicon.ends[u + 1]].tobytes()
    try:
        return word.decode()
    except UnicodeDecodeError as error:
        raise ValueError(
            f"path must name a UTF-8 file, but {os.fspath(path)!r} holds {word!r} ({error.reason})."
        ) from None
