"""What holds for every assignment: its contract, its release, and what it scores."""

import ast
import contextlib
import io
import json
import re
import subprocess
import sys
import time

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell

from grading.assignment import Assignment
from grading.matrix import ALTERNATIVE, GENERATED, MUTANT, examine
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
from grading.scoring import score
from grading.variants import alternatives, answered, mutants, reference
from sequtils import check

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


def test_stand_ins_for_counts_give_what_the_answers_give():
    """The cell `parts` of an exercise without answers, against the reference's answers."""
    cells = {cell.id: cell.source for cell in source("A2-counts").cells}
    answers, stand_ins = {}, {}
    for answer in ("import numpy as np", *reference("A2-counts").values()):
        with contextlib.suppress(SyntaxError):  # the written answers
            exec(answer, answers)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(cells["setup"], stand_ins)
        exec(cells["parts"], stand_ins)
    assert printed.getvalue().count("a stand-in") == 8
    rng = np.random.default_rng(0)
    sentences = [rng.integers(0, 6, n).tolist() for n in (1, 4, 9)]
    words, counts = list("abcdef"), rng.poisson(1.0, (6, 6)) + np.eye(6)
    texts = [[words[i] for i in sentence] for sentence in sentences]
    vectors = rng.normal(size=(6, 3))
    for stand_in, name, arguments in (
        ("make_bag", "bag_of_words", (texts, words[:4])),
        ("weigh", "tfidf", (np.vstack([counts, np.zeros(6)]),)),
        ("compare_rows", "cosine", (vectors, np.vstack([vectors, np.zeros(3)]))),
        ("count", "cooccurrence", (sentences, 7, 3, "harmonic")),
        ("surprise", "ppmi", (counts, 0.75)),
        ("memory", "storage_bytes", (100, 30, 7)),
    ):
        expected = answers[name](*arguments)
        np.testing.assert_allclose(stand_ins[stand_in](*arguments), expected, atol=1e-6)
    W = stand_ins["shorten"](counts, 2)
    np.testing.assert_allclose(W @ W.T, (V := answers["svd_vectors"](counts, 2)) @ V.T, atol=1e-6)
    question = ("c", words, vectors, 4, answers["cosine"])
    assert list(stand_ins["ask"](*question)) == answers["neighbours"](*question)


ANSWER_CELLS = """
import json, sys
from importlib.abc import MetaPathFinder

absent, cells = json.load(sys.stdin)

class Absent(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if any(name == one or name.startswith(one + ".") for one in absent):
            raise ModuleNotFoundError(f"{name} is absent", name=name)

sys.meta_path.insert(0, Absent())
namespace = {}
for cell in cells:
    exec(cell, namespace)
try:
    __import__(absent[0])
except ModuleNotFoundError:
    print("absent, and answers ran")
"""


@each_assignment
def test_answers_run_without_what_would_answer_them(assignment):
    """Set-up and answer cells need none of the modules that students' code cannot import."""
    cells = {grade_id(cell) or cell.id: cell.source for cell in source(assignment).cells}
    answers = [cells["setup"], *(cells[name] for a, name in CODE_QUESTIONS if a == assignment)]
    given = json.dumps([Assignment.load(assignment).absent, answers])
    command = [sys.executable, "-c", ANSWER_CELLS]
    done = subprocess.run(command, input=given, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.endswith("absent, and answers ran\n")


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
    kinds = [kind for kind, _ in parts]
    assert set(kinds) == {"part", "hidden"}
    # An answer that keeps what a hidden check asks must have nowhere left to tell it.
    assert kinds == sorted(kinds, reverse=True)
    assert sum(float(points) for _, points in parts) == cell.metadata.nbgrader.points
    assert f'check.Question("{name}", points={cell.metadata.nbgrader.points:g})' in cell.source
    assert cell.source.splitlines()[-1] == "q.score()"


@each_question
def test_every_question_has_mutants_and_other_answers(assignment, name):
    found = [variant for variant in mutants(assignment) if variant.question == name]
    assert len(found) >= 3
    assert all(variant.idea and variant.hint for variant in found)
    assert len({variant.name for variant in found}) == len(found)
    assert sum(variant.question == name for variant in alternatives(assignment)) >= 2


@each_assignment
def test_every_mistake_costs_its_own_points_and_every_right_answer_none(assignment):
    """The reference, the empty exercise, all written and all generated answers."""
    found = examine(assignment)
    assert {row.kind for row in found.rows} == {MUTANT, GENERATED, ALTERNATIVE}
    assert found.problems == []


def together(variants):
    """One answer to each question at a time, until each was there: [{question: variant}]."""
    banks = {}
    for variant in variants:
        banks.setdefault(variant.question, []).append(variant)
    most = max(len(bank) for bank in banks.values())
    return [{name: bank[i % len(bank)] for name, bank in banks.items()} for i in range(most)]


def scores_with(assignment, chosen, seed):
    """What these answers score on the inputs of one submission."""
    answers = {name: variant.source for name, variant in chosen.items()}
    check.draw_from(seed)
    try:
        return score(answered(pristine(assignment), {**reference(assignment), **answers})).scores
    finally:
        check.draw_from(0)


@each_assignment
def test_right_answers_are_right_for_the_inputs_of_every_submission(assignment):
    points = questions(source(assignment))
    rounds = together(alternatives(assignment))
    for seed in range(1, 51):
        chosen = rounds[seed % len(rounds)] if seed % 10 else {}  # now and then, the reference
        scores = scores_with(assignment, chosen, seed)
        assert scores == {name: points[name] for name in scores}, (seed, chosen)


@each_assignment
def test_mistakes_cost_points_for_the_inputs_of_every_submission(assignment):
    points = questions(source(assignment))
    rounds = together(mutants(assignment))
    for seed in range(1, 21):
        for chosen in rounds[seed % 2 :: 2]:
            scores = scores_with(assignment, chosen, seed)
            kept = [chosen[name].name for name in chosen if scores[name] == points[name]]
            assert kept == [], seed


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
