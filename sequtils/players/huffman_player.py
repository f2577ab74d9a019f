"""The player of hierarchical softmax in Huffman's tree."""

from __future__ import annotations

from collections.abc import Mapping

from sequtils.players.player import STEPS, Player, require_keys, short
from sequtils.plots import Table

_MAKER = "sequtils.players.traces.huffman"
_NODE = ("node", "score", "left", "children")
_WORD = ("word", "count", "code", "path", "factors", "probability")


def huffman(trace: Mapping) -> Player:
    """Show the way to a word in Huffman's tree, and its probability as a product.

    Args:
        trace: From `sequtils.players.traces.huffman`.

    Returns:
        The player; the reader chooses a word, and there is one step for each node on its path.

    Raises:
        ValueError: If the trace is none.

    References:
        Morin & Bengio, 2005, Hierarchical Probabilistic Neural Network Language Model.

    Example:
        >>> from sequtils.players import traces
        >>> huffman(traces.huffman({"the": 4, "cat": 2, "sat": 1}, scores=[0.5, -1]))
        The way to a word in Huffman's tree
        word  count  code  product        probability
        the   4      0     0.731          0.731
        cat   2      10    0.269 × 0.378  0.102
        sat   1      11    0.269 × 0.622  0.167
                           sum            1
    """
    require_keys("trace", trace, ("root", "nodes", "words"), _MAKER)
    for part, keys in (("nodes", _NODE), ("words", _WORD)):
        for entry in trace[part]:
            require_keys("trace", entry, keys, _MAKER)
    if len(trace["words"]) < 2:
        raise ValueError(f"trace must hold at least two words, got {len(trace['words'])}.")
    rows = [_row(word) for word in trace["words"]]
    total = short(sum(word["probability"] for word in trace["words"]))
    header = ["word", "count", "code", "product", "probability"]
    title = "The way to a word in Huffman's tree"
    table = Table(header, [*rows, ["", "", "", "sum", total]])
    files = (*STEPS, "huffman.css", "huffman.js")
    return Player("huffman-player", title, dict(trace), {title: table}, files)


def _row(word: Mapping) -> list:
    code = "".join(map(str, word["code"]))
    product = " × ".join(map(short, word["factors"]))
    return [word["word"], word["count"], code, product, short(word["probability"])]
