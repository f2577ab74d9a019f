"""The format of mutant banks, and the matrix on an exercise small enough to see through."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading import matrix
from grading.nbgrader import AssignmentError
from grading.variants import Variant, parse

BANK = """\
# ruff: noqa
# %% adds
# Takes the square for
# twice the number.
# Hint: Multiply x by itself
def square(x):
    # a comment inside stays
    return 2 * x


# %% other_name
# Correct.
def square(y):
    return y**2
"""

TEST = """\
q = check.Question("{0}", points={1})
with q.part({1}, "a part"):
    check.equal({0}(3), {2}, "Multiply x by itself.")
q.score()
"""


def test_a_bank_is_read_section_by_section():
    first, second = parse(BANK, "square")
    assert first == Variant(
        "square",
        "adds",
        "Takes the square for twice the number.",
        "Multiply x by itself",
        "def square(x):\n    # a comment inside stays\n    return 2 * x",
    )
    assert (second.name, second.hint) == ("other_name", "")


def test_a_section_without_code_is_refused():
    with pytest.raises(AssignmentError, match="'empty' has no code"):
        parse("# %% empty\n# only words\n", "square")


def graded(name, source, **kind):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name, **kind}})


def notebook(square, cube):
    return new_notebook(
        cells=[
            new_markdown_cell("# Powers"),
            graded("setup", "from sequtils import check", locked=True),
            graded("square", square, solution=True),
            graded("test_square", TEST.format("square", 2, 9), grade=True, points=2),
            graded("cube", cube, solution=True),
            graded("test_cube", TEST.format("cube", 3, 27), grade=True, points=3),
            new_code_cell("raise RuntimeError('cells after the last test do not run')"),
        ]
    )


SQUARE, CUBE = "def square(x):\n    return x * x", "def cube(x):\n    return x * square(x)"


def test_scores_are_those_of_the_test_cells():
    scored = matrix.score(notebook(SQUARE, CUBE))
    assert scored.scores == {"square": 2, "cube": 3}
    assert scored.total == 5
    assert "✓ a part" in scored.reports["cube"]


def test_a_cell_with_a_syntax_error_costs_its_question():
    scored = matrix.score(notebook(SQUARE, "def cube(x) return"))
    assert scored.scores == {"square": 2, "cube": 0}
    assert "`cube` is not defined" in scored.reports["cube"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("def square(x):\n    return 2 * x", "loses points in cube"),
        (SQUARE, "loses nothing"),
        ("def square(x):\n    return 9 if x == 3 else 9.0", "loses nothing"),
    ],
)
def test_the_matrix_finds_what_is_wrong_with_an_exercise(answer, problem, monkeypatch):
    """`cube` calls `square` here, so that one mistake costs twice."""
    variant = Variant("square", "wrong", "", "Multiply x by itself", answer)
    monkeypatch.setattr(matrix, "pristine", lambda name: notebook("", ""))
    monkeypatch.setattr(matrix, "reference", lambda name: {"square": SQUARE, "cube": CUBE})
    monkeypatch.setattr(matrix, "mutants", lambda name: [variant])
    monkeypatch.setattr(matrix, "alternatives", lambda name: [])
    assert [row.problem for row in matrix.rows("powers")] == [problem]


def test_the_matrix_wants_the_hint(monkeypatch):
    variant = Variant("cube", "wrong", "", "Use a loop", "def cube(x):\n    return x")
    right = Variant("cube", "right", "", "", "def cube(x):\n    return x**3")
    monkeypatch.setattr(matrix, "pristine", lambda name: notebook("", ""))
    monkeypatch.setattr(matrix, "reference", lambda name: {"square": SQUARE, "cube": CUBE})
    monkeypatch.setattr(matrix, "mutants", lambda name: [variant])
    monkeypatch.setattr(matrix, "alternatives", lambda name: [right])
    first, second = matrix.rows("powers")
    assert (first.lost, first.problem) == ({"square": 0, "cube": 3}, "is not told 'Use a loop'")
    assert (second.lost, second.problem) == ({"square": 0, "cube": 0}, "")
