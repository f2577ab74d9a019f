"""The scores of a submission, a person's included: what pages, tables and reports are made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from grading.assessment import GRADED, UNGRADED

WAITING = "waiting for a grader"  # an answer has no final score yet

__all__ = ["GRADED", "UNGRADED", "WAITING", "Result"]


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
