"""What a student can find out before handing in: `course validate notebook.ipynb`.

nbgrader's validator runs the notebook here, as the button *Validate* in JupyterLab does, and looks
at the visible checks. What it finds is told by question.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.nbgrader import config, grade_id, question


class ValidationError(ValueError):
    """A notebook that cannot be validated at all; the message is one sentence."""


@dataclass(frozen=True)
class Finding:
    """A cell that would cost points.

    Attributes:
        question: Whose cell it is.
        problem: What is wrong, one or more lines.

    Example:
        >>> print(Finding("square", "0 of 2 visible checks pass\\n  ○ Not implemented yet."))
        square
          0 of 2 visible checks pass
            ○ Not implemented yet.
    """

    question: str
    problem: str

    def __str__(self) -> str:
        return "\n  ".join([self.question, *self.problem.splitlines()])


def notebooks(path: Path) -> list[Path]:
    """The notebooks that a path stands for: itself, or all in a folder and the folders in it.

    Raises:
        ValidationError: If there is none.
    """
    if path.is_dir():
        inside = path.rglob("*.ipynb")
        found = sorted(p for p in inside if ".ipynb_checkpoints" not in p.parts and p.is_file())
    else:
        found = [path] if path.is_file() else []
    if not found:
        raise ValidationError(f"there is no notebook {path}.")
    return found


def validate(path: Path) -> list[Finding]:
    """Run a notebook and look at its checks.

    Args:
        path: The notebook; it is left as it is.

    Returns:
        What would cost points, in the order of the notebook; nothing if all is well.

    Raises:
        ValidationError: If it is no notebook, or cannot be run.
    """
    from nbgrader.validator import Validator

    try:
        cells = nbformat.read(path, as_version=4).cells
        with _environment_kept():
            results = Validator(config=config()).validate(str(path.resolve()))
    except Exception as error:
        # A file can hold anything, and what is in it can do anything to the kernel.
        reason = str(error).strip().splitlines() or [""]
        told = f"{type(error).__name__}: {reason[0]}".rstrip(": ")
        raise ValidationError(f"{path.name} could not be validated ({told}).") from error
    return [
        Finding(name, _problem(kind, entry))
        for kind, entries in results.items()
        for name, entry in zip(_questions(entries, cells), entries, strict=True)
    ]


@contextlib.contextmanager
def _environment_kept():
    """Take back what nbgrader's validator tells its kernels by the environment."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _questions(entries: list[dict[str, str]], cells: list[NotebookNode]) -> Iterator[str]:
    """Whose cell each entry is about.

    A source is all that nbgrader tells about a cell, and cells without an answer read alike: the
    first of them is the first entry's.
    """
    left = [cell for cell in cells if grade_id(cell)]
    for entry in entries:
        alike = [cell for cell in left if cell.source.strip() == entry["source"]]
        yield question(grade_id(alike[0])) if alike else "a cell"
        left = [cell for cell in left if cell not in alike[:1]]


def _problem(kind: str, entry: dict[str, str]) -> str:
    from nbconvert.filters import strip_ansi

    if kind == "changed":
        return "The check was changed. The original will run when your work is graded."
    if kind == "type_changed":
        # nbgrader calls what the cell was "new" and what it is now "old".
        return f"The cell is of the type {entry['old_type']} now; it was {entry['new_type']}."
    return strip_ansi(entry["raw_error"]).strip()
