"""What the players show, computed by the models: lists, dictionaries, strings and numbers.

The traces of `players.bpe`, `players.backoff` and `players.window` are made beside their models:
`sequtils.text.bpe.trace`, `sequtils.text.ngrams.NGramModel.explain`,
`sequtils.static.counts.trace`.
"""

from sequtils.players.traces.huffman import huffman
from sequtils.players.traces.update import update

__all__ = ["huffman", "update"]
