"""Numbers about a class: totals, questions, checks."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grading.assessment import GRADED, UNGRADED, Assessment
from grading.results import Result

LEAST = 3  # students: two points always lie on a line, so their correlation says nothing


@dataclass(frozen=True)
class Totals:
    """How a class did.

    Attributes:
        submissions: How many were handed in.
        ungraded: How many could not be graded.
        waiting: How many have an answer that a person still has to read.
        late: How many lost points for being late.
        values: The total of each submission, sorted; those that could not be graded count 0.
        maximum: Points that could be reached.
    """

    submissions: int
    ungraded: int
    waiting: int
    late: int
    values: tuple[float, ...]
    maximum: float

    @property
    def mean(self) -> float | None:
        """The mean total; None without submissions."""
        return statistics.fmean(self.values) if self.values else None

    @property
    def median(self) -> float | None:
        """The median total; None without submissions."""
        return statistics.median(self.values) if self.values else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the totals, n − 1 in the denominator; None below two."""
        return statistics.stdev(self.values) if len(self.values) > 1 else None


@dataclass(frozen=True)
class Item:
    """How a class did in one question; submissions that could not be graded are left out.

    Attributes:
        question: Its name.
        maximum: Points that could be reached.
        graded: How many answers have a score.
        difficulty: The mean share of the points, 0 (nobody has any) … 1; None without scores.
        discrimination: Correlation with the total of the other questions; None if undefined.
        full: How many have all points.
        some: How many have some.
        none: How many gave an answer and have no points.
        blank: How many gave no answer.
        seconds: Median time that its checks took; None for a question that a person grades.
    """

    question: str
    maximum: float
    graded: int
    difficulty: float | None
    discrimination: float | None
    full: int
    some: int
    none: int
    blank: int
    seconds: float | None


@dataclass(frozen=True)
class FailedCheck:
    """A check and how many answers fail it.

    Attributes:
        question: Its question.
        title: What it checks.
        hidden: Whether students see it before they submit.
        failed: How many answers fail it.
        answered: How many answers there are; blank ones are left out.
    """

    question: str
    title: str
    hidden: bool
    failed: int
    answered: int

    @property
    def share(self) -> float:
        """Failures as a share of the answers."""
        return self.failed / self.answered


def totals(results: Sequence[Result]) -> Totals:
    """How a class did, from the scores in its gradebook.

    Args:
        results: One `Result` a submission.
    """
    return Totals(
        submissions=len(results),
        ungraded=sum(result.status == UNGRADED for result in results),
        waiting=sum(_waits(result) for result in results),
        late=sum(result.penalty > 0 for result in results),
        values=tuple(sorted(result.total for result in results)),
        maximum=max((result.maximum for result in results), default=0.0),
    )


def items(
    questions: Mapping[str, float],
    results: Sequence[Result],
    assessments: Mapping[str, Assessment],
    stubs: Mapping[str, str],
) -> list[Item]:
    """How a class did in each question.

    Args:
        questions: Question → points, in order.
        results: One `Result` a submission.
        assessments: Student → assessment.
        stubs: Question → source of its answer cell when nothing is written into it.
    """
    graded = [r for r in results if _assessed(r.student, assessments)]
    known = [name for name in questions if all(r.scores.get(name) is not None for r in graded)]
    return [_item(name, questions[name], known, graded, assessments, stubs) for name in questions]


def discrimination(scores: Sequence[float], rest: Sequence[float]) -> float | None:
    """The corrected item–total correlation: Pearson's r of a question and the others' total.

    The question itself is no part of the total, as it would correlate with itself. Near 0 or
    below, those who do well elsewhere do no better here.

    References:
        Henrysson, 1963, Correction of Item-Total Correlations in Item Analysis, Psychometrika 28.

    Args:
        scores: Points in the question, one a student.
        rest: Points in all other questions, in the same order.

    Returns:
        r, or None if fewer than three students are given or all have the same.

    Example:
        >>> discrimination([0, 1, 2], [3, 4, 5]), discrimination([1, 1, 1], [3, 4, 5])
        (1.0, None)
    """
    # Sums of shares of points that are equal on paper may differ by rounding.
    if len(scores) < LEAST or any(max(side) - min(side) < 1e-9 for side in (scores, rest)):
        return None
    return statistics.correlation(scores, rest)


def failed_checks(
    results: Sequence[Result], assessments: Mapping[str, Assessment], stubs: Mapping[str, str]
) -> list[FailedCheck]:
    """The checks that answers fail, the most frequent first; arguments as `items`."""
    failed, answered = Counter(), Counter()
    for result in results:
        assessment = assessments.get(result.student)
        for name, verdict in assessment.verdicts.items() if assessment else ():
            if is_blank(assessment.answers.get(name, ""), stubs.get(name, "")):
                continue
            for part in verdict.parts:
                key = (name, part.title, part.hidden)
                answered[key] += 1
                failed[key] += bool(part.problem)
    found = [FailedCheck(*key, n, answered[key]) for key, n in failed.items() if n]
    return sorted(found, key=lambda check: -check.failed)


def is_blank(source: str, stub: str) -> bool:
    """Whether nothing was written into an answer cell.

    Example:
        >>> is_blank("pass # write here\\n", "pass # write here"), is_blank("x = 1", "")
        (True, False)
    """
    return source.strip() in ("", stub.strip())


def _item(name, maximum, known, results, assessments, stubs) -> Item:
    scored = [result for result in results if result.scores.get(name) is not None]
    scores = [result.scores[name] for result in scored]
    rest = [sum(r.scores[other] for other in known if other != name) for r in scored]
    blank = {
        result.student
        for result in scored
        if is_blank(assessments[result.student].answers.get(name, ""), stubs.get(name, ""))
    }
    full = sum(score >= maximum for score in scores)
    nothing = [result.student for result in scored if result.scores[name] <= 0]
    verdicts = [assessments[result.student].verdicts.get(name) for result in scored]
    seconds = [verdict.seconds for verdict in verdicts if verdict]
    return Item(
        question=name,
        maximum=maximum,
        graded=len(scores),
        difficulty=statistics.fmean(scores) / maximum if scores and maximum else None,
        discrimination=discrimination(scores, rest),
        full=full,
        some=len(scores) - full - len(nothing),
        none=sum(student not in blank for student in nothing),
        blank=sum(student in blank for student in nothing),
        seconds=statistics.median(seconds) if seconds else None,
    )


def _assessed(student: str, assessments: Mapping[str, Assessment]) -> bool:
    return student in assessments and assessments[student].status == GRADED


def _waits(result) -> bool:
    return result.status != UNGRADED and None in result.scores.values()
