"""Tables for the terminal: scores of a class, the matrix of mutants, the end of `make course`."""

from __future__ import annotations

from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grading.grade import Class, update
from grading.matrix import Row
from grading.nbgrader import COURSE
from grading.results import Result


def print_scores(
    console: Console,
    questions: dict[str, float],
    results: list[Result],
    names: dict[str, str] | None = None,
) -> None:
    """Print scores by student and question, the questions' names, and remarks.

    Args:
        console: Where to.
        questions: Question → points.
        results: One a student.
        names: Student → the name to show; by default their own.
    """
    names = names or {result.student: result.student for result in results}
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    grid.add_column("student", no_wrap=True)
    for i, points in enumerate(questions.values(), 1):
        grid.add_column(f"{i}\n[dim]/{points:g}[/dim]", justify="right")
    total = sum(questions.values())
    grid.add_column(f"total\n[dim]/{total:g}[/dim]", justify="right", style="bold")
    for result in results:
        scores = ["?" if result.scores[q] is None else f"{result.scores[q]:g}" for q in questions]
        grid.add_row(names[result.student], *scores, f"{result.total:g}")
    console.print(grid)
    legend = " · ".join(f"{i} {name}" for i, name in enumerate(questions, 1))
    console.print(
        f"{legend}\n? = a person has to grade the answer, in formgrader.", highlight=False
    )
    for result in results:
        if result.remarks:
            console.print(
                f"  [bold]{names[result.student]}[/bold]: {escape(' '.join(result.remarks))}"
            )


def matrix(rows: list[Row]) -> Table:
    """Points that each mutant and each alternative loses, by question."""
    grid = Table(box=None, padding=(0, 1, 0, 0))
    grid.add_column("points lost, by question", no_wrap=True)
    for i in range(max((len(row.lost) for row in rows), default=0)):
        grid.add_column(str(i + 1), justify="right", min_width=5)
    grid.add_column("")
    before = ""
    for row in rows:
        heading = row.variant.question if row.variant.hint else "correct alternatives"
        if heading != before:
            grid.add_row(f"[bold]{heading}[/bold]")
            before = heading
        lost = [f"−{points:g}" if points else "·" for points in row.lost.values()]
        mark = "[red]✗[/red]" if row.problem else "✓"
        grid.add_row(f"  {row.variant.name}", *lost, mark)
    return grid


def print_summary(console: Console, assignment: str, folder: Path) -> None:
    """Print the scores of a class, where everything is, and what to do next."""
    group = Class(assignment, folder)
    if group.csv.exists():
        report = update(group)
        console.print(f"\n[bold]{assignment}, class {folder.name}[/bold]")
        print_scores(console, report.questions, report.results)
    places = {
        "Website": COURSE / "_build" / "html" / "index.html",
        "Exercises": COURSE / "exercises",
        "Feedback pages": folder / "feedback",
        "Scores": folder / "grades" / f"{assignment}.csv",
    }
    for what, path in places.items():
        if path.exists():
            console.print(f"{what:15} {path}", highlight=False, soft_wrap=True)
    console.print(
        "\nNext: [bold]make serve[/bold] reads the website, [bold]make lab[/bold] opens the"
    )
    console.print("exercises, [bold]make grade CLASS=folder[/bold] grades a class of yours.")
