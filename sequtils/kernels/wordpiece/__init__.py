"""WordPiece, compiled: cutting text into words, learning, matching the longest tokens.

What these compute is defined by `sequtils.text.wordpiece.words` and `.reference`.
"""
