"""Vectors of sentences from those of their words: trained for it, or averaged.

    from sequtils.static.sent2vec import Sent2Vec, average, sif

    encoder = Sent2Vec().fit(corpus)
    encoder.embed([["an", "unseen", "sentence"]])

`Sent2Vec` trains words and n-grams so that their mean is a good vector of the sentence; `average`
and `sif` take words trained otherwise.
"""

from sequtils.static.sent2vec.baselines import average, sif
from sequtils.static.sent2vec.model import Sent2Vec, SentenceEncoder

__all__ = ["Sent2Vec", "SentenceEncoder", "average", "sif"]
