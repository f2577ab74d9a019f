"""Which words stand near which: co-occurrence counted in windows over a corpus.

The counting itself is in `sequtils.kernels.cooccurrence`; here are the corpus, the weights and
the limit on memory around it.

Axes: V vocabulary, T tokens, L window.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from os import PathLike

import numpy as np
from scipy.sparse import csr_array

from sequtils.arguments import require_integer, require_one_of, require_type
from sequtils.static.counts.spill import MEMORY, RowStore
from sequtils.text.vocab import Vocab

WEIGHTINGS = ("flat", "harmonic", "dynamic")
CONTEXTS = ("both", "left", "right")


@dataclass(frozen=True, eq=False)
class Cooccurrence:
    """How often each word of a vocabulary was seen near each other one.

    Attributes:
        vocab: The words of the rows, which are also those of the columns.
        matrix: X[w, c], the summed weight of word c in the windows around word w; float64 [V, V],
            sparse.
    """

    vocab: Vocab
    matrix: csr_array = field(repr=False)

    def __getitem__(self, pair: tuple[str, str]) -> float:
        """X of a word and a context word.

        Raises:
            ValueError: If they are not two words.
            UnknownWordError: If one of them is not in the vocabulary.
        """
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise ValueError(f"pair must be a word and a context word, got {pair!r:.60}.")
        word, context = pair
        return float(self.matrix[self.vocab.id(word), self.vocab.id(context)])


def window_weights(window: int, weighting: str = "flat") -> np.ndarray:
    """The weight of a neighbour by its distance.

    Args:
        window: L, the largest distance that counts.
        weighting: "flat" gives 1 at every distance; "harmonic", GloVe's, gives 1/d; "dynamic"
            gives (L − d + 1)/L, how often word2vec, which draws the reach of each window
            uniformly from 1 … L, looks as far as d.

    Returns:
        Weights of the distances 1 … L, float64 [L].

    Raises:
        ValueError: If the window is not a whole number of at least 1, or the weighting unknown.

    References:
        Levy, Goldberg & Dagan, 2015, Improving Distributional Similarity with Lessons Learned
        from Word Embeddings, doi:10.1162/tacl_a_00134.
        Pennington, Socher & Manning, 2014, GloVe, doi:10.3115/v1/D14-1162.

    Example:
        >>> window_weights(4, "harmonic").round(2).tolist()
        [1.0, 0.5, 0.33, 0.25]
        >>> window_weights(4, "dynamic").tolist()
        [1.0, 0.75, 0.5, 0.25]
    """
    numerators, denominator = _fractions(window, weighting)
    return numerators / denominator


def cooccurrence(
    corpus: Iterable[Sequence[str]] | str | PathLike,
    window: int = 5,
    weighting: str = "flat",
    contexts: str = "both",
    min_count: int = 5,
    vocab: Vocab | None = None,
    memory: int = MEMORY,
) -> Cooccurrence:
    """Count which words stand near which in a corpus.

    Words outside the vocabulary are left out first, so they do not count as distance (unless the
    vocabulary has a word for unknown ones), as in word2vec and GloVe. No window reaches into
    another sentence. Weights are summed as whole numbers over a common denominator, so a value is
    the exact sum, rounded once, while that whole number stays below 2⁵³: with harmonic weights
    and a window of 20, while no pair is seen 38 million times.

    Args:
        corpus: Sentences, each a sequence of words; read twice, so not a generator. Or the path of
            a text file with a sentence a line and white space between words, which is read many
            times faster.
        window: L, the largest distance that counts.
        weighting: "flat", "harmonic" or "dynamic"; see `window_weights`.
        contexts: "both" counts neighbours on both sides, which makes X symmetric; "left" or
            "right" only those that stand before or after the word.
        min_count: Rarer words are left out of the vocabulary; unused if one is given.
        vocab: The vocabulary; by default the words of the corpus seen `min_count` times, as always
            where the corpus is a file.
        memory: Bytes of memory for the matrix, 12 a cell that is not zero. A larger one is kept
            in a temporary file and read from there. Counting takes 12 bytes a word of the corpus
            and 150 MB besides.

    Returns:
        The counts and their vocabulary.

    Raises:
        ValueError: If an argument is out of range, the corpus is empty or a one-shot iterator, or
            none of its words is in the vocabulary.
        OSError: If the corpus is a file that cannot be read.

    References:
        Lund & Burgess, 1996, Producing High-Dimensional Semantic Spaces from Lexical
        Co-occurrence, doi:10.3758/BF03204766.

    Example:
        >>> corpus = [["the", "queen", "reigns"], ["the", "king", "reigns"]]
        >>> counts = cooccurrence(corpus, window=2, weighting="harmonic", min_count=1)
        >>> counts.vocab.words
        ['reigns', 'the', 'king', 'queen']
        >>> counts["the", "reigns"], counts["the", "king"]
        (1.0, 1.0)
    """
    numerators, denominator = _fractions(window, weighting)
    require_one_of("contexts", contexts, CONTEXTS)
    require_integer("memory", memory, least=0)
    # Imported here: numba takes a third of a second, and hand-made counts need none of it.
    from sequtils.kernels.cooccurrence.cpu import row_blocks

    vocab, tokens, offsets = _encode(corpus, min_count, vocab)
    if len(tokens) == 0:
        raise ValueError(
            f"corpus must hold words of the vocabulary, but has none of its {len(vocab):,}."
        )
    store = RowStore(len(vocab), memory)
    sides = (numerators[: window * (contexts != side)] for side in ("right", "left"))
    for lengths, indices, sums in row_blocks(tokens, offsets, len(vocab), *sides):
        store.append(lengths, indices, sums / denominator)
    return Cooccurrence(vocab, store.finish())


def _encode(corpus, min_count: int, vocab: Vocab | None) -> tuple[Vocab, np.ndarray, np.ndarray]:
    """The vocabulary, and the tokens and offsets of the corpus, whose sentences stay whole."""
    if isinstance(corpus, (str, PathLike)):
        if vocab is not None:
            raise ValueError("vocab must be None for the path of a corpus, whose own is built.")
        # Imported here: numba takes a third of a second.
        from sequtils.text.lines import encode_lines

        vocab, tokens, offsets = encode_lines(corpus, min_count, sys.maxsize)
        return vocab, tokens[:], offsets
    if vocab is None:
        vocab = Vocab.build(corpus, min_count=min_count)
    require_type("vocab", vocab, Vocab)
    return vocab, *vocab.encode_corpus(corpus, max_sentence=sys.maxsize)


def _fractions(window: int, weighting: str) -> tuple[np.ndarray, float]:
    """Write the weights as whole numbers over one denominator: sums of whole numbers are exact."""
    require_integer("window", window, least=1)
    require_one_of("weighting", weighting, WEIGHTINGS)
    distance = np.arange(1, window + 1)
    if weighting == "flat":
        return np.ones(window), 1.0
    if weighting == "dynamic":
        return (window + 1.0 - distance), float(window)
    if window > 20:  # the common denominator grows as e^window and would leave no room for sums
        return 1 / distance, 1.0
    common = float(math.lcm(*distance.tolist()))
    return common / distance, common
