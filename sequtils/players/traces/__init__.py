"""What the players show, computed by the models: lists, dictionaries, strings and numbers.

The traces of `players.bpe`, `players.backoff` and `players.window` are made beside their models:
`sequtils.text.bpe.trace`, `sequtils.text.ngrams.NGramModel.explain`,
`sequtils.static.counts.trace`.
"""

from sequtils.players.traces.huffman_trace import huffman
from sequtils.players.traces.transport_trace import transport
from sequtils.players.traces.update_trace import update
from sequtils.players.traces.walk_trace import walk

__all__ = ["huffman", "transport", "update", "walk"]
