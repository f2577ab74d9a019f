"""Grades one submission: its answers run in a box, the test cells run here.

The instructor's notebook is gone through cell by cell. An answer cell runs in the box; the names it
had to define then stand for proxies in the trusted namespace, in which the test cell runs. After
that the names stand for the reference's, on both sides, so that a question that uses an earlier
answer is graded as if that had been right.
"""

from __future__ import annotations

import contextlib
import io
import math
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from nbformat import NotebookNode

from grading.assessment import GRADED, UNGRADED, Assessment, Part, Verdict
from grading.exam import Exam, in_hidden_lines, run
from grading.nbgrader import grade_id, is_answer, is_test, question
from grading.rebuild import answers_of
from grading.sandbox.box import Box
from grading.sandbox.conversation import Conversation
from grading.sandbox.trace import digest
from grading.submission import UnreadableSubmission
from sequtils.check import AnswerStopped, Question, draw_from
from sequtils.check.question import STOPPED

OUTPUT = 4_000  # characters of what an answer printed that are kept
READING = 20  # seconds that taking the answers out of a file may take
TOO_LONG = "Stopped, because it took too long. Does a loop never end?"
CALLS = 500  # results of a wrong answer that are compared with those of known mistakes


@dataclass(frozen=True)
class Times:
    """How long things may take, in seconds.

    Attributes:
        cell: One answer cell, or one call of an answer; a check may set a shorter limit.
        total: All of a submission.
    """

    cell: float = 10
    total: float = 90


def assess(
    exam: Exam,
    make_box: Callable[[], Box],
    content: bytes,
    seed: int,
    traced: bool = False,
    times: Times = Times(),
    tell: Callable[[Verdict], None] = lambda verdict: None,
) -> Assessment:
    """Grade one submission.

    Args:
        exam: The assignment.
        make_box: Makes a fresh box for students' code.
        content: The submitted file.
        seed: What the inputs of checks are drawn from.
        traced: Keep the traces of right answers, too.
        times: How long things may take.
        tell: Called with each verdict as soon as it stands.
    """
    start = monotonic()
    try:
        with at_most(READING, UnreadableSubmission("The file takes too long to read.")):
            submission = answers_of(content, exam.blank)
    except UnreadableSubmission as error:
        return Assessment(UNGRADED, (f"{error} All questions count 0 points.",), seed=seed)
    sitting = _Sitting(exam, make_box, times, seed, traced)
    try:
        for cell in exam.cells():
            verdict = sitting.go_through(cell, submission.answers)
            if verdict is not None:
                tell(verdict)
    finally:
        sitting.conversation.close()
    return Assessment(
        GRADED,
        tuple(submission.notes) + tuple(sitting.notes),
        tuple(sitting.flags),
        sitting.verdicts,
        submission.answers,
        seed,
        round(monotonic() - start, 3),
    )


class _Sitting:
    """One submission while it is graded."""

    def __init__(self, exam: Exam, make_box, times: Times, seed: int, traced: bool):
        self.exam, self.seed, self._traced = exam, seed, traced
        self.verdicts: dict[str, Verdict] = {}
        self.notes: list[str] = []
        self.flags: list[str] = []
        self._namespace = dict(exam.namespace)
        self._printed: list[str] = []
        self._screen = io.StringIO()
        self._stopped, self._ended, self._worn, self._times = "", False, False, times
        self.conversation = Conversation(make_box, times.cell, times.total, self._listen)

    def go_through(self, cell: NotebookNode, answers: dict[str, str]) -> Verdict | None:
        """Run one cell where it belongs; returns the verdict of a test cell."""
        name = grade_id(cell)
        if is_answer(cell):
            self._answer(name, answers[name])
        elif is_test(cell):
            verdict = self._graded(cell, answers)
            self.verdicts[verdict.question] = verdict
            ended = next((part for part in verdict.parts if _ended(part)), None)
            if ended is not None:
                self.notes.append(f"`{verdict.question}`: {ended.problem.splitlines()[0]}")
            self._use_reference(question(name))
            return verdict
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                run(cell.source, name or cell.id, self._namespace)
            with contextlib.suppress(AnswerStopped):
                self.conversation.run_cell(name or cell.id, cell.source)
        return None

    def _graded(self, cell: NotebookNode, answers: dict[str, str]) -> Verdict:
        """The verdict of a test cell.

        A box that has seen the checks of an earlier question may be broken by it, and may tell what
        they asked. So an answer that loses points there, or says something, is run again in a fresh
        one, and only that counts.
        """
        name = question(grade_id(cell))
        verdict = self._test(cell)
        silent = not verdict.output and not self._stopped
        if self._worn and name in answers and not (silent and verdict.points == verdict.maximum):
            self.conversation.renew(name)
            self._answer(name, answers[name])
            verdict = self._test(cell)
        self.conversation.worn = True
        if self._stopped and self._ended:
            self.notes.append(f"The cell of `{name}` did not end: {self._stopped}")
        return verdict

    def _answer(self, name: str, source: str) -> None:
        """Run an answer in the box, and let its names stand for what it defines."""
        self._printed, self._stopped, self._ended = [], "", False
        self._worn = self.conversation.worn  # now: in a moment there may be another box
        for wanted in self.exam.names[name]:
            self._namespace.pop(wanted, None)
        with contextlib.redirect_stdout(self._screen):
            try:
                with self._in_time():
                    error = self.conversation.run_cell(name, source)
            except AnswerStopped as stopped:
                error = None
                self._stopped, self._ended = str(stopped), True
            if error is not None:
                told = f"{error.kind}: {error.message}".strip(": .")
                self._stopped = f"The cell stopped with {told}."
            for wanted in self.exam.names[name]:
                with contextlib.suppress(KeyError, AnswerStopped), self._in_time():
                    self._namespace[wanted] = self.conversation.get(wanted)

    def _test(self, cell: NotebookNode) -> Verdict:
        name, most = question(grade_id(cell)), float(cell.metadata.nbgrader["points"])
        start = monotonic()
        verdict = self._run_test(cell, name, most, self.seed)
        seconds = round(monotonic() - start, 3)
        verdict = replace(verdict, reason=self._stopped or verdict.reason, seconds=seconds)
        ran = not self._stopped and not any(map(_ended, verdict.parts))
        defined = any(wanted in self._namespace for wanted in self.exam.names.get(name, []))
        if ran and defined and (verdict.points < most or self._traced):
            verdict = replace(verdict, trace=self._trace(cell, name, most))
        return verdict

    def _run_test(self, cell: NotebookNode, name: str, most: float, seed: int) -> Verdict:
        """Run a test cell here, and read its score."""
        draw_from(seed)
        self._namespace.pop("q", None)
        self._screen, before = io.StringIO(), len(self._printed)
        with contextlib.redirect_stdout(self._screen):
            try:
                value, error = run(cell.source, grade_id(cell), self._namespace), None
            except Exception as problem:
                value, error = None, problem
        asked = self._namespace.get("q")
        if not isinstance(asked, Question):
            del self._printed[before:]  # nothing tells here what hidden lines made it print
            return self._plain_verdict(cell, most, value, error)
        score = value if error is None else 0.0
        points, reason = _in_range(score, most)
        whole = sum(outcome.points for outcome in asked.outcomes) or 1.0
        parts = tuple(
            Part(o.title, o.hidden, o.points / whole * most, o.problem) for o in asked.outcomes
        )
        report = asked.report(points) if not reason else f"{name}: {reason}"
        return Verdict(name, points, most, reason, report, self._output(), parts)

    def _plain_verdict(self, cell: NotebookNode, most, value, error) -> Verdict:
        """The verdict of a test cell that asserts, and passes as a whole or not."""
        name = question(grade_id(cell))
        if error is None:
            points, reason = _in_range(most if value is None else value, most)
            told = f"{points:g} of {most:g} points"
        else:
            points, told = 0.0, "The check could not be carried out with this answer."
            if isinstance(error, AssertionError):
                told = str(error) or "The answer is not right."
                told = "A hidden check does not pass." if in_hidden_lines(cell, error) else told
            reason = told
        return Verdict(name, points, most, reason, f"{name}: {told}", self._output())

    def _trace(self, cell: NotebookNode, name: str, most: float) -> tuple[str, ...]:
        """What the answer gives on the inputs that all answers are compared on."""
        results: list[str] = []
        self.conversation.record = lambda result: results.append(digest(result))
        try:
            self._run_test(cell, name, most, seed=0)
        finally:
            self.conversation.record = lambda result: None
        return tuple(results[:CALLS])

    def _use_reference(self, name: str) -> None:
        """From here on the names of a question stand for the reference's."""
        self.conversation.forget()
        for wanted in self.exam.names.get(name, []):
            self._namespace[wanted] = self.exam.reference[wanted]
            with contextlib.suppress(AnswerStopped), self._in_time():
                self.conversation.bind(wanted, self.exam.reference[wanted])

    def _in_time(self):
        """The conversation keeps its time; this ends what an answer makes this side compute."""
        return at_most(self._times.cell + 1, AnswerStopped(TOO_LONG))

    def _listen(self, printed: str) -> None:
        """Keep what was printed, unless a hidden check runs: it could tell what is asked."""
        if sys.stdout is self._screen and sum(map(len, self._printed)) < OUTPUT:
            self._printed.append(printed)

    def _output(self) -> str:
        text = "".join(self._printed)
        return text if len(text) <= OUTPUT else f"{text[:OUTPUT]}\n… (cut off)"


def _in_range(score: Any, most: float) -> tuple[float, str]:
    """The points of a score and, if it is none, why they are 0.

    Example:
        >>> _in_range(1.5, 2.0), _in_range(float("nan"), 2.0)[0], _in_range("2", 2.0)[0]
        ((1.5, ''), 0.0, 0.0)
    """
    usual = isinstance(score, int | float) and not isinstance(score, bool)
    if usual and math.isfinite(score) and 0 <= score <= most:
        return float(score), ""
    return 0.0, "This check did not end with a score."


def _ended(part: Part) -> bool:
    """Whether a check had to be stopped, or the answer ended its process."""
    return part.problem.startswith((STOPPED, "Stopped,", "Your code ended"))


@contextlib.contextmanager
def at_most(seconds: float, error: Exception):
    """Raise an error in a block that is made to take for ever."""

    def stop(number, frame):
        raise error

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
