"""Runs the cells of one student and answers the calls of the trusted side.

It serves one message at a time. While it runs a student's function it may itself ask: a function
that was passed as an argument, or the reference's answer to an earlier question, lives on the
trusted side and is called there.
"""

from __future__ import annotations

import contextlib
import sys
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any

from . import wire
from .channel import Channel

MESSAGE = 300  # characters of an exception's message that are sent
MAX_HANDLES = 100_000


class TrustedError(Exception):
    """An exception of the trusted side, where no built-in one fits."""


class Resident:
    """The untrusted namespace and what can be asked of it.

    Args:
        shell: IPython's shell, which runs the cells.
    """

    def __init__(self, shell):
        self._shell = shell
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        shell.compile.get_code_name = lambda raw, transformed, number: self._cell
        self._cell = "setup"

    def serve(self, channel: Channel) -> None:
        """Answer messages until the other side is gone."""
        self._channel = channel
        while True:
            message, buffers = channel.receive()
            self._answer(message, buffers)

    def _answer(self, message: dict, buffers: list[bytes]) -> None:
        encoder = wire.Encoder(self._handle_of)
        try:
            reply = getattr(self, f"_do_{message['do']}")(message, buffers, encoder)
        except BaseException as error:
            encoder = wire.Encoder(self._handle_of)
            reply = {"raised": self._told(error)}
        _flush()
        try:
            self._channel.send(reply, encoder.buffers)
        except wire.WireError as error:
            self._channel.send({"raised": self._told(error)}, [])

    def _do_cell(self, message, buffers, encoder) -> dict:
        """Run a cell as a notebook does."""
        self._cell = message["name"]
        result = run_cell(self._shell, message["source"])
        error = result.error_before_exec or result.error_in_exec
        return {"raised": self._told(error)} if error is not None else {"value": None}

    def _do_get(self, message, buffers, encoder) -> dict:
        """What a name stands for."""
        if message["name"] not in self._shell.user_ns:
            return {"missing": True}
        return {"value": encoder.encode(self._shell.user_ns[message["name"]])}

    def _do_bind(self, message, buffers, encoder) -> dict:
        """Let a name stand for something of the trusted side."""
        self._shell.user_ns[message["name"]] = self._decoder(buffers).decode(message["value"])
        return {"value": None}

    def _do_use(self, message, buffers, encoder) -> dict:
        """Call a function, or use an object in another way."""
        decoder = self._decoder(buffers)
        target, arguments, options = decoder.decode(["tuple", *message["on"]])
        before = [wire.snapshot(value) for value in decoder.slots]
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            try:
                value = USES[message["use"]](target, *arguments, **options)
                reply = {"value": encoder.encode(value)}
            except BaseException as error:
                reply = {"raised": self._told(error)}
        reply["changed"] = wire.changes(decoder.slots, before, encoder)
        told = [str(w.message)[:MESSAGE] for w in warned if w.category is RuntimeWarning]
        return {**reply, "warned": list(dict.fromkeys(told))[:2]}

    def ask(self, number: int, use: str, arguments: tuple, options: dict) -> Any:
        """Use an object of the trusted side."""
        encoder = wire.Encoder(self._handle_of)
        on = [encoder.encode(value) for value in (arguments, options)]
        _flush()
        self._channel.send({"ask": number, "use": use, "on": on}, encoder.buffers)
        while True:
            message, buffers = self._channel.receive()
            if "do" not in message:
                break
            self._answer(message, buffers)  # the trusted function used something of ours
        decoder = self._decoder(buffers)
        for slot, value in message.get("changed", []):
            wire.update(encoder.slots[slot], decoder.decode(value))
        if "raised" in message:
            raise _exception(**message["raised"])
        return decoder.decode(message["value"])

    def _decoder(self, buffers) -> wire.Decoder:
        return wire.Decoder(buffers, self._object_of)

    def _handle_of(self, value) -> list:
        if isinstance(value, Elsewhere):
            return ["yours", value._number]
        if id(value) not in self._numbers:
            if len(self._objects) >= MAX_HANDLES:
                raise wire.WireError("too many objects were returned")
            self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
        kind = "function" if callable(value) and not isinstance(value, type) else "object"
        name = getattr(value, "__name__", type(value).__name__)
        return ["handle", self._numbers[id(value)], kind, str(name)[:100]]

    def _object_of(self, tree) -> Any:
        tag, number = tree[0], tree[1]
        if tag == "handle":
            return self._objects[number]
        if tag == "name":
            return self._shell.user_ns[number]
        return Elsewhere(number, self.ask)

    def _told(self, error: BaseException) -> dict:
        """An exception in words: its names, message, and the student's line it came from."""
        frames = list(traceback.walk_tb(error.__traceback__))
        own = [(f.f_code.co_filename, n) for f, n in frames if self._is_cell(f)]
        cell, line = own[-1] if own else (self._cell, 0)
        if isinstance(error, SyntaxError) and not own:
            line = error.lineno
        try:
            message = str(error)[:MESSAGE]
        except Exception:
            message = ""
        names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
        name = getattr(error, "name", None) if isinstance(error, NameError) else None
        return {"names": names[:10], "message": message, "cell": cell, "line": line, "name": name}

    def _is_cell(self, frame: types.FrameType) -> bool:
        return frame.f_globals is self._shell.user_ns


class Elsewhere:
    """A function or object of the trusted side."""

    def __init__(self, number: int, ask: Callable):
        self._number, self._ask = number, ask

    def __call__(self, /, *arguments, **options):
        return self._ask(self._number, "call", arguments, options)

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._ask(self._number, "attribute", (name,), {})


def run_cell(shell, source: str):
    """Run a cell in IPython's shell, which prints what goes wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = shell.run_cell(source, store_history=False)
    _flush()
    return result


def _exception(names: list[str], message: str) -> BaseException:
    import builtins

    kind = next((getattr(builtins, name, None) for name in names), None)
    usual = isinstance(kind, type) and issubclass(kind, Exception)
    return (kind if usual else TrustedError)(message)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


USES: dict[str, Callable] = {
    "call": lambda target, /, *arguments, **options: target(*arguments, **options),
    "attribute": getattr,
    "set_attribute": setattr,
    "item": lambda target, key: target[key],
    "length": len,
    "iterate": iter,
    "next": next,
    "contains": lambda target, item: item in target,
}
