"""What the trusted side asks of a student's box, and what the box may ask in turn.

A call sends its arguments and brings back the result, and the changes that were made to arguments.
What cannot cross stays in the box, and a `Proxy` stands for it.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable
from time import monotonic
from typing import Any

from grading.sandbox.box import Box, BoxEnded
from grading.sandbox.inside import wire
from grading.sandbox.proxy import Proxy
from grading.sandbox.raised import raised
from sequtils.check.question import AnswerRaised, AnswerStopped

REFERENCE = "reference"  # name of the namespace of the reference's answers
MAX_BOXES = 30  # a submission that has ended so many gets no other


class Conversation:
    """Asks a student's box, and answers what it asks in turn.

    A box that has ended is replaced by a fresh one, in which the same cells have run, except those
    that end it.

    Args:
        make_box: Makes a fresh box.
        seconds: How long one exchange may take, if nothing else ends it before.
        total: How long all of them may take.
        listen: Called with what the box has printed, after each exchange.

    Attributes:
        record: Called with each result of a use of a proxy, or with the class of its exception.
        worn: Set by the user; False again as soon as there is a fresh box.
    """

    def __init__(
        self,
        make_box: Callable[[], Box],
        seconds: float,
        total: float,
        listen: Callable[[str], None],
    ):
        self.record: Callable[[Any], None] = lambda result: None
        self.worn = False
        self._make_box, self._seconds, self._listen = make_box, seconds, listen
        self._deadline = monotonic() + total
        self._box: Box | None = None
        self._boxes, self._quiet = 0, False
        self._history: list[tuple[str, str, Any]] = []
        self._sources: dict[str, list[str]] = {}
        self._lent: list[Any] = []
        self._bound: set[int] = set()
        self._failure: BaseException | None = None

    def run_cell(self, name: str, source: str) -> AnswerRaised | None:
        """Run an answer cell; returns the exception that it ended with.

        Raises:
            AnswerStopped: If it has ended its box; no later box will run it.
        """
        self._alive()
        message, _ = self._run_cell(name, source)
        self._history.append(("cell", name, source))
        if "raised" in message:
            return self._result(message, [], None, errors=True)
        return None

    def get(self, name: str) -> Any:
        """What a name stands for in the box: plain data, or a proxy.

        Raises:
            KeyError: If the name is not defined there.
            AnswerStopped: If the box has ended.
        """
        self._alive()
        message, buffers = self._exchange({"do": "get", "name": name}, None)
        if message.get("missing"):
            raise KeyError(name)
        value = self._result(message, buffers, None, errors=True)
        if isinstance(value, AnswerRaised):
            raise AnswerStopped(f"`{name}` cannot be read: {value.message}.")
        # What can be called is called in the box, even if it is a class or function of this side.
        run_there = isinstance(value, Proxy) or callable(value)
        return Proxy(self, ["name", name], name, 0) if run_there else value

    def bind(self, name: str, value: Any) -> None:
        """Let a name in the box, and in those after it, stand for a value of this side."""
        self._history.append(("bind", name, value))
        if self._box is not None and not self._box.ended:
            self._bind(name, value)

    def forget(self) -> None:
        """From here on nothing that was passed to an answer can be called; what is bound, can."""
        kept = enumerate(self._lent)
        self._lent = [value if number in self._bound else None for number, value in kept]

    def renew(self, name: str) -> None:
        """End the box; in the next, the cell of this name will not have run."""
        self.close()
        self._history = [step for step in self._history if step[:2] != ("cell", name)]

    def close(self) -> None:
        """End the box."""
        if self._box is not None:
            self._box.close()

    def use(self, use: str, target: Proxy, /, *arguments, **options) -> Any:
        """Use an object of the box.

        Raises:
            AnswerRaised: If that raises an exception there; also of the built-in class it has.
            AnswerStopped: If the box has ended.
        """
        self._alive()
        if target._box not in (0, self._boxes):
            raise AnswerStopped("This object was lost when the process of the answer ended.")
        encoder = wire.Encoder(self._lend)
        on = [encoder.encode(value) for value in (target, arguments, options)]
        message = {"do": "use", "use": use, "on": on}
        try:
            result = self._result(*self._exchange(message, encoder), encoder)
        except (AnswerRaised, AnswerStopped) as error:
            self.record(type(error).__name__)
            raise
        self.record(result)
        return result

    def _alive(self) -> None:
        """Make sure that there is a box."""
        while self._box is None or self._box.ended:
            if self._boxes >= MAX_BOXES:
                raise AnswerStopped("Not run, because the code had ended its process too often.")
            self._box = self._make_box()
            self._boxes += 1
            self._quiet, self.worn = True, False
            with contextlib.suppress(AnswerStopped):
                self._replay()
            self._quiet = False

    def _replay(self) -> None:
        for step in list(self._history):
            what, name, value = step
            try:
                (self._run_cell if what == "cell" else self._bind)(name, value)
            except AnswerStopped:
                self._history.remove(step)
                raise

    def _run_cell(self, name, source):
        self._sources[name] = source.splitlines()
        return self._exchange({"do": "cell", "name": name, "source": source}, None)

    def _bind(self, name, value):
        encoder, lent = wire.Encoder(self._lend), len(self._lent)
        message = {"do": "bind", "name": name, "value": encoder.encode(value)}
        self._bound |= set(range(lent, len(self._lent)))
        self._exchange(message, encoder)

    def _exchange(self, message: dict, encoder: wire.Encoder | None) -> tuple[dict, list[bytes]]:
        until = min(monotonic() + self._seconds, self._deadline)
        self._failure = None
        box = self._box  # a call within this one may get another
        try:
            box.send(message, encoder.buffers if encoder else [], until)
            while True:
                reply, buffers = box.receive(until)
                if "ask" not in reply:
                    break
                if monotonic() > until:
                    raise box.late()
                self._answer(box, reply, buffers, until)
        except BoxEnded as error:
            raise AnswerStopped(str(error)) from None
        except BaseException:
            box.close()  # it waits for an answer that will not come
            raise
        finally:
            printed = box.printed()
            if not self._quiet:
                self._listen(printed)
        if self._failure is not None:
            # A check inside a function of ours; the student cannot catch it.
            failure, self._failure = self._failure, None
            if message["do"] != "use":
                failure = AnswerStopped("A function of a check was called outside of it.")
            raise failure
        return reply, buffers

    def _result(self, message, buffers, encoder: wire.Encoder | None, errors=False) -> Any:
        """The value of a reply; its exception is raised, or returned."""
        try:
            decoder = wire.Decoder(buffers, self._handle)
            for number, tree in message.get("changed") or []:
                changed = decoder.decode(tree)
                wire.update(encoder.slots[_number(number)], changed)
                self.record(changed)
            for text in (message.get("warned") or [])[:2]:
                warnings.warn(str(text)[:300], RuntimeWarning, stacklevel=4)
            if "raised" not in message:
                return decoder.decode(message["value"])
            error = raised(message["raised"], self._sources)
        except Exception as problem:
            raise AnswerStopped(f"The result cannot be read: {_sentence(problem)}.") from None
        if errors:
            return error
        raise error

    def _answer(self, box: Box, asked: dict, buffers: list[bytes], until: float) -> None:
        """Do what the box asks for: call a function that was lent to it."""
        encoder = wire.Encoder(self._lend)
        decoder = wire.Decoder(buffers, self._handle)
        try:
            target = self._lent[_number(asked["ask"])]
            on = asked["on"]
            arguments, options = decoder.decode(on[0]), decoder.decode(on[1])
            before = [wire.snapshot(value) for value in decoder.slots]
            value = _lent_use(target, asked["use"], arguments, options)
            changed = wire.changes(decoder.slots, before, encoder)
            reply = {"value": encoder.encode(value), "changed": changed}
        except Exception as error:
            if isinstance(error, AssertionError):
                self._failure = error
            names = [kind.__name__ for kind in type(error).__mro__]
            encoder = wire.Encoder(self._lend)
            reply = {"raised": {"names": names, "message": str(error)[:300]}}
        try:
            box.send(reply, encoder.buffers, until)
        except wire.WireError as error:
            box.send({"raised": {"names": ["ValueError"], "message": str(error)}}, [], until)

    def _lend(self, value: Any) -> list:
        if isinstance(value, Proxy):
            return value._reference
        if not callable(value) and type(value).__module__ != REFERENCE:
            kind = type(value)
            raise TypeError(
                f"an object of type {kind.__module__}.{kind.__qualname__} cannot be passed to an "
                f"answer: only plain data, arrays and functions can"
            )
        self._lent.append(value)
        return ["mine", len(self._lent) - 1]

    def _handle(self, tree: list) -> Any:
        if tree[0] == "yours":
            return self._lent[_number(tree[1])]
        if tree[0] != "handle":
            raise wire.WireError(f"an unknown tag {str(tree[0])[:20]!r}")
        return Proxy(self, ["handle", _number(tree[1])], str(tree[3])[:100], self._boxes)


def _lent_use(target: Any, use: Any, arguments: tuple, options: dict) -> Any:
    """Call a lent function, or take a public attribute of an object of the reference's classes."""
    if use == "call" and callable(target):
        return target(*arguments, **options)
    if use == "attribute" and type(target).__module__ == REFERENCE:
        (name,) = arguments
        if type(name) is str and not name.startswith("_"):
            return getattr(target, name)
    raise TypeError("only functions can be called here")


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise wire.WireError("a number that is none")
    return value


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, wire.WireError) else type(error).__name__
