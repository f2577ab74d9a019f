"""A text file with a sentence a line, read, counted and encoded in one pass.

The same as `Vocab.build` and `Vocab.encode_corpus`, many times faster: words stay bytes until the
vocabulary is known.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sequtils.arguments import require_integer
from sequtils.kernels.words.cpu import Lexicon, make_lexicon, read_block, renumber, with_room
from sequtils.text.vocab import Vocab

BLOCK = 1 << 22  # bytes that are in memory at once


def encode_lines(
    path: str | os.PathLike, min_count: int = 5, max_sentence: int = 1000
) -> tuple[Vocab, np.ndarray, np.ndarray]:
    """Build the vocabulary of a text file and encode the file.

    Args:
        path: A UTF-8 file. A line is a sentence; its words are separated by ASCII white space.
        min_count: Words seen less often are left out.
        max_sentence: Longer sentences are cut into pieces of that many known words.

    Returns:
        vocab: The vocabulary, as of `Vocab.build`.
        tokens, offsets: The corpus, as of `Vocab.encode_corpus`.

    Raises:
        ValueError: If an argument is out of range, no word occurs `min_count` times, or a word of
            the vocabulary is not UTF-8.
        OSError: If the file cannot be read.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "roses.txt"
        >>> _ = path.write_text("a rose is a rose\\nis it\\n")
        >>> vocab, tokens, offsets = encode_lines(path, min_count=2)
        >>> vocab.words, tokens.tolist(), offsets.tolist()
        (['a', 'is', 'rose'], [0, 2, 1, 0, 2, 1], [0, 5, 6])
    """
    require_integer("min_count", min_count, least=1)
    require_integer("max_sentence", max_sentence, least=1)
    lexicon, tokens, ends = _read(Path(path))
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
    size, offsets = renumber(tokens, ends, ids, max_sentence)
    return Vocab([words[u] for u in ranked], counts[ranked]), tokens[:size], offsets


def _read(path: Path) -> tuple[Lexicon, np.ndarray, np.ndarray]:
    """The words of a file, their numbers in the order of the text, and where sentences end."""
    lexicon = make_lexicon()
    tokens, ends = [np.empty(0, np.int32)], [np.zeros(1, np.int64)]
    total = 0
    for data in _blocks(path):
        room = np.empty(len(data) // 2 + 1, np.int32), np.empty(len(data) // 2 + 1, np.int64)
        at = 0
        while at < len(data):
            at, n, s = read_block(data, at, lexicon, *room, total > ends[-1][-1])
            tokens.append(room[0][:n].copy())
            total += n
            if s:
                ends.append(room[1][:s] + (total - n))
            if at < len(data):
                lexicon = with_room(lexicon, len(data))
    return lexicon, np.concatenate(tokens), np.concatenate(ends)[1:]


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
