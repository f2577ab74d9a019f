"""Learning merges fast: count the pieces of the texts, then hand numbers to the kernel.

Texts are read in blocks and only the different pieces are kept, so memory grows with the
vocabulary of the texts, not with their length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sequtils.arguments import require_counts, require_integer, require_iterable, require_type
from sequtils.text.bpe.alphabet import byte_characters, codepoints
from sequtils.text.bpe.reference import Pair
from sequtils.text.pretokenize import character_classes

BLOCK = 1 << 22  # characters


class Pieces(NamedTuple):
    """Pieces of text, one behind the other; a unit is a byte or a code point.

    Attributes:
        units: The pieces, int32 [T].
        ends: Where each piece ends, int64 [P].
        counts: How often each occurs, int64 [P].
    """

    units: np.ndarray
    ends: np.ndarray
    counts: np.ndarray


def learn_merges(words: Mapping[str, int], new_tokens: int, min_count: int = 1) -> list[Pair]:
    """Learn the merges that `reference.learn_merges` learns, fast.

    Args:
        words, new_tokens, min_count: As in `reference.learn_merges`.

    Returns:
        The merges in order.

    Example:
        >>> learn_merges({"low": 5, "lower": 2, "newest": 6, "widest": 3}, 4)
        [('e', 's'), ('es', 't'), ('l', 'o'), ('lo', 'w')]
    """
    pieces = counted(words, new_tokens, min_count)
    return learn_from_pieces(pieces, None, new_tokens, min_count)[1]


def counted(words: Mapping[str, int], new_tokens: int, min_count: int) -> Pieces:
    """Return counted words as pieces of code points, after a look at all arguments.

    Args:
        words, new_tokens, min_count: As in `reference.learn_merges`.

    Returns:
        The pieces.

    Raises:
        ValueError: If `words` does not map strings to counts, `new_tokens` is below 0 or
            `min_count` below 1.

    Example:
        >>> counted({"to": 2, "be": 1}, 4, 1).ends.tolist()
        [2, 4]
    """
    require_counts("words", words)
    require_integer("new_tokens", new_tokens, least=0)
    require_integer("min_count", min_count, least=1)
    units = codepoints("".join(words)).astype(np.int32)
    ends = np.cumsum([len(word) for word in words], dtype=np.int64)
    return Pieces(units, ends, np.fromiter(words.values(), np.int64, len(words)))


def learn_vocabulary(
    pieces: Pieces, vocab_size: int, min_count: int, reserved: int, level: str
) -> tuple[list[str], list[Pair]]:
    """Learn as many tokens as a vocabulary has room for.

    Args:
        pieces: From `count_pieces`.
        vocab_size: How many tokens there shall be, alphabet and reserved ones included.
        min_count: Pairs seen less often are not merged; at least 1.
        reserved: How many tokens are not learnt, because they are special.
        level: "bytes" or "characters".

    Returns:
        The tokens, those of the alphabet first, and the merges in order.

    Raises:
        ValueError: If there are no pieces, `min_count` is below 1, or `vocab_size` is smaller
            than the alphabet or larger than the pieces allow.

    Example:
        >>> learn_vocabulary(count_pieces(["abab"], "characters", "plain"), 3, 2, 0, "characters")
        (['a', 'b', 'ab'], [('a', 'b')])
    """
    check_sizes(vocab_size, min_count)
    if not len(pieces.ends):
        raise ValueError("texts are empty: none of them holds a character.")
    alphabet = 256 if level == "bytes" else len(np.unique(pieces.units))
    if vocab_size < alphabet + reserved:
        raise ValueError(
            f"vocab_size must be at least {alphabet + reserved}, for {alphabet} {level} "
            f"and {reserved} special tokens, got {vocab_size}."
        )
    new_tokens = vocab_size - alphabet - reserved
    tokens, merges = learn_from_pieces(pieces, alphabet_of(level), new_tokens, min_count)
    if len(tokens) + reserved < vocab_size:
        raise ValueError(
            f"vocab_size must be at most {len(tokens) + reserved}, which is all that these texts "
            f"allow with min_count {min_count}, got {vocab_size}."
        )
    return tokens, merges


def learn_from_pieces(
    pieces: Pieces, alphabet: str | None, new_tokens: int, min_count: int
) -> tuple[list[str], list[Pair]]:
    """Learn merges of counted pieces.

    Args:
        pieces: From `count_pieces`.
        alphabet: The character that stands for each unit, or None if units are code points.
        new_tokens: How many tokens to add to the alphabet.
        min_count: Pairs seen less often are not merged.

    Returns:
        The tokens, those of the alphabet first, and the merges in order.
    """
    from sequtils.kernels.bpe import learn

    if alphabet is None:
        known, ids = np.unique(pieces.units, return_inverse=True)
        tokens = list(map(chr, known.tolist()))
    else:
        tokens = sorted(alphabet)
        ids = np.argsort(np.argsort(list(alphabet)))[pieces.units]
    rows = learn.learn_merges(
        ids.astype(np.int32), pieces.ends, pieces.counts, len(tokens), new_tokens, min_count
    )
    merges = []
    for left, right, token in rows.tolist():
        merges.append((tokens[left], tokens[right]))
        if token == len(tokens):
            tokens.append(tokens[left] + tokens[right])
    return tokens, merges


def count_pieces(texts: Iterable[str], level: str, pattern: str) -> Pieces:
    """Count the different pieces of texts.

    Args:
        texts: The texts.
        level: "bytes" or "characters".
        pattern: "gpt2" or "plain".

    Returns:
        The different pieces, in the order they were first seen.

    Example:
        >>> count_pieces(["to be", "to do"], "bytes", "plain").counts.tolist()
        [2, 2, 1, 1]
    """
    from sequtils.kernels.bpe import count

    known = Pieces(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int64))
    for block in blocks(texts):
        units, ends, _ = cut(block, level, pattern)
        # What is known joins the block as pieces that weigh more.
        known = Pieces(
            *count.count_pieces(
                np.concatenate([known.units, units.astype(np.int32)]),
                np.concatenate([known.ends, ends + len(known.units)]),
                np.concatenate([known.counts, np.ones(len(ends), np.int64)]),
            )
        )
    return known


def cut(texts: list[str], level: str, pattern: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut texts into pieces of units.

    Args:
        texts: S texts.
        level: "bytes" or "characters".
        pattern: "gpt2" or "plain".

    Returns:
        units: The bytes or code points of all texts, uint8 or uint32 [T].
        ends: Where each piece ends, int64 [P].
        behind: How many pieces end in or before each text, int64 [S].

    Example:
        >>> [array.tolist() for array in cut(["a é", "b"], "bytes", "gpt2")]
        [[97, 32, 195, 169, 98], [1, 4, 5], [2, 3]]
    """
    from sequtils.kernels.bpe import split

    text = "".join(texts)
    codes = codepoints(text)
    bounds = np.cumsum([len(text) for text in texts], dtype=np.int64)
    ends = split.piece_ends(codes, bounds, character_classes(), pattern == "gpt2")
    behind = np.searchsorted(ends, bounds, side="right")
    if level == "characters":
        return codes, ends, behind
    return np.frombuffer(text.encode(), np.uint8), split.utf8_ends(codes, ends), behind


def check_sizes(vocab_size: int, min_count: int) -> None:
    """Raise a ValueError unless both are whole numbers of at least 1."""
    require_integer("vocab_size", vocab_size, least=1)
    require_integer("min_count", min_count, least=1)


def blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """Group texts until they hold `BLOCK` characters.

    Args:
        texts: The texts.

    Yields:
        Some texts, in order.

    Raises:
        ValueError: If `texts` is one string, or holds what is no string.

    Example:
        >>> list(blocks(["a", "b"]))
        [['a', 'b']]
    """
    require_iterable("texts", texts, "be several strings")
    block, size = [], 0
    for text in texts:
        require_type("each text", text, str)
        block.append(text)
        size += len(text)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def alphabet_of(level: str) -> str | None:
    """Return the character that stands for each unit, or None where units are code points."""
    return byte_characters() if level == "bytes" else None
