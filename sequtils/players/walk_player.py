"""The player of node2vec's walks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sequtils.kernels.walks.reference import transition_probabilities
from sequtils.players.player import STEPS, Player, require_keys, short
from sequtils.plots import Table

_MAKER = "sequtils.players.traces.walk"
_KEYS = ("nodes", "indptr", "indices", "weights", "start", "p", "q", "draws", "walk")


def walk(trace: Mapping) -> Player:
    """Show a walk over a graph whose p and q the reader sets.

    Args:
        trace: From `sequtils.players.traces.walk`.

    Returns:
        The player; it has one step for each edge of the walk.

    Raises:
        ValueError: If the trace is none.

    References:
        Grover & Leskovec, 2016, node2vec: Scalable Feature Learning for Networks, arXiv:1607.00653.

    Example:
        >>> import networkx as nx
        >>> from sequtils.players import traces
        >>> path = nx.path_graph(["a", "b", "c"])
        >>> walk(traces.walk(path, "a", q=0.5, length=4, seed=3))
        A walk with p = 1 and q = 0.5
        step  at  may go on to
        0     a   b 1
        1     b   a 0.333, c 0.667
        2     a   b 1
        3     b   a 0.333, c 0.667
    """
    require_keys("trace", trace, _KEYS, _MAKER)
    if not trace["draws"] or not trace["walk"]:
        raise ValueError("trace must hold a walk and the numbers it was drawn with, got none.")
    rows = [_row(trace, step) for step in range(len(trace["walk"]))]
    heading = f"A walk with p = {short(trace['p'])} and q = {short(trace['q'])}"
    table = Table(["step", "at", "may go on to"], rows)
    files = (*STEPS, "labels.js", "walk.css", "walk.js")
    return Player("walk-player", "A walk with p and q", dict(trace), {heading: table}, files)


def _row(trace: Mapping, step: int) -> list:
    names = [node["name"] for node in trace["nodes"]]
    at, previous = trace["walk"][step], trace["walk"][step - 1] if step else None
    edges = (np.array(trace[part]) for part in ("indptr", "indices", "weights"))
    chances = transition_probabilities(*edges, trace["p"], trace["q"], previous, at)
    onward = [f"{names[i]} {short(chances[i])}" for i in np.flatnonzero(chances)]
    return [step, names[at], ", ".join(onward)]
