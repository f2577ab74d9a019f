"""A WordPiece tokeniser: train it on texts or take a published vocabulary, and turn texts to ids.

Unlike byte-pair encoding it does not give back what it was given: white space is lost, capitals
and accents may be, and a word with a character it never saw becomes one unknown token.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from sequtils.errors import UnknownWordError
from sequtils.text import model_file
from sequtils.text.bpe.alphabet import codepoints
from sequtils.text.bpe.training import blocks
from sequtils.text.wordpiece.characters import letter_places
from sequtils.text.wordpiece.reference import INSIDE
from sequtils.text.wordpiece.training import count_words, cut, learn_vocabulary

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
FORMAT = model_file.Format(
    "WordPiece model", "sequtils-wordpiece", 1, ("tokens", "special", "lower", "unknown")
)
MAX_WORD = 100  # characters; BERT calls longer words unknown


class WordPiece:
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

    def __init__(
        self,
        tokens: Iterable[str],
        special: Iterable[str] = SPECIAL,
        lower: bool = True,
        unknown: str = "[UNK]",
    ):
        self.tokens = list(tokens)
        self.special = _names(special)
        self.lower = bool(lower)
        self.unknown = unknown
        self._check()
        self._index = {token: i for i, token in enumerate(self.tokens)}

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
        special = _names(special)
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

    def __len__(self) -> int:
        return len(self.tokens)

    def __repr__(self) -> str:
        kind = "lower case" if self.lower else "cased"
        return f"WordPiece({len(self):,} tokens, {kind})"

    def id(self, token: str) -> int:
        """Return the id of a token.

        Args:
            token: A token as spelled in `tokens`.

        Returns:
            Its id.

        Raises:
            UnknownWordError: If there is no such token.

        Example:
            >>> WordPiece(["[UNK]", "to", "##day"], ["[UNK]"]).id("##day")
            2
        """
        if token not in self._index:
            raise UnknownWordError(token, self._index)
        return self._index[token]

    def encode(self, text: str, special: bool = False) -> np.ndarray:
        """Return the ids of a text.

        Args:
            text: The text.
            special: Whether a special token's name in the text stands for that token. Leave it
                off for text of strangers, who could otherwise write control tokens.

        Returns:
            int32 array of shape [T].

        Raises:
            ValueError: If `text` is not a string of valid Unicode.

        Example:
            >>> wordpiece = WordPiece(["[UNK]", "[MASK]", "to", "[", "]"], ["[UNK]", "[MASK]"])
            >>> wordpiece.encode("to [MASK]", special=True).tolist()
            [2, 1]
            >>> wordpiece.encode("to [MASK]").tolist()
            [2, 3, 0, 4]
        """
        codepoints(text)
        if not (special and self.special):
            return self.encode_corpus([text])[0]
        names = sorted(map(re.escape, self.special), key=len, reverse=True)
        parts = re.split(f"({'|'.join(names)})", text)
        ids = [
            np.array([self._index[part]], np.int32) if i % 2 else self.encode_corpus([part])[0]
            for i, part in enumerate(parts)
        ]
        return np.concatenate(ids)

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

    def tokenize(self, text: str) -> list[str]:
        """Return the tokens of a text as they are spelled in `tokens`.

        Args:
            text: The text.

        Returns:
            The tokens.

        Example:
            >>> WordPiece(["[UNK]", "to", "##day"], ["[UNK]"]).tokenize("Today, to")
            ['to', '##day', '[UNK]', 'to']
        """
        return [self.tokens[i] for i in self.encode(text).tolist()]

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
        ids = [int(i) for i in ids]
        for i in ids:
            if not 0 <= i < len(self):
                raise ValueError(f"ids must lie in 0 to {len(self) - 1}, got {i}.")
        spaced = [
            token[len(INSIDE) :] if _is_inside(token) else f" {token}"
            for token in map(self.tokens.__getitem__, ids)
        ]
        return "".join(spaced).removeprefix(" ")

    def save(self, path: str | os.PathLike) -> None:
        """Write the tokeniser to a file that `load` reads.

        Args:
            path: The file to create or replace.

        Example:
            >>> import tempfile
            >>> path = Path(tempfile.mkdtemp()) / "wordpiece.json"
            >>> WordPiece(["[UNK]", "to", "##day"], ["[UNK]"]).save(path)
            >>> WordPiece.load(path)
            WordPiece(3 tokens, lower case)
        """
        model_file.write(path, FORMAT, vars(self))

    @classmethod
    def load(cls, path: str | os.PathLike) -> WordPiece:
        """Read a file that `save` wrote.

        Args:
            path: The file.

        Returns:
            The tokeniser.

        Raises:
            ValueError: If the file is no such model, is cut short, malformed or of another version.

        Example:
            >>> import tempfile
            >>> path = Path(tempfile.mkdtemp()) / "wordpiece.json"
            >>> WordPiece(["[UNK]", "To"], ["[UNK]"], lower=False).save(path)
            >>> WordPiece.load(path).tokenize("To to")
            ['To', '[UNK]']
        """
        content = model_file.read(path, FORMAT)
        try:
            return cls(**content)
        except (TypeError, ValueError) as error:
            raise ValueError(f"WordPiece model {os.fspath(path)!r} is malformed: {error}") from None

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
        if not all(isinstance(token, str) and token for token in self.tokens):
            raise ValueError("tokens must be texts of one character or more, got others.")
        if not self.tokens:
            raise ValueError("tokens must hold at least one token, got none.")
        repeated, count = Counter(self.tokens).most_common(1)[0]
        if count > 1:
            raise ValueError(f"tokens must be there once each, got {repeated!r} more than once.")
        known = set(self.tokens)
        if missing := [name for name in self.special if name not in known]:
            raise ValueError(f"special must be among the tokens, but {missing[0]!r} is not.")
        if self.unknown not in known:
            raise ValueError(f"unknown must be one of the tokens, got {self.unknown!r}.")


def _names(special: Iterable[str]) -> list[str]:
    if isinstance(special, str):
        raise ValueError(f"special must be a list of names, got the text {special!r}.")
    return list(special)


def _is_inside(token: str) -> bool:
    """Say whether a token is met inside words; a bare ## is two characters of text."""
    return token.startswith(INSIDE) and len(token) > len(INSIDE)
