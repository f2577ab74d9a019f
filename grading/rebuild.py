"""From what a student handed in to a notebook that can be graded.

Only the source of answer cells is taken, by grade id, and put into the instructor's notebook.
Whatever else was done to the submission (cells deleted, repeated, edited, tagged, moved) then has
no effect. What was dropped is noted, for the student and the instructor.
"""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grading.nbgrader import grade_id, is_answer

MAX_BYTES = 20_000_000  # a notebook of this course with all its figures has about 200 kB


class UnreadableSubmission(ValueError):
    """A submission without a notebook that can be read; the message is for its student."""


def read(path: Path) -> NotebookNode:
    """Read a submitted notebook.

    Args:
        path: Where it should be.

    Raises:
        UnreadableSubmission: If there is none, or it is not a notebook.
    """
    if path.is_symlink() or path.parent.is_symlink() or path.parent.parent.is_symlink():
        raise UnreadableSubmission(f"{path.name} is a link, not a file.")
    if not path.is_file():
        raise UnreadableSubmission(f"There is no file {path.name} in the submission.")
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableSubmission(f"{path.name} is larger than {MAX_BYTES // 10**6} MB.")
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        for cell in notebook.cells:
            if not isinstance(cell.source, str) or not isinstance(cell.metadata, dict):
                raise TypeError("cells need a source and metadata")
    except Exception as error:
        # Any JSON at all can be in the file, and nbformat has no error of its own for most of it.
        raise UnreadableSubmission(
            f"{path.name} is not a notebook that Jupyter could open ({type(error).__name__})."
        ) from error
    return notebook


def rebuild(pristine: NotebookNode, submitted: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Put a student's answers into the instructor's notebook.

    Args:
        pristine: The notebook to grade with, answers empty.
        submitted: What the student handed in.

    Returns:
        The notebook to run, and notes on what was missing or left out, a sentence each.
    """
    known = {grade_id(cell) for cell in pristine.cells} - {""}
    answers: dict[str, list[str]] = {}
    for cell in submitted.cells:
        if grade_id(cell) in known:
            answers.setdefault(grade_id(cell), []).append(cell.source)

    notebook, notes = copy.deepcopy(pristine), []
    for cell in notebook.cells:
        name = grade_id(cell)
        copies = answers.get(name, [])
        if not is_answer(cell):
            if name and not copies:
                notes.append(f"The cell `{name}` was missing; it was put back.")
            elif len(copies) > 1:
                notes.append(f"The cell `{name}` was there {len(copies)} times; one was kept.")
            continue
        if not copies:
            notes.append(f"The answer cell `{name}` was missing; it counts as unanswered.")
            continue
        if len(copies) > 1:
            notes.append(
                f"The answer cell `{name}` was there {len(copies)} times; the last was graded."
            )
        cell.source = copies[-1]
    notes += _notes_on_extra_code(pristine, submitted)
    return notebook, notes


def silence(notebook: NotebookNode, question: str) -> str:
    """Turn an answer into a comment, so that the others can be graded without it.

    Args:
        notebook: A rebuilt notebook; changed in place.
        question: Whose answer stopped the kernel.

    Returns:
        The note for the student.
    """
    for cell in notebook.cells:
        if grade_id(cell) == question and is_answer(cell):
            lines = "".join(f"# {line}\n" for line in cell.source.splitlines())
            cell.source = f"# This answer stops the kernel, so it was not run.\n{lines}"
    return f"The answer `{question}` stops the kernel; the others were graded without it."


def with_notes(notebook: NotebookNode, notes: list[str]) -> NotebookNode:
    """The notebook with a cell on top that tells its student what happened to it."""
    if not notes:
        return notebook
    lines = "\n".join(f"> - {note}" for note in notes)
    told = copy.deepcopy(notebook)
    told.cells.insert(0, new_markdown_cell(f"> **About this submission**\n>\n{lines}", id="notes"))
    return told


def _notes_on_extra_code(pristine: NotebookNode, submitted: NotebookNode) -> list[str]:
    given = {cell.source.strip() for cell in pristine.cells}
    extra = [
        cell
        for cell in submitted.cells
        if cell.cell_type == "code"
        and not grade_id(cell)
        and cell.source.strip() not in given | {""}
    ]
    if not extra:
        return []
    cells = "code cell" if len(extra) == 1 else "code cells"
    return [f"{len(extra)} {cells} of your own did not run: only answer cells are graded."]
