"""The command `course`: release, try out, grade."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grading.nbgrader import COURSE, EXERCISES, AssignmentError

app = typer.Typer(
    help="Release, try out and grade the exercises of the course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
out = Console()
Assignment = Annotated[str, typer.Argument(help="Name of a folder in solutions/.")]
DEMO = COURSE / "_build" / "demo"


@app.command()
def release(
    check: Annotated[bool, typer.Option("--check", help="Only say what differs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace answers, too.")] = False,
) -> None:
    """Generate exercises/ from solutions/; notebooks that hold answers stay."""
    from grading.release import release as generate

    with _stopping_at(AssignmentError):
        differences = generate(write=not check, force=force)
    if check:
        for difference in differences:
            out.print(f"  {difference}", highlight=False)
        if differences:
            _stop(
                "exercises/ differs from solutions/; run `make release`, move what is unexpected "
                "elsewhere, and commit the result."
            )
    kept = [difference.name for difference in differences if difference.kind == "answered"]
    for difference in differences:
        if difference.kind in ("missing", "changed") or (force and difference.kind == "answered"):
            out.print(f"  wrote {difference.name}", highlight=False)
    if kept and not force:
        for name in kept:
            out.print(
                f"{_relative(EXERCISES)}/{name} holds answers and was left as it was; "
                "`course release --force` replaces it.",
                highlight=False,
                soft_wrap=True,
            )
        return
    out.print(f"{_relative(EXERCISES)}/ is up to date with solutions/.", highlight=False)


@app.command()
def demo(
    assignment: Assignment,
    folder: Annotated[Path, typer.Argument(help="A new folder for the class.")] = DEMO,
) -> None:
    """Make a class to try grading on."""
    from grading.demo import DemoError
    from grading.demo import demo as make

    with _stopping_at(AssignmentError, DemoError):
        students = make(assignment, folder)
    out.print(f"{len(students)} submissions in {_relative(folder)}/submitted:", highlight=False)
    for student, about in students.items():
        out.print(f"  {student:8} {about}", highlight=False)


@app.command()
def grade(
    assignment: Assignment,
    folder: Annotated[Path, typer.Argument(help="A class folder; submitted/ is in it.")],
    db: Annotated[str, typer.Option(help="SQLAlchemy URL of the gradebook.")] = "",
    timeout: Annotated[int, typer.Option(help="Seconds that one cell may run.")] = 10,
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged ones again.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not print the table.")] = False,
) -> None:
    """Grade what is new or changed in a class folder."""
    from grading.grade import Class, GradingError
    from grading.grade import grade as run
    from grading.summary import print_scores

    group = Class(assignment, folder, db, timeout)
    with _stopping_at(AssignmentError, GradingError), _Bar() as bar:
        report = run(group, force=force, progress=bar)
    regraded = f"{len(report.regraded)} of {len(report.results)} submissions"
    out.print(f"Graded {regraded} of {assignment}.", highlight=False)
    for student in report.without_page:
        out.print(f"No page of feedback for {student}.", style="red", highlight=False)
    if not quiet:
        print_scores(out, report.questions, report.results)
    out.print(f"Scores    {_relative(group.csv)}", highlight=False)
    out.print(f"Feedback  {_relative(folder)}/feedback/<student>/{assignment}/", highlight=False)


@app.command()
def mutate(assignment: Assignment) -> None:
    """Score every known wrong and right answer: does the exercise tell them apart?"""
    from grading.matrix import extremes, rows
    from grading.summary import matrix

    with _stopping_at(AssignmentError):
        problems = extremes(assignment)
        with out.status("Scoring mutants and alternatives"):
            found = list(rows(assignment))
    out.print(matrix(found))
    problems += [f"{r.variant.question}/{r.variant.name} {r.problem}" for r in found if r.problem]
    for problem in problems:
        out.print(f"  {problem}", style="red", highlight=False)
    if problems:
        _stop(f"{len(problems)} problems in {assignment}.")
    out.print(f"{assignment}: every mistake costs its own points and is told its hint.")


@app.command()
def summary(
    assignment: Assignment = "A3-word2vec",
    folder: Annotated[Path, typer.Argument(help="A class folder that was graded.")] = DEMO,
) -> None:
    """Show the scores of a class, and where everything is."""
    from grading.summary import print_summary

    print_summary(out, assignment, folder)


class _Bar:
    """A progress bar on stderr while submissions are graded, and only on a terminal."""

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
        self._progress.update(
            self._task, description=f"grading {student}", completed=done, total=total
        )

    def __exit__(self, *error) -> None:
        self._progress.stop()


class _stopping_at:
    """Turn expected errors into one sentence and exit status 1."""

    def __init__(self, *errors: type[Exception]):
        self._errors = errors

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace) -> bool:
        if isinstance(error, self._errors):
            _stop(str(error))
        return False


def _stop(sentence: str) -> NoReturn:
    Console(stderr=True).print(sentence, style="bold red", highlight=False)
    raise typer.Exit(1)


def _relative(path: Path) -> str:
    path = path.resolve()
    return str(path.relative_to(COURSE)) if path.is_relative_to(COURSE) else str(path)
