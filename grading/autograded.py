"""A graded submission as the notebook that nbgrader's formgrader and feedback show.

Whoever opens it does so with an instructor's rights. So nothing that a student wrote becomes HTML:
code and what it printed are plain text anyway, and written answers are quoted as such.
"""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grading.assessment import Assessment, Verdict
from grading.nbgrader import grade_id, is_answer, is_test, question


def autograded(pristine: NotebookNode, assessment: Assessment) -> NotebookNode:
    """The instructor's notebook with a student's answers, what they printed, and the scores.

    Args:
        pristine: The notebook that is graded; it is not changed.
        assessment: How it was graded.
    """
    cells = [NotebookNode(cell) for cell in pristine.cells]  # what is inside is not changed
    notebook = NotebookNode({**pristine, "cells": cells})
    for cell in notebook.cells:
        name = grade_id(cell)
        verdict = assessment.verdicts.get(question(name))
        if is_answer(cell) and name in assessment.answers:
            cell.source = _source(cell, legible(assessment.answers[name]))
        if is_answer(cell) and cell.cell_type == "code" and verdict and verdict.output:
            cell.outputs = [_stream(verdict.output)]
        if is_test(cell) and cell.cell_type == "code":
            cell.outputs = _outputs(verdict or Verdict(question(name), 0.0, 0.0, "Not run."))
    if assessment.notes:
        lines = "\n".join(assessment.notes)
        told = f"**About this submission**\n\n{quoted(legible(lines))}"
        notebook.cells.insert(0, new_markdown_cell(told, id="notes"))
    return notebook


def quoted(text: str) -> str:
    """Text as a block of Markdown that shows it as it is, whatever it contains.

    Example:
        >>> print(quoted("<b>~~~</b>"))
        ~~~~
        <b>~~~</b>
        ~~~~
    """
    longest = max(map(len, re.findall("~+", text)), default=0)
    fence = "~" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def legible(text: str) -> str:
    r"""Text that every file and page can hold: control characters and lone surrogates as U+FFFD.

    Example:
        >>> legible("a\x00b\tc")
        'a�b\tc'
    """
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "\ufffd", text)


def _source(given: NotebookNode, answer: str) -> str:
    """What an answer cell shows; an empty one stays as given, so that nbgrader knows it is."""
    if given.cell_type == "code" or answer.strip() in ("", given.source.strip()):
        return answer
    return quoted(answer)


def _outputs(verdict: Verdict) -> list[NotebookNode]:
    """What a test cell shows: the report, the reason if there is no score, the score."""
    text = "\n".join(filter(None, [verdict.report, verdict.reason]))
    score = NotebookNode(
        output_type="execute_result",
        data=NotebookNode({"text/plain": repr(verdict.points)}),
        metadata=NotebookNode(),
        execution_count=1,
    )
    return [_stream(text), score] if text else [score]


def _stream(text: str) -> NotebookNode:
    return NotebookNode(output_type="stream", name="stdout", text=legible(text))
