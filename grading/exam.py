"""An assignment, ready to grade submissions with: its cells, what they define, the reference."""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import linecache
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from nbformat import NotebookNode

from grading.assignment import Assignment
from grading.nbgrader import SOLUTIONS, grade_id, is_answer, is_test, pristine
from grading.sandbox.conversation import REFERENCE
from grading.variants import reference


@dataclass(frozen=True)
class Exam:
    """An assignment, ready to grade submissions with.

    Attributes:
        assignment: Its settings.
        blank: The instructor's notebook with hidden tests and empty answers.
        setup: Source of the cells before the first answer.
        names: Grade id of an answer → the names that it has to define.
        namespace: What those cells define.
        reference: What the reference's answers define, on top of that.
    """

    assignment: Assignment
    blank: NotebookNode
    setup: list[str]
    names: dict[str, list[str]]
    namespace: dict[str, Any]
    reference: dict[str, Any]

    @classmethod
    def prepare(cls, name: str, solutions: Path = SOLUTIONS) -> Exam:
        """Read an assignment, run its own cells, and the reference's answers.

        Args:
            name: Its name.
            solutions: The folder that holds it.

        Raises:
            AssignmentError: If there is no such assignment.
        """
        blank, right = pristine(name, solutions), reference(name, solutions)
        code = [cell for cell in blank.cells if cell.cell_type == "code"]
        first = next((i for i, cell in enumerate(code) if is_answer(cell)), len(code))
        setup = [cell.source for cell in code[:first]]
        namespace: dict[str, Any] = {"__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()):
            for source in setup:
                run(source, "setup", namespace)
            known = {**namespace, "__name__": REFERENCE}
            for cell in code[first:]:
                if is_answer(cell):
                    run(right[grade_id(cell)], grade_id(cell), known)
        answers = [grade_id(cell) for cell in code if is_answer(cell)]
        names = {answer: defined(right[answer]) for answer in answers}
        exam = cls(Assignment.load(name, solutions), blank, setup, names, namespace, known)
        exam.compile()
        return exam

    def compile(self) -> None:
        """Compile all cells that will run here, so that forks need not."""
        for cell in self.cells():
            if is_test(cell):
                _compiled(cell.source, f"<{grade_id(cell)}>")

    def cells(self) -> list[NotebookNode]:
        """The code cells from the first answer to the last test."""
        code = [cell for cell in self.blank.cells if cell.cell_type == "code"][len(self.setup) :]
        last = max((i for i, cell in enumerate(code) if is_test(cell)), default=-1)
        return code[: last + 1]


def run(source: str, name: str, namespace: dict[str, Any]) -> Any:
    """Run a cell; the value of its last expression is its result.

    Args:
        source: Its code.
        name: What to call it in tracebacks.
        namespace: Where it runs.
    """
    statements, last = _compiled(source, f"<{name}>")
    exec(statements, namespace)
    return eval(last, namespace)


@functools.cache
def _compiled(source: str, file: str) -> tuple[CodeType, CodeType]:
    """The code of a cell, and of its last expression."""
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    tree = ast.parse(source, file)
    ends = bool(tree.body) and isinstance(tree.body[-1], ast.Expr)
    last = tree.body.pop().value if ends else ast.Constant(None, lineno=1, col_offset=0)
    return compile(tree, file, "exec"), compile(ast.Expression(last), file, "eval")


def defined(source: str) -> list[str]:
    """The public names that the top level of a cell defines, functions and values.

    Example:
        >>> defined("import math\\nSIZE = 3\\ndef area(r):\\n    x = 1\\n    return x")
        ['SIZE', 'area']
    """
    names: dict[str, None] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names[node.name] = None
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in filter(None, targets):
            for part in ast.walk(target):
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                    names[part.id] = None
    return [name for name in names if not name.startswith("_")]


def in_hidden_lines(cell: NotebookNode, error: Exception) -> bool:
    """Whether an error of a test cell comes from lines that students do not see."""
    frames = traceback.walk_tb(error.__traceback__)
    names = ((frame.f_code.co_filename, number) for frame, number in frames)
    line = next((number for name, number in names if name == f"<{grade_id(cell)}>"), 0)
    above = "\n".join(cell.source.splitlines()[:line])
    return above.count("### BEGIN HIDDEN TESTS") > above.count("### END HIDDEN TESTS")
