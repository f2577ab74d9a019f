"""Counting n-grams, two ways that agree.

`reference` is the definition in NumPy, `cpu` the compiled one. Both offer
`count_ngrams(tokens, order, size)`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sequtils.arguments import require_one_of

ENGINES = {"numba": "cpu", "numpy": "reference"}


def load_engine(engine: str) -> Callable[..., list]:
    """The `count_ngrams` of an engine; what it needs is imported only now.

    Args:
        engine: "numba" or "numpy".

    Raises:
        ValueError: If there is no such engine.

    Example:
        >>> load_engine("numpy").__module__
        'sequtils.kernels.ngrams.reference'
    """
    require_one_of("engine", engine, ENGINES)
    return import_module(f"{__name__}.{ENGINES[engine]}").count_ngrams
