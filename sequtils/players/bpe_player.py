"""The player of byte-pair merges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sequtils.players.player import STEPS, Player, require_keys
from sequtils.plots import Table

if TYPE_CHECKING:
    from sequtils.text.bpe import BPE

_MAKER = "sequtils.text.bpe.trace"


def bpe(trace: Sequence[Mapping], tokenizer: BPE | None = None, text: str | None = None) -> Player:
    """Show how byte-pair encoding learns its merges, and encode what the reader types.

    Args:
        trace: From `sequtils.text.bpe.trace`; one merge or more.
        tokenizer: Encodes the reader's text. Without one, the merges up to the step that is shown
            do, over the characters of the trace and the space.
        text: What stands in the reader's field at first; by default some words of the trace.

    Returns:
        The player; it has one step a merge, and before the first the words in characters.

    Raises:
        ValueError: If the trace is empty or none, or `tokenizer` has no list of merges.

    References:
        Sennrich, Haddow & Birch, 2016, Neural Machine Translation of Rare Words with Subword
        Units, arXiv:1508.07909.

    Example:
        >>> from sequtils.text.bpe import trace
        >>> bpe(trace({"aab": 2, "ab": 1}, 1))
        Byte-pair merges
        step  merge  count  words after it
        1     a + b  3      a·ab × 2, ab × 1
    """
    if not trace:
        raise ValueError("trace must hold at least one merge, got none.")
    for step in trace:
        require_keys("trace", step, ("pairs", "chosen", "words"), _MAKER)
    words = ["".join(tokens) for tokens, _ in trace[0]["words"]]
    data = {
        "steps": list(trace),
        "tokenizer": None if tokenizer is None else _encoder(tokenizer),
        "text": " ".join(words[:3]) if text is None else text,
    }
    title = "Byte-pair merges"
    return Player(
        "bpe-player",
        title,
        data,
        {title: _table(trace)},
        (*STEPS, "bpe.css", "bpe_encoder.js", "bpe.js"),
    )


def _encoder(tokenizer: BPE) -> dict:
    """What the page needs to encode as the tokeniser does."""
    if tokenizer.merges is None:
        raise ValueError(
            "tokenizer must have a list of merges, got one that merges by ranks; train it or "
            "give it merges."
        )
    units = [] if tokenizer.level == "bytes" else [t for t in tokenizer.tokens if len(t) == 1]
    return {
        "merges": [list(pair) for pair in tokenizer.merges],
        "units": units,
        "level": tokenizer.level,
        "pattern": tokenizer.pattern,
    }


def _table(trace: Sequence[Mapping]) -> Table:
    rows = [
        [
            number,
            " + ".join(step["chosen"]),
            step["pairs"][0][2],
            ", ".join(f"{'·'.join(tokens)} × {count}" for tokens, count in step["words"]),
        ]
        for number, step in enumerate(trace, start=1)
    ]
    return Table(["step", "merge", "count", "words after it"], rows)
