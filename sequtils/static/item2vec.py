"""Item2Vec: things that are bought together as words, baskets as sentences without an order.

    from sequtils.static.item2vec import Item2Vec

    vectors = Item2Vec().fit([["milk", "bread", "butter"], ["hammer", "nails"], …])
    vectors.nearest("milk")

Axes: V items, D embedding, T items of all baskets, G baskets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike

import numpy as np

from sequtils.kernels.groups.draw import draw_baskets
from sequtils.static.negative_sampling import NegativeSampling, require_groups
from sequtils.static.vectors import WordVectors
from sequtils.text.stream import corpus_of, sentences_of
from sequtils.text.vocab import Vocab

MAX_BASKET = 1_000  # items; its pairs are a million


@dataclass(frozen=True, kw_only=True)
class Item2Vec(NegativeSampling):
    """Skip-gram with negative sampling in which a window is the whole basket.

    Args:
        vector_size, noise_exponent, min_count, learning_rate, seed, threads, engine: As in
            `Word2Vec`.
        negative: K, noise items for each pair; the paper's 15.
        sample: Subsampling threshold; the paper's for a shop. With few different items each is
            above it: 0 keeps them all.
        epochs: Passes over the baskets; the paper's 20.
        shared_negatives: Whether the noise of an item is shared by all the others that ask for it
            in its basket: faster, but another estimator, which was behind on planted baskets.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Barkan & Koenigstein, 2016, Item2Vec: Neural Item Embedding for Collaborative Filtering,
        arXiv:1603.04259.

    Example:
        >>> baskets = [["milk", "bread"], ["nails", "hammer"]] * 200
        >>> vectors = Item2Vec(vector_size=8, sample=0, negative=1).fit(baskets)
        >>> vectors.nearest("milk", n=1)[0][0]
        'bread'
    """

    negative: int = 15
    epochs: int = 20
    shared_negatives: bool = False

    def fit(
        self,
        baskets: Iterable[Sequence[str]] | str | PathLike,
        progress: bool | None = None,
    ) -> WordVectors:
        """Train on baskets.

        Args:
            baskets: Each a list of items, read more than once, so not a generator; or the path of
                a text file with a basket a line. Order does not count, nor does an item's
                repetition; baskets of more than 1,000 items are cut.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Returns:
            As `Word2Vec.fit`, a word being an item; its count is the number of its baskets.

        Raises:
            ValueError: If there are no baskets, they can be read only once, or none holds two
                items seen `min_count` times.
            FloatingPointError: If training diverges; names the epoch and the learning rate.
        """
        baskets = corpus_of(baskets)
        require_groups("baskets", baskets)
        sets = _Sets(baskets)
        vocab = Vocab.build(sets, min_count=self.min_count)
        tokens, offsets = vocab.encode_corpus(sets, max_sentence=MAX_BASKET)
        sizes = np.diff(offsets)
        if sizes.max() < 2:
            raise ValueError(
                "baskets must hold two items or more to learn from, but none holds two that were "
                f"seen {self.min_count} times."
            )
        W = self.initial_vectors(len(vocab))
        C = np.zeros_like(W)
        sampler = self.sampler(vocab.counts)

        def draw(begin, end, seed):
            settings = (sampler, self.shared_negatives, self.negative)
            return draw_baskets(tokens, offsets[begin : end + 1], *settings, seed)

        self.train(W, C, "skip-gram", sizes * (sizes - 1), draw, progress)
        return WordVectors(vocab.words, W, counts=vocab.counts, context=C)


class _Sets:
    """Baskets with each item once, in alphabetical order."""

    def __init__(self, baskets: Iterable[Sequence[str]]):
        self._baskets = baskets

    def __iter__(self) -> Iterator[list[str]]:
        return (sorted(set(basket)) for basket in sentences_of(self._baskets, "baskets"))
