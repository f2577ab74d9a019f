"""One student's box, seen from the trusted side: messages, deadlines, what it printed, its end."""

from __future__ import annotations

import contextlib
import os
import select
import signal
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any

from grading.sandbox.bubble import SandboxError, Zygote
from grading.sandbox.inside import wire


@dataclass(frozen=True)
class Limits:
    """What one box may use.

    Attributes:
        seconds: CPU time of each of its processes.
        memory: Bytes of all its processes together, beyond what they share.
        processes: How many there may be at a time.
        file: Bytes of the largest file.
        files: Megabytes of all files in one of its folders.
    """

    seconds: int = 60
    memory: int = 2_000_000_000
    processes: int = 64
    file: int = 64_000_000
    files: int = 64


KEPT = 20_000  # bytes of output that are kept
MOST_OUTPUT = 20_000_000  # bytes of output after which a box is ended


class BoxEnded(Exception):
    """The box has ended; the message says why, in words for its student."""


class Box:
    """A fresh process for one student's code.

    Args:
        zygote: Makes it.
        limits: What it may use.

    Raises:
        SandboxError: If it could not be made.
    """

    def __init__(self, zygote: Zygote, limits: Limits = Limits()):
        self._zygote = zygote
        (self._replies, their_write), (their_read, self._requests) = os.pipe(), os.pipe()
        self._printed, their_output = os.pipe()
        theirs = [their_read, their_write, their_output]
        try:
            self._connection = zygote.request(asdict(limits), theirs)
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        for descriptor in (self._replies, self._printed, self._requests):
            os.set_blocking(descriptor, False)
        self._poll = select.poll()
        self._poll.register(self._replies, select.POLLIN)
        self._poll.register(self._printed, select.POLLIN)
        self._output, self._cut, self._total, self._ended = bytearray(), 0, 0, ""

    @property
    def ended(self) -> str:
        """Why the box has ended, or ""."""
        return self._ended

    def send(self, message: dict[str, Any], buffers: list[bytes], until: float) -> None:
        """Write a message.

        Raises:
            BoxEnded: If the box has ended, or does not read by the time `until`.
        """
        left = memoryview(wire.pack(message, buffers))
        with self._ending_if_unfinished():
            while left:
                try:
                    left = left[os.write(self._requests, left) :]
                except BlockingIOError:
                    self._wait(until, self._requests)
                except OSError:
                    raise self._closed() from None

    def receive(self, until: float) -> tuple[dict[str, Any], list[bytes]]:
        """Read a message.

        Raises:
            BoxEnded: If the box has ended, is late, or sends what is no message.
        """
        with self._ending_if_unfinished():
            try:
                text, contents = wire.sizes(self._exactly(wire.HEADER.size, until))
                message, buffers = wire.unpack(
                    self._exactly(text, until), self._exactly(contents, until)
                )
                if type(message) is not dict:
                    raise wire.WireError("a message without fields")
                return message, buffers
            except wire.WireError as error:
                raise self._end(f"The answer's process sent {error}.") from None

    def late(self) -> BoxEnded:
        """End the box because it takes too long; returns the exception that says so."""
        return self._end("Stopped, because it took too long. Does a loop never end?")

    def printed(self) -> str:
        """What was printed since the last call; at most KEPT bytes of it."""
        with contextlib.suppress(BoxEnded):  # who uses it next is told
            self._drain()
        text, cut = bytes(self._output).decode("utf-8", "replace"), self._cut
        self._output.clear()
        self._cut = 0
        return f"{text}\n… and {cut:,} bytes more" if cut else text

    def close(self) -> None:
        """End the box and everything that runs in it."""
        if self._connection.fileno() < 0:
            return
        self._ended = self._ended or "The answer's process was ended."
        with contextlib.suppress(BoxEnded):
            self._drain()
        self._connection.close()  # the guard sees it, and kills them all
        for descriptor in (self._replies, self._printed, self._requests):
            os.close(descriptor)

    def _exactly(self, count: int, until: float) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            try:
                part = os.read(self._replies, min(count - len(parts), 1 << 20))
            except BlockingIOError:
                self._wait(until)
                continue
            except OSError:
                part = b""
            if not part:
                raise self._closed()
            parts += part
        return bytes(parts)

    def _wait(self, until: float, writing: int | None = None) -> None:
        """Wait until there is something to do; take in what was printed meanwhile."""
        left = until - monotonic()
        if left <= 0:
            raise self.late()
        if writing is not None:
            self._poll.register(writing, select.POLLOUT)
        try:
            ready = dict(self._poll.poll(min(left, 1.0) * 1000))
        finally:
            if writing is not None:
                self._poll.unregister(writing)
        if self._printed in ready:
            self._drain()

    def _drain(self) -> None:
        if self._connection.fileno() < 0:
            return
        with contextlib.suppress(BlockingIOError):
            while part := os.read(self._printed, 1 << 20):
                kept = part[: max(0, KEPT - len(self._output))]
                self._output += kept
                self._cut += len(part) - len(kept)
                self._total += len(part)
                if self._total > MOST_OUTPUT and self._ended:
                    return  # it is ended for this, or for something else
                if self._total > MOST_OUTPUT:
                    raise self._end(f"Stopped, because it printed more than {MOST_OUTPUT:,} bytes.")
            with contextlib.suppress(KeyError):
                self._poll.unregister(self._printed)  # closed: nothing will come any more

    def _closed(self) -> BoxEnded:
        """The other end of a pipe is gone; the guard knows why."""
        self._connection.settimeout(1)
        try:
            reason = self._connection.recv(4096).decode(errors="replace")
        except OSError:
            reason = ""
        if not reason and self._zygote.ends(1):
            self.close()
            raise SandboxError("the sandbox has ended.")
        if reason.startswith("failed "):
            self.close()
            raise SandboxError(f"a box could not be made: {reason.removeprefix('failed ')}.")
        return self._end(_words(reason))

    def _end(self, reason: str) -> BoxEnded:
        self._ended = self._ended or reason
        self.close()
        return BoxEnded(self._ended)

    @contextlib.contextmanager
    def _ending_if_unfinished(self):
        """End the box if anything stops a message half-way, the time limit of a check too."""
        if self._ended:
            raise BoxEnded(self._ended)
        try:
            yield
        except BaseException:
            self._ended = self._ended or "Stopped, because it took too long."
            self.close()
            raise


def _words(reason: str) -> str:
    """What ended a box, in plain words.

    Example:
        >>> _words("exit 3")
        'Your code ended its own process (exit status 3).'
    """
    if reason == "memory":
        return "Stopped, because it took too much memory."
    if reason in (f"signal {signal.SIGXCPU.name}", f"signal {signal.SIGKILL.name}"):
        # No process of a box can send this to the first one; the system does, at its limits.
        return "Stopped, because it took too much processor time or memory."
    if reason.startswith("signal "):
        return f"Your code ended its own process ({reason.removeprefix('signal ')})."
    if reason.startswith("exit "):
        return f"Your code ended its own process (exit status {reason.removeprefix('exit ')})."
    return "Your code ended its own process."
