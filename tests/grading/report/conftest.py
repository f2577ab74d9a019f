"""A small class with known numbers."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.assessment import GRADED, UNGRADED, Assessment, Part, Verdict
from grading.assignment import Assignment
from grading.report.misconceptions import Known
from grading.results import WAITING, Result

STUB = "raise NotImplementedError"
POINTS = {"square": 2.0, "root": 4.0, "why": 3.0}
# Student → points in square, root and why, penalty, seconds.
CLASS = {
    "ada": (2.0, 4.0, 3.0, 0.0, 1.0),
    "ben": (2.0, 2.0, 2.0, 1.0, 4.0),
    "cleo": (1.0, 0.0, 1.0, 0.0, 2.0),
    "dora": (0.0, 0.0, 0.0, 0.0, 3.0),
}
TRACES = {"ben": ("4", "6", "8"), "cleo": ("4", "6", "8")}


def _assessment(student):
    square, root, _, _, seconds = CLASS[student]
    verdicts = {
        name: Verdict(
            name,
            points,
            POINTS[name],
            parts=(
                Part("a small case", False, 1, "" if points else "It is not right."),
                Part("large", True, 1, "" if points == POINTS[name] else "It is not right."),
            ),
            trace=TRACES.get(student, ()) if points < POINTS[name] else (),
            seconds=seconds,
        )
        for name, points in (("square", square), ("root", root))
    }
    answers = dict.fromkeys(POINTS, STUB if student == "dora" else f"answer of {student}")
    flags = ("It asked for the network.",) if student == "ben" else ()
    return Assessment(GRADED, flags=flags, verdicts=verdicts, answers=answers, seconds=seconds)


@pytest.fixture
def points():
    return POINTS


@pytest.fixture
def stubs():
    return dict.fromkeys(POINTS, STUB)


@pytest.fixture
def assignment():
    return Assignment("A0-squares", "Squares & roots")


@pytest.fixture
def assessments():
    found = {student: _assessment(student) for student in CLASS}
    return found | {"eve": Assessment(UNGRADED, notes=("It is no notebook.",))}


@pytest.fixture
def results():
    """Four students with scores, and one whose submission could not be graded."""
    rows = [
        Result(name, GRADED, (), dict(zip(POINTS, row[:3], strict=True)), 9.0, penalty=row[3])
        for name, row in CLASS.items()
    ]
    nothing = dict.fromkeys(POINTS, 0.0)
    return [*rows, Result("eve", UNGRADED, ("It is no notebook.",), nothing, 9.0)]


@pytest.fixture
def waiting():
    return Result("finn", WAITING, (), {"square": 1.0, "root": 4.0, "why": None}, 9.0)


@pytest.fixture
def bank():
    doubles = Known("doubles", "Takes squaring for doubling.", "Square it", ("4", "6", "8"))
    return {"square": [doubles], "root": []}


@pytest.fixture
def notebook():
    def cell(name, points=None, **marks):
        marks = {"grade_id": name, "solution": points is None, "grade": points is not None} | marks
        if points is not None:
            marks["points"] = points
        return new_code_cell(STUB, metadata={"nbgrader": marks})

    why = {"grade_id": "why", "solution": True, "grade": True, "points": 3}
    return new_notebook(
        cells=[
            cell("square"),
            cell("test_square", 2),
            cell("root"),
            cell("test_root", 4),
            new_markdown_cell(STUB, metadata={"nbgrader": why}),
        ]
    )
