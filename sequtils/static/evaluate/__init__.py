"""How good are word vectors? Intrinsic and extrinsic evaluation.

Intrinsic: do cosines agree with human judgements of similarity, do offsets answer analogies?
Extrinsic: does a plain classifier, tagger or search engine work when vectors are all it sees?
"""

from sequtils.static.evaluate.analogies import AnalogyScore, analogies
from sequtils.static.evaluate.documentation import (
    documentation_analogies,
    documentation_pairs,
    documentation_similarities,
)
from sequtils.static.evaluate.extrinsic import (
    ClassifierScore,
    RetrievalScore,
    classification,
    mean_vectors,
    retrieval,
    split,
    tagging,
    window_vectors,
)
from sequtils.static.evaluate.hubness import k_occurrences
from sequtils.static.evaluate.sets import (
    google_analogies,
    read_analogies,
    read_similarities,
    simlex999,
    wordsim353,
)
from sequtils.static.evaluate.similarity import SimilarityScore, similarity

__all__ = [
    "AnalogyScore",
    "ClassifierScore",
    "RetrievalScore",
    "SimilarityScore",
    "analogies",
    "classification",
    "documentation_analogies",
    "documentation_pairs",
    "documentation_similarities",
    "google_analogies",
    "k_occurrences",
    "mean_vectors",
    "read_analogies",
    "read_similarities",
    "retrieval",
    "similarity",
    "simlex999",
    "split",
    "tagging",
    "window_vectors",
    "wordsim353",
]
