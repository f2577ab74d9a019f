"""From a corpus to vectors of words and n-grams: the settings, the schedule and the threads.

Axes: V vocabulary, B buckets, D embedding, T tokens, S sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike

import numpy as np

from sequtils.arguments import require_integer, require_one_of
from sequtils.kernels.fasttext import ENGINES, STEPS, load_step
from sequtils.kernels.fasttext.ngrams import Subwords
from sequtils.static.fasttext.binary import ARCHITECTURES, NEGATIVE_SAMPLING, Contents, Settings
from sequtils.static.fasttext.vectors import FastTextVectors
from sequtils.static.training import encode, falling, require_settings, resident, train_on_text
from sequtils.text.scratch import Scratch
from sequtils.text.vocab import Vocab

MAX_SENTENCE = 1_024  # tokens, as in the original program
_LINE = 16  # float32 in a cache line


@dataclass(frozen=True)
class FastText:
    """fastText: word2vec's guesses, from the mean of a word's own vector and its n-grams'.

    The defaults are the original program's.

    Args:
        vector_size: D, length of a vector.
        window: Largest distance of a neighbour; each window draws its own reach in 1 … window.
        architecture: "skip-gram" or "cbow".
        negative: K, noise words.
        noise_exponent: Noise words are drawn ∝ count^noise_exponent; between −1 and 1.
        min_n: Shortest character n-gram, with the brackets around the word.
        max_n: Longest; 0 for no n-grams at all.
        bucket: B, rows that all n-grams share; two that fall on one row share a vector.
        min_count: Rarer words are dropped from the corpus.
        sample: Threshold of subsampling as a relative frequency; 0 keeps every occurrence.
        epochs: Passes over the corpus.
        learning_rate: Initial step size; falls linearly to 0.
        seed: Fixes the initial vectors and every draw.
        threads: With 1 the result is reproducible to the bit on one machine. More are faster, and
            not reproducible, because they update the same vectors without locks.
        engine: "numba" (compiled) or "numpy" (the definition, slow); they see the same windows and
            agree up to rounding. "triton" trains on an NVIDIA GPU: many windows at once, so it is
            not reproducible.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Bojanowski et al., 2017, Enriching Word Vectors with Subword Information, arXiv:1607.04606.

    Example:
        >>> from sequtils.corpora.planted import kingdom
        >>> vectors = FastText(vector_size=8, bucket=1_000).fit(kingdom(sentences=500))
        >>> "kings" in vectors, vectors["kings"].shape
        (False, (8,))
    """

    vector_size: int = 100
    window: int = 5
    architecture: str = "skip-gram"
    negative: int = 5
    noise_exponent: float = 0.5
    min_n: int = 3
    max_n: int = 6
    bucket: int = 2_000_000
    min_count: int = 5
    sample: float = 1e-4
    epochs: int = 5
    learning_rate: float = 0.05
    seed: int = 1
    threads: int = 1
    engine: str = "numba"

    def __post_init__(self):
        require_one_of("architecture", self.architecture, STEPS)
        require_settings(self, ENGINES)
        for name in ("window", "min_n", "bucket"):
            require_integer(name, getattr(self, name), least=1)
        require_integer("max_n", self.max_n, least=0)
        if self.max_n and self.min_n > self.max_n:
            raise ValueError(f"min_n must be at most max_n, {self.max_n}, not {self.min_n}.")

    def fit(
        self, corpus: Iterable[Sequence[str]] | str | PathLike, progress: bool | None = None
    ) -> FastTextVectors:
        """Train on a corpus.

        Args:
            corpus: Sentences, each a sequence of words; read twice, so not a generator. Or the
                path of a text file with a sentence a line and white space between words, which is
                read many times faster.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            Vectors of the words, float32 [V, D], sorted from frequent to rare, and of any other;
            `.context` are the vectors of words as answers.

        Raises:
            ValueError: If the corpus is empty, is a one-shot iterator, or keeps fewer than two
                words after `min_count`.
            FloatingPointError: If training diverges; names the epoch and the learning rate.
        """
        return self.fit_ids(*encode(corpus, self.min_count, MAX_SENTENCE), progress)

    def fit_ids(
        self,
        vocab: Vocab,
        tokens: np.ndarray | Scratch,
        offsets: np.ndarray,
        progress: bool | None = None,
    ) -> FastTextVectors:
        """Train on a corpus that is encoded, as `Vocab.encode_corpus` returns it.

        Args:
            vocab: The words of the ids, at least two.
            tokens: Word ids, int32 [T], an array or `sequtils.text.scratch.Scratch`.
            offsets: Sentence s is `tokens[offsets[s]:offsets[s + 1]]`, int64 [S + 1].
            progress: As in `fit`.

        Returns:
            As `fit`.

        Raises:
            FloatingPointError: As in `fit`.
        """
        # Imported here: numba takes a third of a second.
        from sequtils.kernels.fasttext.hashing import hash_words

        bucket = self.bucket if self.max_n else 0
        inputs = self.initial_inputs(len(vocab) + bucket)
        subwords = hash_words(vocab.words, self.min_n, self.max_n, bucket)
        used, subwords = _compact(subwords, vocab.counts)
        rows, outputs = _aligned(inputs[used]), _aligned(np.zeros((len(vocab), self.vector_size)))
        with resident(self.engine, rows, outputs) as tables:
            take_steps = self._steps(*tables, subwords, vocab.counts)
            train_on_text(self, take_steps, tables[::-1], tokens, offsets, progress)
        inputs[used] = rows[:, : self.vector_size]
        outputs = outputs[:, : self.vector_size].copy()
        settings = self._settings(bucket)
        contents = Contents(settings, vocab.words, vocab.counts, len(tokens), None, inputs, outputs)
        return FastTextVectors.of(contents)

    def initial_inputs(self, size: int) -> np.ndarray:
        """Rows uniform in ±1/D, float32 [size, D], as in the original program."""
        inputs = np.random.default_rng(self.seed).random((size, self.vector_size), np.float32)
        inputs -= np.float32(0.5)
        inputs *= np.float32(2 / self.vector_size)
        return inputs

    def schedule(self, chunks: int) -> Iterator[tuple[int, float, np.uint64]]:
        """For every step of training: which chunk, its learning rate, its seed."""
        return falling(chunks, self.epochs, self.learning_rate, self.seed, floor=0)

    def _steps(self, rows, outputs, subwords, counts) -> Callable[..., None]:
        """What to do with tokens, the offsets of their sentences, a learning rate and a seed."""
        from sequtils.kernels.fasttext.draw import draw_windows
        from sequtils.kernels.sgns.sampling import make_sampler

        step = load_step(self.engine, self.architecture)
        sampler = make_sampler(counts, self.sample, self.noise_exponent)
        settings = (sampler, self.window, self.negative, self.architecture == "cbow")

        def take_steps(tokens, offsets, learning_rate, seed):
            windows = draw_windows(tokens, offsets, *settings, seed)
            step(rows, outputs, subwords, windows, learning_rate)

        return take_steps

    def _settings(self, bucket: int) -> Settings:
        return Settings(
            dim=self.vector_size,
            ws=self.window,
            epoch=self.epochs,
            minCount=self.min_count,
            neg=self.negative,
            wordNgrams=1,
            loss=NEGATIVE_SAMPLING,
            model=ARCHITECTURES[self.architecture],
            bucket=bucket,
            minn=self.min_n if self.max_n else 0,
            maxn=self.max_n,
            lrUpdateRate=100,
            t=self.sample,
        )


def _compact(subwords: Subwords, counts: np.ndarray) -> tuple[np.ndarray, Subwords]:
    """Number the rows that the vocabulary uses anew, the most used first.

    Of two million buckets a vocabulary uses some, and a corpus few of them often: side by side
    these stay in the cache.

    Returns:
        The old number of each new row, and the subwords with new numbers.
    """
    used, rows = np.unique(subwords.rows, return_inverse=True)
    often = np.bincount(rows, np.repeat(counts, np.diff(subwords.bounds)))
    order = np.argsort(-often, kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order))
    return used[order], subwords._replace(rows=place[rows])


def _aligned(matrix: np.ndarray) -> np.ndarray:
    """Copy rows to where cache lines begin; the zeros that follow stay zero in training."""
    R, D = matrix.shape
    P = -(-D // _LINE) * _LINE
    store = np.zeros(R * P + _LINE, np.float32)
    begin = -store.ctypes.data % (4 * _LINE) // 4
    aligned = store[begin : begin + R * P].reshape(R, P)
    aligned[:, :D] = matrix
    return aligned
