"""A byte-pair tokeniser: train it on texts, turn texts into ids and ids into texts.

Unlike `sequtils.text.vocab`, it knows every text: over bytes nothing is unknown, and decoding
gives back what was encoded, character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from sequtils.arguments import require_ids, require_strings
from sequtils.text.bpe.alphabet import byte_characters, codepoints, to_bytes
from sequtils.text.bpe.checks import (
    check_ranks,
    check_rules,
    check_tokens,
    merge_pairs,
    special_tokens,
)
from sequtils.text.bpe.coding import Coder
from sequtils.text.bpe.reference import Pair
from sequtils.text.bpe.training import count_pieces, learn_vocabulary
from sequtils.text.model_file import Format
from sequtils.text.subword import Subword


class BPE(Subword):
    """Tokens, and the merges that build them.

    Over bytes a token is spelled with one visible character a byte (`bpe.alphabet`). Over
    characters, those that are no token become the special token "<unk>".

    Args:
        tokens: The tokens, each once; the place of a token is its id.
        merges: Which two tokens to merge, in order; each two joined are a token. None merges any
            two that are a token when joined, the one with the smallest id first, as tiktoken does.
        special: Tokens that text never becomes unless asked for; their ids follow.
        level: "bytes" or "characters".
        pattern: "gpt2" or "plain": how text is cut before merging, see `text.pretokenize`.

    Raises:
        ValueError: If tokens are missing or repeated, a merge makes no token, or `level` or
            `pattern` is another.

    References:
        Sennrich, Haddow & Birch, 2016, Neural Machine Translation of Rare Words with Subword
        Units, arXiv:1508.07909.
        Radford et al., 2019, Language Models are Unsupervised Multitask Learners (bytes).

    Example:
        >>> bpe = BPE.train(["low lower lowest", "new newer newest"], vocab_size=261)
        >>> bpe.tokenize("lower newest")
        ['lo', 'we', 'r', 'Ġ', 'ne', 'we', 'st']
        >>> bpe.decode(bpe.encode("naïve 🙂"))
        'naïve 🙂'
    """

    FORMAT = Format(
        "BPE model", "sequtils-bpe", 1, ("tokens", "merges", "special", "level", "pattern")
    )

    def __init__(
        self,
        tokens: Iterable[str],
        merges: Iterable[Pair] | None,
        special: Iterable[str] = (),
        level: str = "bytes",
        pattern: str = "gpt2",
    ):
        check_rules(level, pattern)
        self.tokens = require_strings("tokens", tokens, least=1)
        self.merges = None if merges is None else merge_pairs(merges)
        self.special = special_tokens(special, level)
        self.level = level
        self.pattern = pattern
        check_tokens(self.tokens, self.merges, self.special, level)
        super().__init__([*self.tokens, *self.special])

    @classmethod
    def train(
        cls,
        texts: Iterable[str],
        vocab_size: int,
        min_count: int = 2,
        special: Iterable[str] = (),
        level: str = "bytes",
        pattern: str = "gpt2",
    ) -> BPE:
        """Learn tokens from texts.

        Args:
            texts: The texts, read once.
            vocab_size: How many tokens there shall be, alphabet and special tokens included.
            min_count: Pairs seen less often are not merged; 2 because a pair seen once says
                nothing about other texts.
            special, level, pattern: As in `BPE`.

        Returns:
            The tokeniser. The pair with the highest count is merged next; of equal counts, the
            smallest pair of ids.

        Raises:
            ValueError: If the texts are empty, or `vocab_size` is smaller than the alphabet or
                larger than the texts allow.

        Example:
            >>> BPE.train(["aaab aab"], 4, level="characters", min_count=1).tokens
            [' ', 'a', 'b']
        """
        check_rules(level, pattern)
        special = special_tokens(special, level)
        pieces = count_pieces(texts, level, pattern)
        tokens, merges = learn_vocabulary(pieces, vocab_size, min_count, len(special), level)
        return cls(tokens, merges, special, level, pattern)

    @classmethod
    def from_ranks(
        cls, ranks: Mapping[bytes, int], special: Iterable[str] = (), pattern: str = "gpt2"
    ) -> BPE:
        """Take over the tokens of a tokeniser that ranks byte strings, such as tiktoken's.

        Args:
            ranks: The rank of each token, from 0; it is the token's id.
            special, pattern: As in `BPE`.

        Returns:
            A tokeniser over bytes that merges whatever joins to the token of lowest rank.

        Raises:
            ValueError: If the ranks are not 0, 1, 2, … or a byte has none, or merging never makes
                one of the tokens.

        Example:
            >>> ranks = {bytes([b]): b for b in range(256)} | {b"th": 256, b"the": 257}
            >>> BPE.from_ranks(ranks).encode("the").tolist()
            [257]
        """
        check_ranks(ranks)
        tokens = (token.decode("latin-1") for token in sorted(ranks, key=ranks.__getitem__))
        spelled = [token.translate(byte_characters()) for token in tokens]
        bpe = cls(spelled, None, special, "bytes", pattern)
        _ = bpe._coder  # refuses tokens that no merge makes
        return bpe

    def __repr__(self) -> str:
        return f"BPE({len(self):,} tokens over {self.level}, pattern {self.pattern!r})"

    @property
    def ranks(self) -> dict[bytes, int]:
        """The id of each token of bytes, in the form `from_ranks` takes and tiktoken reads."""
        if self.level != "bytes":
            raise ValueError("ranks are of tokens of bytes, but this tokeniser has characters.")
        return {to_bytes(token): i for i, token in enumerate(self.tokens)}

    def encode_corpus(self, texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """Encode many texts into one array; faster than one by one.

        Args:
            texts: S texts, read once.

        Returns:
            tokens: int32 array of shape [N], the ids.
            offsets: int64 array of shape [S + 1]; text s is `tokens[offsets[s] : offsets[s + 1]]`.

        Raises:
            ValueError: If a text is not a string of valid Unicode.

        Example:
            >>> tokens, offsets = BPE.train(["a b a b"], 256).encode_corpus(["a", "", "ab"])
            >>> tokens.tolist(), offsets.tolist()
            ([64, 64, 65], [0, 1, 1, 3])
        """
        return self._coder.encode(texts)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Say which characters of a text each of its tokens covers.

        Args:
            text: The text.

        Returns:
            For each token its first character and the one behind its last. A character whose
            bytes are in several tokens is covered by each of them.

        Example:
            >>> BPE.train(["to be or not to be"], 258).spans("tö be")
            [(0, 1), (1, 2), (1, 2), (2, 3), (3, 5)]
        """
        codepoints(text)
        return self._coder.spans(text)

    def decode(self, ids: Iterable[int], errors: str = "replace") -> str:
        """Return the text of ids.

        Args:
            ids: The ids.
            errors: What to do with bytes that are no UTF-8, as in `bytes.decode`.

        Returns:
            The text.

        Raises:
            ValueError: If an id is out of range.

        Example:
            >>> bpe = BPE.train(["to be or not to be"], 258)
            >>> bpe.decode(bpe.encode("to be"))
            'to be'
        """
        found = [self._bytes[i] for i in require_ids(ids, len(self))]
        return b"".join(found).decode("utf-8", errors)

    @cached_property
    def _coder(self) -> Coder:
        return Coder(self.tokens, self.merges, self._index, self.level, self.pattern)

    @cached_property
    def _bytes(self) -> list[bytes]:
        """What each token stands for."""
        spell = to_bytes if self.level == "bytes" else str.encode
        return [*map(spell, self.tokens), *(name.encode() for name in self.special)]
