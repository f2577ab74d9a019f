"""Word vectors that answer for every word, known or not.

Axes: V vocabulary, B buckets, D embedding.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from sequtils.arguments import require_one_of, require_type
from sequtils.kernels.fasttext.ngrams import buckets
from sequtils.static.fasttext import binary
from sequtils.static.fasttext.binary import NEGATIVE_SAMPLING, Contents
from sequtils.static.formats import FORMATS
from sequtils.static.vectors import WordVectors, normalise


@dataclass(frozen=True, eq=False)
class FastTextVectors(WordVectors):
    """Vectors of a vocabulary, and of any other word from its character n-grams.

    `words`, `vectors`, `counts` and `context` are those of `WordVectors`; `word in vectors` is
    true for words of the vocabulary. Methods take other words too. Neighbours and answers are
    always words of the vocabulary.

    Args:
        contents: Everything a file of the original program holds.

    Example:
        >>> from sequtils.static.fasttext import FastText
        >>> corpus = [["walk", "walked", "talk", "talked"]] * 5
        >>> vectors = FastText(vector_size=4, bucket=100).fit(corpus)
        >>> "walking" in vectors, vectors["walking"].shape
        (False, (4,))
    """

    contents: Contents = field(kw_only=True, repr=False)

    @classmethod
    def of(cls, contents: Contents) -> FastTextVectors:
        """Compute the vectors of the words from their rows and those of their n-grams.

        Raises:
            ValueError: If a word occurs twice or a number is not finite.
        """
        context = contents.outputs if contents.settings.loss == NEGATIVE_SAMPLING else None
        vectors = _word_vectors(contents)
        return cls(contents.words, vectors, contents.counts, context, contents=contents)

    def __getitem__(self, word: str) -> np.ndarray:
        """The vector of any word, [D]; of an unknown one the mean of its n-grams' rows.

        An unknown word without n-grams, being too short, has a zero vector, as in the original
        program.

        Raises:
            ValueError: If the word is not a string.
        """
        require_type("word", word, str)
        if word in self:
            return super().__getitem__(word)
        settings, kept = self.contents.settings, self.contents.kept
        rows = buckets(word, settings.minn, settings.maxn, settings.bucket)
        if kept is not None:
            rows = [kept[bucket] for bucket in rows if bucket in kept]
        if not rows:
            return np.zeros(settings.dim, np.float32)
        return self.contents.inputs[len(self) + np.array(rows)].mean(axis=0)

    def similarity(self, a: str, b: str) -> float:
        """The cosine of the angle between any two words, in [−1, 1]."""
        return float(self._unit_vector(a) @ self._unit_vector(b))

    def analogy(
        self, a: str, b: str, c: str, n: int = 1, exclude_inputs: bool = True
    ) -> list[tuple[str, float]]:
        """Answer "a is to b as c is to …?" as `WordVectors.analogy`, for any three words."""
        query = self._unit_vector(b) - self._unit_vector(a) + self._unit_vector(c)
        return self._nearest(query, n, [a, b, c] if exclude_inputs else [])

    def _nearest(self, vector, n, exclude):
        return super()._nearest(vector, n, [word for word in exclude if word in self])

    def _unit_vector(self, word: str) -> np.ndarray:
        return normalise(self[word])

    def save(self, path: str | os.PathLike, format: str = "fasttext") -> None:
        """Write a file.

        Args:
            path: The file to write; replaced only when writing succeeded.
            format: "fasttext" for the original program's binary file, which keeps everything;
                "text", "binary" or "glove" for the words' own vectors, as in `WordVectors.save`.

        Raises:
            ValueError: If the format is unknown, or a word cannot be written in it.
        """
        if format == "fasttext":
            binary.write(path, self.contents)
        else:
            require_one_of("format", format, ["fasttext", *FORMATS])
            super().save(path, format)

    @classmethod
    def load(cls, path: str | os.PathLike, format: str = "fasttext") -> FastTextVectors:
        """Read a binary file of the original program that is not quantised.

        Args:
            path: The file.
            format: "fasttext"; the other formats know no n-grams, `WordVectors.load` reads them.

        Raises:
            ValueError: If the file is another program's, a classifier, quantised, malformed or cut
                short.
        """
        require_one_of("format", format, ["fasttext"])
        return cls.of(binary.read(path))


def _word_vectors(contents: Contents) -> np.ndarray:
    """The mean of every word's rows, float32 [V, D]."""
    # Imported here: numba takes a third of a second.
    from sequtils.kernels.fasttext.hashing import hash_words

    settings, V = contents.settings, len(contents.words)
    rows, bounds, _ = hash_words(contents.words, settings.minn, settings.maxn, settings.bucket)
    word = np.repeat(np.arange(V), np.diff(bounds))
    if contents.kept is not None:
        place = np.full(V + settings.bucket, -1)
        place[:V] = np.arange(V)
        for old, new in contents.kept.items():
            place[V + old] = V + new
        rows = place[rows]
        rows, word = rows[rows >= 0], word[rows >= 0]
    mean = 1 / np.bincount(word, minlength=V).astype(np.float32)
    shape = (V, len(contents.inputs))
    return csr_array((mean[word], (word, rows)), shape=shape) @ contents.inputs
