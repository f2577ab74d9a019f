"""Which values a function has changed, and how its caller's objects follow."""

from __future__ import annotations

from typing import Any

import numpy as np

from .encode import Encoder
from .limits import SCALARS, WireError


def changes(values: list[Any], before: list[Any], encoder: Encoder) -> list[list[Any]]:
    """Which values are no longer what they were: [number, value now], …

    Args:
        values: The slots of a decoder.
        before: Their snapshots from before.
        encoder: Writes the values that have changed.
    """
    pairs = enumerate(zip(values, before, strict=True))
    return [[i, encoder.encode(value)] for i, (value, old) in pairs if snapshot(value) != old]


def snapshot(value: Any) -> Any:
    """What tells whether a value has changed, itself included but not what it contains deeper.

    Example:
        >>> numbers = [1, 2]
        >>> before = snapshot(numbers)
        >>> numbers.append(3)
        >>> snapshot(numbers) == before
        False
    """
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "O":
            return value.shape, tuple(map(id, value.ravel()))
        return value.shape, value.tobytes()
    if isinstance(value, np.random.Generator):
        return repr(value.bit_generator.state)
    if isinstance(value, bytearray):
        return bytes(value)
    if isinstance(value, dict):
        return [(_mark(key), _mark(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [_mark(item) for item in value]
    if isinstance(value, set):
        return set(value)
    return _torch_snapshot(value)


def update(target: Any, value: Any) -> None:
    """Put a changed value into the caller's object.

    Raises:
        WireError: If the object cannot take it, because its kind or shape is another.
    """
    if type(target) is not type(value) and not isinstance(target, type(value)):
        raise WireError(f"a {type(target).__name__} was changed into a {type(value).__name__}")
    if isinstance(target, np.ndarray):
        if target.shape != value.shape or target.dtype != value.dtype:
            raise WireError("an array was changed into one of another shape")
        target[...] = value
    elif isinstance(target, list | bytearray):
        target[:] = value
    elif isinstance(target, dict | set):
        target.clear()
        target.update(value)
    elif isinstance(target, np.random.Generator):
        target.bit_generator.state = value.bit_generator.state
    else:
        _update_torch(target, value)


def _torch_snapshot(value):
    import torch

    if isinstance(value, torch.Generator):
        return value.get_state().numpy().tobytes()
    if isinstance(value, torch.Tensor):
        flat = value.detach().contiguous().reshape(-1)
        return tuple(value.shape), flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
    return None


def _update_torch(target, value):
    import torch

    if isinstance(target, torch.Generator):
        target.set_state(value.get_state())
    elif target.shape != value.shape or target.dtype != value.dtype:
        raise WireError("a tensor was changed into one of another shape")
    else:
        with torch.no_grad():
            target.copy_(value)


def _mark(item):
    """An item of a container: by value if it cannot change, else by identity."""
    return item if type(item) in (*SCALARS, complex, bytes) else id(item)
