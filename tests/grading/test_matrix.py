"""The matrix of mutants on an exercise small enough to see through: squares and cubes."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from rich.console import Console

from grading import matrix
from grading.assessment import Part, Verdict
from grading.matrix import ALTERNATIVE, GENERATED, MUTANT, Row, examine, redundant_parts
from grading.nbgrader import AssignmentError
from grading.scoring import score
from grading.summary import matrix as table
from grading.variants import Variant

TEST = """\
q = check.Question("{0}", points={1}, seconds=0.3)
with q.part({1}, "a part"):
    check.equal({0}(3), {2}, "Multiply x by itself.")
q.score()
"""
SQUARE, CUBE = "def square(x):\n    return x * x", "def cube(x):\n    return x * x * x"
CUBE_BY_SQUARE = "def cube(x):\n    return x * square(x)"


def graded(name, source, **kind):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name, **kind}})


def notebook(square="", cube=""):
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


@pytest.fixture
def powers(monkeypatch):
    """An assignment of two questions, to which a test adds its answers."""

    def assignment(mutants=(), alternatives=(), equivalents=(), cube=CUBE, square=SQUARE):
        monkeypatch.setattr(matrix, "pristine", lambda name: notebook())
        monkeypatch.setattr(matrix, "reference", lambda name: {"square": square, "cube": cube})
        monkeypatch.setattr(matrix, "mutants", lambda name: list(mutants))
        monkeypatch.setattr(matrix, "alternatives", lambda name: list(alternatives))
        monkeypatch.setattr(matrix, "equivalents", lambda name: dict(equivalents))
        return "powers"

    return assignment


def test_scores_are_those_of_the_test_cells():
    scored = score(notebook(SQUARE, CUBE_BY_SQUARE))
    assert scored.scores == {"square": 2, "cube": 3}
    assert scored.total == 5
    assert "✓ a part" in scored.reports["cube"]
    assert scored.verdicts["cube"].parts == (Part("a part", hidden=False, points=3),)


def test_a_cell_with_a_syntax_error_costs_its_question():
    scored = score(notebook(SQUARE, "def cube(x) return"))
    assert scored.scores == {"square": 2, "cube": 0}
    assert "`cube` is not defined" in scored.reports["cube"]


def test_a_test_cell_that_fails_has_no_parts_of_another_question():
    broken = notebook(SQUARE, CUBE)
    broken.cells[5].source = "raise ValueError('a bug in the test')"
    verdict = score(broken).verdicts["cube"]
    assert (verdict.points, verdict.parts) == (0, ())
    assert "a bug in the test" in verdict.report


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("def square(x):\n    return 2 * x", "loses points in cube"),
        (SQUARE, "loses nothing"),
        ("def square(x):\n    return 9 if x == 3 else 9.0", "loses nothing"),
    ],
)
def test_the_matrix_finds_what_is_wrong_with_an_exercise(answer, problem, powers):
    """`cube` calls `square` here, so that one mistake costs twice."""
    wrong = Variant("square", "wrong", "", "Multiply x by itself", answer)
    found = matrix.rows(powers([wrong], cube=CUBE_BY_SQUARE))
    assert [row.problem for row in found] == [problem]


def test_the_matrix_wants_the_hint(powers):
    wrong = Variant("cube", "wrong", "", "Use a loop", "def cube(x):\n    return x")
    right = Variant("cube", "right", "", "", "def cube(x):\n    return x**3")
    first, second = matrix.rows(powers([wrong], [right]))
    assert (first.lost, first.problem) == ({"square": 0, "cube": 3}, "is not told 'Use a loop'")
    assert (second.lost, second.problem) == ({"square": 0, "cube": 0}, "")
    assert (first.kind, second.kind) == (MUTANT, ALTERNATIVE)


def test_an_alternative_that_loses_points_is_a_problem(powers):
    slow = Variant("cube", "slow", "", "", "def cube(x):\n    return 3 * x")
    assert examine(powers([], [slow]), generated=False).problems == [
        "cube: slow is correct and loses points"
    ]


RIGHT = Variant("cube", "power", "", "", "def cube(x):\n    return x**3")


def kept(found):
    return {row.variant.name for row in found.rows if row.problem}


def test_generated_mutants_that_keep_their_points_are_a_problem(powers):
    found = examine(powers([], [RIGHT], square="def square(x):\n    return abs(x * x)"))
    lost = {
        (row.variant.question, row.variant.name): row.lost
        for row in found.rows
        if row.kind == GENERATED
    }
    assert lost["square", "line 2: x * x → x / x"] == {"square": 2}
    assert lost["cube", "line 2: x * x * x → x"] == {"cube": 3}
    assert "line 2: abs(x * x) → x * x" in kept(found)
    assert len(found.problems) == len(kept(found))
    assert all("keeps all points" in problem for problem in found.problems)


def test_a_listed_equivalent_is_no_problem_and_a_stale_entry_is_one(powers):
    square = "def square(x):\n    return abs(x * x)"
    before = examine(powers([], [RIGHT], square=square))
    reasons = {("square", name): "A square is not negative." for name in kept(before)}
    assert reasons
    assert examine(powers([], [RIGHT], reasons, square=square)).problems == []
    stale = {
        ("square", "line 2: x * x → x / x"): "It is not.",
        ("square", "line 9: x → y"): "It was there once.",
    }
    assert examine(powers([], [RIGHT], reasons | stale, square=square)).problems == [
        "square: line 2: x * x → x / x is listed as equivalent and loses points",
        "square: line 9: x → y is listed as equivalent and does not exist",
    ]


def test_a_mutant_that_never_ends_is_stopped(powers):
    loop = "def square(x):\n    n = x\n    while n:\n        n -= 1\n    return x * x"
    found = {row.variant.name: row for row in examine(powers([], [RIGHT], square=loop)).rows}
    endless = found["line 4: without n -= 1"]
    assert endless.lost == {"square": 2}
    assert endless.parts[0].problem.startswith("Stopped after")


def test_scoring_can_be_done_elsewhere_and_several_at_once(powers):
    """Any function from answers to verdicts will do; here a made-up one that reads the text."""
    asked = []

    def compare(answers):
        asked.append(answers)
        right = {"square": SQUARE, "cube": CUBE}
        return {
            name: Verdict(name, points * (answers.get(name) == right[name]), points)
            for name, points in (("square", 2.0), ("cube", 3.0))
        }

    with ThreadPoolExecutor(2) as pool:
        found = examine(powers([], [RIGHT]), compare, pool.map)
    assert found.problems == ["cube: power is correct and loses points"]
    generated = [row for row in found.rows if row.kind == GENERATED]
    assert all(sum(row.lost.values()) > 0 for row in generated)
    # Those of different questions share a run: as many as the longer of the two lists has.
    assert len(asked) < 4 + len(generated)


def test_a_notebook_without_test_cells_is_refused_before_anything_runs(powers, monkeypatch):
    powers([], [RIGHT])
    monkeypatch.setattr(matrix, "pristine", lambda name: new_notebook())
    with pytest.raises(AssignmentError, match="no test cell"):
        examine("powers", score=None)
    with pytest.raises(AssignmentError, match="no test cell"):
        score(new_notebook())


def row(name, *problems, hint="", equivalent=""):
    parts = tuple(Part(f"part {i}", False, 1, problem) for i, problem in enumerate(problems))
    kind = MUTANT if hint else GENERATED
    return Row(Variant("square", name, "", hint, ""), {}, "", kind, parts, equivalent)


def test_a_check_that_no_mutant_needs_is_named():
    found = [row("a", "no", "no", ""), row("b", "", "no", "")]
    assert [sentence.split("“")[1].split("”")[0] for sentence in redundant_parts(found)] == [
        "part 0",
        "part 2",
    ]
    assert len(redundant_parts([*found, row("c", "no", "", "")])) == 1


def test_a_check_that_alone_tells_a_hint_is_needed():
    told = row("a", "Hint: Square it.", "no", hint="Square it")
    assert len(redundant_parts([told])) == 1
    assert "part 1" in redundant_parts([told])[0]


def test_an_equivalent_mutant_needs_no_check():
    assert redundant_parts([row("a", "", "", equivalent="The same.")]) == []


def printed(rows):
    console = Console(file=StringIO(), width=100)
    console.print(table(rows))
    return [line.split() for line in console.file.getvalue().splitlines()]


def test_the_table_shows_written_answers_and_counts_generated_ones(powers):
    double = Variant("square", "double", "", "Multiply x by itself", "def square(x):\n    return 6")
    square = "def square(x):\n    return abs(x * x)"
    lines = printed(examine(powers([double], [RIGHT], square=square)).rows)
    assert ["square"] in lines
    assert ["double", "−2", "·", "✓"] in lines
    assert lines[lines.index(["correct", "alternatives"]) + 1] == ["power", "·", "·", "✓"]
    unseen = next(line for line in lines if line[:2] == ["lose", "nothing"])
    # abs(x * x) → x * x, and abs(-(x * x)), are what the one check of a square cannot see.
    assert unseen == ["lose", "nothing", "2", "·", "✗"]
