"""Players: an algorithm step by step, in a page that needs neither a kernel nor a network.

`sequtils` computes a trace, which is plain data, when a chapter is written, some of them in
`traces`; the player shows it in the chapter. Move with the buttons, the slider or the arrow keys.
Without JavaScript, and as text, a table says the same. The players work on the website, in
JupyterLab, in VS Code and in any HTML file.

Example:
    >>> from sequtils import players
    >>> from sequtils.text import bpe
    >>> players.bpe(bpe.trace({"low": 5, "lower": 2}, 2))
    Byte-pair merges
    step  merge   count  words after it
    1     l + o   7      lo·w × 5, lo·w·e·r × 2
    2     lo + w  7      low × 5, low·e·r × 2
"""

from sequtils.players import traces
from sequtils.players.backoff_player import backoff
from sequtils.players.bpe_player import bpe
from sequtils.players.explorer_player import explorer
from sequtils.players.huffman_player import huffman
from sequtils.players.player import Player
from sequtils.players.subwords_player import subwords
from sequtils.players.transport_player import transport
from sequtils.players.update_player import update
from sequtils.players.walk_player import walk
from sequtils.players.window_player import window

__all__ = [
    "Player",
    "backoff",
    "bpe",
    "explorer",
    "huffman",
    "subwords",
    "traces",
    "transport",
    "update",
    "walk",
    "window",
]
