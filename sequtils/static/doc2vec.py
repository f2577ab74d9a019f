"""Doc2Vec: a vector for every document, learned beside or instead of those of its words.

    from sequtils.static.doc2vec import Doc2Vec

    documents = Doc2Vec(algorithm="PV-DBOW").fit(corpus)
    documents.nearest(0)
    documents.nearest(documents.infer(["an", "unseen", "document"]))

A document is one more row among the inputs of each of its windows: *PV-DM* is CBOW with that row
beside the words around the middle, *PV-DBOW* is skip-gram with that row alone.

Axes: V vocabulary, N documents, D embedding, T tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib import import_module
from os import PathLike
from sys import maxsize

import numpy as np

from sequtils.arguments import require_integer, require_one_of, require_words
from sequtils.kernels.groups.draw import draw_documents
from sequtils.static import archive
from sequtils.static.negative_sampling import NegativeSampling, require_groups
from sequtils.static.vectors import WordVectors
from sequtils.text.stream import corpus_of
from sequtils.text.vocab import Vocab

_KIND = "document vectors"
ALGORITHMS = {"PV-DM": "cbow", "PV-DBOW": "skip-gram"}
# Inference has no version in autograd.
INFER = {"numba": "cpu", "numpy": "reference", "torch": "reference", "triton": "cpu"}


@dataclass(frozen=True, kw_only=True)
class Doc2Vec(NegativeSampling):
    """Paragraph vectors, trained by negative sampling. The defaults are gensim's.

    Args:
        algorithm: "PV-DM" asks the mean of the document's vector and those of the words around for
            the word in the middle; "PV-DBOW" asks the document's vector alone for every word.
        window: Largest distance of a word from the middle.
        train_words: Train words by skip-gram beside PV-DBOW, in the same windows; PV-DM always
            trains them.
        vector_size, negative, noise_exponent, min_count, sample, epochs, seed: As in `Word2Vec`.
        learning_rate, threads, engine: As in `Word2Vec`.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Le & Mikolov, 2014, Distributed Representations of Sentences and Documents,
        arXiv:1405.4053. The mean of PV-DM is one of its two ways to join vectors.

    Example:
        >>> corpus = [["milk", "bread"] * 9, ["nails", "hammer"] * 9, ["bread", "milk"] * 9]
        >>> model = Doc2Vec(algorithm="PV-DBOW", vector_size=8, sample=0, epochs=50)
        >>> documents = model.fit(corpus)
        >>> documents.nearest(0, n=1)[0][0]
        2
        >>> documents.nearest(documents.infer(["hammer", "nails"]), n=1)[0][0]
        1
    """

    algorithm: str = "PV-DM"
    window: int = 5
    train_words: bool = False

    def __post_init__(self):
        super().__post_init__()
        require_one_of("algorithm", self.algorithm, ALGORITHMS)
        require_integer("window", self.window, least=1)

    def fit(
        self,
        documents: Iterable[Sequence[str]] | str | PathLike,
        progress: bool | None = None,
    ) -> DocumentVectors:
        """Train on documents.

        Args:
            documents: Each a list of words, read more than once, so not a generator; or the path
                of a text file with a document a line.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            The vectors of documents and of words.

        Raises:
            ValueError: If there are no documents, they can be read only once, one of them holds no
                word seen `min_count` times, or all words are the same.
            FloatingPointError: If training diverges; names the epoch and the learning rate.
        """
        documents = corpus_of(documents)
        require_groups("documents", documents)
        vocab = Vocab.build(documents, min_count=self.min_count)
        if len(vocab) < 2:
            raise ValueError(
                f"documents keep only the word {vocab.words[0]!r} at min_count={self.min_count}; "
                "negatives need at least two words."
            )
        tokens, offsets = self._encode(vocab, documents)
        V, N = len(vocab), len(offsets) - 1
        W = self.initial_vectors(V + N)  # the documents' rows follow the words'
        C = np.zeros((V, self.vector_size), np.float32)
        sampler = self.sampler(vocab.counts)
        rows = np.arange(V, V + N, dtype=np.int32)
        window = self.window if self._with_words else 0

        def draw(begin, end, seed):
            part = tokens, offsets[begin : end + 1], rows[begin:end]
            return draw_documents(*part, sampler, window, self.negative, seed)

        self.train(W, C, ALGORITHMS[self.algorithm], np.diff(offsets), draw, progress)
        words = WordVectors(vocab.words, W[:V], vocab.counts, C) if self._with_words else None
        return DocumentVectors(W[V:], words, self, vocab, C)

    def initial_vectors(self, size: int) -> np.ndarray:
        """Uniform in ±1/D, float32 [size, D], as in gensim.

        That is twice as far as in word2vec: PV-DBOW learns faster from there, because C, which
        begins at zero, moves along the documents' vectors.
        """
        return super().initial_vectors(size) * np.float32(2)

    @property
    def _with_words(self) -> bool:
        return self.algorithm == "PV-DM" or self.train_words

    def _encode(self, vocab, documents) -> tuple[np.ndarray, np.ndarray]:
        """Ids of all documents, int32 [T], and where each begins, int64 [N + 1]."""
        tokens, offsets = vocab.encode_corpus(documents, max_sentence=maxsize)
        for i, document in enumerate(documents):
            if i == len(offsets) - 1 or not any(word in vocab for word in document):
                raise ValueError(
                    f"documents must each hold a word seen {self.min_count} times, but document "
                    f"{i} holds none."
                )
        return tokens, offsets


@dataclass(frozen=True, eq=False)
class DocumentVectors:
    """One vector for each document, in the order of training; made by `Doc2Vec.fit`.

    Args:
        vectors: float32 [N, D].
        words: The vectors of words, or None where PV-DBOW trained none.
        model: The settings of training.
        vocab: The words known.
        outputs: The vectors C of words as answers, float32 [V, D].
    """

    vectors: np.ndarray
    words: WordVectors | None
    model: Doc2Vec
    vocab: Vocab
    outputs: np.ndarray

    def __len__(self) -> int:
        return len(self.vectors)

    def infer(
        self, document: Sequence[str], seed: int | None = None, epochs: int | None = None
    ) -> np.ndarray:
        """Train a vector for a document that need not have been seen; all others stand still.

        Args:
            document: Its words; unknown ones are left out, frequent ones thinned as in training.
            seed: Of its initial vector and its windows; by default the model's.
            epochs: Passes over the document; by default the model's. A short one needs more.

        Returns:
            float32 [D], the same for the same seed.

        Raises:
            ValueError: If none of the words is known, or an argument is out of range.
        """
        seed = self.model.seed if seed is None else seed
        epochs = self.model.epochs if epochs is None else epochs
        require_integer("seed", seed, least=0)
        require_integer("epochs", epochs, least=1)
        tokens = self.vocab.encode(require_words("document", document))
        if not len(tokens):
            raise ValueError("document must hold a word of the vocabulary, but it holds none.")
        return self._train(tokens, seed, epochs)

    def _train(self, tokens, seed, epochs) -> np.ndarray:
        model = self.model
        infer = import_module(f"sequtils.kernels.groups.{INFER[model.engine]}").infer
        dm = model.algorithm == "PV-DM"
        W = self.words.vectors if dm else np.empty((0, model.vector_size), np.float32)
        limits = np.array([0, len(tokens)])
        settings = self._sampler, model.window if dm else 0, model.negative
        random = np.random.default_rng(seed)
        v = (random.random(model.vector_size, np.float32) - np.float32(0.5)) / model.vector_size
        for i in range(epochs):
            row, step_seed = np.zeros(1, np.int32), random.integers(2**64, dtype=np.uint64)
            windows = draw_documents(tokens, limits, row, *settings, step_seed)
            infer(v, W, self.outputs, windows, np.float32(model.learning_rate * (1 - i / epochs)))
        return v

    @cached_property
    def _sampler(self):
        return self.model.sampler(self.vocab.counts)

    def nearest(self, query: int | np.ndarray, n: int = 10) -> list[tuple[int, float]]:
        """The documents with the largest cosine to a document or a vector.

        Args:
            query: The number of a document, which is itself left out, or a vector [D].
            n: How many documents to return, at least 1; fewer if there are not as many.

        Returns:
            (number of the document, cosine) pairs, the nearest first.

        Raises:
            ValueError: If there is no such document, n is below 1, or a vector has another length.
        """
        if not isinstance(query, np.ndarray):
            require_integer("query", query, least=0)
            if query >= len(self):
                raise ValueError(f"query must be below {len(self)}, not {query}.")
            query = str(query)
        return [(int(name), cosine) for name, cosine in self._named.nearest(query, n)]

    def save(self, path: str | PathLike) -> None:
        """Write everything to one file, from which unseen documents can be inferred, too.

        Args:
            path: The file to create or replace; it appears only when it is complete.
        """
        arrays = {"vectors": self.vectors, "outputs": self.outputs}
        if self.words is not None:
            arrays["words"] = self.words.vectors
        archive.write(path, _KIND, arrays, self.vocab, asdict(self.model))

    @classmethod
    def load(cls, path: str | PathLike) -> DocumentVectors:
        """Read a file that `save` wrote.

        Args:
            path: The file.

        Raises:
            ValueError: If the file is no such file, is damaged, or has another version.
        """
        arrays, vocab, settings = archive.read(path, _KIND)
        model, W, C = Doc2Vec(**settings), arrays.get("words"), arrays["outputs"]
        words = None if W is None else WordVectors(vocab.words, W, vocab.counts, C)
        return cls(arrays["vectors"], words, model, vocab, C)

    @cached_property
    def _named(self) -> WordVectors:
        return WordVectors([str(i) for i in range(len(self))], self.vectors)
