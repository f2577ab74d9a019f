"""One pass of GloVe over the cells of a co-occurrence matrix, three ways that agree.

`reference` is the definition, `cpu` the compiled one, `gpu` the one in Triton. All
offer `train_cells(words, contexts, cells, learning_rate)`.

References:
    Pennington, Socher & Manning, 2014, GloVe: Global Vectors for Word Representation,
    doi:10.3115/v1/D14-1162.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sequtils.arguments import require_one_of

ENGINES = {"numba": "cpu", "numpy": "reference", "triton": "gpu"}


def load_engine(engine: str) -> Callable[..., float]:
    """The `train_cells` of an engine; what it needs is imported only now.

    Args:
        engine: "numba", "numpy" or "triton".

    Raises:
        ValueError: If there is no such engine.

    Example:
        >>> load_engine("numpy").__module__
        'sequtils.kernels.glove.reference'
    """
    require_one_of("engine", engine, ENGINES)
    return import_module(f"{__name__}.{ENGINES[engine]}").train_cells
