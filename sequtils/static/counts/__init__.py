"""Vectors from counts: co-occurrence, pointwise mutual information, singular vectors.

No gradient is taken anywhere: counting, a logarithm and a factorisation give vectors much like
those of `sequtils.static.word2vec`.
"""

from sequtils.static.counts.model import PpmiSvd
from sequtils.static.counts.pmi import pmi, ppmi
from sequtils.static.counts.spill import MEMORY
from sequtils.static.counts.svd import svd_vectors, truncated_svd
from sequtils.static.counts.trace import trace
from sequtils.static.counts.windows import Cooccurrence, cooccurrence, window_weights

__all__ = [
    "MEMORY",
    "Cooccurrence",
    "PpmiSvd",
    "cooccurrence",
    "pmi",
    "ppmi",
    "svd_vectors",
    "trace",
    "truncated_svd",
    "window_weights",
]
