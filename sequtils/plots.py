"""Pictures of word vectors, in one style for the whole course."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sequtils.static.vectors import WordVectors

# Okabe & Ito's colours, told apart with every kind of colour vision; yellow is left out (too pale).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")


def use_style() -> None:
    """Set Matplotlib to the course's style: calm axes, safe colours, the same file every time."""
    import matplotlib as mpl

    mpl.rcParams.update(
        {
            "axes.grid": True,
            "axes.prop_cycle": mpl.cycler(color=COLOURS),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlesize": "medium",
            "figure.constrained_layout.use": True,
            "figure.dpi": 110,
            "figure.figsize": (6.4, 4.0),
            "font.size": 10,
            "grid.alpha": 0.25,
            "legend.frameon": False,
            "svg.hashsalt": "from counts to context",
        }
    )


def principal_components(vectors: np.ndarray, n: int = 2) -> np.ndarray:
    """Project points on the n directions in which they vary most.

    The sign of each component is free; it is chosen so that the point farthest out is positive.

    Args:
        vectors: N points, [N, D].
        n: Number of components, at most min(N, D).

    Returns:
        Coordinates, [N, n], centred at 0.

    Raises:
        ValueError: If n is above min(N, D).

    References:
        Pearson, 1901, On Lines and Planes of Closest Fit to Systems of Points in Space.

    Example:
        >>> points = np.array([[0.0, 1.0], [2.0, 1.0], [7.0, 1.0]])
        >>> principal_components(points, n=1).round(6).tolist()
        [[-3.0], [-1.0], [4.0]]
    """
    if n > min(vectors.shape):
        raise ValueError(
            f"n must be at most {min(vectors.shape)} for vectors of shape "
            f"{list(vectors.shape)}, not {n}."
        )
    centred = vectors - vectors.mean(axis=0)
    left, scale, _ = np.linalg.svd(centred, full_matrices=False)
    points = left[:, :n] * scale[:n]
    farthest = np.abs(points).argmax(axis=0)
    return points * np.where(points[farthest, range(n)] < 0, -1, 1)


def pca_scatter(
    vectors: WordVectors,
    words: Sequence[str],
    groups: Sequence[Sequence[str]] = (),
    pairs: Iterable[tuple[str, str]] = (),
    title: str = "Word vectors, first two principal components",
    ax: Axes | None = None,
) -> Axes:
    """Draw words at their first two principal components.

    Args:
        vectors: Where the words' vectors come from.
        words: Which words to draw; the components are computed from these alone.
        groups: Words of a group share a colour; words in no group get the next one.
        pairs: Pairs of these words, joined by a dashed line, which makes parallel offsets visible.
        title: Title of the picture.
        ax: Axes to draw on; a new figure by default.

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
    """
    import matplotlib.pyplot as plt

    points = principal_components(np.stack([vectors[word] for word in words]))
    place = dict(zip(words, points, strict=True))
    colour = {word: g for g, group in enumerate(groups) for word in group}
    ax = ax or plt.subplots()[1]
    for a, b in pairs:
        ax.plot(*zip(place[a], place[b], strict=True), "--", color="#999999", lw=1, zorder=1)
    shade = [COLOURS[colour.get(word, len(groups)) % len(COLOURS)] for word in words]
    ax.scatter(*points.T, c=shade, s=28, zorder=2)
    for word, point in place.items():
        ax.annotate(word, point, xytext=(4, 4), textcoords="offset points")
    ax.margins(0.12)
    ax.set(title=title, xlabel="first component", ylabel="second component")
    return ax


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
                f"{row['ours']:,.0f}",
                f"{row['peer_value']:,.0f} ({row['peer']})",
                f"{row['ratio']:.2f}",
                f"{row['low']:.2f} to {row['high']:.2f}",
            ]
            for row in rows
        ],
    )


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
