"""What holds for every assignment: its contract, its leaks, and what it scores.

Each assignment has a file of its own beside this one, with a class that names it.
"""

import ast
import contextlib
import doctest
import io
import json
import re
import subprocess
import sys
import time

import nbformat
import pytest

from grading.assignment import Assignment
from grading.matrix import ALTERNATIVE, GENERATED, MUTANT, examine
from grading.nbgrader import (
    EXERCISES,
    grade_id,
    is_answer,
    is_test,
    pristine,
    question,
    questions,
    source_path,
)
from grading.release import leaks
from grading.scoring import score
from grading.variants import alternatives, answered, mutants, reference
from sequtils import check


def source(assignment):
    return nbformat.read(source_path(assignment), as_version=4)


def code_questions(assignment):
    return [question(grade_id(cell)) for cell in source(assignment).cells if is_test(cell)]


def cell_of(assignment, name):
    return next(cell for cell in source(assignment).cells if grade_id(cell) == name)


def run_cells(assignment, *names):
    """What these cells of an exercise without answers define, and what they print."""
    cells = {cell.id: cell.source for cell in source(assignment).cells}
    namespace = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for name in names:
            exec(cells[name], namespace)
    return namespace, printed.getvalue()


def run_answers(assignment):
    """What the set-up and the right answers of an assignment define."""
    namespace = run_cells(assignment, "setup")[0]
    for answer in reference(assignment).values():
        with contextlib.suppress(SyntaxError):  # the written answers
            exec(answer, namespace)
    return namespace


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


class Contract:
    """The tests of one assignment; `name` is each of its code questions in turn (conftest.py).

    Attributes:
        assignment: Its name.
    """

    assignment: str

    def test_answers_run_without_what_would_answer_them(self):
        """Set-up and answer cells need none of the modules that students' code cannot import."""
        cells = {grade_id(cell) or cell.id: cell.source for cell in source(self.assignment).cells}
        answers = [cells["setup"], *(cells[name] for name in code_questions(self.assignment))]
        given = json.dumps([Assignment.load(self.assignment).absent, answers])
        command = [sys.executable, "-c", ANSWER_CELLS]
        done = subprocess.run(command, input=given, capture_output=True, text=True)
        assert done.stderr == ""
        assert done.stdout.endswith("absent, and answers ran\n")

    def test_no_answer_leaks(self):
        assert leaks(source(self.assignment), EXERCISES / self.assignment) == []

    @pytest.mark.parametrize("part", ["solution", "hidden test", "written answer", "mutant"])
    def test_a_leak_would_be_found(self, part, tmp_path):
        notebook = source(self.assignment)
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

    def test_notebook_has_what_the_course_promises(self):
        points = questions(source(self.assignment))
        code = code_questions(self.assignment)
        text = "\n".join(cell.source for cell in source(self.assignment).cells)
        numbers = [int(number) for number in re.findall(r"^## (\d+) · ", text, re.MULTILINE)]
        written = len(points) - len(code)
        assert 1 <= written <= 2
        # Small functions that belong together are parts of one question, 2a and 2b.
        assert numbers == list(range(1, len(numbers) + 1))
        assert 5 <= len(numbers) - written <= 8
        assert len(numbers) - written <= len(code) <= 10
        identifiers = [cell.id for cell in source(self.assignment).cells]
        assert len(set(identifiers)) == len(identifiers)
        assert not any(re.fullmatch(r"[0-9a-f]{8}", name) for name in identifiers)  # nbformat's own
        assert all(not cell.get("outputs") for cell in source(self.assignment).cells)

    def test_stub_states_its_contract(self, name):
        released = nbformat.read(
            EXERCISES / self.assignment / f"{self.assignment}.ipynb", as_version=4
        )
        stub = next(cell.source for cell in released.cells if grade_id(cell) == name)
        function = ast.parse(stub).body[0]
        assert function.name == name
        documentation = ast.get_docstring(function)
        assert re.search(r"Args:.*Returns:.*Example:", documentation, re.DOTALL)
        assert stub.endswith("raise NotImplementedError")

    def test_examples_of_the_contract_are_true(self, name):
        namespace = run_answers(self.assignment)
        examples = doctest.DocTestFinder().find(
            namespace[name], name, globs=namespace, module=False
        )
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False)
        told = []
        for one in examples:
            runner.run(one, out=told.append)
        assert any(one.examples for one in examples)
        assert runner.failures == 0, "".join(told)

    def test_test_cell_keeps_to_its_own_answer(self, name):
        """A mistake costs once: no other answer of the student is called by a test."""
        tree = ast.parse(cell_of(self.assignment, f"test_{name}").source)
        called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        others = {*code_questions(self.assignment)} - {name}
        assert name in called
        assert not called & others

    def test_points_of_the_parts_add_up(self, name):
        """Visible parts alone can reach all points; with the hidden ones the weights are points."""
        cell = cell_of(self.assignment, f"test_{name}")
        parts = re.findall(r"q\.(part|hidden)\(([\d.]+), ", cell.source)
        kinds = [kind for kind, _ in parts]
        assert set(kinds) == {"part", "hidden"}
        # An answer that keeps what a hidden check asks must have nowhere left to tell it.
        assert kinds == sorted(kinds, reverse=True)
        assert sum(float(points) for _, points in parts) == cell.metadata.nbgrader.points
        assert f'check.Question("{name}", points={cell.metadata.nbgrader.points:g})' in cell.source
        assert cell.source.splitlines()[-1] == "q.score()"

    def test_every_question_has_mutants_and_other_answers(self, name):
        found = [variant for variant in mutants(self.assignment) if variant.question == name]
        assert len(found) >= 3
        assert all(variant.idea and variant.hint for variant in found)
        assert len({variant.name for variant in found}) == len(found)
        assert sum(variant.question == name for variant in alternatives(self.assignment)) >= 2

    def test_every_mistake_costs_its_own_points_and_every_right_answer_none(self):
        """The reference, the empty exercise, all written and all generated answers."""
        found = examine(self.assignment)
        assert {row.kind for row in found.rows} == {MUTANT, GENERATED, ALTERNATIVE}
        assert found.problems == []

    def test_right_answers_are_right_for_the_inputs_of_every_submission(self):
        points = questions(source(self.assignment))
        rounds = together(alternatives(self.assignment))
        for seed in range(1, 51):
            chosen = rounds[seed % len(rounds)] if seed % 10 else {}  # now and then, the reference
            scores = scores_with(self.assignment, chosen, seed)
            assert scores == {name: points[name] for name in scores}, (seed, chosen)

    def test_mistakes_cost_points_for_the_inputs_of_every_submission(self):
        points = questions(source(self.assignment))
        rounds = together(mutants(self.assignment))
        for seed in range(1, 21):
            for chosen in rounds[seed % 2 :: 2]:
                scores = scores_with(self.assignment, chosen, seed)
                kept = [chosen[name].name for name in chosen if scores[name] == points[name]]
                assert kept == [], seed

    def test_visible_checks_alone_accept_the_reference_and_teach(self):
        """As a student sees it: the released notebook, right and wrong."""
        released = nbformat.read(
            EXERCISES / self.assignment / f"{self.assignment}.ipynb", as_version=4
        )
        start = time.monotonic()
        right = score(answered(released, reference(self.assignment)))
        assert time.monotonic() - start < 20
        for name, report in right.reports.items():
            assert f"{name}: every visible check passes" in report
        for name, report in score(released).reports.items():
            assert report.startswith(f"{name}: 0 of")
            assert "Not implemented yet." in report
