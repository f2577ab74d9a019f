"""What tokenisers of subwords share: ids of tokens, names of special tokens in a text, files."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Self

import numpy as np

from sequtils.arguments import require_type
from sequtils.errors import UnknownWordError
from sequtils.text import model_file
from sequtils.text.bpe.alphabet import codepoints


class Subword(ABC):
    """A tokeniser whose tokens may be parts of words.

    Args:
        names: All tokens in the order of their ids, special ones included.

    Attributes:
        FORMAT: The file it is saved in, whose keys are the arguments it is made of.
        special: Tokens that text never becomes unless asked for.
    """

    FORMAT: ClassVar[model_file.Format]
    special: list[str]

    def __init__(self, names: Iterable[str]):
        self._index = {name: i for i, name in enumerate(names)}

    def __len__(self) -> int:
        return len(self._index)

    @abstractmethod
    def encode_corpus(self, texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """Encode many texts into one array; faster than one by one.

        Args:
            texts: S texts, read once.

        Returns:
            tokens: int32 array of shape [N], the ids.
            offsets: int64 array of shape [S + 1]; text s is `tokens[offsets[s] : offsets[s + 1]]`.

        Raises:
            ValueError: If a text is not a string of valid Unicode.
        """

    def id(self, token: str) -> int:
        """Return the id of a token.

        Args:
            token: A token as spelled in `tokens`, or a special one.

        Returns:
            Its id.

        Raises:
            ValueError: If `token` is not a string.
            UnknownWordError: If there is no such token.

        Example:
            >>> from sequtils.text.wordpiece import WordPiece
            >>> WordPiece(["[UNK]", "to", "##day"], ["[UNK]"]).id("##day")
            2
        """
        require_type("token", token, str)
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
            >>> from sequtils.text.bpe import BPE
            >>> bpe = BPE.train(["a b a b"], 257, special=["<end>"])
            >>> len(bpe.encode("b<end>")), bpe.encode("b<end>", special=True).tolist()
            (6, [65, 256])
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

    def tokenize(self, text: str) -> list[str]:
        """Return the tokens of a text as they are spelled in `tokens`.

        Args:
            text: The text.

        Returns:
            The tokens.

        Raises:
            ValueError: If `text` is not a string of valid Unicode.

        Example:
            >>> from sequtils.text.bpe import BPE
            >>> BPE.train(["to be or not to be"], 258).tokenize("to be")
            ['to', 'Ġ', 'be']
        """
        names = list(self._index)
        return [names[i] for i in self.encode(text).tolist()]

    def save(self, path: str | os.PathLike) -> None:
        """Write the tokeniser to a file that `load` reads, whole or not at all.

        Args:
            path: The file to create or replace; its folder is created when missing.

        Example:
            >>> import pathlib, tempfile
            >>> from sequtils.text.bpe import BPE
            >>> path = pathlib.Path(tempfile.mkdtemp()) / "bpe.json"
            >>> BPE.train(["a b a b"], 257).save(path)
            >>> BPE.load(path)
            BPE(257 tokens over bytes, pattern 'gpt2')
        """
        model_file.write(path, self.FORMAT, vars(self))

    @classmethod
    def load(cls, path: str | os.PathLike) -> Self:
        """Read a file that `save` wrote.

        Args:
            path: The file.

        Returns:
            The tokeniser.

        Raises:
            ValueError: If the file is no such model, is cut short, malformed or of another version.

        Example:
            >>> import pathlib, tempfile
            >>> from sequtils.text.wordpiece import WordPiece
            >>> path = pathlib.Path(tempfile.mkdtemp()) / "wordpiece.json"
            >>> WordPiece(["[UNK]", "To"], ["[UNK]"], lower=False).save(path)
            >>> WordPiece.load(path).tokenize("To to")
            ['To', '[UNK]']
        """
        content = model_file.read(path, cls.FORMAT)
        try:
            return cls(**content)
        except ValueError as error:
            raise ValueError(
                f"{cls.FORMAT.kind} {os.fspath(path)!r} is malformed: {error}"
            ) from None
