"""Byte-pair encoding: tokens learnt from text, between characters and words.

`model` is what to use, `reference` what to read: the same merges and tokens in a few plain lines.
"""

from sequtils.text.bpe.model import BPE
from sequtils.text.bpe.reference import trace

__all__ = ["BPE", "trace"]
