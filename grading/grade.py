"""Grade every submission of a class folder.

A run finds out which submissions are new or changed, has them graded, and for each one that is
finished writes a record into the journal (`grading.journal`) and the scores into the gradebook
(`grading.gradebook`). At the end come the pages of feedback and the table. A run that is stopped
loses nothing that was finished: the next one goes on where it was. Nothing that one submission
does keeps another from its score.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from grading.assessment import UNGRADED, Assessment, Job
from grading.assignment import Assignment
from grading.autograded import autograded
from grading.classfolder import Class, GradingError, Intake, course_digest, is_name, take_in
from grading.gradebook import Gradebook
from grading.journal import Change, Journal, Record, changes, class_seed, student_seed
from grading.late import utc
from grading.nbgrader import api, pristine, questions
from grading.report.exports import write_scores
from grading.results import Result
from sequtils.atomic import atomic_write

__all__ = ["Class", "GradingError", "Report", "grade", "update"]

# Grades jobs of an assignment, by student, and yields each as it is finished, in any order.
AssessAll = Callable[[str, dict[str, Job]], Iterator[tuple[str, Assessment]]]
Hints = Callable[[Assessment], dict[str, str]]  # question → hint of a known mistake
NOT_FINISHED = "It was not graded in this run; the next run tries again."


@dataclass(frozen=True)
class Report:
    """What a run did.

    Attributes:
        questions: Question → points, in the order of the notebook.
        results: One a student, by name.
        records: Student → record in the journal.
        regraded: The students whose submission ran in this run.
        changes: Scores that changed though the submission did not.
        troubles: Student → what went wrong after grading, a sentence; the next run tries again.
    """

    questions: dict[str, float]
    results: list[Result]
    records: dict[str, Record]
    regraded: list[str] = field(default_factory=list)
    changes: tuple[Change, ...] = ()
    troubles: dict[str, str] = field(default_factory=dict)


def grade(
    group: Class,
    assess_all: AssessAll,
    force: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    hints: Hints | None = None,
) -> Report:
    """Grade what has changed since the last run, or everything.

    Args:
        group: The class folder.
        assess_all: Grades jobs; a generator.
        force: Grade all submissions again, with the same random inputs.
        progress: Called with a student who is finished, how many are, and how many there are.
        hints: Finds known mistakes, for the pages of feedback; without it they tell those of
            the last run that had it.

    Raises:
        GradingError: If the folder holds no submissions or is being graded already, or nbgrader
            refuses the assignment.
    """
    with _Run(group, hints) as run:
        intakes = {name: take_in(group, name) for name in run.students}
        stale = [name for name in run.students if force or run.is_stale(name, intakes[name])]
        run.journal.begin(stale)
        todo = sorted(run.journal.left() & set(intakes) | set(stale))
        jobs = {}
        for name in todo:
            content = intakes[name].content
            if content is None:
                run.finish(name, intakes[name], Assessment(UNGRADED))
            else:
                jobs[name] = Job(content, run.seed(name))
        with closing(assess_all(group.assignment, jobs)) as finished:
            for name, assessment in finished:
                run.finish(name, intakes[name], assessment)
                if progress:
                    progress(name, len(run.finished), len(todo))
        run.troubles |= dict.fromkeys(set(todo) - run.finished, NOT_FINISHED)
        run.enter_waiting()
        return run.report(todo)


def update(group: Class, hints: Hints | None = None) -> Report:
    """Bring totals, late penalties, pages and the table up to date; nothing is graded.

    For after a person graded written answers, or an extension was granted, in the formgrader.

    Raises:
        GradingError: If there are no submissions or the folder is being graded.
    """
    with _Run(group, hints) as run:
        run.enter_waiting()
        return run.report([])


class _Run:
    """One run over a class folder, which it keeps for itself meanwhile."""

    def __init__(self, group: Class, hints: Hints | None):
        self.group, self._hints = group, hints
        self.students = group.students()
        if not self.students:
            raise GradingError(f"there are no submissions in {group.folder / 'submitted'}.")
        self.assignment = Assignment.load(group.assignment)
        self.blank = pristine(group.assignment)
        self.course = course_digest(self.assignment, self.blank)
        self.troubles: dict[str, str] = {}
        self.finished: set[str] = set()

    def __enter__(self) -> _Run:
        self._lock = self.group.locked()
        self._lock.__enter__()
        try:
            self.group.configure_formgrader()
            self.journal = Journal.load(self.group.journal)
            self._secret = class_seed(self.group.folder / "grades")
            self.gradebook = self._opened()
            self._entered = self.gradebook.students()
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *error) -> None:
        self.gradebook.close()
        self._lock.__exit__(None, None, None)

    def _opened(self) -> Gradebook:
        group = self.group
        gradebook = Gradebook(group.database, group.assignment, self.blank)
        if not gradebook.knows_assignment():
            register(group)
        if self.assignment.due:
            gradebook.set_due(utc(self.assignment.due))
        return gradebook

    def seed(self, student: str) -> int:
        """What a student's random inputs are drawn from, the same in every run."""
        record = self.journal.records.get(student)
        return record.seed if record else student_seed(self._secret, self.group.assignment, student)

    def is_stale(self, student: str, intake: Intake) -> bool:
        """Whether the record of a student is not of this submission and this course."""
        record = self.journal.records.get(student)
        return not record or (record.submission, record.course) != (intake.digest, self.course)

    def finish(self, student: str, intake: Intake, assessment: Assessment) -> None:
        """Write the record of a graded submission, then tell the gradebook."""
        assessment = replace(assessment, notes=(*intake.notes, *assessment.notes))
        before = self.journal.records.get(student)
        same = before is not None and before.submission == intake.digest
        record = Record(
            student=student,
            submission=intake.digest,
            course=self.course,
            seed=self.seed(student),
            assessment=assessment,
            run=self.journal.run,
            handed_in=intake.handed_in.isoformat() if intake.handed_in else "",
            changes=changes(student, before.assessment, assessment) if same else (),
            told=before.told if before else {},
        )
        self.journal.write(record)
        self.finished.add(student)
        self._enter(record)

    def enter_waiting(self) -> None:
        """Tell the gradebook what it does not know yet, because a run was stopped or it is new."""
        for student in self.students:
            record = self.journal.records.get(student)
            if not record or not is_name(student) or student in self.troubles:
                continue
            notebook = self.group.path("autograded", student)
            if not record.entered or student not in self._entered or not notebook.exists():
                self._enter(record)

    def _enter(self, record: Record) -> None:
        student = record.student
        if not is_name(student):
            return
        try:
            moment = datetime.fromisoformat(record.handed_in) if record.handed_in else None
            told = self.gradebook.enter(student, record.assessment, record.told, moment)
            with atomic_write(self.group.path("autograded", student)) as file:
                file.write(json.dumps(autograded(self.blank, record.assessment)))
        except Exception as error:  # whatever it is, the others need their scores
            self.troubles[student] = f"Its scores could not be entered ({_named(error)})."
            return
        self._entered.add(student)
        self.journal.write(replace(record, told=told, entered=True))

    def report(self, todo: list[str]) -> Report:
        """Settle penalties, write pages and the table, and say what was done."""
        self.gradebook.settle(self.assignment.late)
        results = self.gradebook.results({name: self._assessment(name) for name in self.students})
        points = questions(self.blank)
        version = _version_of_pages()
        for result in results:
            if result.student not in self.troubles:
                self._write_page(result, version)
        write_scores(self.group.csv, points, results)
        found = () if NOT_FINISHED in self.troubles.values() else self.journal.finish()
        records = {
            name: self.journal.records[name]
            for name in self.students
            if name in self.journal.records
        }
        return Report(points, results, records, todo, found, self.troubles)

    def _assessment(self, student: str) -> Assessment:
        record = self.journal.records.get(student)
        assessment = record.assessment if record else Assessment(UNGRADED)
        if student not in self.troubles:
            return assessment
        return replace(
            assessment, status=UNGRADED, notes=(*assessment.notes, self.troubles[student])
        )

    def _write_page(self, result: Result, version: str) -> None:
        """Write a page of feedback if it would show something else than it does."""
        from grading.feedback import write_page

        record = self.journal.records.get(result.student)
        if record is None:
            return
        path = self.group.path("feedback", result.student).with_suffix(".html")
        try:
            known = self._hints(record.assessment) if self._hints else record.hints
            shown = repr([version, self.assignment.title, result, record.assessment, known])
            digest = hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
            if record.page == digest and path.exists():
                return
            write_page(path, self.assignment, result, record.assessment, known, self.blank)
            self.journal.write(replace(record, hints=known, page=digest))
        except Exception as error:  # whatever it is, the others need their pages
            self.troubles[result.student] = f"Its page could not be written ({_named(error)})."


def register(group: Class) -> None:
    """Tell the gradebook about the assignment and its questions."""
    result = api(group.settings()).generate_assignment(group.assignment, force=True)
    if not result["success"]:
        raise GradingError(
            f"nbgrader refuses {group.assignment}; if its questions have changed since this class "
            f"was first graded, start a new gradebook:\n{result.get('log', result['error'])}"
        )


def _version_of_pages() -> str:
    """A digest of what pages look like."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in [here / "feedback.py", here / "page.py", *sorted(here.glob("templates/*"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _named(error: Exception) -> str:
    """An error in one line."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
