"""n-gram language models: count, turn the counts into probabilities, measure, sample.

`counts` holds the n-grams of a corpus, `estimators` turns them into models, `model` says what a
model can do. `reference` defines every estimator again by its formula, over dictionaries.
"""

from sequtils.text.ngrams.counts import END, START, UNKNOWN, NGramCounts
from sequtils.text.ngrams.estimators import (
    absolute_discounting,
    add_k,
    interpolated,
    kneser_ney,
    maximum_likelihood,
    stupid_backoff,
)
from sequtils.text.ngrams.held_out import interpolation_weights
from sequtils.text.ngrams.model import NGramModel

__all__ = [
    "END",
    "START",
    "UNKNOWN",
    "NGramCounts",
    "NGramModel",
    "absolute_discounting",
    "add_k",
    "interpolated",
    "interpolation_weights",
    "kneser_ney",
    "maximum_likelihood",
    "stupid_backoff",
]
