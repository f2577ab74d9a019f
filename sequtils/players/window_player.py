"""The player of the co-occurrence window."""

from __future__ import annotations

from collections.abc import Mapping

from sequtils.players.player import STEPS, Player, require_keys, short
from sequtils.plots import Table

_MAKER = "sequtils.static.counts.trace"


def window(trace: Mapping) -> Player:
    """Show how a window slides over a sentence and fills the matrix of co-occurrence.

    Args:
        trace: From `sequtils.static.counts.trace`.

    Returns:
        The player; it has one step for each position of the sentence.

    Raises:
        ValueError: If the trace is none.

    Example:
        >>> from sequtils.static.counts import trace
        >>> window(trace(["a", "rose", "is"], window=1))
        The window at every position
        step  middle  neighbours
        1     a       rose 1
        2     rose    a 1, is 1
        3     is      rose 1
        The matrix in the end
              a  is  rose
        a     0  0   1
        is    0  0   1
        rose  1  1   0
    """
    require_keys("trace", trace, ("sentence", "words", "steps"), _MAKER)
    for step in trace["steps"]:
        require_keys("trace", step, ("position", "word", "row", "neighbours", "matrix"), _MAKER)
    if not trace["steps"]:
        raise ValueError("trace must hold at least one position, got none.")
    tables = {
        "The window at every position": _positions(trace),
        "The matrix in the end": _matrix(trace),
    }
    title = "A window slides over a sentence"
    return Player(
        "window-player",
        title,
        dict(trace),
        tables,
        (*STEPS, "sentence.css", "window.css", "window.js"),
    )


def _positions(trace: Mapping) -> Table:
    rows = [
        [
            number,
            step["word"],
            ", ".join(f"{near['word']} {short(near['weight'])}" for near in step["neighbours"]),
        ]
        for number, step in enumerate(trace["steps"], start=1)
    ]
    return Table(["step", "middle", "neighbours"], rows)


def _matrix(trace: Mapping) -> Table:
    words, last = trace["words"], trace["steps"][-1]["matrix"]
    rows = [[word, *map(short, values)] for word, values in zip(words, last, strict=True)]
    return Table(["", *words], rows)
