"""WordPiece: tokens chosen by how much they say about each other, found by longest match.

`model` is what to use, `reference` what to read: the same tokens in a few plain lines.
"""

from sequtils.text.wordpiece.model import WordPiece

__all__ = ["WordPiece"]
