"""fastText's n-grams and its steps, three ways that agree.

A word is the mean of its own row and the rows of its character n-grams. *Skip-gram* asks that mean
about each word around; *CBOW* asks the mean of all rows of the words around about the one in the
middle. `reference` is the definition, `cpu` the compiled one, `gpu` the one
in Triton; all offer `train_skipgram(inputs, C, subwords, windows, learning_rate)` and `train_cbow`,
alike.
`ngrams` says what the n-grams are, `hashing` finds them for a whole vocabulary.

References:
    Bojanowski et al., 2017, Enriching Word Vectors with Subword Information, arXiv:1607.04606.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sequtils.arguments import require_one_of

ENGINES = {"numba": "cpu", "numpy": "reference", "triton": "gpu"}
STEPS = {"skip-gram": "train_skipgram", "cbow": "train_cbow"}


def load_step(engine: str, architecture: str) -> Callable[..., None]:
    """The step of an architecture on an engine; what it needs is imported only now.

    Args:
        engine: "numba", "numpy" or "triton".
        architecture: "skip-gram" or "cbow".

    Raises:
        ValueError: If there is no such engine or architecture.

    Example:
        >>> load_step("numpy", "cbow").__module__
        'sequtils.kernels.fasttext.reference'
    """
    require_one_of("engine", engine, ENGINES)
    require_one_of("architecture", architecture, STEPS)
    return getattr(import_module(f"{__name__}.{ENGINES[engine]}"), STEPS[architecture])
