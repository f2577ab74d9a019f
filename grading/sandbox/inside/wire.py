"""Values as bytes, and back: plain data only, and nothing is ever unpickled.

A message is a header (two lengths), JSON, and the bytes of arrays behind it. In the JSON a number,
a string, True, False and None stand for themselves; all else is a list that starts with a tag:

    ["list", 1, 2]   ["dict", key, value, …]   ["array", dtype, shape, buffer]   ["handle", 7, …]

What is none of these crosses as a handle: a number by which the other side may ask for it again.
Whoever decodes trusts nothing: a wrong tag, length, depth or type is a `WireError`.

Arrays, tensors, lists, dictionaries, sets and random generators that are passed to a function can
be changed by it. They are numbered in the order in which they are written (`Encoder.slots`), so
that the changed ones can be sent back by number and put into the caller's objects (`update`).
"""

from __future__ import annotations

import itertools
import json
import math
import struct
import sys
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import numpy as np

HEADER = struct.Struct("<II")  # bytes of JSON, bytes of all buffers
MAX_JSON = 32_000_000
MAX_BUFFERS = 128_000_000
MAX_DEPTH = 60
MAX_DIMENSIONS = 16
MAX_ITEMS = 5_000_000  # of a value, each counted as often as the value shows it
MAX_EMPTY = 1_000_000  # rows of an array that has no entries
SCALARS = (bool, int, float, str, type(None))
NUMPY_KINDS = "biufcSU"
TORCH_TYPES = (
    "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64 complex128"
).split()
MUTABLE = (list, dict, set, bytearray, np.ndarray, np.random.Generator)


class WireError(ValueError):
    """Bytes that are no message, or a value that cannot cross."""


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
        if isinstance(value, MUTABLE) or _is_torch(value):
            self._numbers[id(value)] = len(self.slots)
            self.slots.append(value)
        if isinstance(value, np.generic | np.ndarray | np.random.Generator | np.dtype):
            return self._numpy(value)
        if _is_torch(value):
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


def pack(message: dict[str, Any], buffers: list[bytes]) -> bytes:
    """The bytes of a message.

    Raises:
        WireError: If it is larger than the other side would take.
    """
    lengths = [len(buffer) for buffer in buffers]
    text = json.dumps({**message, "buffers": lengths}).encode()
    if len(text) > MAX_JSON or sum(lengths) > MAX_BUFFERS:
        raise WireError(f"a value is too large: {(len(text) + sum(lengths)) / 1e6:.0f} MB")
    return b"".join([HEADER.pack(len(text), sum(lengths)), text, *buffers])


def sizes(header: bytes) -> tuple[int, int]:
    """How many bytes of JSON and of buffers follow a header.

    Raises:
        WireError: If they are more than a message may have.
    """
    text, contents = HEADER.unpack(header)
    if text > MAX_JSON or contents > MAX_BUFFERS:
        raise WireError("a message that is too large")
    return text, contents


def unpack(text: bytes, contents: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """A message and its buffers.

    Raises:
        WireError: If the bytes are none.
    """
    try:
        message = json.loads(text)
        lengths = message.pop("buffers")
        if any(type(length) is not int or length < 0 for length in lengths):
            raise WireError("a buffer of no length")
        ends = list(accumulate(lengths, initial=0))
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"a message that is no JSON ({type(error).__name__})") from error
    if ends[-1] != len(contents):
        raise WireError("buffers that do not add up")
    return message, [contents[a:b] for a, b in itertools.pairwise(ends)]


def _is_torch(value) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor | torch.Generator | torch.dtype)


def _plain_state(state):
    if isinstance(state, dict):
        return {key: _plain_state(value) for key, value in state.items()}
    return state


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
