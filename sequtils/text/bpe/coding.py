"""Texts to ids by the compiled kernels; what `BPE` does behind its door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from sequtils.text.bpe.checks import UNKNOWN
from sequtils.text.bpe.reference import Pair
from sequtils.text.bpe.tables import check_reachable, merge_table, unit_ids
from sequtils.text.bpe.training import alphabet_of, blocks, cut


class Coder:
    """The tables of a tokeniser, and how to use them.

    Args:
        tokens, merges, level, pattern: As in `BPE`.
        index: The id of each token and special token.
    """

    def __init__(
        self,
        tokens: Sequence[str],
        merges: Sequence[Pair] | None,
        index: Mapping[str, int],
        level: str,
        pattern: str,
    ):
        self._rules = (level, pattern)
        self._unit_ids = unit_ids(tokens, alphabet_of(level), index.get(UNKNOWN, -1))
        self._table = merge_table(tokens, merges, index)
        # A special token that text can become is the unknown one, which covers one character.
        self._lengths = np.ones(len(index), dtype=np.int64)
        self._lengths[: len(tokens)] = [len(token) for token in tokens]
        if merges is None:
            check_reachable(tokens, self._unit_ids, self._table)

    def encode(self, texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return the ids of all texts and where each text begins, as `BPE.encode_corpus`."""
        from sequtils.kernels.bpe import encode

        parts, offsets = [np.empty(0, np.int32)], [np.zeros(1, np.int64)]
        for block in blocks(texts):
            units, ends, behind = cut(block, *self._rules)
            if self._rules[0] == "characters":
                units = np.minimum(units, len(self._unit_ids) - 1)
            ids, token_ends = encode.merge_pieces(self._unit_ids[units], ends, *self._table)
            parts.append(ids)
            # Piece 0 is preceded by a piece that ends at 0, for texts without pieces.
            offsets.append(offsets[-1][-1] + np.concatenate([[0], token_ends])[behind])
        return np.concatenate(parts), np.concatenate(offsets)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the characters that each token of a text covers, as `BPE.spans`."""
        lengths = self._lengths[self.encode([text])[0]]
        ends = np.cumsum(lengths)
        starts = ends - lengths
        if self._rules[0] == "bytes":
            sizes = [len(character.encode()) for character in text]
            character = np.repeat(np.arange(len(text)), sizes)  # [bytes]
            starts, ends = character[starts], character[ends - 1] + 1
        return list(zip(starts.tolist(), ends.tolist(), strict=True))
