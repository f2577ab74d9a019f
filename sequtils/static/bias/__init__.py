"""Bias in word vectors: measuring it, taking it out, and seeing what remains.

Vectors repeat what their corpus says, prejudice included. `weat` measures associations between
groups of words, `bias_subspace` finds the direction that gender, say, has; `hard_debias` and
`soft_debias` take it out, and `cluster_accuracy` shows how much of it was elsewhere too.
"""

from sequtils.static.bias.hard import equalise, hard_debias, neutralise
from sequtils.static.bias.remainder import cluster_accuracy, most_biased
from sequtils.static.bias.soft import soft_debias, soft_transform
from sequtils.static.bias.subspace import BiasSubspace, bias_subspace
from sequtils.static.bias.weat import WeatScore, weat

__all__ = [
    "BiasSubspace",
    "WeatScore",
    "bias_subspace",
    "cluster_accuracy",
    "equalise",
    "hard_debias",
    "most_biased",
    "neutralise",
    "soft_debias",
    "soft_transform",
    "weat",
]
