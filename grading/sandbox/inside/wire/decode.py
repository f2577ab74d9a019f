"""JSON and buffers to values; every tag, length, depth and type is looked at."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from .limits import (
    MAX_DEPTH,
    MAX_DIMENSIONS,
    MAX_EMPTY,
    MAX_ITEMS,
    NUMPY_KINDS,
    SCALARS,
    TORCH_TYPES,
    WireError,
)


class Decoder:
    """Turns JSON and buffers into values; one for each message.

    Args:
        buffers: The bytes of arrays.
        handle: Called with the rest of a tagged list that names an object of this side or of the
            other; returns the object, or raises.

    Attributes:
        slots: The objects of this message that a function could change, in order.
    """

    def __init__(self, buffers: list[bytes], handle: Callable[[list], Any]):
        self._buffers, self._handle = buffers, handle
        self.slots: list[Any] = []
        self._open: set[int] = set()
        self._items = 0
        self._weights: dict[int, int] = {}  # slot → how many items it shows

    def decode(self, tree: Any) -> Any:
        """The value of a message's JSON.

        Raises:
            WireError: If it is not what an `Encoder` writes.
        """
        try:
            return self._decode(tree, 0)
        except WireError:
            raise
        except Exception as error:
            raise WireError(f"a value that cannot be read ({type(error).__name__})") from error

    def _decode(self, tree, depth):
        if type(tree) is str:
            return _without_surrogates(tree)
        if type(tree) in SCALARS:
            return tree
        if type(tree) is not list or not tree or depth > MAX_DEPTH:
            raise WireError("a value that is not tagged, or nested too deep")
        tag, rest = tree[0], tree[1:]
        if tag in ("list", "set", "dict", "counter"):
            return self._container(tag, rest, depth + 1)
        if tag in ("tuple", "frozenset"):
            self._count(1 + len(rest))
            items = [self._decode(item, depth + 1) for item in rest]
            return tuple(items) if tag == "tuple" else frozenset(items)
        if tag == "same":
            return self._same(*rest)
        read = getattr(self, f"_read_{tag}", None) if isinstance(tag, str) else None
        if read is not None:
            return read(*rest)
        if tag == "objects":
            return self._objects(*rest, depth=depth + 1)
        return self._handle(tree)

    def _container(self, tag, rest, depth):
        empty = {"list": list, "set": set, "dict": dict, "counter": Counter}[tag]()
        number = self._slot(empty)
        self._open.add(number)
        before = self._items
        self._count(1 + len(rest))
        items = [self._decode(item, depth) for item in rest]
        self._open.discard(number)
        self._weights[number] = self._items - before
        if tag == "list":
            empty.extend(items)
        elif tag == "set":
            for item in items:  # one by one: equal hashes make it slow, and it can be interrupted
                empty.add(item)
        else:
            for key, item in zip(items[::2], items[1::2], strict=True):
                empty[key] = item
        return empty

    def _same(self, number):
        if type(number) is not int or not 0 <= number < len(self.slots) or number in self._open:
            raise WireError("a reference to nothing, or to what contains it")
        self._count(self._weights.get(number, 1))
        return self.slots[number]

    def _count(self, items):
        """Few bytes can show many items, when a list holds another twice, and so on."""
        self._items += items
        if self._items > MAX_ITEMS:
            raise WireError("a value of too many items")

    def _slot(self, value):
        self.slots.append(value)
        return len(self.slots) - 1

    def _objects(self, shape, *items, depth):
        if _size(shape) != len(items):
            raise WireError("an array whose items do not fit its shape")
        before = self._items
        self._count(1 + len(items))
        array = np.empty(len(items), dtype=object)
        number = self._slot(array)
        self._open.add(number)
        for i, item in enumerate(items):
            array[i] = self._decode(item, depth)
        self._open.discard(number)
        self._weights[number] = self._items - before
        array.shape = tuple(shape)
        return array

    def _read_complex(self, real, imaginary):
        return complex(real, imaginary)

    def _read_bytes(self, number):
        return self._buffers[_index(number)]

    def _read_bytearray(self, number):
        value = bytearray(self._buffers[_index(number)])
        self._slot(value)
        return value

    def _read_range(self, start, stop, step):
        value = range(start, stop, step)
        if max(map(abs, (start, stop, step))) > 2**62:
            raise WireError("a range of too large numbers")
        self._count(len(value))  # whoever makes a list of it needs room for them
        return value

    def _read_slice(self, start, stop, step):
        if not all(type(edge) in (int, type(None)) for edge in (start, stop, step)):
            raise WireError("a slice of something else than integers")
        return slice(start, stop, step)

    def _read_ellipsis(self):
        return Ellipsis

    def _read_type(self, module, name):
        known = {"builtins": (bool, int, float, str, list, tuple, dict, set, complex, bytes)}
        numpy = (np.ndarray, *np.sctypeDict.values())
        for kind in (*known["builtins"], *numpy):
            if (kind.__module__, kind.__name__) == (module, name):
                return kind
        raise WireError(f"an unknown type {name!r}")

    def _read_dtype(self, text):
        return _dtype(text)

    def _read_scalar(self, dtype, number):
        return self._array(dtype, [], number)[()]

    def _read_array(self, dtype, shape, number):
        array = self._array(dtype, shape, number)
        self._slot(array)
        return array

    def _array(self, dtype, shape, number):
        contents, dtype = self._buffers[_index(number)], _dtype(dtype)
        if len(contents) != _size(shape) * dtype.itemsize:
            raise WireError("an array whose bytes do not fit its shape")
        array = np.frombuffer(contents, dtype).reshape(shape)
        # A byte of 2 is no truth value.
        return np.asarray(array != 0) if dtype.kind == "b" else array.copy()

    def _read_generator(self, name, state):
        if name not in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"):
            raise WireError(f"an unknown random generator {name!r}")
        generator = np.random.Generator(getattr(np.random, name)())
        self._slot(generator)
        generator.bit_generator.state = _checked(name, self._decode(state, 1))
        return generator

    def _read_torch_generator(self, state):
        import torch

        generator = torch.Generator()
        self._slot(generator)
        generator.set_state(self._decode(state, 1))
        return generator

    def _read_torch_dtype(self, name):
        import torch

        return getattr(torch, TORCH_TYPES[TORCH_TYPES.index(name)])

    def _read_tensor(self, dtype, shape, number, requires_grad):
        import torch

        contents, dtype = self._buffers[_index(number)], self._read_torch_dtype(dtype)
        if len(contents) != _size(shape) * dtype.itemsize:
            raise WireError("a tensor whose bytes do not fit its shape")
        if contents:
            tensor = torch.frombuffer(bytearray(contents), dtype=dtype).reshape(shape)
        else:
            tensor = torch.empty(shape, dtype=dtype)
        if requires_grad is True:
            tensor.requires_grad_()
        self._slot(tensor)
        return tensor


def _dtype(text) -> np.dtype:
    dtype = np.dtype(text) if type(text) is str and len(text) < 16 else None
    if dtype is None or dtype.kind not in NUMPY_KINDS or dtype.itemsize == 0:
        raise WireError("an array of something else than numbers or text")
    return dtype


def _size(shape) -> int:
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise WireError("an array without a shape")
    size = 1
    for length in shape:
        if type(length) is not int or not 0 <= length <= 2**40:
            raise WireError("an array with a shape of something else than lengths")
        size *= length
    if size == 0 and math.prod(length for length in shape if length) > MAX_EMPTY:
        raise WireError("an array of too many empty rows")
    return size


def _checked(name: str, state: dict) -> dict:
    """A state of a random generator; NumPy trusts its place in a buffer, and reads from there."""
    place, most = {
        "MT19937": (state["state"].get("pos", 0), 624),
        "Philox": (state.get("buffer_pos", 0), 4),
    }.get(name, (0, 0))
    if type(place) is not int or not 0 <= place <= most:
        raise WireError("a random generator whose place is nowhere")
    return state


def _index(number) -> int:
    if type(number) is not int or number < 0:
        raise WireError("a buffer without a number")
    return number


def _without_surrogates(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
