"""Counting, PPMI and SVD in one piece: from a corpus to word vectors.

Axes: V vocabulary, D embedding, L window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike

from sequtils.arguments import require_integer, require_number, require_one_of
from sequtils.static.counts.pmi import ppmi
from sequtils.static.counts.spill import MEMORY
from sequtils.static.counts.svd import svd_vectors
from sequtils.static.counts.windows import CONTEXTS, WEIGHTINGS, cooccurrence
from sequtils.static.vectors import WordVectors


@dataclass(frozen=True)
class PpmiSvd:
    """Word vectors from the singular vectors of shifted positive pointwise mutual information.

    The defaults are the choices that Levy et al. recommend; the window is word2vec's.

    Args:
        vector_size: D, length of a word vector; fewer if the vocabulary is smaller.
        window, weighting, contexts, min_count, memory: As in `cooccurrence`.
        alpha, negative: As in `ppmi`.
        p: As in `svd_vectors`.
        seed: Fixes the vector that the SVD starts from.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Levy, Goldberg & Dagan, 2015, Improving Distributional Similarity with Lessons Learned
        from Word Embeddings, doi:10.1162/tacl_a_00134.

    Example:
        >>> from sequtils.corpora.planted import kingdom
        >>> vectors = PpmiSvd(vector_size=16).fit(kingdom())
        >>> vectors.analogy("man", "king", "woman")[0][0]
        'queen'
    """

    vector_size: int = 100
    window: int = 5
    weighting: str = "dynamic"
    contexts: str = "both"
    min_count: int = 5
    alpha: float = 0.75
    negative: float = 1
    p: float = 0.5
    seed: int = 0
    memory: int = MEMORY

    def __post_init__(self):
        for name in ("vector_size", "window", "min_count"):
            require_integer(name, getattr(self, name), least=1)
        for name in ("seed", "memory"):
            require_integer(name, getattr(self, name), least=0)
        require_one_of("weighting", self.weighting, WEIGHTINGS)
        require_one_of("contexts", self.contexts, CONTEXTS)
        require_number("alpha", self.alpha, "above 0 and at most 1", lambda x: 0 < x <= 1)
        require_number("negative", self.negative, "above 0 and finite", lambda x: x > 0)
        require_number("p", self.p, "from 0 to 1", lambda x: 0 <= x <= 1)

    def fit(self, corpus: Iterable[Sequence[str]] | str | PathLike) -> WordVectors:
        """Count a corpus and factorise what was counted.

        Args:
            corpus: Sentences, each a sequence of words; read twice, so not a generator. Or the path
                of a text file, as for `sequtils.static.counts.cooccurrence`.

        Returns:
            The vectors U Σ^p and the context vectors V Σ^(1 − p), float64 [V, D], words sorted
            from frequent to rare.

        Raises:
            ValueError: If the corpus is empty, is a one-shot iterator, or no two of its words
                stand in one window.
        """
        counts = cooccurrence(
            corpus, self.window, self.weighting, self.contexts, self.min_count, memory=self.memory
        )
        matrix = ppmi(counts.matrix, self.alpha, self.negative, self.memory)
        size = min(self.vector_size, len(counts.vocab))
        return svd_vectors(counts.vocab.words, matrix, size, self.p, counts.vocab.counts, self.seed)
