"""What holds for every assignment: its contract, its release, and what it scores."""

import ast
import contextlib
import io
import re
import time

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell

from grading.matrix import extremes, rows, score
from grading.nbgrader import (
    EXERCISES,
    assignments,
    grade_id,
    is_answer,
    is_test,
    pristine,
    question,
    questions,
    source_path,
)
from grading.release import Difference, leaks
from grading.release import release as synchronise
from grading.variants import alternatives, answered, mutants, reference

ASSIGNMENTS = assignments()
CODE_QUESTIONS = [
    (assignment, question(grade_id(cell)))
    for assignment in ASSIGNMENTS
    for cell in nbformat.read(source_path(assignment), as_version=4).cells
    if is_test(cell)
]
each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)
each_question = pytest.mark.parametrize(("assignment", "name"), CODE_QUESTIONS)


def source(assignment):
    return nbformat.read(source_path(assignment), as_version=4)


def cell_of(assignment, name):
    return next(cell for cell in source(assignment).cells if grade_id(cell) == name)


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


def test_stand_in_for_draw_negatives_draws_the_noise_without_the_target():
    """The cell `parts` of an exercise without answers, against the definition."""
    cells = {cell.id: cell.source for cell in source("A3-word2vec").cells}
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(cells["setup"], namespace)
        exec(cells["parts"], namespace)
    assert re.search("draw_negatives +a stand-in", printed.getvalue())
    weights = namespace["vocab"].counts ** 0.75
    target, draws = 0, 40_000
    ids = namespace["draw"](np.random.default_rng(0), weights / weights.sum(), target, draws)
    seen = np.bincount(ids, minlength=len(weights))
    assert seen[target] == 0
    weights[target] = 0
    p = weights / weights.sum()
    # A count is binomial; 5 standard deviations are missed once in 10,000 runs of ~100 words.
    assert (np.abs(seen - draws * p) <= 5 * np.sqrt(draws * p * (1 - p))).all()


@each_assignment
def test_no_answer_leaks(assignment):
    assert leaks(source(assignment), EXERCISES / assignment) == []


@each_assignment
@pytest.mark.parametrize("part", ["solution", "hidden test", "written answer", "mutant"])
def test_a_leak_would_be_found(assignment, part, tmp_path):
    notebook = source(assignment)
    answers = [cell for cell in notebook.cells if is_answer(cell)]
    planted = {
        "solution": next(cell.source for cell in answers if cell.cell_type == "code"),
        "hidden test": next(cell.source for cell in notebook.cells if is_test(cell)),
        "written answer": next(cell.source for cell in answers if cell.cell_type == "markdown"),
        "mutant": "def wrong(): ...",
    }[part].replace("### ", "")
    folder = tmp_path / "mutants" if part == "mutant" else tmp_path
    folder.mkdir(exist_ok=True)
    (folder / "leak.py").write_text(planted)
    assert leaks(notebook, tmp_path)


@each_assignment
def test_notebook_has_what_the_course_promises(assignment):
    points = questions(source(assignment))
    code = [name for a, name in CODE_QUESTIONS if a == assignment]
    assert 5 <= len(code) <= 8
    assert 1 <= len(points) - len(code) <= 2  # written questions
    identifiers = [cell.id for cell in source(assignment).cells]
    assert len(set(identifiers)) == len(identifiers)
    assert not any(re.fullmatch(r"[0-9a-f]{8}", name) for name in identifiers)  # nbformat's own
    assert all(not cell.get("outputs") for cell in source(assignment).cells)


@each_question
def test_stub_states_its_contract(assignment, name):
    released = nbformat.read(EXERCISES / assignment / f"{assignment}.ipynb", as_version=4)
    stub = next(cell.source for cell in released.cells if grade_id(cell) == name)
    function = ast.parse(stub).body[0]
    assert function.name == name
    documentation = ast.get_docstring(function)
    assert re.search(r"Args:.*Returns:.*Example:", documentation, re.DOTALL)
    assert stub.endswith("raise NotImplementedError")


@each_question
def test_test_cell_keeps_to_its_own_answer(assignment, name):
    """A mistake costs once: no other answer of the student is called by a test."""
    tree = ast.parse(cell_of(assignment, f"test_{name}").source)
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    others = {other for a, other in CODE_QUESTIONS if a == assignment} - {name}
    assert name in called
    assert not called & others


@each_question
def test_points_of_the_parts_add_up(assignment, name):
    """Visible parts alone can reach all points; with the hidden ones the weights are points."""
    cell = cell_of(assignment, f"test_{name}")
    parts = re.findall(r"q\.(part|hidden)\(([\d.]+), ", cell.source)
    assert {kind for kind, _ in parts} == {"part", "hidden"}
    assert sum(float(points) for _, points in parts) == cell.metadata.nbgrader.points
    assert f'check.Question("{name}", points={cell.metadata.nbgrader.points:g})' in cell.source
    assert cell.source.splitlines()[-1] == "q.score()"


@each_question
def test_every_question_has_mutants_and_another_answer(assignment, name):
    found = [variant for variant in mutants(assignment) if variant.question == name]
    assert len(found) >= 3
    assert all(variant.idea and variant.hint for variant in found)
    assert len({variant.name for variant in found}) == len(found)
    assert any(variant.question == name for variant in alternatives(assignment))


@each_assignment
def test_reference_has_all_points_and_the_empty_exercise_none(assignment):
    assert extremes(assignment) == []


@each_assignment
def test_every_mistake_costs_its_own_points_and_is_told_its_hint(assignment):
    found = list(rows(assignment))
    assert [f"{r.variant.question}/{r.variant.name} {r.problem}" for r in found if r.problem] == []


@each_assignment
def test_all_alternatives_together_have_all_points(assignment):
    answers = {variant.question: variant.source for variant in alternatives(assignment)}
    scored = score(answered(pristine(assignment), {**reference(assignment), **answers}))
    points = questions(source(assignment))
    assert scored.scores == {name: points[name] for name in scored.scores}


@each_assignment
def test_visible_checks_alone_accept_the_reference_and_teach(assignment):
    """As a student sees it: the released notebook, right and wrong."""
    released = nbformat.read(EXERCISES / assignment / f"{assignment}.ipynb", as_version=4)
    start = time.monotonic()
    right = score(answered(released, reference(assignment)))
    assert time.monotonic() - start < 20
    for name, report in right.reports.items():
        assert f"{name}: every visible check passes" in report
    for name, report in score(released).reports.items():
        assert report.startswith(f"{name}: 0 of")
        assert "Not implemented yet." in report
