"""The player of the Word Mover's Distance."""

from __future__ import annotations

from collections.abc import Mapping

from sequtils.players.player import STEPS, Player, require_keys, short
from sequtils.plots import Table

_MAKER = "sequtils.players.traces.transport"


def transport(trace: Mapping) -> Player:
    """Show how the words of one sentence travel to those of another.

    Args:
        trace: From `sequtils.players.traces.transport`.

    Returns:
        The player; it has one step for each word of the first sentence.

    Raises:
        ValueError: If the trace is none.

    References:
        Kusner, Sun, Kolkin & Weinberger, 2015, From Word Embeddings To Document Distances, ICML.

    Example:
        >>> import numpy as np
        >>> from sequtils.players import traces
        >>> from sequtils.static import WordVectors
        >>> vectors = WordVectors(["cat", "dog", "sum"], np.array([[0.0], [1.0], [9.0]]))
        >>> transport(traces.transport(vectors, ["cat", "sum"], ["dog", "sum"]))
        One sentence travels to another
        from  to   mass × distance = cost
        cat   dog  0.5 × 1 = 0.5
        sum   sum  0.5 × 0 = 0
              sum  0.5
    """
    require_keys("trace", trace, ("distance", "bound", "source", "target", "flows"), _MAKER)
    for flow in trace["flows"]:
        require_keys("trace", flow, ("from", "to", "mass", "cost"), _MAKER)
    if not trace["flows"]:
        raise ValueError("trace must hold at least one flow, got none.")
    title = "One sentence travels to another"
    rows = [_row(trace, flow) for flow in trace["flows"]]
    header = ["from", "to", "mass × distance = cost"]
    table = Table(header, [*rows, ["", "sum", short(trace["distance"])]])
    files = (*STEPS, "transport.css", "transport.js")
    return Player("transport-player", title, dict(trace), {title: table}, files)


def _row(trace: Mapping, flow: Mapping) -> list[str]:
    mass, cost = flow["mass"], flow["cost"]
    ends = [trace["source"][flow["from"]]["word"], trace["target"][flow["to"]]["word"]]
    return [*ends, f"{short(mass)} × {short(cost)} = {short(mass * cost)}"]
