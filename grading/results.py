"""The scores of a submission, a person's included: what pages, tables and reports are made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from grading.assessment import GRADED, UNGRADED, Assessment

WAITING = "waiting for a grader"  # an answer has no final score yet

__all__ = ["GRADED", "UNGRADED", "WAITING", "Result", "completed", "remarks"]


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


def remarks(assessment: Assessment) -> tuple[str, ...]:
    """What was unusual about a submission: answers without a score, then notes."""
    told = "\n".join(assessment.notes)
    reasons = [
        f"`{verdict.question}`: {verdict.reason}"
        for verdict in assessment.verdicts.values()
        if verdict.reason and verdict.reason not in told
    ]
    return (*reasons, *assessment.notes)


def completed(result: Result, penalty: float) -> Result:
    """A result of which all scores are known, with what lateness costs and the final status.

    Example:
        >>> result = Result("ada", GRADED, (), {"square": 3.0, "why": None}, 5.0)
        >>> completed(result, 0.3).status, completed(result, 0.3).remarks
        ('waiting for a grader', ('Handed in late: 0.3 points are taken.',))
    """
    waiting = result.status == GRADED and None in result.scores.values()
    late = (f"Handed in late: {penalty:g} points are taken.",) if penalty else ()
    status = WAITING if waiting else result.status
    return replace(result, status=status, remarks=result.remarks + late, penalty=penalty)
