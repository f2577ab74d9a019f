"""One step of skip-gram with negative sampling, four ways that agree.

`reference` is the definition, `autograd` the version a student would write in PyTorch, `cpu` the
compiled one, `gpu` the one in Triton. All offer
`train_pairs(W, C, centers, targets, negatives, learning_rate)`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sequtils.arguments import require_one_of

ENGINES = {"numba": "cpu", "numpy": "reference", "torch": "autograd", "triton": "gpu"}


def load_engine(engine: str) -> Callable[..., None]:
    """The `train_pairs` of an engine; what it needs is imported only now.

    Args:
        engine: "numba", "numpy", "torch" or "triton".

    Raises:
        ValueError: If there is no such engine.

    Example:
        >>> load_engine("numpy").__module__
        'sequtils.kernels.sgns.reference'
    """
    require_one_of("engine", engine, ENGINES)
    return import_module(f"{__name__}.{ENGINES[engine]}").train_pairs
