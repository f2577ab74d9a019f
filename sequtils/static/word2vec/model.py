"""From a corpus to word vectors: the settings, the schedule and the threads.

Axes: V vocabulary, D embedding, T tokens, S sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike

import numpy as np

from sequtils.arguments import require_integer, require_one_of
from sequtils.kernels import sgns
from sequtils.kernels.sgns.sampling import SUBSAMPLING, draw_pairs, make_sampler
from sequtils.kernels.windows import ENGINES, STEPS, load_step, softmax
from sequtils.kernels.windows.draw import draw_noise_windows, draw_path_windows
from sequtils.static.training import encode, falling, require_settings, resident, train_on_text
from sequtils.static.vectors import WordVectors
from sequtils.static.word2vec.huffman import huffman_paths
from sequtils.text.scratch import Scratch
from sequtils.text.vocab import Vocab

MAX_SENTENCE = 1_000  # tokens, as in the original program
LEARNING_RATES = {"skip-gram": 0.025, "cbow": 0.05}  # as in the original program
LOSSES = ("negative", "hierarchical", "softmax")


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
    require_integer("window", window, least=1)
    return [
        (center, sentence[u])
        for t, center in enumerate(sentence)
        for u in range(max(0, t - window), min(len(sentence), t + window + 1))
        if u != t
    ]


@dataclass(frozen=True)
class Word2Vec:
    """word2vec: vectors that guess a word from its neighbours.

    Skip-gram asks each neighbour about the word in the middle, CBOW asks their mean. How probable
    a word is, is said by one of three losses: `"negative"` tells it from K noise words,
    `"hierarchical"` finds it in a Huffman tree, `"softmax"` compares it with all V words.

    Args:
        vector_size: D, length of a word vector.
        window: Largest distance of a neighbour; each window draws its own reach in 1 … window.
        architecture: "skip-gram" or "cbow".
        loss: "negative", "hierarchical" or "softmax". The last is slow: every step costs V·D.
        negative: K, noise words; the paper finds 5–20 useful on small corpora.
        shared_negatives: Whether all neighbours in a window of skip-gram meet the same K noise
            words, and the step is taken once a window. The paper draws K for each neighbour.
            Sharing is another estimator, which makes products of matrices of it and is about three
            times faster; wherever the book measures both, the vectors are as good. CBOW draws K a
            window either way.
        noise_exponent: Negatives are drawn ∝ count^noise_exponent; between −1 and 1.
        min_count: Rarer words are dropped from the corpus.
        sample: Threshold of subsampling as a relative frequency; 0 keeps every occurrence.
        subsampling: The rule, "original" (of the program word2vec, also gensim's) or "paper"; see
            `sequtils.kernels.sgns.sampling.keep_probability`.
        tied: Use one matrix for both roles of a word. A word then is its own best neighbour, which
            is why nobody does.
        epochs: Passes over the corpus.
        learning_rate: Initial step size; falls linearly to 1e-4 of itself. By default 0.025 for
            skip-gram and 0.05 for CBOW.
        seed: Fixes the initial vectors and every draw.
        threads: With 1 the result is reproducible to the bit on one machine; another kind of
            processor rounds differently, by about 1e-5 of a cosine. More are faster, and not
            reproducible, because they update the same vectors without locks.
        engine: "numba" (compiled), "numpy" (the definition) or "torch" (autograd); they see the
            same windows and agree up to rounding. Only "numba" is fast. "triton" trains on an
            NVIDIA GPU: many windows at once, so it is not reproducible. The full softmax always is
            NumPy's.

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
    architecture: str = "skip-gram"
    loss: str = "negative"
    negative: int = 5
    shared_negatives: bool = False
    noise_exponent: float = 0.75
    min_count: int = 5
    sample: float = 1e-3
    subsampling: str = "original"
    tied: bool = False
    epochs: int = 5
    learning_rate: float | None = None
    seed: int = 1
    threads: int = 1
    engine: str = "numba"

    def __post_init__(self):
        require_one_of("architecture", self.architecture, STEPS)
        require_one_of("loss", self.loss, LOSSES)
        require_one_of("subsampling", self.subsampling, SUBSAMPLING)
        require_settings(self, ENGINES)
        require_integer("window", self.window, least=1)
        if self.tied and self.loss == "hierarchical":
            raise ValueError(
                "tied must be False for loss='hierarchical': a tree's nodes have "
                "vectors of their own, not True."
            )

    def fit(
        self, corpus: Iterable[Sequence[str]] | str | PathLike, progress: bool | None = None
    ) -> WordVectors:
        """Train on a corpus.

        Args:
            corpus: Sentences, each a sequence of words; read twice, so not a generator. Or the
                path of a text file with a sentence a line and white space between words, which is
                read many times faster.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            The vectors W of words as neighbours as `.vectors` and, unless there are none, the
            vectors C of words as answers as `.context`, float32 [V, D], words sorted from
            frequent to rare.

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
    ) -> WordVectors:
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
        W, C = self.initial_vectors(len(vocab))
        with resident(self._engine, W, C) as (w, c):
            take_steps = self._steps(w, c, vocab.counts)
            train_on_text(self, take_steps, (w, c), tokens, offsets, progress)
        context = None if self.tied or self.loss == "hierarchical" else C
        return WordVectors(vocab.words, W, counts=vocab.counts, context=context)

    def initial_vectors(self, size: int) -> tuple[np.ndarray, np.ndarray]:
        """W uniform in ±1/(2D) and C zero, float32 [size, D], as in the original program."""
        W = np.random.default_rng(self.seed).random((size, self.vector_size), np.float32)
        W -= np.float32(0.5)
        W /= np.float32(self.vector_size)
        return W, W if self.tied else np.zeros_like(W)

    def schedule(self, chunks: int) -> Iterator[tuple[int, float, np.uint64]]:
        """For every step of training: which chunk, its learning rate, its seed."""
        rate = self.learning_rate or LEARNING_RATES[self.architecture]
        return falling(chunks, self.epochs, rate, self.seed)

    @property
    def _engine(self) -> str:
        """The engine that takes the steps, on tables that lie where it reads them."""
        return "numpy" if self.loss == "softmax" else self.engine

    def _steps(self, W, C, counts) -> Callable[..., None]:
        """What to do with tokens, the offsets of their sentences, a learning rate and a seed."""
        sampler = make_sampler(counts, self.sample, self.noise_exponent, self.subsampling)
        if (
            self.loss == "negative"
            and self.architecture == "skip-gram"
            and not self.shared_negatives
        ):
            step, draw = sgns.load_engine(self.engine), draw_pairs
            settings = (sampler, self.window, self.negative)
            return lambda tokens, offsets, rate, seed: step(
                W, C, *draw(tokens, offsets, *settings, seed), rate
            )
        step = load_step(self._engine, self.architecture)
        draw, settings = draw_noise_windows, (sampler, self.window, self.negative)
        if self.loss == "hierarchical":
            draw, settings = draw_path_windows, (sampler.keep, huffman_paths(counts), self.window)
        if self.loss == "softmax":
            step, settings = getattr(softmax, STEPS[self.architecture]), (sampler, self.window, 0)
        return lambda tokens, offsets, rate, seed: step(
            W, C, draw(tokens, offsets, *settings, seed), rate
        )
