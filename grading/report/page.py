"""The report about a class: one page, and its table of questions."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from nbformat import NotebookNode

from grading.assessment import Assessment
from grading.assignment import Assignment
from grading.nbgrader import grade_id, is_answer, questions
from grading.page import render
from grading.report import plots
from grading.report.misconceptions import Known, matches
from grading.report.names import Pseudonyms
from grading.report.statistics import failed_checks, items, totals
from grading.results import Result
from sequtils.atomic import atomic_write

MOST = 15  # rows in the lists of checks and of slow submissions


@dataclass
class Seen:
    """A known mistake and who makes it.

    Attributes:
        question: Its question.
        mistake: The mistake.
        same: Other mistakes that behave the same.
        students: Whose answers behave like it.
    """

    question: str
    mistake: Known
    same: tuple[Known, ...]
    students: list[str]


def write_report(
    folder: Path,
    assignment: Assignment,
    results: Sequence[Result],
    assessments: Mapping[str, Assessment],
    bank: Mapping[str, list[Known]],
    notebook: NotebookNode,
    pseudonyms: Pseudonyms | None = None,
) -> dict[str, Path]:
    """Write what a class tells about itself and about the exercise.

    Args:
        folder: Where it goes.
        assignment: The assignment's settings.
        results: One `Result` a submission.
        assessments: Student → assessment.
        bank: Question → its known mistakes.
        notebook: The pristine notebook.
        pseudonyms: Given, they stand for the students' names, and remarks, which may name a
            student's files, are only counted.

    Returns:
        What each file is → its path: the page, and its table of questions.
    """
    stubs = {grade_id(cell): cell.source for cell in notebook.cells if is_answer(cell)}
    names = [result.student for result in results]
    shown = pseudonyms.of(names) if pseudonyms else {name: name for name in names}
    table = items(questions(notebook), results, assessments, stubs)
    overall = totals(results)
    page = render(
        "report.html.j2",
        title=f"Class report · {assignment.title}",
        heading=assignment.title,
        totals=overall,
        histogram=plots.histogram(overall),
        shares=plots.shares(table),
        items=table,
        checks=failed_checks(results, assessments, stubs)[:MOST],
        mistakes=mistakes(assessments, bank, shown),
        remarkable=_remarkable(results, assessments, shown, count=pseudonyms is not None),
        slowest=_slowest(assessments, shown),
    )
    paths = {
        "page": folder / f"{assignment.name}.html",
        "questions": folder / f"{assignment.name}.questions.csv",
    }
    with atomic_write(paths["page"]) as file:
        file.write(page)
    with atomic_write(paths["questions"]) as file:
        rows = csv.DictWriter(file, list(asdict(table[0])) if table else [], lineterminator="\n")
        rows.writeheader()
        rows.writerows(map(asdict, table))
    return paths


def mistakes(
    assessments: Mapping[str, Assessment],
    bank: Mapping[str, list[Known]],
    shown: Mapping[str, str],
) -> list[Seen]:
    """The known mistakes that a class makes, the most frequent first.

    Args:
        assessments: Student → assessment.
        bank: Question → its known mistakes.
        shown: Student → the name to show; the others are left out.
    """
    seen: dict[tuple[str, str], Seen] = {}
    for student, name in shown.items():
        assessment = assessments.get(student)
        for question, hit in matches(assessment, bank).items() if assessment else ():
            key = (question, hit.mistake.name)
            seen.setdefault(key, Seen(question, hit.mistake, hit.same, [])).students.append(name)
    return sorted(seen.values(), key=lambda one: -len(one.students))


def _remarkable(results, assessments, shown, count: bool) -> list[tuple[str, list[str]]]:
    """(name, sentences, or only their number) for each submission that was unusual."""
    rows = []
    for result in results:
        assessment = assessments.get(result.student)
        told = [*result.remarks, *(assessment.notes + assessment.flags if assessment else ())]
        told = list(dict.fromkeys(told))
        if told:
            rows.append((shown[result.student], [f"Remarks: {len(told)}"] if count else told))
    return rows


def _slowest(assessments, shown) -> list[tuple[str, Assessment]]:
    """(name, assessment) of the submissions that took the longest."""
    timed = [
        (name, assessments[student]) for student, name in shown.items() if student in assessments
    ]
    return sorted(timed, key=lambda pair: -pair[1].seconds)[:MOST]
