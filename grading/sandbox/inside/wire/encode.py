"""Values to JSON and buffers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from .limits import MAX_DEPTH, NUMPY_KINDS, SCALARS, TORCH_TYPES, WireError, is_torch

MUTABLE = (list, dict, set, bytearray, np.ndarray, np.random.Generator)


class Encoder:
    """Turns values into JSON and buffers; one for each message.

    Args:
        handle: Called with each object that is no plain data; returns its tagged list, or raises
            WireError.

    Attributes:
        slots: The objects of this message that a function could change, in order.
        buffers: The bytes of arrays, in order.
    """

    def __init__(self, handle: Callable[[Any], list]):
        self._handle = handle
        self._numbers: dict[int, int] = {}
        self.slots: list[Any] = []
        self.buffers: list[bytes] = []

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The JSON of a value."""
        if type(value) in SCALARS:
            return value
        if depth > MAX_DEPTH:
            raise WireError(f"a value is nested more than {MAX_DEPTH} deep")
        if id(value) in self._numbers:
            return ["same", self._numbers[id(value)]]
        if isinstance(value, MUTABLE) or is_torch(value):
            self._numbers[id(value)] = len(self.slots)
            self.slots.append(value)
        if isinstance(value, np.generic | np.ndarray | np.random.Generator | np.dtype):
            return self._numpy(value)
        if is_torch(value):
            return self._torch(value)
        return self._builtin(value, depth + 1)

    def _builtin(self, value, depth):
        for kind in (bool, int, float, str):
            if isinstance(value, kind):
                return kind(value)
        if isinstance(value, complex):
            return ["complex", value.real, value.imag]
        if isinstance(value, bytes | bytearray):
            return [type(value).__name__, self._buffer(bytes(value))]
        if isinstance(value, dict):
            items = [self.encode(part, depth) for pair in value.items() for part in pair]
            return ["counter" if isinstance(value, Counter) else "dict", *items]
        for kind in (list, tuple, set, frozenset):
            if isinstance(value, kind):
                return [kind.__name__, *(self.encode(item, depth) for item in value)]
        if isinstance(value, range | slice):
            return [type(value).__name__, value.start, value.stop, value.step]
        if value is Ellipsis:
            return ["ellipsis"]
        if isinstance(value, type) and value.__module__ in ("builtins", "numpy"):
            return ["type", value.__module__, value.__name__]
        return self._handle(value)

    def _numpy(self, value):
        if isinstance(value, np.random.Generator):
            name = type(value.bit_generator).__name__
            return ["generator", name, self.encode(_plain_state(value.bit_generator.state), 1)]
        if isinstance(value, np.dtype):
            return ["dtype", value.str]
        array = np.asarray(value)
        if array.dtype.kind == "O":
            return ["objects", list(array.shape), *(self.encode(x, 1) for x in array.ravel())]
        if array.dtype.kind not in NUMPY_KINDS:
            return self._handle(value)
        contents = self._buffer(np.ascontiguousarray(array).tobytes())
        if isinstance(value, np.generic):
            return ["scalar", array.dtype.str, contents]
        return ["array", array.dtype.str, list(array.shape), contents]

    def _torch(self, value):
        import torch

        if isinstance(value, torch.Generator):
            return ["torch_generator", self.encode(value.get_state(), 1)]
        if isinstance(value, torch.dtype):
            return ["torch_dtype", str(value).removeprefix("torch.")]
        dtype = str(value.dtype).removeprefix("torch.")
        if dtype not in TORCH_TYPES or value.layout != torch.strided:
            return self._handle(value)
        flat = value.detach().cpu().contiguous().reshape(-1)
        contents = self._buffer(flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b"")
        return ["tensor", dtype, list(value.shape), contents, bool(value.requires_grad)]

    def _buffer(self, contents: bytes) -> int:
        self.buffers.append(contents)
        return len(self.buffers) - 1


def _plain_state(state):
    if isinstance(state, dict):
        return {key: _plain_state(value) for key, value in state.items()}
    return state
