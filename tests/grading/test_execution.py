"""Running notebooks that misbehave, and trusting no score that is not one."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade
from traitlets.config import Config

from grading.execution import DEAD, FailClosed, GuardedExecute
from grading.nbgrader import config
from grading.student_view import StudentView


def scored(source, *outputs, points=2.0):
    metadata = {
        "grade_id": f"test_{source[:3]}",
        "grade": True,
        "solution": False,
        "points": points,
    }
    cell = new_code_cell(source, metadata={"nbgrader": metadata})
    cell.outputs = list(outputs)
    return cell


def result(text):
    return new_output("execute_result", {"text/plain": text})


def grade(cell):
    closed, _ = FailClosed().preprocess(new_notebook(cells=[cell]), {})
    return determine_grade(closed.cells[0])[0]


@pytest.mark.parametrize(("text", "points"), [("0.0", 0), ("1.25", 1.25), ("2.0", 2), ("2", 2)])
def test_a_score_in_range_counts(text, points):
    assert grade(scored("q.score()", result(text))) == points


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-inf", "-1", "2.5", "'2'", "None", "True", "[2.0]", "", "np.float64(2.0)"],
)
def test_any_other_result_counts_nothing(text):
    assert grade(scored("q.score()", result(text))) == 0


def test_no_result_counts_nothing():
    assert grade(scored("q.score()")) == 0
    assert grade(scored("q.score()", new_output("stream", text="all right"))) == 0
    assert grade(scored("q.score()", new_output("execute_result", {}))) == 0


def test_two_results_count_nothing():
    assert grade(scored("q.score()", result("2.0"), result("2.0"))) == 0


def test_an_error_counts_nothing_even_with_a_score():
    error = new_output("error", ename="E", evalue="", traceback=[])
    assert grade(scored("q.score()", result("2.0"), error)) == 0


def test_stderr_costs_nothing():
    warning = new_output("stream", name="stderr", text="DeprecationWarning")
    assert grade(scored("q.score()", warning, result("1.5"))) == 1.5


def execute(*cells, timeout=5, multiple=6):
    limits = Config({"GuardedExecute": {"timeout": timeout, "cells": multiple}})
    settings = config()
    settings.merge(limits)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=list(cells), metadata=kernel)
    done, _ = GuardedExecute(config=settings).preprocess(notebook, {})
    return done


def errors(cell):
    return [output.ename for output in cell.outputs if output.output_type == "error"]


def test_a_dead_kernel_leaves_the_scores_before_it():
    notebook = execute(
        scored("1.5"),
        new_code_cell("import os; os._exit(1)"),
        scored("2.0"),
        new_code_cell("print('after the last test cell')"),
    )
    assert grade(notebook.cells[0]) == 1.5
    assert errors(notebook.cells[1]) == [DEAD]
    assert errors(notebook.cells[2]) == [DEAD]
    assert grade(notebook.cells[2]) == 0
    assert notebook.cells[3].outputs == []


def test_a_loop_is_stopped_and_the_rest_still_runs():
    notebook = execute(new_code_cell("while True: pass"), scored("1.5"), timeout=2)
    assert "Timeout" in errors(notebook.cells[0])
    assert grade(notebook.cells[1]) == 1.5


def test_the_limit_of_the_notebook_grows_with_that_of_a_cell():
    wait = [new_code_cell("import time; time.sleep(1.2)") for _ in range(2)]
    cut_short = execute(*wait, scored("1.5"), timeout=2, multiple=1)
    assert ["Timeout" in errors(cell) for cell in cut_short.cells[:2]] == [False, True]
    whole = execute(*wait, scored("1.5"), timeout=2)
    assert [errors(cell) for cell in whole.cells[:2]] == [[], []]


def test_a_loop_that_cannot_be_interrupted_ends_the_notebook():
    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    notebook = execute(scored("1.5"), new_code_cell(stubborn), scored("2.0"), timeout=1)
    assert grade(notebook.cells[0]) == 1.5
    assert errors(notebook.cells[1]) == [DEAD]
    assert grade(notebook.cells[2]) == 0


def test_no_tag_skips_a_scored():
    cell = scored("0.5")
    cell.metadata["tags"] = ["skip-execution"]
    assert grade(execute(cell).cells[0]) == 0.5


def test_a_page_of_feedback_shows_no_test():
    secret = scored("SECRET = 1", result("0.0"), new_output("stream", text="the report"))
    error = new_output("error", ename="E", evalue="no", traceback=["SECRET", "E: no"])
    broken = scored("SECRET = 2", error)
    notebook = new_notebook(cells=[secret, broken, new_code_cell("given = 1")])
    page, _ = StudentView().preprocess(notebook, {})
    text = nbformat.writes(page)
    assert "SECRET" not in text
    assert "the report" in text
    assert "E: no" in text
    assert "given" not in text
