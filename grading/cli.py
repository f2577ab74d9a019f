"""The command `course`: release, try out, grade, report."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from grading.nbgrader import COURSE, AssignmentError
from grading.terminal import (
    Bar,
    described,
    out,
    print_graded,
    print_json,
    print_places,
    print_released,
    relative,
    stop,
    stopping_at,
)

app = typer.Typer(
    help="Release, try out and grade the exercises of the course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
DEMO = COURSE / "_build" / "demo"
MISTAKES = COURSE / "_build" / "mistakes"
Assignment = Annotated[str, typer.Argument(help="Name of a folder in solutions/.")]
Folder = Annotated[Path, typer.Argument(help="A class folder; submitted/ is in it.")]
Database = Annotated[str, typer.Option("--db", help="SQLAlchemy URL of the gradebook.")]
Scheduler = Annotated[str, typer.Option(help="A Dask scheduler, tcp://…; else this machine.")]
Workers = Annotated[int, typer.Option(help="Submissions at a time here; 0 is one a core.")]
Trust = Annotated[
    bool, typer.Option("--trust-submissions", help="Run them without a sandbox, with your rights.")
]
Anonymous = Annotated[bool, typer.Option("--anonymous", help="Show pseudonyms, not names.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def release(
    check: Annotated[bool, typer.Option("--check", help="Only say what differs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace answers, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Generate exercises/ from solutions/; notebooks that hold answers stay."""
    from grading.release import release as generate

    with stopping_at(AssignmentError):
        differences = generate(write=not check, force=force)
    if as_json:
        print_json([{"kind": d.kind, "file": d.name} for d in differences])
    elif check:
        for difference in differences:
            out.print(f"  {difference}", highlight=False)
    else:
        print_released(differences, force)
    if check and differences:
        stop(
            "exercises/ differs from solutions/; run `make release`, move what is unexpected "
            "elsewhere, and commit the result."
        )


@app.command()
def validate(
    path: Annotated[Path, typer.Argument(help="A notebook, or a folder of notebooks.")],
    as_json: AsJson = False,
) -> None:
    """Run a notebook and its visible checks, as the button Validate does."""
    from grading.validate import ValidationError, notebooks
    from grading.validate import validate as run

    with stopping_at(ValidationError):
        found = {str(relative(notebook)): run(notebook) for notebook in notebooks(path)}
    if as_json:
        print_json({n: {f.question: f.problem for f in found[n]} for n in found})
    else:
        for name, findings in found.items():
            out.print(f"[bold]{name}[/bold]: {len(findings) or 'no'} problems", highlight=False)
            for finding in findings:
                out.print(f"{finding}\n", highlight=False, markup=False, soft_wrap=True)
    if any(found.values()):
        raise typer.Exit(1)


@app.command()
def demo(
    assignment: Assignment,
    folder: Annotated[Path, typer.Argument(help="A new folder for the class.")] = DEMO,
) -> None:
    """Make a class to try grading on."""
    from grading.demo import DemoError
    from grading.demo import demo as make

    with stopping_at(AssignmentError, DemoError):
        students = make(assignment, folder)
    out.print(f"{len(students)} submissions in {relative(folder)}/submitted:", highlight=False)
    for student, about in students.items():
        out.print(f"  {student:8} {about}", highlight=False)


@app.command()
def grade(
    assignment: Assignment,
    folder: Folder,
    db: Database = "",
    scheduler: Scheduler = "",
    workers: Workers = 0,
    trust: Trust = False,
    anonymous: Anonymous = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not print the table.")] = False,
    as_json: AsJson = False,
) -> None:
    """Grade what is new or changed in a class folder."""
    how = partial(_assess_all(), scheduler=scheduler, workers=workers, trust=trust)
    _grade(assignment, folder, db, how, False, anonymous, quiet, as_json)


@app.command()
def regrade(
    assignment: Assignment,
    folder: Folder,
    db: Database = "",
    scheduler: Scheduler = "",
    workers: Workers = 0,
    trust: Trust = False,
    anonymous: Anonymous = False,
    as_json: AsJson = False,
) -> None:
    """Grade all again with the same inputs, and say which scores changed and why."""
    how = partial(_assess_all(), scheduler=scheduler, workers=workers, trust=trust)
    _grade(assignment, folder, db, how, True, anonymous, True, as_json)


@app.command()
def feedback(
    assignment: Assignment, folder: Folder, db: Database = "", as_json: AsJson = False
) -> None:
    """Take in what a person graded, and bring totals, pages and tables up to date."""
    from grading.grade import Class, GradingError, update

    with stopping_at(AssignmentError, GradingError):
        done = update(Class(assignment, folder, db))
    if as_json:
        print_json(described(done, {r.student: r.student for r in done.results}))
        return
    waiting = sum(None in result.scores.values() for result in done.results)
    out.print(f"{len(done.results)} pages; {waiting} wait for a person to grade.", highlight=False)
    print_places(Class(assignment, folder, db))


@app.command()
def report(
    assignment: Assignment,
    folder: Folder,
    db: Database = "",
    anonymous: Anonymous = False,
    as_json: AsJson = False,
) -> None:
    """Write the report on a class, and the tables for Canvas, Moodle and nbgrader."""
    from grading.cluster import assess_all
    from grading.grade import Class, GradingError
    from grading.report.write import write_all
    from grading.sandbox.bubble import SandboxError

    group = Class(assignment, folder, db)
    with stopping_at(AssignmentError, GradingError, SandboxError):
        paths = write_all(group, _bank(assignment, assess_all), anonymous)
    if as_json:
        print_json({what: str(path) for what, path in paths.items()})
        return
    for what, path in paths.items():
        out.print(f"{what:14} {relative(path)}", highlight=False, soft_wrap=True)


@app.command()
def mutate(assignment: Assignment, trust: Trust = False, as_json: AsJson = False) -> None:
    """Score every known wrong and right answer: does the exercise tell them apart?"""
    from concurrent.futures import ThreadPoolExecutor

    from grading.engine import Engine
    from grading.matrix import examine
    from grading.sandbox.bubble import SandboxError
    from grading.scoring import graded_by
    from grading.summary import matrix

    with (
        stopping_at(AssignmentError, SandboxError),
        Console(stderr=True).status("Grading mutants and alternatives"),
        Engine(assignment, trust) as engine,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        found = examine(assignment, graded_by(engine, assignment), pool.map)
    if as_json:
        rows = [{"question": r.variant.question, "answer": r.variant.name, "kind": r.kind,
                 "lost": r.lost, "problem": r.problem} for r in found.rows]  # fmt: skip
        print_json({"rows": rows, "problems": found.problems, "redundant": found.redundant})
    else:
        # A narrow terminal wraps the lines of ten questions, rather than to lose the last ones.
        out.print(matrix(found.rows), width=max(out.width, 120), crop=False)
        for note in found.redundant:
            out.print(f"  {note}", style="yellow", highlight=False, markup=False)
        for problem in found.problems:
            out.print(f"  {problem}", style="red", highlight=False, markup=False)
    if found.problems:
        stop(f"{len(found.problems)} problems in {assignment}.")
    if not as_json:
        out.print(f"{assignment}: every mistake costs its own points and is told its hint.")


@app.command("student-copy")
def student_copy(
    target: Annotated[Path, typer.Argument(help="A new folder, or a new file that ends in .zip.")],
    as_json: AsJson = False,
) -> None:
    """Copy the course for students: no solutions, and no trace of them."""
    from grading.student_copy import student_copy as write

    with stopping_at(AssignmentError, FileExistsError):
        names = write(target, zipped=target.suffix == ".zip")
    if as_json:
        print_json({"target": str(target), "files": names})
    else:
        out.print(f"{len(names)} files in {target}; none holds text of solutions/.")


@app.command()
def summary(assignment: Assignment = "A3-word2vec", folder: Folder = DEMO) -> None:
    """Show the scores of a class, and where everything is."""
    from grading.summary import print_summary

    print_summary(out, assignment, folder)


def _assess_all() -> Callable:
    from grading.cluster import assess_all

    return assess_all


def _grade(assignment, folder, db, how, force, anonymous, quiet, as_json) -> None:
    try:
        done = _run(assignment, folder, db, how, force, anonymous)
    except KeyboardInterrupt:
        stop("Stopped; what was graded is kept, and the same command goes on from there.")
    from grading.classfolder import Class
    from grading.report.names import Pseudonyms

    students = [result.student for result in done.results]
    names = Pseudonyms(folder).of(students) if anonymous else {name: name for name in students}
    if as_json:
        print_json(described(done, names))
    else:
        print_graded(assignment, done, names, force, quiet)
        print_places(Class(assignment, folder, db))


def _run(assignment, folder, db, how, force, anonymous):
    from grading.grade import Class, GradingError
    from grading.grade import grade as run
    from grading.sandbox.bubble import SandboxError

    group = Class(assignment, folder, db)
    with stopping_at(AssignmentError, GradingError, SandboxError), Bar(anonymous) as bar:
        return run(group, how, force=force, progress=bar, hints=_hints(assignment, how))


def _bank(assignment: str, how: Callable) -> dict:
    """The known mistakes of an assignment, graded once."""
    from grading.cluster import course_version
    from grading.mistakes import bank

    return bank(assignment, course_version(assignment), how, MISTAKES)


def _hints(assignment: str, how: Callable) -> Callable:
    """What an assessment's student is told about known mistakes."""
    from grading.report.misconceptions import hints, matches

    known = _bank(assignment, how)
    return lambda assessment: hints(matches(assessment, known))
