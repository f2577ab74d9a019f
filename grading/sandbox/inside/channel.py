"""Whole messages over a pair of pipes, with a deadline on the trusted side only."""

from __future__ import annotations

import os
from typing import Any

from . import wire


class Closed(EOFError):
    """The other side is gone."""


class Channel:
    """Reads messages from one pipe and writes them to another; waits as long as it takes.

    Args:
        read: Descriptor to read from.
        write: Descriptor to write to.
    """

    def __init__(self, read: int, write: int):
        self._read, self._write = read, write

    def send(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        """Write one message.

        Raises:
            WireError: If it is too large; nothing was written then.
        """
        left = memoryview(wire.pack(message, buffers))
        while left:
            left = left[os.write(self._write, left) :]

    def receive(self) -> tuple[dict[str, Any], list[bytes]]:
        """Read one message.

        Raises:
            Closed: If the other side is gone.
        """
        text, contents = wire.sizes(self._exactly(wire.HEADER.size))
        return wire.unpack(self._exactly(text), self._exactly(contents))

    def _exactly(self, count: int) -> bytes:
        parts = []
        while count:
            part = os.read(self._read, min(count, 1 << 20))
            if not part:
                raise Closed
            parts.append(part)
            count -= len(part)
        return b"".join(parts)
