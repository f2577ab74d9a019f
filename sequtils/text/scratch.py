"""Whole numbers that are too many for memory, in a file that nobody else sees."""

from __future__ import annotations

import os
import tempfile

import numpy as np


class Scratch:
    """An int32 array that only grows and lies in a temporary file.

    A slice is read when it is asked for, and is an array of its own; `np.asarray` reads all. The
    file has no name, lies where `tempfile` puts it, and is gone with the object.

    Example:
        >>> numbers = Scratch()
        >>> numbers.append(np.array([3, 1, 4], np.int32))
        >>> len(numbers), numbers[1:].tolist()
        (3, [1, 4])
    """

    dtype = np.dtype(np.int32)

    def __init__(self):
        # It lives as long as the object, not as long as a block.
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        self._size = 0

    def append(self, numbers: np.ndarray) -> None:
        """Write numbers behind the last, int32 [n]."""
        rest = memoryview(np.ascontiguousarray(numbers, self.dtype)).cast("B")
        while len(rest):
            rest = rest[self._file.write(rest) :]
        self._size += len(numbers)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> np.ndarray:
        """Read numbers that stand side by side; safe to call from several threads."""
        start, stop, step = part.indices(self._size)
        if step != 1:
            raise ValueError(f"part must be a slice with step 1, not {step}.")
        numbers = np.empty(max(0, stop - start), self.dtype)
        rest, at = memoryview(numbers).cast("B"), start * self.dtype.itemsize
        while len(rest):
            read = os.preadv(self._file.fileno(), [rest], at)
            rest, at = rest[read:], at + read
        return numbers

    def __array__(self, dtype=None, copy=None) -> np.ndarray:
        return self[:] if dtype is None else self[:].astype(dtype)
