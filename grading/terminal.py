"""What the command `course` shows on a terminal: one sentence, a list, a bar, or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grading.nbgrader import COURSE, EXERCISES

if TYPE_CHECKING:
    from grading.grade import Class, Report

out = Console()


def described(done: Report, names: dict[str, str]) -> dict:
    """What a run did, ready for JSON."""
    results = [
        {
            "student": names[result.student],
            "status": result.status,
            "scores": result.scores,
            "penalty": result.penalty,
            "total": result.total,
            "maximum": result.maximum,
            "remarks": list(result.remarks),
        }
        for result in done.results
    ]
    return {
        "questions": done.questions,
        "graded": [names[student] for student in done.regraded],
        "results": results,
        "changes": [{**vars(change), "student": names[change.student]} for change in done.changes],
        "troubles": {names[s]: trouble for s, trouble in done.troubles.items()},
    }


def print_graded(
    assignment: str, done: Report, names: dict[str, str], force: bool, quiet: bool
) -> None:
    """Say what a run did: how many, whose trouble, which scores changed, and the scores."""
    from grading.summary import print_scores

    regraded = f"{len(done.regraded)} of {len(done.results)} submissions"
    out.print(f"Graded {regraded} of {assignment}.", highlight=False)
    for student, trouble in done.troubles.items():
        out.print(f"{names[student]}: {trouble}", style="red", highlight=False)
    for change in done.changes:
        before, after = f"{change.before:g}", f"{change.after:g}"
        told = f"{names[change.student]}: {change.question} {before} → {after}, {change.why}"
        out.print(told, highlight=False, markup=False, soft_wrap=True)
    if force and not done.changes:
        out.print("No score changed.")
    if not quiet:
        print_scores(out, done.questions, done.results, names)


def print_released(differences: list, force: bool) -> None:
    """Say which exercises were written, and which were left because they hold answers."""
    kept = [difference.name for difference in differences if difference.kind == "answered"]
    for difference in differences:
        if difference.kind in ("missing", "changed") or (force and difference.kind == "answered"):
            out.print(f"  wrote {difference.name}", highlight=False)
    for name in () if force else kept:
        out.print(
            f"{relative(EXERCISES)}/{name} holds answers and was left as it was; "
            "`course release --force` replaces it.",
            highlight=False,
            soft_wrap=True,
        )
    if force or not kept:
        out.print(f"{relative(EXERCISES)}/ is up to date with solutions/.", highlight=False)


def print_places(group: Class) -> None:
    """Say where scores and feedback are."""
    out.print(f"Scores    {relative(group.csv)}", highlight=False)
    pages = f"{relative(group.folder)}/feedback/<student>/{group.assignment}/"
    out.print(f"Feedback  {pages}", highlight=False)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, indent=1, ensure_ascii=False))


class Bar:
    """A progress bar on stderr while submissions are graded, and only on a terminal."""

    def __init__(self, anonymous: bool):
        self._anonymous = anonymous

    def __enter__(self):
        console = Console(stderr=True)
        columns = TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn()
        self._progress = Progress(
            *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
        )
        self._progress.start()
        self._task = self._progress.add_task("preparing", total=None)
        return self

    def __call__(self, student: str, done: int, total: int) -> None:
        told = "graded" if self._anonymous else f"graded {student}"
        self._progress.update(self._task, description=told, completed=done, total=total)

    def __exit__(self, *error) -> None:
        self._progress.stop()


class stopping_at:
    """Turn expected errors into one sentence and exit status 1."""

    def __init__(self, *errors: type[Exception]):
        self._errors = errors

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace) -> bool:
        if isinstance(error, self._errors):
            stop(str(error))
        return False


def stop(sentence: str) -> NoReturn:
    """Say why, and exit with status 1."""
    Console(stderr=True).print(sentence, style="bold red", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def relative(path: Path) -> str:
    """A path as seen from the course, if it lies there."""
    path = path.resolve()
    return str(path.relative_to(COURSE)) if path.is_relative_to(COURSE) else str(path)
