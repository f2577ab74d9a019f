"""Everything that is written about a class: the report, and the tables for other systems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook

from grading.assignment import Assignment
from grading.grade import Class, update
from grading.nbgrader import pristine
from grading.report.exports import people, write_exports, write_nbgrader
from grading.report.misconceptions import Known
from grading.report.names import Pseudonyms
from grading.report.page import write_report


def write_all(
    group: Class, bank: Mapping[str, list[Known]], anonymous: bool = False
) -> dict[str, Path]:
    """Write the report and the tables of a class that was graded.

    Args:
        group: The class folder.
        bank: Question → its known mistakes.
        anonymous: Show pseudonyms on the report; the tables need the names.

    Returns:
        What each file is → its path.

    Raises:
        GradingError: If there are no submissions.
    """
    done = update(group)
    assignment, folder = Assignment.load(group.assignment), group.folder / "grades"
    assessments = {name: record.assessment for name, record in done.records.items()}
    paths = write_report(
        folder / "report",
        assignment,
        done.results,
        assessments,
        bank,
        pristine(group.assignment),
        Pseudonyms(group.folder) if anonymous else None,
    )
    with Gradebook(group.database) as gradebook:
        persons = people(gradebook)
        nbgrader = folder / f"{group.assignment}.nbgrader.csv"
        write_nbgrader(nbgrader, gradebook, group.assignment)
    tables = write_exports(folder, assignment, done.questions, done.results, persons)
    return {"report": paths.pop("page"), **paths, **tables, "nbgrader": nbgrader}
