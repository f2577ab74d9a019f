"""Word vectors and what one asks of them: neighbours, analogies, similarity, files, layers.

Every static model of the course returns a `WordVectors`.

Axes: V vocabulary, D embedding.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np

from sequtils.arguments import require_words
from sequtils.errors import UnknownWordError
from sequtils.static import formats

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True, eq=False)
class WordVectors:
    """One vector for each word of a vocabulary.

    Args:
        words: The V words, each once.
        vectors: Their vectors, float [V, D].
        counts: How often each word occurred in training, int [V], if known.
        context: The context vectors C of a model with two matrices, float [V, D], if known.

    Raises:
        ValueError: If a word is no string or occurs twice, a shape does not match the words, or a
            vector is not finite.

    Example:
        >>> words = ["king", "queen", "man", "woman"]
        >>> vectors = WordVectors(words, np.array([[2, 1], [2, -1], [0.5, 1], [0.5, -1]]))
        >>> [word for word, _ in vectors.analogy("man", "king", "woman")]
        ['queen']
    """

    words: Sequence[str]
    vectors: np.ndarray
    counts: np.ndarray | None = None
    context: np.ndarray | None = None

    def __post_init__(self):
        object.__setattr__(self, "words", require_words("words", self.words))
        for name in ("vectors", "context"):
            if (values := getattr(self, name)) is not None:
                object.__setattr__(self, name, _numbers(name, values))
        self._check_shapes()
        self._require_finite("vectors", self.vectors, "be finite")
        if self.context is not None:
            self._require_finite("context", self.context, "be finite")
        if len(self._index) < len(self.words):
            raise ValueError(
                f"words must be distinct; {_first_repeated(self.words)!r} is repeated."
            )

    def _check_shapes(self) -> None:
        if np.ndim(self.vectors) != 2 or len(self.vectors) != len(self.words):
            raise ValueError(
                f"vectors must have shape [{len(self.words)}, D], a row a word, "
                f"not {list(np.shape(self.vectors))}."
            )
        if self.counts is not None and len(self.counts) != len(self.words):
            raise ValueError(
                f"counts must have length {len(self.words)}, one a word, not {len(self.counts)}."
            )
        if self.context is not None and self.context.shape != self.vectors.shape:
            raise ValueError(
                f"context must have the shape of vectors, {list(self.vectors.shape)}, "
                f"not {list(self.context.shape)}."
            )

    def _require_finite(self, name: str, rows: np.ndarray, expected: str) -> None:
        finite = np.isfinite(rows)
        if not finite.all():
            row = int(np.argmin(finite.all(axis=1)))
            raise ValueError(f"{name} must {expected}; that of {self.words[row]!r} is not.")

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def __getitem__(self, word: str) -> np.ndarray:
        """The vector of a word, [D].

        Raises:
            UnknownWordError: If the word is not in the vocabulary; names near spellings.
        """
        return self.vectors[self.id(word)]

    def id(self, word: str) -> int:
        """The row of a word.

        Raises:
            UnknownWordError: If the word is not in the vocabulary; names near spellings.
        """
        if word not in self._index:
            raise UnknownWordError(word, self.words)
        return self._index[word]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {word: i for i, word in enumerate(self.words)}

    @cached_property
    def unit(self) -> np.ndarray:
        """The vectors scaled to length 1, [V, D]; a zero vector stays zero."""
        return normalise(self.vectors)

    def average(self) -> WordVectors:
        """The mean of each word's two vectors, for models with two matrices.

        Returns:
            Vectors (W + C) / 2, without context.

        Raises:
            ValueError: If the context vectors are not known.

        Example:
            >>> vectors = WordVectors(["up"], np.array([[1.0, 0]]), context=np.array([[0, 1.0]]))
            >>> vectors.average()["up"].tolist()
            [0.5, 0.5]
        """
        if self.context is None:
            raise ValueError("context must be known to average both matrices, not None.")
        return WordVectors(self.words, (self.vectors + self.context) / 2, self.counts)

    def similarity(self, a: str, b: str) -> float:
        """The cosine of the angle between two words, in [−1, 1].

        Example:
            >>> vectors = WordVectors(["up", "right"], np.eye(2))
            >>> vectors.similarity("up", "right")
            0.0
        """
        return float(self.unit[self.id(a)] @ self.unit[self.id(b)])

    def nearest(self, query: str | np.ndarray, n: int = 10) -> list[tuple[str, float]]:
        """The words with the largest cosine to a word or a vector.

        Args:
            query: A word, which is itself left out of the answer, or a vector [D].
            n: How many words to return, at least 1; fewer if the vocabulary is smaller.

        Returns:
            (word, cosine) pairs, the nearest first; ties in vocabulary order.

        Raises:
            UnknownWordError: If the word has no vector.
            ValueError: If n is below 1, or a vector has another length or is not finite.

        Example:
            >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[1, 0], [1, 0.1], [0, 1]]))
            >>> [word for word, _ in vectors.nearest("cat", n=1)]
            ['dog']
        """
        if isinstance(query, str):
            return self._nearest(self[query], n, exclude=[query])
        query = _numbers("query", query)
        if query.shape != self.vectors.shape[1:]:
            raise ValueError(
                f"query must be a word or a vector of shape [{self.vectors.shape[1]}], "
                f"not of shape {list(query.shape)}."
            )
        if not np.isfinite(query).all():
            place = int(np.argmin(np.isfinite(query)))
            raise ValueError(f"query must be finite; number {place} of it is {query[place]}.")
        return self._nearest(query, n, exclude=[])

    def analogy(
        self, a: str, b: str, c: str, n: int = 1, exclude_inputs: bool = True
    ) -> list[tuple[str, float]]:
        """Answer "a is to b as c is to …?" by 3CosAdd: the words nearest to b − a + c.

        Args:
            a, b, c: Three words; their vectors are scaled to length 1 first.
            n: How many answers to return.
            exclude_inputs: Leave a, b and c out of the answers, as is usual. Without it the
                answer is often b or c itself.

        Returns:
            (word, cosine) pairs, the best first.

        References:
            Mikolov, Yih & Zweig, 2013, Linguistic Regularities in Continuous Space Word
            Representations, NAACL. Levy & Goldberg, 2014, Linguistic Regularities in Sparse and
            Explicit Word Representations, CoNLL.
        """
        unit_a, unit_b, unit_c = (self.unit[self.id(word)] for word in (a, b, c))
        return self._nearest(unit_b - unit_a + unit_c, n, [a, b, c] if exclude_inputs else [])

    def _nearest(self, vector, n, exclude):
        if not isinstance(n, Integral) or n < 1:
            raise ValueError(f"n must be a whole number, at least 1, not {n!r}.")
        cosine = self.unit @ normalise(vector)
        cosine[[self.id(word) for word in exclude]] = -np.inf
        n = min(n, len(self) - len(set(exclude)))
        if n == 0:  # the question used up the vocabulary
            return []
        # Sort only the words that are at least as near as the n-th.
        candidates = np.flatnonzero(cosine >= -np.partition(-cosine, n - 1)[n - 1])
        best = candidates[np.argsort(-cosine[candidates], kind="stable")][:n]
        return [(self.words[i], float(cosine[i])) for i in best]

    def save(self, path: str | os.PathLike, format: str = "text") -> None:
        """Write words and vectors in a format that other programs read.

        Args:
            path: The file to write; replaced only when writing succeeded.
            format: "text" (readable, larger) or "binary", which are word2vec's, or "glove", the
                text without its first line. All keep float32 exactly.

        Raises:
            ValueError: If the format is unknown, a word is empty, holds white space or is no valid
                Unicode, or a number is beyond the range of float32.
        """
        formats.write(path, self.words, self._as_float32(), format)

    @classmethod
    def load(cls, path: str | os.PathLike, format: str = "text") -> WordVectors:
        """Read a file in word2vec's "text" or "binary" format, or in that of "glove".

        Raises:
            ValueError: If the file is malformed or cut short; says where.
        """
        return cls(*formats.read(path, format))

    def as_embedding_layer(self, freeze: bool = True) -> nn.Embedding:
        """The vectors as a PyTorch layer: row i embeds `words[i]`.

        Args:
            freeze: Keep the vectors fixed during training.

        Returns:
            An `nn.Embedding` with float32 weight [V, D], a copy of the vectors.

        Raises:
            ValueError: If a number is beyond the range of float32.
        """
        import torch

        weight = torch.tensor(self._as_float32())
        return torch.nn.Embedding.from_pretrained(weight, freeze=freeze)

    def _as_float32(self) -> np.ndarray:
        with np.errstate(over="ignore"):
            vectors = np.asarray(self.vectors, np.float32)
        self._require_finite("vectors", vectors, "be within ±3.4e38, the range of float32")
        return vectors


def _numbers(name: str, values: object) -> np.ndarray:
    """Real numbers as an array; an array of them is returned as it is."""
    try:
        numbers = np.asarray(values)
        valid = numbers.dtype.kind in "biuf"
    except (TypeError, ValueError):  # rows of several lengths
        valid = False
    if not valid:
        shown = " ".join(f"{values!r:.60}".split())
        raise ValueError(f"{name} must be real numbers, rows all of one length, got {shown}.")
    return numbers


def normalise(vectors: np.ndarray) -> np.ndarray:
    """Vectors scaled to length 1, [..., D]; a zero vector stays zero."""
    length = _length(vectors)
    info = np.finfo(length.dtype)
    # Beyond these the squares of a length overflow, or vanish; float32 has 38 decades either way.
    lost = ~((length > info.tiny**0.5) & (length < info.max**0.5))
    if lost.any():
        largest = np.abs(vectors).max(axis=-1, keepdims=True)
        vectors = vectors / np.where(lost & (largest > 0), largest, 1)
        length = _length(vectors)
    return vectors / np.where(length == 0, 1, length)


def _length(vectors: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.linalg.norm(vectors, axis=-1, keepdims=True)


def _first_repeated(words: Sequence[str]) -> str:
    seen: set[str] = set()
    return next(word for word in words if word in seen or seen.add(word))
