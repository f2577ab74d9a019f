"""Words to ids and back: which words a model knows, and how often each was seen.

A vocabulary knows words, not text: splitting text into words is `sequtils.text.tokenize`, and
subwords are modules of their own. A corpus is any object that yields sentences each time it is
iterated; a sentence is a list of words.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from sequtils.arguments import (
    require_ids,
    require_integer,
    require_iterable,
    require_strings,
    require_type,
    require_words,
)
from sequtils.errors import UnknownWordError
from sequtils.text import vocab_file
from sequtils.text.stream import sentences_of


class Vocab:
    """The words a model knows, most frequent first; a word's id is its rank, from 0.

    Args:
        words: The words, each once.
        counts: How often each word was seen, in the same order, never increasing.
        unknown: The word among `words` that stands for every other word, or None to leave other
            words out.

    Attributes:
        words: List of the V words.
        counts: int64 array of shape [V].
        unknown: As given.

    Raises:
        ValueError: If words are missing, repeated, no strings or not in the order of their counts.

    Example:
        >>> vocab = Vocab.build([["the", "king", "saw", "the", "queen"]], min_count=1)
        >>> vocab.words, vocab.counts.tolist()
        (['the', 'king', 'queen', 'saw'], [2, 1, 1, 1])
        >>> vocab.encode(["the", "queen", "smiled"]).tolist()
        [0, 2]
    """

    def __init__(self, words: Iterable[str], counts: Iterable[int], unknown: str | None = None):
        self.words = require_strings("words", words)
        self.counts = _whole_numbers(counts)  # [V]
        self.unknown = unknown
        self._index = {word: i for i, word in enumerate(self.words)}
        self._check()

    @classmethod
    def build(
        cls, corpus: Iterable[Sequence[str]], min_count: int = 5, unknown: str | None = None
    ) -> Vocab:
        """Count the words of a corpus and keep the frequent ones.

        Args:
            corpus: Sentences, iterable more than once.
            min_count: Words seen less often are left out; 5 is word2vec's default.
            unknown: A word to stand for those left out, for example "<unk>". It is counted as
                often as they were, added to its own occurrences in the corpus if it has any.

        Returns:
            The vocabulary; words seen equally often stand in alphabetical order.

        Raises:
            ValueError: If `min_count` is below 1, or the corpus is empty, can be iterated only
                once, holds strings in place of word lists, or has no word `min_count` times.

        Example:
            >>> corpus = [["a", "rose", "is", "a", "rose"], ["is", "it"]]
            >>> Vocab.build(corpus, min_count=2, unknown="<unk>").words
            ['a', 'is', 'rose', '<unk>']
        """
        require_integer("min_count", min_count, least=1)
        counts: Counter[str] = Counter()
        for sentence in sentences_of(corpus):
            counts.update(sentence)
        if not counts:
            raise ValueError("corpus is empty: no sentence of it holds a word.")
        kept = {word: n for word, n in counts.items() if n >= min_count}
        if not kept:
            word, most = max(counts.items(), key=lambda item: item[1])
            raise ValueError(
                f"vocabulary is empty: min_count is {min_count}, but the most frequent of "
                f"{len(counts):,} words, {word!r}, was seen {most} times."
            )
        if unknown is not None:
            require_type("unknown", unknown, str)
            dropped = counts.total() - sum(kept.values())
            kept[unknown] = kept.get(unknown, 0) + dropped
        ranked = sorted(kept.items(), key=lambda item: (-item[1], item[0]))
        return cls([word for word, _ in ranked], [n for _, n in ranked], unknown)

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def __repr__(self) -> str:
        return f"Vocab({len(self):,} words, {self.counts.sum():,} occurrences)"

    def id(self, word: str) -> int:
        """Return the id of a word, or of `unknown` for a word outside the vocabulary.

        Args:
            word: The word.

        Returns:
            Its id, from 0 to V − 1.

        Raises:
            ValueError: If `word` is not a string.
            UnknownWordError: If the word is outside the vocabulary and `unknown` is None.

        Example:
            >>> Vocab(["the", "king"], [7, 2]).id("king")
            1
        """
        require_type("word", word, str)
        found = self._index.get(word, self._index.get(self.unknown))
        if found is None:
            raise UnknownWordError(word, self.words)
        return found

    def encode(self, sentence: Sequence[str]) -> np.ndarray:
        """Return the ids of a sentence's words.

        Args:
            sentence: The words.

        Returns:
            int32 array of shape [T]. Words outside the vocabulary become the id of `unknown`; if
            that is None they are left out, and T is the number of known words.

        Raises:
            ValueError: If `sentence` is a string or holds what is none.

        Example:
            >>> Vocab(["the", "king"], [7, 2]).encode(["the", "king", "sings"]).tolist()
            [0, 1]
        """
        return np.array(self._ids(require_words("sentence", sentence)), dtype=np.int32)

    def encode_corpus(
        self, corpus: Iterable[Sequence[str]], max_sentence: int = 1000
    ) -> tuple[np.ndarray, np.ndarray]:
        """Encode a corpus into one array, without ever holding its words as strings.

        Sentence s is `tokens[offsets[s] : offsets[s + 1]]`. Sentences without a known word are
        left out, and longer ones than `max_sentence` are cut into pieces of that length, as in
        word2vec.

        Args:
            corpus: Sentences, iterable more than once.
            max_sentence: Largest number of known words in a sentence.

        Returns:
            tokens: int32 array of shape [N], the ids.
            offsets: int64 array of shape [S + 1], where each sentence begins; ends with N.

        Raises:
            ValueError: If `max_sentence` is below 1, or the corpus can be iterated only once or
                holds strings in place of word lists.

        Example:
            >>> vocab = Vocab(["the", "king"], [7, 2])
            >>> tokens, offsets = vocab.encode_corpus([["the", "king"], ["hm"], ["the"]])
            >>> tokens.tolist(), offsets.tolist()
            ([0, 1, 0], [0, 2, 3])
        """
        require_integer("max_sentence", max_sentence, least=1)
        tokens, offsets = array("i"), array("q", [0])
        for sentence in sentences_of(corpus):
            begin = len(tokens)
            tokens.extend(self._ids(sentence))
            offsets.extend(range(begin + max_sentence, len(tokens), max_sentence))
            if len(tokens) > begin:
                offsets.append(len(tokens))
        # Both share the memory of the growing arrays: a copy would double the peak.
        return np.asarray(tokens), np.asarray(offsets)

    def decode(self, ids: Iterable[int]) -> list[str]:
        """Return the words of ids.

        Args:
            ids: Ids, from 0 to V − 1.

        Returns:
            The words.

        Raises:
            ValueError: If an id is out of range.

        Example:
            >>> Vocab(["the", "king"], [7, 2]).decode([1, 0])
            ['king', 'the']
        """
        return [self.words[i] for i in require_ids(ids, len(self))]

    def save(self, path: str | os.PathLike) -> None:
        """Write the vocabulary as text: a line about the file, then `word<TAB>count` lines.

        Args:
            path: The file to create or replace; its folder is created when missing.

        Example:
            >>> import pathlib, tempfile
            >>> path = pathlib.Path(tempfile.mkdtemp()) / "vocab.txt"
            >>> Vocab(["the", "king"], [7, 2]).save(path)
            >>> path.read_text().splitlines()[1:]
            ['the\\t7', 'king\\t2']
        """
        vocab_file.write(path, self.words, self.counts.tolist(), self.unknown)

    @classmethod
    def load(cls, path: str | os.PathLike) -> Vocab:
        """Read a file that `save` wrote.

        Args:
            path: The file.

        Returns:
            The vocabulary.

        Raises:
            ValueError: If the file is not a vocabulary, is cut short or malformed, or has another
                version.

        Example:
            >>> import pathlib, tempfile
            >>> path = pathlib.Path(tempfile.mkdtemp()) / "vocab.txt"
            >>> Vocab(["the", "king"], [7, 2]).save(path)
            >>> Vocab.load(path).words
            ['the', 'king']
        """
        words, counts, unknown = vocab_file.read(path)
        try:
            return cls(words, counts, unknown)
        except ValueError as error:
            raise ValueError(f"vocabulary file {os.fspath(path)!r} is malformed: {error}") from None

    def _ids(self, sentence: Sequence[str]) -> list[int]:
        get = self._index.get
        if self.unknown is None:
            return [i for i in map(get, sentence) if i is not None]
        other = self._index[self.unknown]
        return [get(word, other) for word in sentence]

    def _check(self) -> None:
        if not self.words:
            raise ValueError("words must hold at least one word, got none.")
        if len(self.words) != len(self.counts):
            raise ValueError(
                f"counts must have one entry for each of the {len(self.words)} words, "
                f"got {len(self.counts)}."
            )
        if len(self._index) < len(self.words):
            repeated, _ = Counter(self.words).most_common(1)[0]
            raise ValueError(f"words must hold each word once, got {repeated!r} more than once.")
        if self.counts[-1] < 0 or (np.diff(self.counts) > 0).any():
            raise ValueError("counts must be zero or more and never increase, got others.")
        if self.unknown is not None and (not self.unknown or self.unknown not in self._index):
            raise ValueError(f"unknown must be one of the words, got {self.unknown!r}.")


def _whole_numbers(counts: Iterable[int]) -> np.ndarray:
    require_iterable("counts", counts, "be a list of whole numbers")
    numbers = np.array(list(counts))
    if len(numbers) and numbers.dtype.kind not in "iu":
        raise ValueError(f"counts must be whole numbers of 64 bits, got {numbers.dtype}.")
    return numbers.astype(np.int64)
