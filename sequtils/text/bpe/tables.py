"""The arrays that the encoding kernel looks things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sequtils.text.bpe.alphabet import to_bytes
from sequtils.text.bpe.reference import Pair

Table = tuple[np.ndarray, np.ndarray, np.ndarray]


def merge_table(
    tokens: Sequence[str], merges: Sequence[Pair] | None, index: Mapping[str, int]
) -> Table:
    """Return the table of the pairs that merge.

    Args:
        tokens: The tokens.
        merges: Which two to merge, in order, or None for any two that are a token when joined.
        index: The id of each token.

    Returns:
        keys, values: A hash table from pairs of ids to priorities.
        products: The id that a merge of each priority makes, int32.
    """
    from sequtils.kernels.bpe import encode

    if merges is None:
        rows = [row for i, token in enumerate(tokens) for row in _splits(token, i, index)]
        products = np.arange(len(tokens), dtype=np.int32)
    else:
        rows = [(index[left], index[right], i) for i, (left, right) in enumerate(merges)]
        made = (index[left + right] for left, right in merges)
        products = np.fromiter(made, np.int32, len(merges))
    left, right, priorities = np.array(rows, dtype=np.int32).reshape(-1, 3).T.copy()
    return *encode.make_table(left, right, priorities), products


def unit_ids(tokens: Sequence[str], alphabet: str | None, unknown: int) -> np.ndarray:
    """Return the id of every unit, to be indexed by bytes or code points.

    Args:
        tokens: The tokens.
        alphabet: The character that stands for each byte, or None if units are code points.
        unknown: The id for code points that are no token.

    Returns:
        int32 array; its last entry stands for all code points from there on.
    """
    single = {token: i for i, token in enumerate(tokens) if len(token) == 1}
    if alphabet is not None:
        return np.array([single[character] for character in alphabet], dtype=np.int32)
    ids = np.full(max(map(ord, single), default=0) + 2, unknown, dtype=np.int32)
    ids[[ord(character) for character in single]] = list(single.values())
    return ids


def check_reachable(tokens: Sequence[str], ids: np.ndarray, table: Table) -> None:
    """Raise a ValueError unless merging the bytes of each token makes that token.

    Args:
        tokens: The tokens, spelled in the characters that stand for bytes.
        ids: The id of each byte, int32 [256].
        table: From `merge_table`.
    """
    from sequtils.kernels.bpe import encode

    spelled = [to_bytes(token) for token in tokens]
    units = np.frombuffer(b"".join(spelled), np.uint8)
    _, ends = encode.merge_pieces(ids[units], np.cumsum([*map(len, spelled)]), *table)
    whole = np.diff(ends, prepend=0) == 1
    if not whole.all():
        raise ValueError(
            "ranks must let merges make every token, but nothing makes "
            f"{tokens[int(np.argmin(whole))]!r}."
        )


def _splits(token: str, i: int, index: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Return all pairs of tokens that join to the token with id `i`."""
    halves = ((token[:k], token[k:]) for k in range(1, len(token)))
    return [(index[a], index[b], i) for a, b in halves if a in index and b in index]
