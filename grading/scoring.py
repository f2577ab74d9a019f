"""Scores answers of our own: in this process, or as submissions.

In this process the notebook runs cell by cell, with the test cells and the scoring rule that
nbgrader uses. That is quick, needs no sandbox, and is safe because the answers are ours.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.assessment import Part, Verdict
from grading.nbgrader import AssignmentError, grade_id, is_test, pristine, question
from grading.variants import answered

if TYPE_CHECKING:
    from grading.engine import Engine

Answers = dict[str, str]  # question → source
Score = Callable[[Answers], dict[str, Verdict]]


@dataclass(frozen=True)
class Scored:
    """What one notebook scored.

    Attributes:
        verdicts: Question → how it was answered.
    """

    verdicts: dict[str, Verdict]

    @property
    def scores(self) -> dict[str, float]:
        """Question → points."""
        return {name: verdict.points for name, verdict in self.verdicts.items()}

    @property
    def reports(self) -> dict[str, str]:
        """Question → what its student reads."""
        return {name: verdict.report for name, verdict in self.verdicts.items()}

    @property
    def total(self) -> float:
        return sum(self.scores.values())


def in_process(notebook: NotebookNode) -> Score:
    """A way to score answers in this process; for answers of our own only."""
    return lambda answers: score(answered(notebook, answers)).verdicts


def graded_by(engine: Engine, assignment: str) -> Score:
    """A way to score answers as submissions are graded, in boxes; several at once if need be."""
    blank = pristine(assignment)

    def score_by_engine(answers: Answers) -> dict[str, Verdict]:
        notebook = nbformat.writes(answered(blank, answers))
        return engine.assess(notebook.encode(), seed=0).verdicts

    return score_by_engine


def score(notebook: NotebookNode) -> Scored:
    """Run a notebook up to its last test cell, and score it.

    Args:
        notebook: Any notebook with nbgrader's metadata; it is not changed.

    Raises:
        AssignmentError: If there is no test cell.
    """
    last = max((i for i, cell in enumerate(notebook.cells) if is_test(cell)), default=None)
    if last is None:
        raise AssignmentError("the notebook has no test cell, so there is nothing to score.")
    namespace: dict = {"__name__": "__main__"}
    verdicts = {}
    for cell in notebook.cells[: last + 1]:
        if cell.cell_type != "code":
            continue
        start = time.monotonic()
        outputs = _run(cell.source, f"<cell {cell.id} {id(namespace)}>", namespace)
        if is_test(cell):
            verdict = _verdict(cell, outputs, namespace, time.monotonic() - start)
            verdicts[verdict.question] = verdict
    return Scored(verdicts)


def _verdict(cell: NotebookNode, outputs: list, namespace: dict, seconds: float) -> Verdict:
    """What nbgrader makes of the outputs of a test cell, and what its question recorded."""
    from nbgrader.utils import determine_grade

    name = question(grade_id(cell))
    points, maximum = determine_grade(NotebookNode({**cell, "outputs": outputs}))
    report = "\n".join(o.get("text") or "\n".join(o.get("traceback", [])) for o in outputs)
    asked = namespace.get("q")
    own = getattr(asked, "outcomes", ()) if getattr(asked, "name", None) == name else ()
    parts = tuple(Part(o.title, o.hidden, o.points, o.problem) for o in own)
    return Verdict(name, points, maximum, report=report, parts=parts, seconds=seconds)


def _run(source: str, name: str, namespace: dict) -> list[NotebookNode]:
    """Run one cell as a kernel does; the value of its last expression is its result."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    printed = io.StringIO()
    outputs = []
    with contextlib.redirect_stdout(printed):
        try:
            tree = ast.parse(source, name)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, name, "exec"), namespace)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
                if value is not None:
                    outputs.append(new_output("execute_result", {"text/plain": repr(value)}))
        except Exception as error:
            lines = traceback.format_exception(error)
            outputs.append(
                new_output("error", ename=type(error).__name__, evalue=str(error), traceback=lines)
            )
    if printed.getvalue():
        outputs.insert(0, new_output("stream", name="stdout", text=printed.getvalue()))
    return outputs
