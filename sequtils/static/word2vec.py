"""Skip-gram with negative sampling: from a corpus to word vectors.

The arithmetic of a step is in `sequtils.kernels.sgns`; here are the corpus, the schedule and the
threads around it. No CBOW, hierarchical softmax or full softmax here.

Axes: V vocabulary, D embedding, T tokens, S sentences, N pairs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from numbers import Integral, Real

import numpy as np

from sequtils.kernels.sgns import load_engine
from sequtils.kernels.sgns.sampling import draw_pairs, make_sampler
from sequtils.progress import progress_bar
from sequtils.static.vectors import WordVectors
from sequtils.text.vocab import Vocab

MAX_SENTENCE = 1_000  # tokens, as in the original program
CHUNK = 10_000  # tokens that share one learning rate, as in the original program
LEARNING_RATE_FLOOR = 1e-4  # of the initial rate


def skipgram_pairs(sentence: Sequence, window: int) -> list[tuple]:
    """All (centre, target) pairs of a sentence, with the full window at every position.

    Args:
        sentence: T words or ids.
        window: Largest distance between centre and target, at least 1.

    Returns:
        Pairs in reading order of the centre, then of the target.

    Raises:
        ValueError: If the window is not a whole number of at least 1.

    Example:
        >>> skipgram_pairs(["the", "queen", "reigns"], window=1)
        [('the', 'queen'), ('queen', 'the'), ('queen', 'reigns'), ('reigns', 'queen')]
    """
    _require_integer("window", window, least=1)
    return [
        (center, sentence[u])
        for t, center in enumerate(sentence)
        for u in range(max(0, t - window), min(len(sentence), t + window + 1))
        if u != t
    ]


@dataclass(frozen=True)
class Word2Vec:
    """Skip-gram with negative sampling.

    Args:
        vector_size: D, length of a word vector.
        window: Largest distance of a target; each centre draws its own reach in 1 … window.
        negative: K, noise words per pair; the paper finds 5–20 useful on small corpora.
        noise_exponent: Negatives are drawn ∝ count^noise_exponent; between −1 and 1.
        min_count: Rarer words are dropped from the corpus.
        sample: Threshold of subsampling as a relative frequency; 0 keeps every occurrence.
        epochs: Passes over the corpus.
        learning_rate: Initial step size; falls linearly to 1e-4 of itself.
        seed: Fixes the initial vectors and every draw.
        threads: With 1 the result is reproducible to the bit on one machine; another kind of
            processor rounds differently, by about 1e-5 of a cosine. More are faster, and not
            reproducible, because they update the same vectors without locks.
        engine: "numba" (compiled), "numpy" (the definition) or "torch" (autograd); they see the
            same pairs and agree up to rounding. Only "numba" is fast.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Mikolov et al., 2013, Efficient Estimation of Word Representations in Vector Space,
        arXiv:1301.3781.
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> from sequtils.corpora.planted import kingdom
        >>> model = Word2Vec(vector_size=16, sample=0, epochs=10)
        >>> vectors = model.fit(kingdom(sentences=1_000))
        >>> vectors.vectors.shape == (len(vectors.words), 16)
        True
    """

    vector_size: int = 100
    window: int = 5
    negative: int = 5
    noise_exponent: float = 0.75
    min_count: int = 5
    sample: float = 1e-3
    epochs: int = 5
    learning_rate: float = 0.025
    seed: int = 1
    threads: int = 1
    engine: str = "numba"

    def __post_init__(self):
        for name in ("vector_size", "window", "negative", "min_count", "epochs", "threads"):
            _require_integer(name, getattr(self, name), least=1)
        _require_integer("seed", self.seed, least=0)
        _require_number("sample", self.sample, "at least 0 and finite", lambda x: x >= 0)
        _require_number("learning_rate", self.learning_rate, "above 0 and finite", lambda x: x > 0)
        # Beyond 1 nearly every draw would be the most frequent word, which cannot be its own noise.
        _require_number(
            "noise_exponent", self.noise_exponent, "between -1 and 1", lambda x: abs(x) <= 1
        )
        load_engine(self.engine)

    def fit(self, corpus: Iterable[Sequence[str]], progress: bool | None = None) -> WordVectors:
        """Train on a corpus.

        Args:
            corpus: Sentences, each a sequence of words; read twice, so not a generator.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            The centre vectors W as `.vectors` and the context vectors C as `.context`, both
            float32 [V, D], words sorted from frequent to rare.

        Raises:
            ValueError: If the corpus is empty, is a one-shot iterator, or keeps fewer than two
                words after `min_count`.
        """
        vocab = Vocab.build(corpus, min_count=self.min_count)
        if len(vocab) < 2:
            raise ValueError(
                f"corpus keeps only the word {vocab.words[0]!r} at min_count={self.min_count}; "
                "negatives need at least two words."
            )
        tokens, offsets = vocab.encode_corpus(corpus, max_sentence=MAX_SENTENCE)
        W, C = self.initial_vectors(len(vocab))
        self._train(W, C, tokens, offsets, vocab.counts, progress)
        return WordVectors(vocab.words, W, counts=vocab.counts, context=C)

    def initial_vectors(self, size: int) -> tuple[np.ndarray, np.ndarray]:
        """W uniform in ±1/(2D) and C zero, float32 [size, D], as in the original program."""
        random = np.random.default_rng(self.seed).random((size, self.vector_size), np.float32)
        W = (random - 0.5) / np.float32(self.vector_size)
        return W, np.zeros_like(W)

    def schedule(self, chunks: int) -> Iterator[tuple[int, float, np.uint64]]:
        """For every step of training: which chunk, its learning rate, its seed."""
        seeds = np.random.default_rng([self.seed, 1])
        for i in range(self.epochs * chunks):
            decay = max(1 - i / (self.epochs * chunks), LEARNING_RATE_FLOOR)
            yield i % chunks, self.learning_rate * decay, seeds.integers(2**64, dtype=np.uint64)

    def _train(self, W, C, tokens, offsets, counts, progress):
        sampler = make_sampler(counts, self.sample, self.noise_exponent)
        train_pairs = load_engine(self.engine)
        bounds = _chunk_bounds(offsets)

        def train_chunk(chunk: int, learning_rate: float, seed: np.uint64) -> int:
            sentences = offsets[bounds[chunk] : bounds[chunk + 1] + 1]
            pairs = draw_pairs(tokens, sentences, sampler, self.window, self.negative, seed)
            train_pairs(W, C, *pairs, np.float32(learning_rate))
            return int(sentences[-1] - sentences[0])

        steps = self.schedule(len(bounds) - 1)
        with progress_bar("training", self.epochs * len(tokens), "words", progress) as advance:
            for words in _run(train_chunk, steps, self.threads):
                advance(words)


def _run(train_chunk, steps, threads):
    """Yield the word count of each finished step, in order; `threads` of them run at a time."""
    if threads == 1:
        yield from (train_chunk(*step) for step in steps)
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield from pool.map(lambda step: train_chunk(*step), steps)


def _chunk_bounds(offsets: np.ndarray) -> np.ndarray:
    """Indices into `offsets` that cut the sentences into chunks of at least CHUNK tokens."""
    cuts = np.searchsorted(offsets, np.arange(0, offsets[-1], CHUNK))
    return np.unique(np.append(cuts, len(offsets) - 1))


def _require_integer(name: str, value, least: int) -> None:
    if not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} must be a whole number, at least {least}, not {value!r}.")


def _require_number(name: str, value, expected: str, holds: Callable[[float], bool]) -> None:
    if not isinstance(value, Real) or not math.isfinite(value) or not holds(value):
        raise ValueError(f"{name} must be {expected}, not {value!r}.")
