"""nbgrader's gradebook of one assignment: scores go in, all that a person did stays.

nbgrader opens a new connection for each step of each submission and searches for each cell by
name. Here one connection enters a submission in one transaction, with nbgrader's own tables.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from grading.assessment import Assessment, Verdict
from grading.assignment import LatePolicy
from grading.late import penalty
from grading.nbgrader import grade_id, is_answer, question, questions
from grading.results import Result, completed, remarks

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

PATIENCE = 60  # seconds to wait while the formgrader writes to the same SQLite file


class Gradebook:
    """The gradebook of one assignment, open for writing.

    Args:
        db_url: SQLAlchemy URL of the database; it is created when missing.
        assignment: Name of the assignment.
        pristine: The notebook that is graded.
    """

    def __init__(self, db_url: str, assignment: str, pristine: NotebookNode):
        import nbgrader.api

        self._tables = nbgrader.api
        self._gradebook = nbgrader.api.Gradebook(_patient(db_url))
        # The course without a name, nbgrader's default, is missing there; PostgreSQL insists on it.
        self._db.merge(nbgrader.api.Course(id=""))
        self._db.commit()
        self._assignment = assignment
        self._cells = {grade_id(cell): cell for cell in pristine.cells if grade_id(cell)}
        self._points = questions(pristine)
        self._names: dict[type, dict[str, str]] = {}  # kind of cell → id → grade id

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *error) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        self._gradebook.close()

    @property
    def _db(self):
        return self._gradebook.db

    def knows_assignment(self) -> bool:
        """Whether the assignment is there with exactly the cells of the notebook."""
        tables = self._tables
        query = self._of_assignment(tables.SourceCell.name, tables.SourceCell.checksum)
        there = {row.name: row.checksum for row in self._all(query)}
        expected = {
            name: cell.metadata.nbgrader.get("checksum") for name, cell in self._cells.items()
        }
        self._db.rollback()  # nbgrader may have to write now, from a connection of its own
        return there == expected

    def set_due(self, due: datetime | None) -> None:
        """Set when the assignment is due, in UTC; None leaves what is there."""
        if due is not None:
            self._gradebook.find_assignment(self._assignment).duedate = due
            self._db.commit()

    def students(self) -> set[str]:
        """Whoever has scores."""
        tables = self._tables
        query = _select(tables.SubmittedAssignment.student_id).join(tables.Assignment)
        rows = self._all(query.where(tables.Assignment.name == self._assignment))
        return {row.student_id for row in rows}

    def enter(
        self,
        student: str,
        assessment: Assessment,
        told: dict[str, str] | None = None,
        handed_in: datetime | None = None,
    ) -> dict[str, str]:
        """Enter a graded submission, all of it or nothing.

        A score that a person gave stays. It has to be confirmed only if the answer that it was
        given for has changed, or what the checks say about it.

        Args:
            student: Its name; a new one is added.
            assessment: How the submission was graded.
            told: What the last call for this student returned, if there was one.
            handed_in: When, in UTC; None if nobody knows.

        Returns:
            Digests of the answers, by grade id.
        """
        try:
            notebook = self._submitted(student, handed_in)
            digests = self._enter_grades(notebook, assessment, told or {})
            self._enter_comments(notebook, assessment)
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise
        finally:
            self._db.expunge_all()
        return digests

    def _submitted(self, student: str, handed_in: datetime | None) -> str:
        """The id of the student's notebook; it, the submission and the student are added."""
        tables, db = self._tables, self._db
        if db.get(tables.Student, student) is None:
            db.add(tables.Student(id=student))
        (wanted,) = self._all(
            self._of_assignment(tables.Notebook.id, tables.Notebook.assignment_id)
        )
        key = {"assignment_id": wanted.assignment_id, "student_id": student}
        submission = self._find_or_add(tables.SubmittedAssignment, key)
        submission.timestamp = handed_in
        key = {"notebook_id": wanted.id, "assignment_id": submission.id}
        return self._find_or_add(tables.SubmittedNotebook, key).id

    def _enter_grades(
        self, notebook: str, assessment: Assessment, told: dict[str, str]
    ) -> dict[str, str]:
        digests = {}
        for name, grade in self._rows(self._tables.GradeCell, self._tables.Grade, notebook):
            digests[name] = digest(assessment.answers.get(question(name), ""))
            score = self._auto_score(name, assessment)
            changed = digests[name] != told.get(name) or score != grade.auto_score
            if grade.manual_score is None:
                grade.needs_manual_grade = score is None
            elif changed:
                grade.needs_manual_grade = True
            grade.auto_score = score
        return digests

    def _enter_comments(self, notebook: str, assessment: Assessment) -> None:
        for name, comment in self._rows(self._tables.SolutionCell, self._tables.Comment, notebook):
            blank = self._is_blank(name, assessment)
            comment.auto_comment = "No response." if blank else None

    def _auto_score(self, name: str, assessment: Assessment) -> float | None:
        """The points of a cell without a person; None if it takes one."""
        if is_answer(self._cells[name]):
            return 0.0 if self._is_blank(name, assessment) else None
        return score_of(assessment.verdicts.get(question(name)), self._points[question(name)])

    def _is_blank(self, name: str, assessment: Assessment) -> bool:
        """Whether an answer holds no more than the exercise."""
        answer = assessment.answers.get(name, "").strip()
        return answer in ("", self._cells[name].source.strip())

    def _rows(self, cells: type, rows: type, notebook: str) -> list[tuple[str, Any]]:
        """(grade id, grade or comment) for all cells of a kind; those missing are added."""
        if cells not in self._names:
            found = self._all(self._of_assignment(cells.id, cells.name))
            self._names[cells] = {row.id: row.name for row in found}
        names = self._names[cells]
        there = self._db.query(rows).filter(rows.notebook_id == notebook, rows.cell_id.in_(names))
        found = {row.cell_id: row for row in there}
        for cell in names.keys() - found.keys():
            found[cell] = rows(cell_id=cell, notebook_id=notebook)
            self._db.add(found[cell])
        return [(names[cell], row) for cell, row in found.items()]

    def _find_or_add(self, table: type, key: dict[str, str]):
        row = self._db.query(table).filter_by(**key).one_or_none()
        if row is None:
            row = table(**key)
            self._db.add(row)
            self._db.flush()  # gives it its id
        return row

    def settle(self, policy: LatePolicy | None) -> None:
        """Take the points that late submissions lose, from all that they reached until now.

        nbgrader's due date and extensions count, so the formgrader can grant one.
        """
        from sqlalchemy.orm import joinedload, undefer

        table = self._tables.SubmittedNotebook
        query = self._db.query(table).join(self._tables.Notebook).join(self._tables.Assignment)
        query = query.options(undefer(table.score), joinedload(table.assignment))
        for notebook in query.filter(self._tables.Assignment.name == self._assignment):
            due = notebook.assignment.assignment.duedate
            seconds = notebook.assignment.total_seconds_late if due else 0.0
            lost = penalty(policy, seconds, notebook.score)
            if notebook.late_submission_penalty != (lost or None):
                notebook.late_submission_penalty = lost or None
        self._db.commit()
        self._db.expunge_all()

    def results(self, assessments: dict[str, Assessment]) -> list[Result]:
        """The scores and comments that the gradebook holds now.

        Args:
            assessments: Student → assessment. Whoever is not in the gradebook has 0 points.
        """
        zeros = dict.fromkeys(self._points, 0.0)
        maximum = sum(self._points.values())
        found = {
            name: Result(name, assessment.status, remarks(assessment), dict(zeros), maximum)
            for name, assessment in assessments.items()
        }
        for row in self._all(self._scores()):
            if row.student_id in found and question(row.name) in zeros:
                score = None if row.needs_manual_grade else row.score
                found[row.student_id].scores[question(row.name)] = score
        for row in self._all(self._comments()):
            if row.student_id in found:
                found[row.student_id].comments[row.name] = row.manual_comment
        lost = {row.student_id: row.late_submission_penalty for row in self._all(self._penalties())}
        return [completed(found[name], lost.get(name) or 0.0) for name in sorted(found)]

    def _scores(self) -> Select:
        grade, cell = self._tables.Grade, self._tables.BaseCell
        columns = cell.name, grade.score, grade.needs_manual_grade
        return self._of_submissions(*columns).join(grade).join(cell, cell.id == grade.cell_id)

    def _comments(self) -> Select:
        comment, cell = self._tables.Comment, self._tables.BaseCell
        query = self._of_submissions(cell.name, comment.manual_comment).join(comment)
        return query.join(cell, cell.id == comment.cell_id).where(comment.manual_comment > "")

    def _penalties(self) -> Select:
        return self._of_submissions(self._tables.SubmittedNotebook.late_submission_penalty)

    def _of_assignment(self, *columns) -> Select:
        """Columns of a table that belongs to the notebook of the assignment."""
        tables = self._tables
        query = _select(*columns)
        if columns[0].class_ is not tables.Notebook:
            query = query.join(tables.Notebook)
        query = query.join(tables.Assignment, tables.Assignment.id == tables.Notebook.assignment_id)
        name = self._assignment
        return query.where(tables.Assignment.name == name, tables.Notebook.name == name)

    def _of_submissions(self, *columns) -> Select:
        """Columns of the students' notebooks, with the name of the student."""
        tables = self._tables
        query = _select(tables.SubmittedAssignment.student_id, *columns)
        query = query.select_from(tables.SubmittedNotebook).join(tables.SubmittedAssignment)
        query = query.join(tables.Assignment)
        return query.where(tables.Assignment.name == self._assignment)

    def _all(self, query: Select) -> list[Row]:
        return self._db.execute(query).all()


def score_of(verdict: Verdict | None, points: float) -> float:
    """The points of a question; whatever is no number between 0 and its points counts 0.

    Example:
        >>> [score_of(Verdict("square", earned, 2.0), 2.0) for earned in (1.5, 2.5, float("nan"))]
        [1.5, 0.0, 0.0]
    """
    earned = verdict.points if verdict else 0.0
    if isinstance(earned, bool) or not isinstance(earned, int | float) or not 0 <= earned <= points:
        return 0.0
    return float(earned)


def digest(answer: str) -> str:
    """A digest of any text, lone surrogates included."""
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()


def _select(*columns) -> Select:
    from sqlalchemy import select

    return select(*columns)


def _patient(db_url: str) -> str:
    """The URL of a SQLite file with a longer time to wait for others who write to it."""
    if not db_url.startswith("sqlite:") or "?" in db_url:
        return db_url
    return f"{db_url}?timeout={PATIENCE}"
