"""Scores: what the gradebook says, the journal of a class, and the table for spreadsheets."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path

from grading.nbgrader import question
from sequtils.atomic import atomic_write

GRADED = "graded"
WAITING = "waiting for a grader"  # a written answer has no score yet
UNGRADED = "could not be graded"


@dataclass(frozen=True)
class Result:
    """The scores of one submission.

    Attributes:
        student: Name of the student's folder.
        status: GRADED, WAITING or UNGRADED.
        remarks: Sentences on what was unusual; the reason, if it could not be graded.
        scores: Question → points, or None where a written answer has no score yet.
        maximum: Points that could be reached.
        comments: What a grader wrote, by question.
    """

    student: str
    status: str
    remarks: tuple[str, ...]
    scores: dict[str, float | None]
    maximum: float
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(score or 0.0 for score in self.scores.values())


@dataclass
class Journal:
    """What was graded, from which bytes, by which version of the course, with which result.

    Saved after every submission, so that a run that was stopped goes on where it was.

    Attributes:
        path: Its file.
        digest: Of the course; another digest means that everything has to be graded again.
        questions: Question → points.
        entries: Student → {"submission", "status", "remarks", "scores", "comments"}; the last two
            are those on the feedback page.
    """

    path: Path
    digest: str = ""
    questions: dict[str, float] = field(default_factory=dict)
    entries: dict[str, dict] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Journal:
        """Read a journal; an empty one if there is none or it cannot be read."""
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, saved["digest"], saved["questions"], saved["entries"])
        except (OSError, ValueError, KeyError, TypeError):
            return cls(path)

    def is_stale(self, student: str, submission: str) -> bool:
        """Whether a submission differs from the one that was graded."""
        return self.entries.get(student, {}).get("submission") != submission

    def record(self, student: str, submission: str, status: str, remarks: list[str]) -> None:
        """Note how grading a submission went."""
        self.entries[student] = {"submission": submission, "status": status, "remarks": remarks}
        self._save()

    def keep(self, students: list[str]) -> None:
        """Forget everyone else: their submissions are no longer there."""
        self.entries = {name: entry for name, entry in self.entries.items() if name in students}

    def told(self, result: Result) -> bool:
        """Whether the student's feedback page shows these scores and comments."""
        entry = self.entries[result.student]
        return (entry.get("scores"), entry.get("comments")) == (result.scores, result.comments)

    def tell(self, result: Result) -> None:
        """Note that the feedback page shows these scores and comments."""
        self.entries[result.student] |= {"scores": result.scores, "comments": result.comments}
        self._save()

    def results(self) -> list[Result]:
        """What the feedback pages say, by student."""
        return [
            self.result(student, entry["scores"], entry["comments"])
            for student, entry in sorted(self.entries.items())
            if "comments" in entry
        ]

    def result(
        self, student: str, scores: dict[str, float | None], comments: dict[str, str]
    ) -> Result:
        """A student's scores together with how grading went."""
        entry = self.entries[student]
        waiting = entry["status"] == GRADED and None in scores.values()
        status = WAITING if waiting else entry["status"]
        maximum = sum(self.questions.values())
        return Result(student, status, tuple(entry["remarks"]), scores, maximum, comments)

    def _save(self) -> None:
        saved = {"digest": self.digest, "questions": self.questions, "entries": self.entries}
        with atomic_write(self.path) as file:
            json.dump(saved, file, indent=1, ensure_ascii=False)


def read_gradebook(
    interface, assignment: str, journal: Journal, students: list[str]
) -> list[Result]:
    """The scores and comments that nbgrader's gradebook holds now, a grader's included.

    A submission that never got into the gradebook has 0 points in every question.
    """
    from nbgrader.api import MissingEntry

    results = []
    with interface.gradebook as gradebook:
        for student in students:
            scores, comments = dict.fromkeys(journal.questions, 0.0), {}
            try:
                notebooks = gradebook.find_submission(assignment, student).notebooks
            except MissingEntry:
                notebooks = []
            for notebook in notebooks:
                scores |= {question(grade.name): _score(grade) for grade in notebook.grades}
                written = [comment for comment in notebook.comments if comment.manual_comment]
                comments |= {comment.name: comment.manual_comment for comment in written}
            results.append(journal.result(student, scores, comments))
    return results


def _score(grade) -> float | None:
    return None if grade.needs_manual_grade else grade.score


def write_csv(path: Path, questions: dict[str, float], results: list[Result]) -> None:
    """Write one row a student: scores by question, total, maximum, status and remarks.

    A score that is still to be given is an empty field, not 0.
    """
    with atomic_write(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["student", *questions, "total", "max", "status", "remarks"])
        for result in results:
            scores = ["" if result.scores[q] is None else result.scores[q] for q in questions]
            remarks = " ".join(result.remarks)
            row = [result.student, *scores, result.total, result.maximum, result.status, remarks]
            table.writerow(row)
