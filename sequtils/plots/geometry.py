"""What vectors do in many dimensions: offsets of analogies, and hubs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sequtils.plots.style import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sequtils.static.vectors import WordVectors


def analogy_parallelogram(
    vectors: WordVectors, a: str, b: str, c: str, d: str, ax: Axes | None = None
) -> Axes:
    """Draw "a is to b as c is to d" in the plane of a, b and c.

    The plane holds the offset b − a exactly, at a and again at c, where it ends at b − a + c. The
    word d lies somewhere else, and mostly outside the plane: the title says how far.

    Args:
        vectors: Where the words' vectors come from; scaled to length 1, as 3CosAdd does.
        a, b, c, d: Four different words.
        ax: Axes to draw on; a new figure by default.

    Returns:
        The axes, one unit as long in both directions.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If a, b and c lie on one line.
    """
    import matplotlib.pyplot as plt

    unit = {word: vectors.unit[vectors.id(word)] for word in (a, b, c, d)}
    first, second = unit[b] - unit[a], unit[c] - unit[a]
    axes, shape = np.linalg.qr(np.stack([first, second], axis=1))  # [D, 2], [2, 2]
    if np.abs(np.diag(shape)).min() < 1e-6:
        raise ValueError(f"a, b and c must not lie on one line, but {a!r}, {b!r} and {c!r} do.")
    axes = axes * np.sign(np.diag(shape))  # b to the right of a, c above
    place = {word: (vector - unit[a]) @ axes for word, vector in unit.items()}
    end = place[b] + place[c]
    outside = np.linalg.norm(unit[d] - unit[a] - axes @ place[d])
    ax = ax or plt.subplots()[1]
    for start, stop in ((place[a], place[b]), (place[c], end)):
        ax.annotate("", stop, start, arrowprops={"arrowstyle": "->", "color": COLOURS[0], "lw": 2})
    for start, stop in ((place[a], place[c]), (place[b], end), (end, place[d])):
        ax.plot(*zip(start, stop, strict=True), "--", color="#999999", lw=1, zorder=1)
    points = {**place, f"{b} − {a} + {c}": end}
    shade = [COLOURS[0]] * 3 + [COLOURS[1], "#999999"]
    ax.scatter(*np.array(list(points.values())).T, c=shade, s=28, zorder=2)
    for word, point in points.items():
        left = point is end  # at the right edge
        ax.annotate(
            word,
            point,
            xytext=(-4, 14) if left else (4, 4),
            textcoords="offset points",
            ha="right" if left else "left",
        )
    ax.margins(0.2)
    ax.set_aspect("equal", adjustable="datalim")
    ax.set(
        title=f"{a} : {b} :: {c} : {d}; {d} lies {outside:.2f} outside the plane",
        xlabel=f"along {b} − {a}",
        ylabel=f"across it, towards {c}",
    )
    return ax


def hubness(vectors: WordVectors, k: int = 10, named: int = 5, ax: Axes | None = None) -> Axes:
    """Draw how many words have how many others as their neighbours, and name the hubs.

    Args:
        vectors: The vectors.
        k: As in `sequtils.static.evaluate.k_occurrences`.
        named: How many of the largest hubs to name.
        ax: Axes to draw on; a new figure by default.

    Returns:
        The axes; the title tells the skewness of the counts, 0 if there were no hubs.

    Raises:
        ValueError: If k is out of range.

    References:
        Radovanović, Nanopoulos & Ivanović, 2010, Hubs in Space: Popular Nearest Neighbors in
        High-Dimensional Data, JMLR 11.
    """
    import matplotlib.pyplot as plt
    from scipy.stats import skew

    from sequtils.static.evaluate import k_occurrences

    counts = k_occurrences(vectors, k)
    ax = ax or plt.subplots()[1]
    width = int(counts.max()) // 40 + 1  # whole numbers: no bar covers more of them than another
    heights, *_ = ax.hist(counts, np.arange(0, counts.max() + 2 * width, width), color=COLOURS[0])
    lean = float(skew(counts)) if np.ptp(counts) else 0.0
    hubs = np.argsort(-counts, kind="stable")[:named]
    names = "\n".join(f"{vectors.words[i]}, {counts[i]} times" for i in hubs)
    ax.text(0.98, 0.85, names, transform=ax.transAxes, ha="right", va="top")
    ax.axvline(k, color=COLOURS[1], ls="--", label=f"mean, {k}")
    ax.set(
        title=f"Hubs among the {k} nearest neighbours, skewness {lean:.1f}",
        xlabel=f"times among the {k} nearest of another word",
        ylabel="words",
        yscale="log",
        ylim=(0.7, 2 * heights.max()),
    )
    ax.legend()
    return ax
