"""Scores as tables for spreadsheets, nbgrader, Canvas and Moodle.

A score that is not final, because a person still has to read an answer, is an empty field, which
these systems take as "no score yet", not as 0. Text that a spreadsheet would run as a formula is
disarmed; ids are never changed, because they are what the other system knows a student by.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.assignment import Assignment
from grading.page import number, visible
from grading.results import Result
from sequtils.atomic import atomic_write

# Excel in East Asian languages reads the full-width forms as well.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NBGRADER = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


@dataclass(frozen=True)
class Person:
    """What nbgrader's gradebook says about a student; "" where it says nothing.

    Attributes:
        first_name: First name.
        last_name: Last name.
        email: Address.
        lms_id: The number by which the learning management system knows the student.
    """

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """Last name first, as gradebooks sort it."""
        return ", ".join(filter(None, (self.last_name, self.first_name)))


def plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Example:
        >>> plain("=1+1"), plain("one + one")
        ("'=1+1", 'one + one')
    """
    return f"'{visible(text)}" if text.startswith(FORMULA) else visible(text)


def people(gradebook) -> dict[str, Person]:
    """Student → what an open nbgrader gradebook says about them."""
    fields = {"first_name": "first_name", "last_name": "last_name", "email": "email"}
    fields["lms_id"] = "lms_user_id"
    return {
        student.id: Person(**{ours: getattr(student, its) or "" for ours, its in fields.items()})
        for student in gradebook.students
    }


def write_scores(path: Path, questions: Mapping[str, float], results: Sequence[Result]) -> None:
    """Write one row a student: scores by question, total, maximum, status and remarks."""
    rows = []
    for result in results:
        scores = ["" if result.scores[name] is None else result.scores[name] for name in questions]
        end = [result.penalty, result.total, result.maximum, result.status]
        rows.append([result.student, *scores, *end, plain(" ".join(result.remarks))])
    _write(path, ["student", *questions, "penalty", "total", "max", "status", "remarks"], rows)


def write_nbgrader(path: Path, gradebook, assignment: str) -> None:
    """Write the columns of `nbgrader export`, for one assignment, from an open gradebook.

    Fields are quoted where a comma or a quote is in them, which nbgrader's own exporter does not
    do.
    """
    from nbgrader.api import MissingEntry

    task = gradebook.find_assignment(assignment)
    rows = []
    for student in gradebook.students:
        try:
            handed_in = gradebook.find_submission(assignment, student.id)
            timestamp, raw = handed_in.timestamp, handed_in.score
            penalty = handed_in.late_submission_penalty or 0.0
        except MissingEntry:
            timestamp, raw, penalty = None, 0.0, 0.0
        names = [plain(text or "") for text in (student.last_name, student.first_name)]
        row = [assignment, task.duedate, timestamp, student.id, *names, student.email]
        row += [raw, penalty, max(0.0, raw - penalty), task.max_score]
        rows.append(["" if value is None else value for value in row])
    _write(path, NBGRADER, rows)


def write_canvas(
    path: Path, assignment: Assignment, results: Sequence[Result], persons: Mapping[str, Person]
) -> None:
    """Write a table for *Grades → Import* of Canvas.

    Canvas knows students by its own id, else by their login, which the name of the student's
    folder is taken for. The row "Points Possible" sets the maximum if the assignment is new.
    """
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", plain(assignment.title)]
    maximum = max((result.maximum for result in results), default=0.0)
    rows = [["    Points Possible", "", "", "", "", number(maximum)]]
    for result in results:
        person = persons.get(result.student, Person())
        name = plain(person.name or result.student)
        rows.append([name, person.lms_id, "", result.student, "", _final(result)])
    _write(path, head, rows)


def write_moodle(
    path: Path, assignment: Assignment, results: Sequence[Result], persons: Mapping[str, Person]
) -> None:
    """Write a table for *Grades → Import → CSV file* of Moodle.

    Map *Identify user by* to the column Username or Email address, the column with the
    assignment's title to its grade item, and Feedback to the feedback for it.
    """
    rows = []
    for result in results:
        person = persons.get(result.student, Person())
        rows.append([result.student, person.email, _final(result), plain(_summary(result))])
    _write(path, ["Username", "Email address", plain(assignment.title), "Feedback"], rows)


def write_exports(
    folder: Path,
    assignment: Assignment,
    questions: Mapping[str, float],
    results: Sequence[Result],
    persons: Mapping[str, Person],
) -> dict[str, Path]:
    """Write the tables for spreadsheets, Canvas and Moodle.

    Args:
        folder: Where they go.
        assignment: The assignment's settings.
        questions: Question → points, in order.
        results: One `Result` a submission.
        persons: Student → what is known about them (`people`).

    Returns:
        What each is for → its path.
    """
    paths = {
        "spreadsheets": folder / f"{assignment.name}.csv",
        "Canvas": folder / f"{assignment.name}.canvas.csv",
        "Moodle": folder / f"{assignment.name}.moodle.csv",
    }
    write_scores(paths["spreadsheets"], questions, results)
    write_canvas(paths["Canvas"], assignment, results, persons)
    write_moodle(paths["Moodle"], assignment, results, persons)
    return paths


def _final(result) -> str:
    return "" if None in result.scores.values() else number(result.total)


def _summary(result) -> str:
    """The scores by question in one line, for a field of feedback."""
    told = [
        f"{name}: {'not graded yet' if score is None else number(score)}"
        for name, score in result.scores.items()
    ]
    late = [f"late: −{number(result.penalty)}"] if result.penalty else []
    return "; ".join([*told, *late, *result.remarks])


def _write(path: Path, head: Iterable, rows: Iterable[Iterable]) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    with atomic_write(path, "wb") as file:
        # A folder's name need not be Unicode; what is not is written as \\udcff.
        file.write(text.getvalue().encode("utf-8", "backslashreplace"))
