"""The player of updates of skip-gram with negative sampling."""

from __future__ import annotations

from collections.abc import Mapping

from sequtils.players.player import STEPS, Player, require_keys, short
from sequtils.plots import Table

_MAKER = "sequtils.players.traces.update"
_STEP = ("center", "before", "after", "loss", "loss_after", "rows")
_ROW = ("word", "label", "score", "error", "score_after", "before", "after")


def update(trace: Mapping) -> Player:
    """Show what moves where in updates of skip-gram with negative sampling.

    Args:
        trace: From `sequtils.players.traces.update`.

    Returns:
        The player; every update takes two steps, the question and the move.

    Raises:
        ValueError: If the trace is none.

    References:
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> import numpy as np
        >>> from sequtils.players import traces
        >>> from sequtils.static import WordVectors
        >>> words, C = ["king", "crown", "plough"], np.array([[0.0, 0], [0, 1], [1, 0]])
        >>> vectors = WordVectors(words, np.eye(3)[:, :2], context=C)
        >>> update(traces.update(vectors, [("king", "crown", ["plough"])], learning_rate=1))
        What an update moves
        update  centre  word    label  score  σ(score)  error  score after  loss
        1       king    crown   1      0      0.5       -0.5   0.634        2.01 → 1.16
                        plough  0      1      0.731     0.731  0.0723
    """
    require_keys("trace", trace, ("learning_rate", "steps"), _MAKER)
    for step in trace["steps"]:
        require_keys("trace", step, _STEP, _MAKER)
        for row in step["rows"]:
            require_keys("trace", row, _ROW, _MAKER)
    if not trace["steps"]:
        raise ValueError("trace must hold at least one update, got none.")
    title = "What an update moves"
    rows = [row for number, step in enumerate(trace["steps"], 1) for row in _rows(number, step)]
    header = ["update", "centre", "word", "label", "score", "σ(score)", "error", "score after"]
    table = Table([*header, "loss"], rows)
    files = (*STEPS, "labels.js", "update.css", "update.js")
    return Player("update-player", title, dict(trace), {title: table}, files)


def _rows(number: int, step: Mapping) -> list[list]:
    rows = []
    for row in step["rows"]:
        numbers = [row["score"], row["error"] + row["label"], row["error"], row["score_after"]]
        first = [number, step["center"]] if not rows else ["", ""]
        loss = "" if rows else f"{short(step['loss'])} → {short(step['loss_after'])}"
        rows.append([*first, row["word"], row["label"], *map(short, numbers), loss])
    return rows
