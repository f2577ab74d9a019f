"""The n-grams of a corpus, of the lengths 1 … order, each one sorted integer key.

An n-gram is its prefix, a row of the table for n − 1, and one more word: the key is
prefix · size + word. Nothing here is a probability.

Axes: V outcomes, T tokens, G distinct n-grams.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sequtils.arguments import require_integer, require_words
from sequtils.kernels.ngrams import load_engine
from sequtils.kernels.ngrams.table import Table
from sequtils.text.vocab import Vocab

START, END, UNKNOWN = "<s>", "</s>", "<unk>"
MAX_TOKENS = 2**31 - 1  # positions and rows are int32


@dataclass(frozen=True, eq=False)
class NGramCounts:
    """How often each n-gram was seen; made by `NGramCounts.build`.

    Every sentence is read as `<s> word … word </s>`, and n-grams do not reach beyond it. What a
    model can predict, the V outcomes, are the words of the vocabulary, `<unk>` among them, and
    `</s>`; `<s>` is only ever part of a history.

    Attributes:
        vocab: The words, with `<unk>` for all others.
        tables: For n = 1 … order a `Table` with keys, suffixes and counts.

    Example:
        >>> counts = NGramCounts.build([["a", "rose", "is", "a", "rose"]], order=3)
        >>> counts.count(["a", "rose"]), counts.count(["a", "rose", "</s>"])
        (2, 1)
    """

    vocab: Vocab
    tables: list[Table]

    @classmethod
    def build(
        cls,
        corpus: Iterable[Sequence[str]],
        order: int = 3,
        min_count: int = 1,
        engine: str = "numba",
    ) -> NGramCounts:
        """Count the n-grams of a corpus.

        Args:
            corpus: Sentences, iterable more than once; those without a word are passed over.
            order: Length of the longest n-grams, at least 1.
            min_count: Words seen less often are read as `<unk>`.
            engine: "numba" (compiled) or "numpy" (the definition); the counts are the same.

        Returns:
            The counts.

        Raises:
            ValueError: If an argument is out of range, the corpus is empty or no corpus, or it
                holds `<s>` or `</s>` as a word.

        Example:
            >>> NGramCounts.build([["to", "be", "or", "not", "to", "be"]], order=2)
            NGramCounts(order 2, 6 outcomes, 5 + 6 n-grams)
        """
        require_integer("order", order, least=1)
        count_ngrams = load_engine(engine)
        vocab = Vocab.build(corpus, min_count=min_count, unknown=UNKNOWN)
        for marker in (START, END):
            if marker in vocab:
                raise ValueError(
                    f"corpus must not hold {marker!r} as a word: it marks where sentences "
                    "begin or end, and is added here."
                )
        empty = cls(vocab, [])
        tokens = empty.encode(corpus)
        return cls(vocab, count_ngrams(tokens, int(order), empty.size))

    @property
    def order(self) -> int:
        """Length of the longest n-grams."""
        return len(self.tables)

    @property
    def outcomes(self) -> list[str]:
        """What can be predicted, by id: the words, then `</s>`; V in all."""
        return [*self.vocab.words, END]

    @property
    def size(self) -> int:
        """Number of ids, V + 1: the outcomes', and the last one, which is that of `<s>`."""
        return len(self.vocab) + 2

    def __repr__(self) -> str:
        lengths = " + ".join(f"{line['distinct']:,}" for line in self.memory())
        return f"NGramCounts(order {self.order}, {self.size - 1:,} outcomes, {lengths} n-grams)"

    def encode(self, corpus: Iterable[Sequence[str]]) -> np.ndarray:
        """Return the ids of a corpus, every sentence between `<s>` and `</s>`.

        Args:
            corpus: Sentences, iterable more than once; those without a word are passed over.

        Returns:
            int32 array of shape [T].

        Raises:
            ValueError: If the corpus is not one, or too large for 32-bit positions.

        Example:
            >>> NGramCounts.build([["a", "a", "b"]]).encode([["b"], [], ["c", "a"]]).tolist()
            [4, 1, 3, 4, 2, 0, 3]
        """
        words, offsets = self.vocab.encode_corpus(corpus, max_sentence=sys.maxsize)
        S = len(offsets) - 1
        if len(words) + 2 * S > MAX_TOKENS:
            raise ValueError(
                f"corpus must have at most {MAX_TOKENS:,} tokens, not {len(words) + 2 * S:,}."
            )
        tokens = np.full(len(words) + 2 * S, -1, np.int32)
        tokens[offsets[:-1] + 2 * np.arange(S)] = self.size - 1
        tokens[offsets[1:] + 2 * np.arange(S) + 1] = self.size - 2
        tokens[tokens < 0] = words
        return tokens

    def history(self, words: Sequence[str]) -> np.ndarray:
        """Return the ids of the part of a history that counts: its last order − 1 words.

        Args:
            words: What stands before the word in question, `<s>` first if the sentence begins
                there; unknown words are read as `<unk>`.

        Returns:
            int32 array of shape [at most order − 1].

        Raises:
            ValueError: If it is a string, or holds `</s>`, or `<s>` after another word.

        Example:
            >>> NGramCounts.build([["a", "b"]], order=3).history(["a", "b", "a"]).tolist()
            [1, 0]
        """
        words = list(require_words("history", words))
        if END in words or START in words[1:]:
            raise ValueError(
                f"history must lie in one sentence, with {START!r} at most at its beginning, "
                f"not {words!r}."
            )
        used = words[max(len(words) - self.order + 1, 0) :]
        begins = used[:1] == [START]
        ids = self.vocab.encode(used[begins:])
        return np.insert(ids, 0, self.size - 1) if begins else ids

    def outcome(self, word: str) -> int:
        """Return the id of a word that is to be predicted; `</s>` is one.

        Args:
            word: The word; an unknown one is read as `<unk>`.

        Raises:
            ValueError: If it is `<s>`, which is never predicted, or no string.

        Example:
            >>> counts = NGramCounts.build([["a", "b"]])
            >>> [counts.outcome(word) for word in ("a", "b", "c", "</s>")]
            [0, 1, 2, 3]
        """
        if word == START:
            raise ValueError(f"word must be one that can be predicted, not {START!r}.")
        return self.size - 2 if word == END else self.vocab.id(word)

    def count(self, ngram: Sequence[str]) -> int:
        """Return how often an n-gram was seen; without words, the number of predicted tokens.

        Args:
            ngram: At most `order` words, the first may be `<s>` and the last `</s>`.

        Returns:
            The count; 0 for `<s>` alone, which is never predicted.

        Raises:
            ValueError: If it is a string or longer than `order`, or its markers stand elsewhere.

        Example:
            >>> counts = NGramCounts.build([["a", "b", "a"]], order=2)
            >>> counts.count([]), counts.count(["a"]), counts.count(["<s>", "a"])
            (4, 2, 1)
        """
        ngram = list(require_words("ngram", ngram))
        if len(ngram) > self.order:
            raise ValueError(f"ngram must have at most {self.order} words, not {len(ngram)}.")
        if not ngram:
            return int(self.tables[0].counts.sum(dtype=np.int64))
        if ngram == [START]:
            return 0
        tokens = np.append(self.history(ngram[:-1]), np.int32(self.outcome(ngram[-1])))
        row = self.rows(tokens)[len(ngram), -1]
        return 0 if row < 0 else int(self.tables[len(ngram) - 1].counts[row])

    def rows(self, tokens: np.ndarray) -> np.ndarray:
        """Find the n-grams that end at each position.

        Args:
            tokens: Ids, [T], as `encode` returns them.

        Returns:
            int64 array of shape [order + 1, T]: in line n the row, in the table for n, of the
            n-gram that ends at each position, or −1 where it was never seen or would reach
            beyond the sentence. Line 0 is the empty n-gram, all 0.

        Example:
            >>> counts = NGramCounts.build([["a", "b"]], order=2)
            >>> counts.rows(counts.encode([["a", "a"]])).tolist()  # a a was not seen, nor a </s>
            [[0, 0, 0, 0], [4, 0, 0, 3], [-1, 2, -1, -1]]
        """
        rows = np.full((self.order + 1, len(tokens)), -1)
        rows[0] = 0
        rows[1] = tokens
        inside = np.asarray(tokens[1:]) != self.size - 1
        for n in range(2, self.order + 1):
            ends = 1 + np.flatnonzero((rows[n - 1, :-1] >= 0) & inside)
            wanted = rows[n - 1, ends - 1] * self.size + tokens[ends]
            rows[n, ends] = _find(self.tables[n - 1].keys, wanted)
        return rows

    def prefixes(self, n: int) -> np.ndarray:
        """Return the row, in the table for n − 1, of the history of each n-gram, [G].

        Args:
            n: A length, 1 … order; the only history of single words is the empty one, 0.

        Raises:
            ValueError: If `n` is another.

        Example:
            >>> NGramCounts.build([["a", "b"]], order=2).prefixes(2).tolist()  # a b, b </s>, <s> a
            [0, 1, 4]
        """
        require_integer("n", n, least=1)
        if n > self.order:
            raise ValueError(f"n must be at most {self.order}, the order, not {n}.")
        return self.tables[n - 1].keys // self.size

    def followers(self, n: int, history: int) -> slice:
        """Return where the n-grams that continue a history stand in the table for n.

        Args:
            n: Their length, 1 … order.
            history: Row of their common prefix.

        Example:
            >>> counts = NGramCounts.build([["a", "b", "a", "a"]], order=2)
            >>> counts.followers(2, 0)  # a a, a b, a </s>
            slice(0, 3, None)
        """
        bounds = np.array([history, history + 1]) * self.size
        return slice(*np.searchsorted(self.tables[n - 1].keys, bounds).tolist())

    def memory(self) -> list[dict]:
        """Return what the n-grams of each length cost: those seen, and all there could be.

        Returns:
            For n = 1 … order the length, the number of distinct n-grams, the bytes of their
            table, and V^n, the entries of a table that had one for every n-gram.

        Example:
            >>> for line in NGramCounts.build([["a", "rose", "is", "a", "rose"]]).memory():
            ...     print(line)
            {'order': 1, 'distinct': 4, 'bytes': 96, 'possible': 5}
            {'order': 2, 'distinct': 5, 'bytes': 80, 'possible': 25}
            {'order': 3, 'distinct': 5, 'bytes': 80, 'possible': 125}
        """
        return [
            {
                "order": n,
                # <s> and an <unk> that was not needed have rows among the words, but count 0.
                "distinct": int(np.count_nonzero(table.counts)),
                "bytes": sum(column.nbytes for column in table),
                "possible": (self.size - 1) ** n,
            }
            for n, table in enumerate(self.tables, start=1)
        ]


def _find(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return where each wanted key stands among the sorted keys, −1 where it does not."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1) if len(keys) else np.full(len(wanted), -1)
