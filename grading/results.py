"""The scores of a submission, a person's included: what pages, tables and reports are made from."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from grading.assessment import GRADED, UNGRADED
from sequtils.atomic import atomic_write

WAITING = "waiting for a grader"  # an answer has no final score yet

__all__ = ["GRADED", "UNGRADED", "WAITING", "Result", "write_csv"]


@dataclass(frozen=True)
class Result:
    """The scores of one submission.

    Attributes:
        student: Name of the student's folder.
        status: GRADED, WAITING or UNGRADED.
        remarks: Sentences on what was unusual; the reason, if it could not be graded.
        scores: Question → points, or None where a person has to give or confirm them.
        maximum: Points that could be reached.
        comments: What a person wrote, by question.
        penalty: Points taken because it was late.
    """

    student: str
    status: str
    remarks: tuple[str, ...]
    scores: dict[str, float | None]
    maximum: float
    comments: dict[str, str] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def total(self) -> float:
        """The points that count; never below 0.

        Example:
            >>> Result("ada", GRADED, (), {"square": 3.0, "why": None}, 5.0, penalty=1.0).total
            2.0
        """
        return max(0.0, sum(score or 0.0 for score in self.scores.values()) - self.penalty)


def write_csv(path: Path, questions: dict[str, float], results: list[Result]) -> None:
    """Write one row a student: scores by question, penalty, total, maximum, status and remarks.

    A score that is still to be given is an empty field, not 0.
    """
    with atomic_write(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["student", *questions, "penalty", "total", "max", "status", "remarks"])
        for result in results:
            scores = ["" if result.scores[q] is None else result.scores[q] for q in questions]
            points = [*scores, result.penalty, result.total, result.maximum]
            table.writerow([result.student, *points, result.status, " ".join(result.remarks)])
