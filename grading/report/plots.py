"""The plots of a class report: SVG that takes its colours from the page around it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from grading.report.statistics import Item, Totals

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Colours that stand for variables of the style sheet; `_svg` puts these in their place.
INK, LINE, MAIN, SOFT, PART, BAD = "#010101", "#020202", "#030303", "#040404", "#050505", "#060606"
VARIABLES = {
    INK: "var(--ink)",
    LINE: "var(--line)",
    MAIN: "var(--main)",
    SOFT: "var(--soft)",
    PART: "var(--part)",
    BAD: "var(--bad)",
}
SETTINGS = {
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.constrained_layout.use": True,
    "font.size": 10,
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "svg.fonttype": "none",  # text stays text, so it can be read aloud, searched and copied
    "text.color": INK,
    "xtick.color": LINE,
    "xtick.labelcolor": INK,
    "ytick.color": LINE,
    "ytick.labelcolor": INK,
}
SHARES = {"full": MAIN, "some": PART, "none": BAD, "blank": LINE}
WORDS = {"full": "all points", "some": "some", "none": "none", "blank": "no answer"}


def histogram(totals: Totals, most: int = 20) -> Markup:
    """How many submissions reached how many points, in at most so many bars of equal width."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    bars = min(most, max(round(totals.maximum), 1))
    with mpl.rc_context(SETTINGS | {"svg.hashsalt": "totals"}):
        figure = Figure(figsize=(8, 2.8))
        axes = figure.add_subplot()
        top = max(totals.maximum, *totals.values, 1.0)
        axes.hist(totals.values, bins=bars, range=(0, top), color=MAIN, rwidth=0.9)
        if totals.median is not None:
            axes.axvline(totals.median, color=PART, linestyle="--", linewidth=1.5)
        axes.set(xlabel="points", ylabel="submissions", xlim=(0, top))
        for axis in (axes.xaxis, axes.yaxis):
            axis.get_major_locator().set_params(integer=True)
        return _svg(figure, "totals", "How many submissions reached how many points")


def shares(items: Sequence[Item]) -> Markup:
    """For each question, which share of the class has all points, some, none, or no answer."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows = [item for item in items if item.graded]
    with mpl.rc_context(SETTINGS | {"svg.hashsalt": "shares"}):
        figure = Figure(figsize=(8, 0.8 + 0.36 * max(len(rows), 1)))
        axes = figure.add_subplot()
        left = [0.0] * len(rows)
        for kind, colour in SHARES.items():
            width = [100 * getattr(item, kind) / item.graded for item in rows]
            axes.barh(range(len(rows)), width, 0.7, left=left, color=colour, label=WORDS[kind])
            left = [start + more for start, more in zip(left, width, strict=True)]
        axes.set_yticks(range(len(rows)), [item.question for item in rows])
        axes.invert_yaxis()
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set(xlim=(0, 100), xlabel="% of the class")
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=4)
        return _svg(
            figure, "shares", "Share of the class with all points, some, none, or no answer"
        )


def _svg(figure: Figure, name: str, description: str) -> Markup:
    """An SVG element without a date, the same for the same numbers.

    Matplotlib calls the parts of every figure the same; with `name` in front, no figure of a page
    refers to a part of another.
    """
    written = io.StringIO()
    figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    text = written.getvalue()
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\1{name}-", text[text.index("<svg") :])
    for colour, variable in VARIABLES.items():
        text = text.replace(colour, variable)
    label = f'<svg role="img" aria-label="{escape(description)}"'
    return Markup(text.replace("<svg", label, 1))
