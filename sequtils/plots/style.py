"""One look for every picture of the course."""

from __future__ import annotations

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
