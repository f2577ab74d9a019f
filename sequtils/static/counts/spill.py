"""Sparse matrices that are built row by row and may be larger than memory."""

from __future__ import annotations

import tempfile

import numpy as np
from scipy.sparse import csr_array

MEMORY = 4 << 30  # bytes
_MOST = 2**31 - 1  # what an int32 can count


class RowStore:
    """Collects the rows of a sparse matrix: in memory up to a limit, beyond it in files.

    The files are temporary and have no name: they take no place once the matrix is gone, however
    the program ends. They lie where `tempfile.gettempdir()` says, which $TMPDIR decides.

    Args:
        columns: Number of columns.
        memory: Bytes of cells, 12 a cell, that may be held before all go to the files.

    Example:
        >>> store = RowStore(columns=3, memory=0)
        >>> store.append(np.array([2, 0]), np.array([0, 2], np.int32), np.array([1.0, 5.0]))
        >>> store.finish().toarray().tolist()
        [[1.0, 0.0, 5.0], [0.0, 0.0, 0.0]]
    """

    def __init__(self, columns: int, memory: int = MEMORY):
        self.columns = columns
        self.memory = memory
        self.cells = 0
        self._lengths: list[np.ndarray] = []
        self._held: list[tuple[np.ndarray, np.ndarray]] = []
        self._files = None

    def append(self, lengths: np.ndarray, indices: np.ndarray, data: np.ndarray) -> None:
        """Add rows below those that are there.

        Args:
            lengths: Cells in each new row, int [rows].
            indices: Columns of the cells, ascending in each row, int32 [cells].
            data: Their values, float64 [cells].

        Raises:
            ValueError: If the matrix would have 2³¹ cells or more.
        """
        if self.cells + len(indices) > _MOST:
            raise ValueError(
                f"matrix must have at most {_MOST:,} cells that are not zero, but would have more; "
                "use a larger min_count or a smaller window."
            )
        self.cells += len(indices)
        self._lengths.append(lengths)
        self._held.append((indices, data))
        if self._files is None and 12 * self.cells > self.memory:
            # Open as long as the store is: closing would delete them.
            self._files = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
        if self._files is not None:
            self._write()

    def finish(self) -> csr_array:
        """Return the matrix; one that went to the files stays there and is read when it is used.

        Returns:
            The rows in the order in which they came, float64.
        """
        indptr = np.concatenate([[0], np.cumsum(np.concatenate(self._lengths))])
        parts = self._gathered() if self._files is None else self._mapped()
        shape = (len(indptr) - 1, self.columns)
        matrix = csr_array((*parts, indptr.astype(np.int32)), shape=shape)
        matrix.has_canonical_format = True  # saves scipy a look at every cell
        return matrix

    def _write(self) -> None:
        for parts in self._held:
            for file, part in zip(self._files, parts, strict=True):
                part.tofile(file)
        self._held.clear()

    def _gathered(self) -> tuple[np.ndarray, np.ndarray]:
        """Join the parts, letting go of each one as it is copied: memory never holds all twice."""
        data, indices = np.empty(self.cells), np.empty(self.cells, np.int32)
        end = self.cells
        while self._held:
            part = self._held.pop()
            begin = end - len(part[0])
            indices[begin:end], data[begin:end] = part
            end = begin
        return data, indices

    def _mapped(self) -> tuple[np.ndarray, np.ndarray]:
        for file in self._files:
            file.flush()
        # Mode "c": what somebody writes into the matrix changes their memory, not the file.
        indices, data = (
            np.memmap(file, dtype, mode="c").view(np.ndarray)
            for file, dtype in zip(self._files, (np.int32, np.float64), strict=True)
        )
        return data, indices
