"""What of a graded notebook its student reads: answers, reports, scores."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def with_names(page: str, waiting: Iterable[str]) -> str:
    """A page of feedback whose list of scores says which question each belongs to.

    nbgrader's template calls every test "Test cell", and gives a written answer that nobody has
    read yet 0 points.

    Args:
        page: The HTML that nbgrader wrote.
        waiting: Questions that are not graded yet.

    Example:
        >>> with_names('<a href="#test_analogy">Test cell</a> (Score: 3.0 / 3.0)', [])
        '<a href="#test_analogy">analogy</a> (Score: 3.0 / 3.0)'
        >>> with_names('<a href="#why">Written response</a> (Score: 0.0 / 3.0)', ["why"])
        '<a href="#why">why</a> (not graded yet, 3.0 points)'
    """
    page = re.sub(
        r'<a href="#(test_)?([^"]+)">(Test cell|Written response|Coding free-response)</a>',
        r'<a href="#\1\2">\2</a>',
        page,
    )
    for name in map(re.escape, waiting):
        page = re.sub(
            rf'(<a href="#{name}">{name}</a>) \(Score: [\d.]+ / ([\d.]+)\)',
            r"\1 (not graded yet, \2 points)",
            page,
        )
        page = re.sub(
            rf'(<a name="{name}"></a>\s*<div class="panel-heading">.*?)Score: [\d.]+ / ([\d.]+)',
            r"\1Not graded yet, \2 points",
            page,
            count=1,
            flags=re.DOTALL,
        )
    return page


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
