"""What both directions agree on: kinds of values, and how much may cross."""

from __future__ import annotations

import struct
import sys

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


class WireError(ValueError):
    """Bytes that are no message, or a value that cannot cross."""


def is_torch(value) -> bool:
    """Whether a value is torch's, without importing torch."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor | torch.Generator | torch.dtype)
