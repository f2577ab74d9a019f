"""Tables: in a notebook and in a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sequtils.static.vectors import WordVectors


@dataclass(frozen=True)
class Table:
    """Rows of text under a header; a table in a notebook, aligned columns in a terminal.

    Example:
        >>> Table(["word", "count"], [["king", 3], ["queen", 12]])
        word   count
        king   3
        queen  12
    """

    header: Sequence[str]
    rows: Sequence[Sequence[object]]

    def __repr__(self) -> str:
        lines = [[str(cell) for cell in row] for row in (self.header, *self.rows)]
        width = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(w) for cell, w in zip(line, width, strict=True)).rstrip()
            for line in lines
        )

    def _repr_html_(self) -> str:
        def row(cells: Sequence[object], tag: str) -> str:
            return (
                "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"
            )

        body = "".join(row(cells, "td") for cells in self.rows)
        return f"<table><thead>{row(self.header, 'th')}</thead><tbody>{body}</tbody></table>"


def benchmark_table(path: str | PathLike) -> Table:
    """A committed benchmark result, a row a measurement.

    Args:
        path: A file of `benchmarks/results/`.

    Returns:
        A table with our value, the peer's, and the ratio with its extremes; above 1 we are ahead.
    """
    rows = json.loads(Path(path).read_text(encoding="utf-8"))["rows"]
    return Table(
        ["what", "unit", "ours", "peer", "ratio", "lowest to highest"],
        [
            [
                row["what"],
                row["unit"],
                _figures(row["ours"]),
                f"{_figures(row['peer_value'])} ({row['peer']})",
                f"{row['ratio']:.2f}",
                f"{row['low']:.2f} to {row['high']:.2f}",
            ]
            for row in rows
        ],
    )


def _figures(value: float) -> str:
    """A value to three figures, or to the unit if that is more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def neighbour_table(vectors: WordVectors, words: Sequence[str], n: int = 5) -> Table:
    """The nearest neighbours of some words, side by side.

    Args:
        vectors: Where to look.
        words: One row each.
        n: Neighbours per word.

    Returns:
        A table with a word and its n neighbours a row.

    Raises:
        UnknownWordError: If a word has no vector.
    """
    rows = [[word, ", ".join(near for near, _ in vectors.nearest(word, n))] for word in words]
    return Table(["word", f"{n} nearest neighbours"], rows)
