"""Sent2Vec: word and n-gram vectors whose mean over a sentence is trained to tell its words.

Axes: V vocabulary, B buckets of n-grams, N sentences, D embedding, T tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike

import numpy as np

from sequtils.arguments import require_integer
from sequtils.kernels.groups.draw import draw_sentences, ngrams
from sequtils.static import archive
from sequtils.static.negative_sampling import NegativeSampling
from sequtils.static.vectors import WordVectors
from sequtils.text.stream import corpus_of, sentences_of
from sequtils.text.vocab import Vocab

_KIND = "a sentence encoder"
MAX_SENTENCE = 200  # words; training takes time in proportion to the square


@dataclass(frozen=True, kw_only=True)
class Sent2Vec(NegativeSampling):
    """CBOW in which a window is the whole sentence, its n-grams included.

    Unlike the original program it drops no n-grams at random.

    Args:
        ngrams: Words of the longest n-grams; 1 takes words only.
        buckets: B, rows for n-grams, found by hashing.
        vector_size, min_count, learning_rate, seed, threads, engine: As in `Word2Vec`.
        negative: K, noise words for each word asked for; the paper's 10.
        noise_exponent: The paper's 1/2.
        sample: Subsampling threshold of the words that are asked for; all are inputs.
        epochs: Passes over the sentences.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Pagliardini, Gupta & Jaggi, 2018, Unsupervised Learning of Sentence Embeddings using
        Compositional n-Gram Features, arXiv:1703.02507.

    Example:
        >>> corpus = [["fresh", "bread", "and", "milk"], ["long", "nails", "and", "screws"]] * 50
        >>> encoder = Sent2Vec(vector_size=8, sample=0, buckets=100).fit(corpus)
        >>> one, other = encoder.embed([["fresh", "bread"], ["bread", "fresh"]])
        >>> one.shape, bool((one == other).all())  # the same words, another bigram
        ((8,), False)
    """

    negative: int = 10
    noise_exponent: float = 0.5
    learning_rate: float = 0.05
    ngrams: int = 2
    buckets: int = 100_000

    def __post_init__(self):
        super().__post_init__()
        require_integer("ngrams", self.ngrams, least=1)
        require_integer("buckets", self.buckets, least=1)

    def fit(
        self,
        corpus: Iterable[Sequence[str]] | str | PathLike,
        progress: bool | None = None,
    ) -> SentenceEncoder:
        """Train on a corpus.

        Args:
            corpus: Sentences, each a list of words, read more than once, so not a generator; or
                the path of a text file with a sentence a line. Those of more than 200 words are
                cut.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            What turns sentences into vectors.

        Raises:
            ValueError: If the corpus is empty, can be read only once, or no sentence of it holds
                two words seen `min_count` times, or all words are the same.
            FloatingPointError: If training diverges; names the epoch and the learning rate.
        """
        corpus = corpus_of(corpus)
        vocab = Vocab.build(corpus, min_count=self.min_count)
        tokens, offsets = vocab.encode_corpus(corpus, max_sentence=MAX_SENTENCE)
        lengths = np.diff(offsets)
        if len(vocab) < 2 or lengths.max() < 2:
            raise ValueError(
                "corpus must hold a sentence of two words and two different words to learn from, "
                f"but holds none such at min_count={self.min_count}."
            )
        V = len(vocab)
        W = self.initial_vectors(V + (self.buckets if self.ngrams > 1 else 0))
        C = np.zeros((V, self.vector_size), np.float32)
        sampler = self.sampler(vocab.counts)

        def draw(begin, end, seed):
            settings = sampler, self.ngrams, self.buckets, self.negative
            return draw_sentences(tokens, offsets[begin : end + 1], *settings, seed)

        self.train(W, C, "cbow", lengths * lengths, draw, progress)
        words = WordVectors(vocab.words, W[:V], vocab.counts, C)
        return SentenceEncoder(words, W[V:], self.ngrams, vocab)


@dataclass(frozen=True, eq=False)
class SentenceEncoder:
    """Vectors of words and n-grams that compose to those of sentences; made by `Sent2Vec.fit`.

    Args:
        words: The vectors of words.
        buckets: The vectors of n-grams by their hash, float32 [B, D].
        longest: Words of the longest n-grams.
        vocab: The words known.
    """

    words: WordVectors
    buckets: np.ndarray
    longest: int
    vocab: Vocab

    def embed(self, sentences: Iterable[Sequence[str]]) -> np.ndarray:
        """The mean of the vectors of each sentence's words and n-grams.

        Args:
            sentences: Lists of words, read more than once, so not a generator; unknown words are
                left out, and their neighbours stand side by side.

        Returns:
            float32 [N, D].

        Raises:
            ValueError: If there are no sentences, they can be read only once, or one holds no
                known word.
        """
        rows = [
            self._embed(sentence, i)
            for i, sentence in enumerate(sentences_of(sentences, "sentences"))
        ]
        if not rows:
            raise ValueError("sentences must hold at least one sentence, but there is none.")
        return np.array(rows)

    def save(self, path: str | PathLike) -> None:
        """Write everything to one file.

        Args:
            path: The file to create or replace; it appears only when it is complete.
        """
        arrays = {
            "vectors": self.words.vectors,
            "context": self.words.context,
            "buckets": self.buckets,
        }
        archive.write(path, _KIND, arrays, self.vocab, {"longest": self.longest})

    @classmethod
    def load(cls, path: str | PathLike) -> SentenceEncoder:
        """Read a file that `save` wrote.

        Args:
            path: The file.

        Raises:
            ValueError: If the file is no such file, is damaged, or has another version.
        """
        arrays, vocab, settings = archive.read(path, _KIND)
        words = WordVectors(vocab.words, arrays["vectors"], vocab.counts, arrays["context"])
        return cls(words, arrays["buckets"], settings["longest"], vocab)

    def _embed(self, sentence, i) -> np.ndarray:
        ids = self.vocab.encode(sentence)
        if not len(ids):
            raise ValueError(
                f"sentences must each hold a word that has a vector, but sentence {i} holds none."
            )
        found = ngrams(ids, self.longest, 0, max(len(self.buckets), 1))[0]
        return np.concatenate([self.words.vectors[ids], self.buckets[found]]).mean(axis=0)
