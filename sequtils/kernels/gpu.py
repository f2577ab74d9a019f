"""What the GPU kernels share: where their tensors lie, and how large their blocks are.

Nothing here asks for a GPU before a kernel is called. Without one, `TRITON_INTERPRET=1`, set before
Triton is imported, runs the kernels in Triton's interpreter on the CPU: slow, for tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor

_LEAST = 16  # rows and columns that a product of matrices takes at least


def device() -> torch.device:
    """Where kernels run: the GPU, or the CPU in Triton's interpreter.

    Raises:
        RuntimeError: If there is neither.
    """
    if os.environ.get("TRITON_INTERPRET") == "1":
        return torch.device("cpu")
    if not torch.cuda.is_available():
        raise RuntimeError(
            "engine must be one that runs here, not 'triton': PyTorch sees no NVIDIA GPU."
        )
    return torch.device("cuda")


def block(lengths: np.ndarray | int) -> int:
    """The least power of 2 that holds all lengths and that a product of matrices can have.

    Example:
        >>> block(100), block(np.array([2, 10]))
        (128, 16)
    """
    return max(_LEAST, 1 << (int(np.max(lengths)) - 1).bit_length())


@contextmanager
def on_device(*tables: np.ndarray | Tensor, write: bool = True) -> Iterator[list[Tensor]]:
    """Tensors of the device with what the tables hold.

    Args:
        tables: Arrays, or tensors, which must lie on the device and are used as they are. A table
            that is there twice becomes one tensor.
        write: Whether arrays get back what the tensors hold in the end.

    Yields:
        A tensor for each table.
    """
    tensors = {}
    for table in tables:
        if isinstance(table, Tensor):
            tensors[id(table)] = table
        elif id(table) not in tensors:
            tensors[id(table)] = torch.from_numpy(np.ascontiguousarray(table)).to(device())
    yield [tensors[id(table)] for table in tables]
    for table in tables if write else ():
        if not isinstance(table, Tensor):
            table[...] = tensors[id(table)].cpu().numpy()
