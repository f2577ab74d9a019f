"""A WordPiece tokeniser: train it on texts or take a published vocabulary, and turn texts to ids.

Unlike byte-pair encoding it does not give back what it was given: white space is lost, capitals
and accents may be, and a word with a character it never saw becomes one unknown token.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from sequtils.arguments import require_ids, require_strings, require_type
from sequtils.text.bpe.alphabet import codepoints
from sequtils.text.bpe.training import blocks
from sequtils.text.model_file import Format
from sequtils.text.subword import Subword
from sequtils.text.wordpiece.characters import letter_places
from sequtils.text.wordpiece.reference import INSIDE
from sequtils.text.wordpiece.training import count_words, cut, learn_vocabulary

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
MAX_WORD = 100  # characters; BERT calls longer words unknown


class WordPiece(Subword):
    """Tokens, and the cutting of words into the longest of them.

    Args:
        tokens: The tokens, each once; the place of a token is its id. One that is met inside
            words is spelled with ## before it.
        special: Those of the tokens that text never becomes unless asked for.
        lower: Whether capitals and accents are dropped before.
        unknown: The token for words that no others make.

    Raises:
        ValueError: If tokens are missing or repeated, or a special one or `unknown` is none of
            them.

    References:
        Schuster & Nakajima, 2012, Japanese and Korean Voice Search.
        Devlin et al., 2019, BERT, arXiv:1810.04805.

    Example:
        >>> wordpiece = WordPiece(["[UNK]", "un", "##aff", "##able", "!"], special=["[UNK]"])
        >>> wordpiece.tokenize("Unaffable! Unused!")
        ['un', '##aff', '##able', '!', '[UNK]', '!']
        >>> wordpiece.encode("Unaffable!").tolist()
        [1, 2, 3, 4]
    """

    FORMAT = Format(
        "WordPiece model", "sequtils-wordpiece", 1, ("tokens", "special", "lower", "unknown")
    )

    def __init__(
        self,
        tokens: Iterable[str],
        special: Iterable[str] = SPECIAL,
        lower: bool = True,
        unknown: str = "[UNK]",
    ):
        require_type("lower", lower, bool)
        require_type("unknown", unknown, str)
        self.tokens = require_strings("tokens", tokens, least=1)
        self.special = require_strings("special", special, least=1)
        self.lower = lower
        self.unknown = unknown
        super().__init__(self.tokens)
        self._check()

    @classmethod
    def train(
        cls,
        texts: Iterable[str],
        vocab_size: int,
        min_count: int = 2,
        special: Iterable[str] = SPECIAL,
        lower: bool = True,
    ) -> WordPiece:
        """Learn tokens from texts, by the score of `reference.scores`.

        The score favours what always occurs together, however rare, so `min_count` decides much:
        the larger the texts, the larger it should be.

        Args:
            texts: The texts, read once.
            vocab_size: How many tokens there shall be, letters and special tokens included.
            min_count: Pairs seen less often are not merged.
            special: Names of special tokens, "[UNK]" among them; they get the first ids.
            lower: Whether to drop capitals and accents.

        Returns:
            The tokeniser.

        Raises:
            ValueError: If the texts hold no word, `special` lacks "[UNK]", or `vocab_size` is
                smaller than the letters need or larger than the texts allow.

        Example:
            >>> texts = ["hug hug pug pun pun bun hugs"]
            >>> WordPiece.train(texts, 10, special=["[UNK]"]).tokenize("pugs")
            ['p', '##ug', '##s']
        """
        require_type("lower", lower, bool)
        special = require_strings("special", special, least=1)
        learnt = learn_vocabulary(count_words(texts, lower), vocab_size, min_count, len(special))
        return cls([*special, *learnt], special, lower)

    @classmethod
    def from_vocabulary(
        cls, path: str | os.PathLike, special: Iterable[str] = SPECIAL, lower: bool = True
    ) -> WordPiece:
        """Take over a published vocabulary: a text file with one token a line, such as BERT's.

        Args:
            path: The file, in UTF-8.
            special, lower: As in `WordPiece`; the file does not say.

        Returns:
            The tokeniser; a token's id is its line, counted from 0.

        Raises:
            ValueError: If the file is not UTF-8, or its lines are no vocabulary.

        Example:
            >>> import tempfile
            >>> path = Path(tempfile.mkdtemp()) / "vocab.txt"
            >>> _ = path.write_text("[UNK]\\nto\\n##day\\n")
            >>> WordPiece.from_vocabulary(path, ["[UNK]"]).encode("today").tolist()
            [1, 2]
        """
        try:
            lines = Path(path).read_bytes().decode("utf-8").removesuffix("\n").split("\n")
            return cls([line.removesuffix("\r") for line in lines], special, lower)
        except UnicodeDecodeError as error:
            reason = f"it is not UTF-8 at byte {error.start}."
        except ValueError as error:
            reason = str(error)
        raise ValueError(f"vocabulary {os.fspath(path)!r} is malformed: {reason}")

    def __repr__(self) -> str:
        kind = "lower case" if self.lower else "cased"
        return f"WordPiece({len(self):,} tokens, {kind})"

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
            >>> wordpiece = WordPiece(["[UNK]", "to", "##day"], ["[UNK]"])
            >>> tokens, offsets = wordpiece.encode_corpus(["today", "", "to"])
            >>> tokens.tolist(), offsets.tolist()
            ([1, 2, 1], [0, 2, 2, 3])
        """
        parts, offsets = [np.empty(0, np.int32)], [np.zeros(1, np.int64)]
        for block in blocks(texts):
            letters, ends, behind = cut(block, self.lower)
            ids, token_ends = self._match(letters, ends)
            parts.append(ids)
            # Word 0 is preceded by a word that ends at 0, for texts without words.
            offsets.append(offsets[-1][-1] + np.concatenate([[0], token_ends])[behind])
        return np.concatenate(parts), np.concatenate(offsets)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Say which characters of a text each of its tokens covers.

        Args:
            text: The text.

        Returns:
            For each token its first character and the one behind its last that is left of it;
            accents and control characters at the end of a token are in no span.

        Example:
            >>> WordPiece(["[UNK]", "to", "##day"], ["[UNK]"]).spans("Today, to")
            [(0, 2), (2, 5), (5, 6), (7, 9)]
        """
        codepoints(text)
        letters, word_ends, _ = cut([text], self.lower)
        ids, token_ends = self._match(letters, word_ends)
        ends = self._letter_ends(ids, token_ends, word_ends)
        starts = np.concatenate([np.zeros(1, np.int64), ends])[:-1]
        places = letter_places(text, self.lower)
        first, last = places[starts].tolist(), places[ends - 1].tolist()
        return [(start, end + 1) for start, end in zip(first, last, strict=True)]

    def decode(self, ids: Iterable[int]) -> str:
        """Return the tokens of ids as text: tokens from inside words joined, spaces between words.

        Args:
            ids: The ids.

        Returns:
            The text.

        Raises:
            ValueError: If an id is out of range.

        Example:
            >>> wordpiece = WordPiece(["[UNK]", "to", "##day", "!"], ["[UNK]"])
            >>> wordpiece.decode(wordpiece.encode("Today!"))
            'today !'
        """
        spaced = [
            token[len(INSIDE) :] if _is_inside(token) else f" {token}"
            for token in map(self.tokens.__getitem__, require_ids(ids, len(self)))
        ]
        return "".join(spaced).removeprefix(" ")

    def _match(self, letters: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        from sequtils.kernels.wordpiece import match

        return match.match_words(letters, ends, self._trie, self._index[self.unknown], MAX_WORD)

    def _letter_ends(self, ids, token_ends, word_ends) -> np.ndarray:
        """Return how many letters of words each token and those before it cover, int64 [N]."""
        lengths = np.array(
            [len(token) - len(INSIDE) * _is_inside(token) for token in self.tokens], np.int64
        )[ids]
        # An unknown token is a word's only one and covers all of it.
        single = np.diff(token_ends, prepend=0) == 1
        lengths[token_ends[single] - 1] = np.diff(word_ends, prepend=0)[single]
        return np.cumsum(lengths)

    @cached_property
    def _trie(self):
        from sequtils.kernels.wordpiece import match

        ordinary = [token for token in self.tokens if token not in set(self.special)]
        inside = np.array([_is_inside(token) for token in ordinary], bool)
        spelled = [token[len(INSIDE) :] if _is_inside(token) else token for token in ordinary]
        return match.make_trie(
            codepoints("".join(spelled)).astype(np.int32),
            np.cumsum([len(token) for token in spelled], dtype=np.int64),
            inside,
            np.array([self._index[token] for token in ordinary], np.int32),
        )

    def _check(self) -> None:
        if not self.tokens:
            raise ValueError("tokens must hold at least one token, got none.")
        if len(self) < len(self.tokens):
            repeated, _ = Counter(self.tokens).most_common(1)[0]
            raise ValueError(f"tokens must be there once each, got {repeated!r} more than once.")
        if missing := [name for name in self.special if name not in self._index]:
            raise ValueError(f"special must be among the tokens, but {missing[0]!r} is not.")
        if self.unknown not in self._index:
            raise ValueError(f"unknown must be one of the tokens, got {self.unknown!r}.")


def _is_inside(token: str) -> bool:
    """Say whether a token is met inside words; a bare ## is two characters of text."""
    return token.startswith(INSIDE) and len(token) > len(INSIDE)
