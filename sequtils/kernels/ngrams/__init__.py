"""Counting n-grams, two ways that agree.

`reference` is the definition in NumPy, `cpu` the compiled one. Both offer
`count_ngrams(tokens, order, size)`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

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
    if engine not in ENGINES:
        raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}.")
    return import_module(f"{__name__}.{ENGINES[engine]}").count_ngrams
