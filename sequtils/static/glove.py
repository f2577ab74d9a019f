"""GloVe: vectors whose scalar products are the logarithms of co-occurrence counts.

    from sequtils.static.glove import GloVe

    vectors = GloVe(vector_size=50).fit(corpus)
    vectors.nearest("queen")

The arithmetic of a step is in `sequtils.kernels.glove`; here are the corpus, the matrix, the
epochs and the threads around it.

Axes: V vocabulary, D embedding, N cells of the matrix that are not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from sequtils.arguments import require_integer, require_number, require_one_of, require_type
from sequtils.kernels.glove import ENGINES, load_engine, reference
from sequtils.kernels.glove.reference import Cells
from sequtils.progress import progress_bar
from sequtils.static.counts import MEMORY, cooccurrence
from sequtils.static.counts.matrix import checked_matrix
from sequtils.static.training import divergence, in_order, resident
from sequtils.static.vectors import WordVectors
from sequtils.text.vocab import Vocab

CHUNK = 100_000  # cells between two looks at the loss, and what a thread takes at a time
# So many times as wrong as zero vectors is diverged: of runs with too large rates some come back
# from 40 times, and from 100 only those of a single cell.
TOO_FAR = 100.0


class Factors(NamedTuple):
    """What GloVe learns: log X ≈ W Cᵀ + b + b̃.

    Attributes:
        W: Vectors of words, float32 [V, D].
        C: Vectors of context words, float32 [V, D].
        b: Biases of words, float32 [V].
        context_b: Biases b̃ of context words, float32 [V].
        losses: The weighted loss J / N of every epoch, each cell's taken before its step,
            float64 [epochs].
    """

    W: np.ndarray
    C: np.ndarray
    b: np.ndarray
    context_b: np.ndarray
    losses: np.ndarray


@dataclass(frozen=True)
class GloVe:
    """GloVe: a weighted least-squares factorisation of log co-occurrence.

    Args:
        vector_size: D, length of a word vector.
        window: Largest distance of a neighbour, which counts 1/distance, on both sides.
        min_count: Rarer words are dropped from the corpus first, and do not count as distance.
        x_max: Cells of at least this count weigh 1 in the loss.
        alpha: Smaller ones weigh (count / x_max)^alpha.
        learning_rate: η of AdaGrad, whose sums of squares start at 1.
        epochs: Passes over the cells; the paper takes 50 for fewer than 300 dimensions, the
            original program 25 by default.
        seed: Fixes the initial vectors and the order of the cells.
        threads: With 1 the result is reproducible to the bit on one machine. More are faster, and
            not reproducible, because they update the same vectors without locks.
        engine: "numba" (compiled) or "numpy" (the definition, slow); they agree up to rounding.
            "triton" trains on an NVIDIA GPU: many cells at once, so it is not reproducible.
        memory: Bytes of memory for the matrix while it is counted; see
            `sequtils.static.counts.cooccurrence`.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Pennington, Socher & Manning, 2014, GloVe: Global Vectors for Word Representation,
        doi:10.3115/v1/D14-1162.

    Example:
        >>> from sequtils.corpora.planted import kingdom
        >>> vectors = GloVe(vector_size=16, epochs=5).fit(kingdom(sentences=1_000))
        >>> vectors.vectors.shape == (len(vectors.words), 16)
        True
    """

    vector_size: int = 100
    window: int = 10
    min_count: int = 5
    x_max: float = 100.0
    alpha: float = 0.75
    learning_rate: float = 0.05
    epochs: int = 25
    seed: int = 1
    threads: int = 1
    engine: str = "numba"
    memory: int = MEMORY

    def __post_init__(self):
        require_one_of("engine", self.engine, ENGINES)
        for name in ("vector_size", "window", "min_count", "epochs", "threads"):
            require_integer(name, getattr(self, name), least=1)
        for name in ("seed", "memory"):
            require_integer(name, getattr(self, name), least=0)
        for name in ("x_max", "alpha", "learning_rate"):
            require_number(name, getattr(self, name), "above 0 and finite", lambda x: x > 0)

    def fit(
        self, corpus: Iterable[Sequence[str]] | str | PathLike, progress: bool | None = None
    ) -> WordVectors:
        """Count a corpus and factorise what was counted.

        Args:
            corpus: Sentences, each a sequence of words; read twice, so not a generator. Or the path
                of a text file, as for `sequtils.static.counts.cooccurrence`.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            The sums W + C of each word's two vectors, float32 [V, D], as the paper recommends,
            words sorted from frequent to rare. `factorise` gives W and C apart.

        Raises:
            ValueError: If the corpus is empty, is a one-shot iterator, or no two of its words
                stand in one window.
            FloatingPointError: If training diverges; names the epoch and the learning rate.
        """
        counts = cooccurrence(
            corpus, self.window, "harmonic", min_count=self.min_count, memory=self.memory
        )
        if counts.matrix.nnz == 0:
            raise ValueError("corpus must have sentences of two words of the vocabulary or more.")
        return self.fit_counts(counts.vocab, counts.matrix, progress)

    def fit_counts(
        self, vocab: Vocab, matrix: csr_array | np.ndarray, progress: bool | None = None
    ) -> WordVectors:
        """Factorise co-occurrence counts, as `sequtils.static.counts.cooccurrence` gives them.

        Args:
            vocab: The words of the rows, which are also those of the columns.
            matrix: X, at least 0, sparse or dense, [V, V]; cells that are 0 are left out.
            progress: As in `fit`.

        Returns:
            As `fit`.

        Raises:
            ValueError: If the matrix has another shape, holds what is no count, or only zeros.
            FloatingPointError: As in `fit`.
        """
        require_type("vocab", vocab, Vocab)
        factors = self.factorise(_counts(matrix, len(vocab)), progress)
        return WordVectors(vocab.words, factors.W + factors.C, counts=vocab.counts)

    def factorise(self, matrix: csr_array | np.ndarray, progress: bool | None = None) -> Factors:
        """Learn both matrices and both biases, and keep them apart.

        Args:
            matrix: X, at least 0, sparse or dense, [V, V]; cells that are 0 are left out.
            progress: As in `fit`.

        Returns:
            W, C, b, b̃, and how the loss fell.

        Raises:
            ValueError, FloatingPointError: As in `fit_counts`.

        Example:
            >>> X = np.array([[4.0, 2.0], [2.0, 1.0]])
            >>> model = GloVe(vector_size=2, x_max=1, epochs=400, learning_rate=0.5)
            >>> W, C, b, context_b, losses = model.factorise(X)
            >>> np.exp(W @ C.T + b[:, None] + context_b).round(2).tolist()
            [[4.0, 2.0], [2.0, 1.0]]
        """
        X = _counts(matrix)
        random = np.random.default_rng(self.seed)
        rows, columns = (
            self._initial_rows(random, size, side)
            for size, side in zip(X.shape, ("word", "context"), strict=True)
        )
        with resident(self.engine, rows, columns) as tables:
            losses = self._train(*tables, self._cells(X), progress)
        (W, b), (C, context_b) = (
            (part[:, 0, 2 : 2 + self.vector_size].copy(), part[:, 0, bias].copy())
            for part, bias in ((rows, 1), (columns, 0))
        )
        return Factors(W, C, b, context_b, losses)

    def _initial_rows(self, random: np.random.Generator, size: int, side: str) -> np.ndarray:
        """Vectors and biases uniform in ±1/(2(D + 1)), as in the original program."""
        numbers = (random.random((size, self.vector_size + 1)) - 0.5) / (self.vector_size + 1)
        return reference.make_rows(numbers[:, 1:], numbers[:, 0], side)

    def _cells(self, X: csr_array) -> Cells:
        """The cells of the matrix, their order drawn once, as in the original program."""
        # Imported here: numba takes a third of a second.
        from sequtils.kernels.glove.order import shuffled

        words, cells = shuffled(X.indptr, X.indices, self.seed)
        counts = X.data[cells]
        weights = reference.weight(counts, self.x_max, self.alpha).astype(np.float32)
        return Cells(words, X.indices[cells], np.log(counts).astype(np.float32), weights)

    def _train(self, rows, columns, cells: Cells, progress) -> np.ndarray:
        train_cells = load_engine(self.engine)
        rate = np.float32(self.learning_rate)
        begins = range(0, len(cells.words), CHUNK)
        losses, limit = np.zeros(self.epochs), TOO_FAR**2 * _loss_of_zeros(cells)

        def train_chunk(epoch: int, begin: int) -> tuple[int, float, int]:
            chunk = Cells(*(part[begin : begin + CHUNK] for part in cells))
            return epoch, train_cells(rows, columns, chunk, rate), len(chunk.words)

        steps = ((epoch, begin) for epoch in range(self.epochs) for begin in begins)
        total = self.epochs * len(cells.words)
        with progress_bar("factorising", total, "cells", progress) as advance:
            for epoch, loss, done in in_order(train_chunk, steps, self.threads):
                losses[epoch] += loss / len(cells.words)
                if not losses[epoch] <= limit:  # NaN is not, either
                    raise divergence(f"epoch {epoch + 1} of {self.epochs}", self.learning_rate)
                advance(done)
        return losses


def _loss_of_zeros(cells: Cells) -> float:
    """J / N if all vectors and biases were 0, with 1 added to each squared error.

    Where all counts are near 1, zeros leave almost no loss; an error of 1 is no divergence there.
    """
    f, log_counts = cells.weights, cells.log_counts
    total = np.einsum("n,n,n->", f, log_counts, log_counts, dtype=np.float64)
    return 0.5 * float(total + f.sum(dtype=np.float64)) / len(f)


def _counts(matrix: object, size: int | None = None) -> csr_array:
    """A matrix of counts in compressed rows, without zeros.

    Raises:
        ValueError: If its shape is not [size, size], it holds what is no count, or only zeros.
    """
    X = checked_matrix("matrix", matrix)
    if size is not None and X.shape != (size, size):
        raise ValueError(f"matrix must have shape [{size}, {size}], not {list(X.shape)}.")
    X = csr_array(X)
    bad = ~(np.isfinite(X.data) & (X.data >= 0))
    if bad.any():
        raise ValueError(f"matrix must hold counts of at least 0, not {X.data[bad][0]}.")
    if (X.data == 0).any():
        X = X.copy()
        X.eliminate_zeros()
    if X.nnz == 0:
        raise ValueError("matrix must have a cell that is not 0.")
    return X
