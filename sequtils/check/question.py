"""Points and words for one question of an exercise."""

from __future__ import annotations

import contextlib
import io
import linecache
import math
import os
import re
import signal
import sys
import textwrap
import threading
import traceback
import warnings
from dataclasses import dataclass

import numpy as np

from sequtils.check.assertions import CheckFailed

WIDTH = 78  # nbgrader's validation report cuts lines beyond 87 characters and indents by 4
NOT_IMPLEMENTED = "Not implemented yet."
STOPPED = "Stopped after"
COMPARED = ("Expected ", "Got      ")
NUMERIC = re.compile(r"(overflow|underflow|divide by zero|invalid value) encountered in \w+")
_PASSED: dict[str, bool] = {}
_SEED = 0


class Incomplete(AssertionError):
    """Raised by `score` while validating, because nbgrader then shows errors but no output."""

    def _render_traceback_(self):
        """What IPython shows in place of a traceback."""
        return str(self).splitlines()


class AnswerRaised(Exception):
    """An exception inside an answer that runs in another process.

    Args:
        name: Class of the exception; any text, if the answer defines it.
        message: What it says.
        where: The line of the answer it comes from, in words, or "".
    """

    def __init__(self, name: str, message: str = "", where: str = ""):
        super().__init__(message)
        self.kind, self.message, self.where = name, message, where


class AnswerStopped(Exception):
    """An answer that runs in another process has no result; the message says why."""


class _TookTooLong(BaseException):
    """Not an Exception, so that a student's `except Exception` does not swallow it."""


@dataclass(frozen=True)
class Outcome:
    """How one part of a question went.

    Attributes:
        points: What the part is worth.
        title: What it checks.
        hidden: Whether students see the part before they submit.
        problem: "" if it passed, otherwise why not; lines.
    """

    points: float
    title: str
    hidden: bool
    problem: str = ""


class Question:
    """One graded question: parts that earn points, and a report.

    Args:
        name: The function that the student writes; heads the report.
        points: What the whole question is worth. Points of parts are relative to each other:
            without its hidden parts a question can still reach all points.
        seconds: How long one part may take.

    Example:
        >>> from sequtils.check import close
        >>> q = Question("double", points=2)
        >>> with q.part(1, "doubles a number"):
        ...     close(2 * 3, 6)
        >>> with q.part(1, "doubles a list"):
        ...     close([2, 2], [2, 4], "Double each number.")
        >>> q.score()
        double: 1 of 2 visible checks pass
          ✓ doubles a number
          ✗ doubles a list
              1 of 2 values are not right.
              Expected [2.0, 4.0]
              Got      [2.0, 2.0]
              Hint: Double each number.
        1.0
    """

    def __init__(self, name: str, points: float, seconds: float = 5):
        self.name, self.points, self.seconds = name, points, seconds
        self.outcomes: list[Outcome] = []
        self.timed_out = False

    def part(self, points: float, title: str) -> Part:
        """A check that students see; use it in a `with` statement.

        Args:
            points: What it is worth, relative to the other parts.
            title: What it checks, in the student's words.
        """
        return Part(self, points, title, hidden=False, test=sys._getframe(1).f_code.co_filename)

    def hidden(self, points: float, title: str) -> Part:
        """A check that students do not see: as `part`, but tells no values and prints nothing."""
        return Part(self, points, title, hidden=True, test=sys._getframe(1).f_code.co_filename)

    def score(self) -> float:
        """Print the report and return the points.

        Returns:
            A finite float in 0 … points, whatever happened.

        Raises:
            Incomplete: While nbgrader validates a notebook, if points are missing; its text is
                the report.
        """
        total = sum(outcome.points for outcome in self.outcomes)
        earned = sum(outcome.points for outcome in self.outcomes if not outcome.problem)
        score = self.points * earned / total if total > 0 else 0.0
        score = min(max(float(score), 0.0), float(self.points)) if math.isfinite(score) else 0.0
        _PASSED[self.name] = score == self.points
        if os.environ.get("NBGRADER_VALIDATING") == "1" and score < self.points:
            raise Incomplete(self.report(score))
        print(self.report(score))
        return score

    def report(self, score: float) -> str:
        """The lines that a student reads."""
        lines = [f"{self.name}: {self._summary(score)}"]
        problems = {outcome.problem for outcome in self.outcomes}
        if problems == {_undefined(self.name)} and any(o.hidden for o in self.outcomes):
            # Whoever reads this has no notebook to run: it was graded.
            cause = "its answer cell, above, stopped with an error or defines something else"
            return "\n".join(lines + _wrap(f"`{self.name}` is not defined: {cause}.", "  ○ "))
        if problems in ({NOT_IMPLEMENTED}, {_undefined(self.name)}):
            return f"{lines[0]}\n  ○ {problems.pop()}"
        for outcome in self.outcomes:
            mark = "✗" if outcome.problem else "✓"
            lines += _wrap(f"{'hidden check: ' * outcome.hidden}{outcome.title}", f"  {mark} ")
            for line in outcome.problem.splitlines():
                lines += _wrap(line, " " * 6, hanging=9 if line.startswith(COMPARED) else 0)
        return "\n".join(lines)

    def _summary(self, score: float) -> str:
        if any(outcome.hidden for outcome in self.outcomes):
            return f"{score:g} of {self.points:g} points"
        passes = sum(not outcome.problem for outcome in self.outcomes)
        if passes == len(self.outcomes):
            return "every visible check passes; more are run when it is graded"
        return f"{passes} of {len(self.outcomes)} visible checks pass"


class Part:
    """The `with` block around one check; made by `Question.part`."""

    def __init__(self, question: Question, points: float, title: str, hidden: bool, test: str):
        self.question, self.points, self.title = question, points, title
        self.hidden, self.test = hidden, test

    def __enter__(self) -> None:
        self._guards = contextlib.ExitStack()
        # A warning on stderr would make nbgrader take all points of the cell.
        self._warnings = self._guards.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        self._guards.enter_context(contextlib.redirect_stderr(io.StringIO()))
        if self.hidden:
            # An answer that prints its arguments would tell what hidden checks ask.
            self._guards.enter_context(contextlib.redirect_stdout(io.StringIO()))
        # After one endless loop the others would only cost time.
        self._late = self.question.timed_out
        self._guards.enter_context(_time_limit(0.5 if self._late else self.question.seconds))

    def __exit__(self, kind, error, trace) -> bool:
        self._guards.close()
        if error is not None and not isinstance(error, (Exception, SystemExit, _TookTooLong)):
            return False  # Ctrl-C stops the cell
        self.question.timed_out |= isinstance(error, _TookTooLong)
        problem = "" if error is None else "\n".join(self._explain(error))
        self.question.outcomes.append(Outcome(self.points, self.title, self.hidden, problem))
        return True

    def _explain(self, error: BaseException) -> list[str]:
        """What happened and why, a line each."""
        if isinstance(error, NotImplementedError):
            return [NOT_IMPLEMENTED]
        if isinstance(error, _TookTooLong) and self._late:
            return ["Stopped at once, because an earlier check did not end."]
        if isinstance(error, _TookTooLong):
            return [f"{STOPPED} {self.question.seconds:g} seconds. Does a loop never end?"]
        if isinstance(error, CheckFailed):
            lines = [error.message]
            if not self.hidden:
                lines += error.values.splitlines()
            lines += self._warned()
            return [*lines, f"Hint: {error.hint}"] if error.hint else lines
        if isinstance(error, AnswerStopped):
            return [str(error)]
        return self._explain_exception(error) + self._warned()

    def _explain_exception(self, error: BaseException) -> list[str]:
        name, message, where = type(error).__name__, str(error), self._line_of_student(error)
        if isinstance(error, AnswerRaised):
            name, message, where = error.kind, error.message, error.where or "in your cell"
        if self.hidden:
            # The words of an exception are the answer's own: they could tell what was asked.
            name, message = _usual_name(error), ""
        told = f"{name}: {message}" if message else name
        if where:
            return [f"Your code stopped with {told}", where]
        if isinstance(error, NameError):
            return [_undefined(error.name)]
        if isinstance(error, (TypeError, AttributeError)) and "NoneType" in str(error):
            return ["The function returned None. Did you forget `return`?"]
        return [f"The result cannot be used: {told}"]

    def _line_of_student(self, error: BaseException) -> str:
        """The innermost line of the notebook outside the test cell, which stays unseen."""
        frames = list(traceback.walk_tb(error.__traceback__))
        namespace = frames[0][0].f_globals if frames else {}
        for frame, number in reversed(frames):
            name = frame.f_code.co_filename
            if frame.f_globals is namespace and name != self.test:
                line = linecache.getline(name, number, frame.f_globals).strip()
                return f"in line {number} of your cell: {line}"
        return ""

    def _warned(self) -> list[str]:
        """NumPy's warnings often name the reason, overflow in exp for one."""
        told = [str(w.message) for w in self._warnings if w.category is RuntimeWarning]
        matches = filter(None, map(NUMERIC.fullmatch, told))
        # An answer can warn in words of its own, and they could tell what a hidden check asks.
        numeric = [f"{match[1]} encountered" if self.hidden else match[0] for match in matches]
        return [f"NumPy warned: {message}." for message in dict.fromkeys(numeric)][:2]


def passed(*names: str) -> bool:
    """Whether all these questions were scored, and got all points.

    Example:
        >>> passed("a question that was never run")
        False
    """
    return all(_PASSED.get(name, False) for name in names)


def generator(*key: int) -> np.random.Generator:
    """The source of random inputs for one check: the same ones whenever the check runs.

    While submissions are graded, each has inputs of its own (`draw_from`).

    Args:
        key: Numbers that tell this check from others.

    Example:
        >>> int(generator(31).integers(100)) == int(generator(31).integers(100))
        True
    """
    return np.random.default_rng([_SEED, *key])


def draw_from(seed: int) -> None:
    """Set what `generator` draws from, for all checks that follow; 0 in the students' notebooks."""
    global _SEED
    _SEED = seed


@contextlib.contextmanager
def _time_limit(seconds: float):
    """Interrupt the block after some seconds, where the system can do that."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number, frame):
        raise _TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    # Repeated, in case a bare `except:` swallows the first.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _usual_name(error: BaseException) -> str:
    """The first built-in class of an exception, whose name no answer has made up."""
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")


def _undefined(name: str) -> str:
    return f"`{name}` is not defined. Run the cell that defines it first."


def _wrap(text: str, indent: str, hanging: int = 0) -> list[str]:
    tuples_whole = re.sub(r"(?<!\)), ", ",\u00a0", text) if "), (" in text else text
    lines = textwrap.wrap(
        tuples_whole,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * (len(indent) + hanging),
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0", " ") for line in lines] or [indent]
