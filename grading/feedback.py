"""The page of feedback that a student gets: scores, checks, hints, their own answers and output.

Hidden tests and what they expect are no part of an `Assessment`, so the page cannot show them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from nbformat import NotebookNode

from grading.assessment import Assessment, Part, Verdict
from grading.assignment import Assignment
from grading.nbgrader import grade_id, is_answer, question, questions
from grading.page import markdown, render, shorten
from grading.results import Result
from sequtils.atomic import atomic_write

LONGEST_OUTPUT = 4_000  # characters
LONGEST_ANSWER = 20_000
VALUES = ("Expected ", "Got      ", "in line ")


@dataclass(frozen=True)
class Check:
    """One check as the page shows it.

    Attributes:
        title: What it checks.
        hidden: Whether students see the check before they submit.
        passed: Whether it passed.
        lines: (kind, text) of what is told about it; the kind is "text", "values" or "hint".
    """

    title: str
    hidden: bool
    passed: bool
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answered:
    """One question as the page shows it.

    Attributes:
        anchor: Where it is on the page.
        title: Its heading in the notebook.
        score: Points, or None if a person still has to read the answer.
        maximum: Points that could be reached.
        answer: The source of the answer; "" if there is none.
        written: Whether the answer is text, not code.
        task: The question itself, if the answer is text.
        comment: What a person wrote about it.
        hint: The known mistake that the answer behaves like, in words; or "".
        reason: Why there is no score; or "".
        common: What is told about all its checks, if all failed for the same reason.
        checks: Its checks.
        output: What the answer printed.
    """

    anchor: str
    title: Markup
    score: float | None
    maximum: float
    answer: str
    written: bool
    task: Markup | str = ""
    comment: str = ""
    hint: str = ""
    reason: str = ""
    common: tuple[tuple[str, str], ...] = ()
    checks: tuple[Check, ...] = ()
    output: str = ""

    @property
    def share(self) -> float:
        """Points as a share of those that could be reached, in 0 … 1."""
        return min(max((self.score or 0.0) / self.maximum, 0.0), 1.0) if self.maximum else 0.0

    @property
    def colour(self) -> str:
        """The class of its points: good, part or bad."""
        return "good" if self.share == 1 else "part" if self.share else "bad"


def write_page(
    path: Path,
    assignment: Assignment,
    result: Result,
    assessment: Assessment,
    misconceptions: Mapping[str, str],
    notebook: NotebookNode,
) -> None:
    """Write the page of feedback for one submission: one HTML file that needs no other.

    Args:
        path: The file to write.
        assignment: The assignment's settings.
        result: The scores and comments in the gradebook.
        assessment: How the submission was graded.
        misconceptions: Question → hint of the known mistake that the answer behaves like.
        notebook: The pristine notebook.
    """
    shown = answered(result, assessment, misconceptions, notebook)
    page = render(
        "feedback.html.j2",
        title=f"{assignment.title} · {result.student}",
        heading=assignment.title,
        result=result,
        waiting=[one.title for one in shown if one.score is None],
        notes=[note for note in result.remarks if not _is_reason(note, assessment)],
        questions=shown,
    )
    with atomic_write(path) as file:
        file.write(page)


def answered(
    result: Result,
    assessment: Assessment,
    misconceptions: Mapping[str, str],
    notebook: NotebookNode,
) -> list[Answered]:
    """The questions of a notebook with a student's answers, in order; arguments as `write_page`."""
    shown = []
    points = questions(notebook)
    for cell, heading, task in _answer_cells(notebook):
        name = grade_id(cell)
        if question(name) not in points:
            continue
        source = assessment.answers.get(name, "")
        written = cell.cell_type == "markdown"
        shown.append(
            Answered(
                anchor=f"question-{len(shown) + 1}",
                title=_title(heading, name, {one.title for one in shown}),
                score=result.scores.get(name, 0.0),
                maximum=points[name],
                answer="" if _same(source, cell.source) else shorten(source, LONGEST_ANSWER),
                written=written,
                task=markdown(task) if written else "",
                comment=result.comments.get(name, ""),
                hint=_hint(misconceptions.get(name, ""), assessment.verdicts.get(name)),
                **_told(assessment.verdicts.get(name)),
            )
        )
    return shown


def _is_reason(note: str, assessment: Assessment) -> bool:
    """Whether a note repeats the reason that stands with its question."""
    return any(
        verdict.reason and verdict.question in note and note.endswith(verdict.reason)
        for verdict in assessment.verdicts.values()
    )


def _answer_cells(notebook: NotebookNode):
    """(answer cell, heading of its section, text directly above it) for each answer."""
    heading, above = Markup(), ""
    for cell in notebook.cells:
        if is_answer(cell):
            yield cell, heading, above
        elif cell.cell_type == "markdown" and cell.source.startswith("## "):
            line = cell.source.splitlines()[0].removeprefix("## ")
            heading = markdown(re.sub(r"\s*\(\d+ points?\)\s*$", "", line), inline=True)
        above = cell.source if cell.cell_type == "markdown" else ""


def _title(heading: Markup, name: str, taken: set[Markup]) -> Markup:
    """The heading, with the question's name where another question stands under it."""
    if not heading:
        return Markup.escape(name)
    return Markup("{}: {}").format(heading, name) if heading in taken else heading


def _hint(hint: str, verdict: Verdict | None) -> str:
    """A sentence: the hint of a check that contains these words, or the words themselves."""
    for part in verdict.parts if verdict else ():
        for line in part.problem.split("\n"):
            if hint and line.startswith("Hint: ") and hint in line:
                return line.removeprefix("Hint: ")
    return hint if hint.endswith((".", "!", "?")) or not hint else f"{hint}."


def _same(source: str, stub: str) -> bool:
    return source.strip() in ("", stub.strip())


def _told(verdict: Verdict | None) -> dict:
    """What the page says about a verdict."""
    if verdict is None:
        return {}
    problems = {part.problem for part in verdict.parts}
    common = problems.pop() if len(problems) == 1 and len(verdict.parts) > 1 else ""
    return {
        "reason": verdict.reason,
        # That a name is not defined says nothing new where the reason why is told.
        "common": () if verdict.reason else tuple(_lines(common)),
        "checks": tuple(_check(part, bool(common)) for part in verdict.parts),
        "output": shorten(verdict.output.strip("\n"), LONGEST_OUTPUT),
    }


def _check(part: Part, told: bool) -> Check:
    lines = () if told else tuple(_lines(part.problem))
    return Check(part.title, part.hidden, not part.problem, lines)


def _lines(problem: str):
    """(kind, text) for each line of a problem; values that follow each other are one text."""
    values: list[str] = []
    for line in shorten(problem, LONGEST_OUTPUT).split("\n") if problem else ():
        if line.startswith(VALUES):
            values.append(line)
            continue
        if values:
            yield "values", "\n".join(values)
            values = []
        yield "hint" if line.startswith("Hint: ") else "text", line
    if values:
        yield "values", "\n".join(values)
