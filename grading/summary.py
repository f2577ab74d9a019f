"""Tables for the terminal: scores of a class, the matrix of mutants, the end of `make course`."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from grading.grade import Class, update
from grading.matrix import GENERATED, MUTANT, Row
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
    # As narrow as it can be: eleven questions fit into a terminal of 80 columns.
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    grid.add_column("student", no_wrap=True)
    for i, points in enumerate(questions.values(), 1):
        grid.add_column(f"{i}\n[dim]/{points:g}[/dim]", justify="right", no_wrap=True)
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
    """Points that each mutant and each alternative loses, by question; generated ones counted."""
    grid = Table(box=None, padding=(0, 1, 0, 0))
    grid.add_column("points lost, by question", no_wrap=True)
    order = list(next((row.lost for row in rows if row.kind != GENERATED), ()))
    for i in range(len(order)):
        grid.add_column(str(i + 1), justify="right", min_width=5)
    grid.add_column("")
    written = [row for row in rows if row.kind != GENERATED]
    headings = [r.variant.question if r.kind == MUTANT else "correct alternatives" for r in written]
    for heading, group in groupby(zip(headings, written, strict=True), key=itemgetter(0)):
        grid.add_row(f"[bold]{heading}[/bold]")
        for _, row in group:
            lost = [f"−{points:g}" if points else "·" for points in row.lost.values()]
            mark = "[red]✗[/red]" if row.problem else "✓"
            grid.add_row(f"  {escape(row.variant.name)}", *lost, mark)
    if len(written) < len(rows):
        _add_generated(grid, order, [row for row in rows if row.kind == GENERATED])
    return grid


def _add_generated(grid: Table, order: list[str], rows: list[Row]) -> None:
    """How many generated mutants lose points, are equivalent, or go unseen, by question."""
    counts = Counter(
        (row.variant.question, "unseen" if row.problem else "same" if row.equivalent else "lose")
        for row in rows
    )
    grid.add_row("[bold]generated mutants[/bold]")
    for what, text in (("lose", "lose points"), ("same", "equivalent"), ("unseen", "lose nothing")):
        mark = "[red]✗[/red]" if what == "unseen" and any(r.problem for r in rows) else "✓"
        grid.add_row(f"  {text}", *(str(counts[name, what] or "·") for name in order), mark)


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
