"""Messages to bytes, and back."""

from __future__ import annotations

import itertools
import json
from itertools import accumulate
from typing import Any

from .limits import HEADER, MAX_BUFFERS, MAX_JSON, WireError


def pack(message: dict[str, Any], buffers: list[bytes]) -> bytes:
    """The bytes of a message.

    Raises:
        WireError: If it is larger than the other side would take.
    """
    lengths = [len(buffer) for buffer in buffers]
    text = json.dumps({**message, "buffers": lengths}).encode()
    if len(text) > MAX_JSON or sum(lengths) > MAX_BUFFERS:
        raise WireError(f"a value is too large: {(len(text) + sum(lengths)) / 1e6:.0f} MB")
    return b"".join([HEADER.pack(len(text), sum(lengths)), text, *buffers])


def sizes(header: bytes) -> tuple[int, int]:
    """How many bytes of JSON and of buffers follow a header.

    Raises:
        WireError: If they are more than a message may have.
    """
    text, contents = HEADER.unpack(header)
    if text > MAX_JSON or contents > MAX_BUFFERS:
        raise WireError("a message that is too large")
    return text, contents


def unpack(text: bytes, contents: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """A message and its buffers.

    Raises:
        WireError: If the bytes are none.
    """
    try:
        message = json.loads(text)
        lengths = message.pop("buffers")
        if any(type(length) is not int or length < 0 for length in lengths):
            raise WireError("a buffer of no length")
        ends = list(accumulate(lengths, initial=0))
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"a message that is no JSON ({type(error).__name__})") from error
    if ends[-1] != len(contents):
        raise WireError("buffers that do not add up")
    return message, [contents[a:b] for a, b in itertools.pairwise(ends)]
