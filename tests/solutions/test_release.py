"""Bringing exercises/ up to date with solutions/, and what it must never overwrite."""

import ast

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grading.nbgrader import COURSE, assignments, is_answer
from grading.release import Difference
from grading.release import release as synchronise

ASSIGNMENTS = assignments()


def test_every_assignment_has_a_file_of_tests():
    """A file of its own, so that several can run at a time."""
    found = []
    for path in (COURSE / "tests/solutions").glob("test_a*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                found += [s.value.value for s in node.body if isinstance(s, ast.Assign)]
    assert sorted(found) == ASSIGNMENTS


def test_exercises_are_what_solutions_give():
    assert synchronise(write=False) == []


def test_release_gives_the_same_bytes_again(tmp_path):
    synchronise(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ipynb")}
    assert written
    assert synchronise(tmp_path) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ipynb")} == written


def test_release_brings_a_folder_up_to_date(tmp_path):
    synchronise(tmp_path)
    name = f"{ASSIGNMENTS[0]}/{ASSIGNMENTS[0]}.ipynb"
    path = tmp_path / name
    earlier = nbformat.read(path, as_version=4)
    earlier.cells[0].source = "# The title before"
    stub = next(cell for cell in earlier.cells if is_answer(cell))
    stub.source = stub.source.replace("Args:", "Arguments:")
    nbformat.write(earlier, path)
    assert synchronise(tmp_path, write=False) == [Difference("changed", name)]
    assert synchronise(tmp_path) == [Difference("changed", name)]
    assert synchronise(tmp_path, write=False) == []
    path.unlink()
    assert synchronise(tmp_path, write=False) == [Difference("missing", name)]
    assert synchronise(tmp_path) == [Difference("missing", name)]
    assert path.exists()


def test_release_reports_and_keeps_files_that_it_did_not_generate(tmp_path):
    synchronise(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    for write in (False, True):
        assert synchronise(tmp_path, write) == [Difference("unexpected", "notes.txt")]
    synchronise(tmp_path, force=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def unreadable(notebook):
    return "{}"


def code(notebook):
    cell = next(cell for cell in notebook.cells if is_answer(cell))
    cell.source = (
        "def half_done(x):\n    y = x\n    # YOUR CODE HERE\n    raise NotImplementedError"
    )
    return nbformat.writes(notebook)


def words(notebook):
    cell = next(c for c in notebook.cells if is_answer(c) and c.cell_type == "markdown")
    cell.source = "My three runs differ."
    return nbformat.writes(notebook)


def experiment(notebook):
    notebook.cells.append(new_code_cell("print('my own experiment')"))
    return nbformat.writes(notebook)


@pytest.mark.parametrize("work", [code, words, experiment, unreadable])
def test_release_leaves_work_of_students_alone(work, tmp_path):
    synchronise(tmp_path)
    name = f"{ASSIGNMENTS[0]}/{ASSIGNMENTS[0]}.ipynb"
    path = tmp_path / name
    text = work(nbformat.read(path, as_version=4))
    path.write_text(text)
    for write in (False, True):
        assert synchronise(tmp_path, write) == [Difference("answered", name)]
        assert path.read_text() == text
    assert synchronise(tmp_path, force=True) == [Difference("answered", name)]
    assert synchronise(tmp_path, write=False) == []
