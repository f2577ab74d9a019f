"""What nbgrader's own pages of feedback show, where a teacher makes them with its programs."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.nbgrader import grade_id, is_answer, is_test, question


class StudentView(NbGraderPreprocessor):
    """Cuts a graded notebook down to a page of feedback.

    Of the course's own text the headings stay, and the task above a written answer with its
    rubric. Of test cells, whose source holds the hidden tests, the report stays; tracebacks quote
    that source, so of an error only the last line is kept.
    """

    def preprocess(self, nb, resources):
        told = [cell for cell, following in _with_next(nb.cells) if _is_told(cell, following)]
        nb.cells = [cell for cell, following in _with_next(told) if not _is_empty(cell, following)]
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, cell_index):
        if cell.cell_type == "markdown" and cell.source.startswith("#") and not is_answer(cell):
            cell.source = cell.source.splitlines()[0]
        if is_test(cell):
            cell.source = f"# the checks of {question(grade_id(cell))}"
            cell.outputs = [
                _without_traceback(output) if output.output_type == "error" else output
                for output in cell.outputs
                if output.output_type in ("error", "stream")
            ]
        return cell, resources


def _with_next(cells: list[NotebookNode]):
    return zip(cells, [*cells[1:], None], strict=True)


def _is_empty(cell: NotebookNode, following: NotebookNode | None) -> bool:
    """Whether a section has nothing left in it."""
    section = cell.source.startswith("## ") and not is_answer(cell)
    return section and (following is None or following.source.startswith("## "))


def _is_told(cell: NotebookNode, following: NotebookNode | None) -> bool:
    if is_answer(cell) or is_test(cell) or cell.get("id") == "notes":
        return True
    if cell.cell_type == "markdown":
        task = following is not None and is_answer(following) and following.cell_type == "markdown"
        return cell.source.startswith("#") or task
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _without_traceback(output: NotebookNode) -> NotebookNode:
    last = output.traceback[-1] if output.traceback else f"{output.ename}: {output.evalue}"
    return new_output("error", ename=output.ename, evalue=output.evalue, traceback=[last])
