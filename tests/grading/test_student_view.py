"""What nbgrader's own pages of feedback show of a graded notebook."""

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grading.student_view import StudentView


def test_a_page_of_feedback_shows_no_test():
    metadata = {"grade_id": "test_sum", "grade": True, "solution": False, "points": 2.0}
    secret = new_code_cell("SECRET = 1", metadata={"nbgrader": metadata})
    secret.outputs = [
        new_output("execute_result", {"text/plain": "0.0"}),
        new_output("stream", text="the report"),
    ]
    broken = new_code_cell("SECRET = 2", metadata={"nbgrader": {**metadata, "grade_id": "test_b"}})
    broken.outputs = [new_output("error", ename="E", evalue="no", traceback=["SECRET", "E: no"])]
    notebook = new_notebook(cells=[secret, broken, new_code_cell("given = 1")])
    page, _ = StudentView().preprocess(notebook, {})
    text = nbformat.writes(page)
    assert "SECRET" not in text
    assert "the report" in text
    assert "E: no" in text
    assert "given" not in text
