"""Values as bytes, and back: plain data only, and nothing is ever unpickled.

A message is a header (two lengths), JSON, and the bytes of arrays behind it. In the JSON a number,
a string, True, False and None stand for themselves; all else is a list that starts with a tag:

    ["list", 1, 2]   ["dict", key, value, …]   ["array", dtype, shape, buffer]   ["handle", 7, …]

What is none of these crosses as a handle: a number by which the other side may ask for it again.
Whoever decodes trusts nothing: a wrong tag, length, depth or type is a `WireError`.

Arrays, tensors, lists, dictionaries, sets and random generators that are passed to a function can
be changed by it. They are numbered in the order in which they are written (`Encoder.slots`), so
that the changed ones can be sent back by number and put into the caller's objects (`update`).
"""

from .decode import Decoder
from .encode import Encoder
from .limits import HEADER, MAX_BUFFERS, MAX_JSON, TORCH_TYPES, WireError
from .message import pack, sizes, unpack
from .mutable import changes, snapshot, update

__all__ = [
    "HEADER",
    "MAX_BUFFERS",
    "MAX_JSON",
    "TORCH_TYPES",
    "Decoder",
    "Encoder",
    "WireError",
    "changes",
    "pack",
    "sizes",
    "snapshot",
    "unpack",
    "update",
]
