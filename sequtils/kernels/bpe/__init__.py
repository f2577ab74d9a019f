"""Byte-pair encoding, compiled: cutting text into pieces, counting them, learning, merging.

What these compute is defined by `sequtils.text.pretokenize` and `sequtils.text.bpe.reference`.
"""
