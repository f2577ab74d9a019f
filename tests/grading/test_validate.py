"""What `course validate` tells a student about an exercise."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from grading.nbgrader import EXERCISES, grade_id, questions, source_path
from grading.validate import ValidationError, notebooks, validate
from grading.variants import answered, mutants, reference

ASSIGNMENT = "A3-word2vec"


def released():
    """The exercise without its two slow cells, which no check depends on."""
    notebook = nbformat.read(EXERCISES / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id not in ("training", "experiment")]
    return notebook


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


@pytest.fixture
def findings(tmp_path):
    def run(notebook):
        path = tmp_path / "exercise.ipynb"
        nbformat.write(notebook, path)
        before = path.read_bytes()
        found = validate(path)
        assert path.read_bytes() == before
        return found

    return run


def test_right_answers_pass(findings):
    assert findings(answered(released(), reference(ASSIGNMENT))) == []


def test_what_is_missing_or_wrong_is_told(findings):
    wrong = next(variant for variant in mutants(ASSIGNMENT) if variant.question == "build_pairs")
    answers = {**reference(ASSIGNMENT), "build_pairs": wrong.source}
    del answers["analogy"], answers["judgement"]
    first, last, written = findings(answered(released(), answers))
    assert [first.question, last.question, written.question] == [
        "build_pairs",
        "analogy",
        "judgement",
    ]
    assert first.problem.startswith("build_pairs: 0 of 3 visible checks pass")
    assert f"Hint: {wrong.hint}" in first.problem
    assert "Traceback" not in first.problem
    assert last.problem == "analogy: 0 of 2 visible checks pass\n  ○ Not implemented yet."
    assert written.problem == "You did not provide a response."


def test_the_empty_exercise_names_every_question(findings):
    points = questions(nbformat.read(source_path(ASSIGNMENT), as_version=4))
    assert [finding.question for finding in findings(released())] == list(points)


def test_written_questions_without_an_answer_are_told_apart(findings):
    """Their cells read alike."""
    answers = reference(ASSIGNMENT)
    del answers["judgement"]
    notebook = answered(released(), answers)
    first = cell_of(notebook, "judgement")
    second = new_markdown_cell(first.source, metadata=first.metadata)
    second.metadata = {"nbgrader": {**first.metadata["nbgrader"], "grade_id": "outlook"}}
    second.metadata["nbgrader"]["checksum"] = compute_checksum(second)
    notebook.cells.append(second)
    assert [finding.question for finding in findings(notebook)] == ["judgement", "outlook"]


def test_a_warning_is_no_failure(findings):
    answers = reference(ASSIGNMENT)
    body = answers["build_pairs"].replace(
        "    pairs = []", "    warnings.warn('x')\n    pairs = []"
    )
    assert body != answers["build_pairs"]
    answers["build_pairs"] = f"import warnings\nwarnings.simplefilter('always')\n{body}"
    assert findings(answered(released(), answers)) == []


def test_changed_checks_are_told(findings):
    notebook = answered(released(), reference(ASSIGNMENT))
    cell_of(notebook, "test_analogy").source = "1.0"
    (found,) = findings(notebook)
    assert found.question == "analogy"
    assert found.problem.startswith("The check was changed.")


def test_a_cell_of_another_type_is_told(findings):
    notebook = released()
    at = notebook.cells.index(cell_of(notebook, "analogy"))
    cell = notebook.cells[at]
    notebook.cells[at] = new_markdown_cell(cell.source, id=cell.id, metadata=cell.metadata)
    (found,) = findings(notebook)
    assert str(found) == "analogy\n  The cell is of the type markdown now; it was code."


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"cells": 3, "nbformat": 4}', "\udcff"])
def test_what_is_no_notebook_gives_one_sentence(content, tmp_path):
    path = tmp_path / "exercise.ipynb"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ValidationError, match=r"^exercise.ipynb could not be validated \(.*\)\.$"):
        validate(path)


def test_a_kernel_that_exits_gives_one_sentence(findings):
    notebook = released()
    notebook.cells.insert(0, new_code_cell("import os\nos._exit(1)"))
    with pytest.raises(ValidationError, match=r"could not be validated \(DeadKernelError"):
        findings(notebook)


def test_one_notebook_or_all_of_a_folder(tmp_path):
    names = ["a.ipynb", "b/c.ipynb"]
    for name in [*names, "b/.ipynb_checkpoints/c.ipynb", "b/d.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    assert notebooks(tmp_path) == [tmp_path / name for name in names]
    assert notebooks(tmp_path / "a.ipynb") == [tmp_path / "a.ipynb"]
    (tmp_path / "empty").mkdir()
    for nothing in ("e.ipynb", "empty"):
        with pytest.raises(ValidationError, match=f"there is no notebook .*{nothing}"):
            notebooks(tmp_path / nothing)
