"""Grade every submission of a class folder.

    submitted/<student>/<assignment>/<assignment>.ipynb    what students handed in; only read
    rebuilt/, autograded/, feedback/                       what is graded, its results, its pages
    gradebook.db                                           nbgrader's gradebook
    nbgrader_config.py                                     for the formgrader, started here
    grades/<assignment>.csv, .json                         scores by question; the journal

The answers of each submission are put into the instructor's notebook (`grading.rebuild`), nbgrader
runs it and keeps the gradebook. A submission that cannot be graded counts 0 and says why; nothing
that one submission does keeps another from its score. A later run grades only what has changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading import rebuild
from grading.execution import DEAD, NO_SCORE
from grading.feedback import with_names
from grading.nbgrader import (
    COURSE,
    SOLUTIONS,
    api,
    config,
    grade_id,
    is_test,
    pristine,
    question,
    questions,
)
from grading.results import GRADED, UNGRADED, Journal, Result, read_gradebook, write_csv
from sequtils.atomic import atomic_write
from sequtils.check.question import STOPPED

LOOP = "StoppedCheck"

# `load_subconfig` skips a file that is not there, so the path is resolved strictly.
CLASS_CONFIG = """\
from pathlib import Path

c = get_config()
course = (Path(__file__).resolve().parent / {course!r}).resolve(strict=True)
load_subconfig(str(course / "nbgrader_config.py"))
c.CourseDirectory.source_directory = str(course / "solutions")
c.CourseDirectory.submitted_directory = "rebuilt"  # the answers, in the instructor's notebook
c.CourseDirectory.release_directory = "release"
"""


class GradingError(RuntimeError):
    """A class folder that cannot be graded at all."""


@dataclass(frozen=True)
class Class:
    """A class folder and how to grade it.

    Attributes:
        assignment: Which assignment.
        folder: The class folder.
        db_url: SQLAlchemy URL of the gradebook; by default a SQLite file in the folder.
        timeout: Seconds that one cell may run.
    """

    assignment: str
    folder: Path
    db_url: str = ""
    timeout: int = 10

    def path(self, step: str, student: str) -> Path:
        """The notebook of a student at one step, such as "submitted" or "autograded"."""
        return self.folder / step / student / self.assignment / f"{self.assignment}.ipynb"

    @property
    def csv(self) -> Path:
        """The table of scores."""
        return self.folder / "grades" / f"{self.assignment}.csv"

    def students(self) -> list[str]:
        """Everyone with a folder in `submitted/`, even an empty one."""
        folders = (self.folder / "submitted").glob("*")
        return sorted(path.name for path in folders if path.is_dir() and path.name[0] != ".")

    def settings(self):
        """nbgrader's configuration for this folder."""
        folders = {
            "root": str(self.folder.resolve()),
            "source_directory": str(SOLUTIONS),
            "submitted_directory": "rebuilt",
            "release_directory": "release",
        }
        if self.db_url:
            folders["db_url"] = self.db_url
        return config(CourseDirectory=folders, Execute={"timeout": self.timeout})


@dataclass(frozen=True)
class Report:
    """What a run of `grade` did.

    Attributes:
        questions: Question → points, in the order of the notebook.
        results: One a student, by name.
        regraded: The students whose submission ran in this run.
        without_page: The students for whom nbgrader could not write a page of feedback.
    """

    questions: dict[str, float]
    results: list[Result]
    regraded: list[str]
    without_page: list[str]


def grade(
    group: Class, force: bool = False, progress: Callable[[str, int, int], None] | None = None
) -> Report:
    """Grade what has changed since the last run, or everything.

    Args:
        group: The class folder.
        force: Grade all submissions again.
        progress: Called before each submission with its student, how many are done, and how
            many there are to do.

    Raises:
        GradingError: If the folder holds no submissions, or nbgrader refuses the assignment.
    """
    students = group.students()
    if not students:
        raise GradingError(f"there are no submissions in {group.folder / 'submitted'}.")
    blank = pristine(group.assignment)
    _configure_formgrader(group)
    digest = course_digest(group)
    journal = Journal.load(group.csv.with_suffix(".json"))
    interface = api(group.settings())
    if force or journal.digest != digest or not _in_gradebook(interface, group):
        _register(interface, group)
        journal = Journal(journal.path, digest, questions(blank))

    journal.keep(students)
    todo = [name for name in students if journal.is_stale(name, _fingerprint(group, name))]
    for done, student in enumerate(todo):
        if progress:
            progress(student, done, len(todo))
        fingerprint = _fingerprint(group, student)
        status, remarks = _grade_one(interface, group, blank, student)
        journal.record(student, fingerprint, status, remarks)

    results = read_gradebook(interface, group.assignment, journal, students)
    missing = _write_feedback(interface, group, journal, results)
    write_csv(group.csv, journal.questions, results)
    return Report(journal.questions, results, todo, missing)


def _configure_formgrader(group: Class) -> None:
    """Let nbgrader's own programs, started in the class folder, work as `course grade` does.

    With nbgrader's defaults they would run the submissions as they were handed in, and show hidden
    tests on the pages of feedback.
    """
    path = group.folder / "nbgrader_config.py"
    if path.exists():
        return
    course = os.path.relpath(COURSE, group.folder.resolve())
    with atomic_write(path) as file:
        file.write(CLASS_CONFIG.format(course=course))


def course_digest(group: Class) -> str:
    """A digest of the code that decides about a score; the submission and limits are no part."""
    digest = hashlib.sha256()
    code = [COURSE / "nbgrader_config.py", *(COURSE / "grading").rglob("*.py")]
    code += [*(COURSE / "sequtils").rglob("*.py"), *(SOLUTIONS / group.assignment).glob("*.*")]
    for path in sorted(code):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _fingerprint(group: Class, student: str) -> str:
    path = group.path("submitted", student)
    try:
        if path.is_file() and path.stat().st_size <= rebuild.MAX_BYTES:
            return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
    return "missing or too large"


def _in_gradebook(interface, group: Class) -> bool:
    from nbgrader.api import MissingEntry

    with interface.gradebook as gradebook:
        try:
            gradebook.find_notebook(group.assignment, group.assignment)
        except MissingEntry:
            return False
    return True


def _register(interface, group: Class) -> None:
    """Tell the gradebook about the assignment and its questions."""
    result = interface.generate_assignment(group.assignment, force=True)
    if not result["success"]:
        raise GradingError(
            f"nbgrader refuses {group.assignment}; if its questions have changed since this class "
            f"was first graded, start a new gradebook:\n{result['log']}"
        )


def _grade_one(interface, group: Class, blank, student: str) -> tuple[str, list[str]]:
    """Grade one submission; whatever is wrong with it becomes a status and remarks."""
    if _is_pattern(student):
        return UNGRADED, [f"Rename the folder {student!r}: nbgrader cannot use a name with *?[]."]
    try:
        submitted = rebuild.read(group.path("submitted", student))
        notebook, notes = rebuild.rebuild(blank, submitted)
        _autograde(interface, group, student, rebuild.with_notes(notebook, notes))
        for _ in questions(blank):
            killer = _kernel_died_at(group, student)
            if not killer:
                break
            notes.append(rebuild.silence(notebook, killer))
            _autograde(interface, group, student, rebuild.with_notes(notebook, notes))
        return GRADED, [*_troubles(group, student), *notes]
    except (rebuild.UnreadableSubmission, GradingError) as error:
        reason = f"{error} All questions count 0 points."
    # An empty notebook with the reason on top scores 0 and makes a page of feedback.
    with contextlib.suppress(GradingError):
        _autograde(interface, group, student, rebuild.with_notes(blank, [reason]))
    return UNGRADED, [reason]


def _is_pattern(student: str) -> bool:
    """Whether nbgrader would read the name as a pattern, and find other students with it."""
    return bool(set("*?[]") & set(student))


def _autograde(interface, group: Class, student: str, notebook) -> None:
    """Let nbgrader run a notebook and enter its scores.

    Raises:
        GradingError: If nbgrader gives up on it; its log is written beside the notebook.
    """
    path = group.path("rebuilt", student)
    with atomic_write(path) as file:
        nbformat.write(notebook, file)
    result = interface.autograde(group.assignment, student)
    if result["success"]:
        return
    if "KeyboardInterrupt" in result["error"]:
        raise KeyboardInterrupt
    log = path.with_suffix(".log")
    with atomic_write(log) as file:
        file.write(result.get("log", "") + result["error"])
    raise GradingError(f"nbgrader could not run it (see {log.relative_to(group.folder)}).")


def _kernel_died_at(group: Class, student: str) -> str:
    """The question whose answer or test was running when the kernel stopped, or ""."""
    notebook = nbformat.read(group.path("autograded", student), as_version=4)
    return next((name for name, error in _errors(notebook) if error == DEAD), "")


def _troubles(group: Class, student: str) -> list[str]:
    """What stopped cells and checks of a graded notebook, a sentence each."""
    notebook = nbformat.read(group.path("autograded", student), as_version=4)
    errors = _errors(notebook)
    errors += [(name, LOOP) for name in _stopped_checks(notebook)]
    sentences = {
        "Timeout": f"Stopped after {group.timeout} seconds: ",
        LOOP: "A check was stopped, because it ran too long: ",
        NO_SCORE: "Without a valid score: ",
        DEAD: "Not run, because the kernel had stopped: ",
    }
    found = {kind: [name for name, error in errors if error == kind] for kind in sentences}
    return [f"{sentences[kind]}{', '.join(names)}." for kind, names in found.items() if names]


def _errors(notebook: NotebookNode) -> list[tuple[str, str]]:
    """(question, name of the error) for each error in a graded notebook, in order."""
    return [
        (question(grade_id(cell)), output.ename)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]


def _stopped_checks(notebook: NotebookNode) -> list[str]:
    """The questions of which a check did not end in time."""
    return [
        question(grade_id(cell))
        for cell in notebook.cells
        if is_test(cell) and any(STOPPED in output.get("text", "") for output in cell.outputs)
    ]


def _write_feedback(interface, group: Class, journal: Journal, results: list[Result]) -> list[str]:
    """Write the feedback pages whose scores have changed; return who could not get one."""
    missing = []
    for result in results:
        page = group.path("feedback", result.student).with_suffix(".html")
        if journal.told(result) and page.exists():
            continue
        pattern = _is_pattern(result.student)
        if pattern or not interface.generate_feedback(group.assignment, result.student)["success"]:
            missing.append(result.student)
        else:
            waiting = [name for name, score in result.scores.items() if score is None]
            text = with_names(page.read_text(encoding="utf-8"), waiting)
            with atomic_write(page) as file:
                file.write(text)
        journal.tell(result)
    return missing
