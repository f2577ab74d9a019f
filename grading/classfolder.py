"""The folder of a class: who is in it, what they handed in, and what nbgrader has to know.

submitted/<student>/<assignment>/<assignment>.ipynb    what students handed in; only read
autograded/, feedback/                                 answers with results; pages
gradebook.db                                           nbgrader's gradebook
nbgrader_config.py                                     for the formgrader, started here
grades/<assignment>.csv, grades/<assignment>/          scores by question; the journal
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode

from grading.assignment import Assignment
from grading.late import hand_in_time
from grading.nbgrader import COURSE, SOLUTIONS, config
from grading.submission import UnreadableSubmission, read_submission
from sequtils.atomic import atomic_write

# `load_subconfig` skips a file that is not there, so the path is resolved strictly.
CLASS_CONFIG = """\
from pathlib import Path

c = get_config()
course = (Path(__file__).resolve().parent / {course!r}).resolve(strict=True)
load_subconfig(str(course / "nbgrader_config.py"))
c.CourseDirectory.source_directory = str(course / "solutions")
c.CourseDirectory.release_directory = "release"
"""
# nbgrader reads the first four as patterns, separates names by the fifth, and has 128 characters.
NO_NAME = "*?[]+"
LONGEST_NAME = 128
# The modules that decide about scores, beside all of grading.sandbox and sequtils.
SCORING = ("assess", "exam", "rebuild", "submission")
LONGEST_TIME = 100  # bytes of timestamp.txt


class GradingError(RuntimeError):
    """A class folder that cannot be graded at all."""


@dataclass(frozen=True)
class Class:
    """A class folder.

    Attributes:
        assignment: Which assignment.
        folder: The class folder.
        db_url: SQLAlchemy URL of the gradebook; by default a SQLite file in the folder.
    """

    assignment: str
    folder: Path
    db_url: str = ""

    def path(self, step: str, student: str) -> Path:
        """The notebook of a student at one step, such as "submitted" or "autograded"."""
        return self.folder / step / student / self.assignment / f"{self.assignment}.ipynb"

    @property
    def csv(self) -> Path:
        """The table of scores."""
        return self.folder / "grades" / f"{self.assignment}.csv"

    @property
    def journal(self) -> Path:
        """The folder of the journal."""
        return self.folder / "grades" / self.assignment

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the gradebook."""
        return self.db_url or f"sqlite:///{self.folder.resolve() / 'gradebook.db'}"

    def students(self) -> list[str]:
        """Everyone with a folder in `submitted/`, even an empty one or a link to one."""
        try:
            with os.scandir(self.folder / "submitted") as entries:
                there = [entry for entry in entries if entry.is_symlink() or entry.is_dir()]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(entry.name for entry in there if not entry.name.startswith("."))

    def settings(self):
        """nbgrader's configuration for this folder."""
        folders = {
            "root": str(self.folder.resolve()),
            "source_directory": str(SOLUTIONS),
            "release_directory": "release",
            "db_url": self.database,
        }
        return config(CourseDirectory=folders)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out: two would write the same journal and gradebook.

        Raises:
            GradingError: If another run is going on.
        """
        path = self.folder / "grades" / ".lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise GradingError(f"{self.folder} is being graded by another run.") from None
            yield

    def configure_formgrader(self) -> None:
        """Let nbgrader's own programs, started in the class folder, work as `course grade` does.

        With nbgrader's defaults they would run submissions, and show hidden tests on their pages.
        """
        path = self.folder / "nbgrader_config.py"
        if not path.exists():
            with atomic_write(path) as file:
                course = os.path.relpath(COURSE, self.folder.resolve())
                file.write(CLASS_CONFIG.format(course=course))


@dataclass(frozen=True)
class Intake:
    """What one student handed in.

    Attributes:
        content: The bytes of the notebook; None if there is none that can be read.
        notes: What was unusual, or why there is no content.
        handed_in: When, in UTC without a time zone; None if nobody knows.
        digest: Of all that the scores and notes depend on.
    """

    content: bytes | None
    notes: tuple[str, ...]
    handed_in: datetime | None
    digest: str


def take_in(group: Class, student: str) -> Intake:
    """Read what a student handed in; whatever is wrong with it becomes a note."""
    content, time = None, ""
    try:
        if not is_name(student):
            raise UnreadableSubmission(
                f"Rename the folder: nbgrader takes no name with {NO_NAME}, unprintable characters "
                f"or more than {LONGEST_NAME} characters."
            )
        handed_in = read_submission(group.folder / "submitted" / student, group.assignment)
        content, notes = handed_in.content, list(handed_in.notes)
        time = _timestamp(group.path("submitted", student).with_name("timestamp.txt"))
    except UnreadableSubmission as error:
        notes = [f"{error} All questions count 0 points."]
    moment, problem = hand_in_time(time)
    notes += [problem] if problem else []
    digest = hashlib.sha256(content or b"")
    digest.update(json.dumps([content is None, notes, time]).encode())
    return Intake(content, tuple(notes), moment, digest.hexdigest())


def is_name(student: str) -> bool:
    """Whether nbgrader, its pages and every database can use the name.

    Example:
        >>> [is_name(name) for name in ("ada", "b*", "c" * 129)]
        [True, False, False]
    """
    return (
        student.isprintable()
        and len(student) <= LONGEST_NAME
        and not set(NO_NAME) & set(student)
        and student == student.strip()
    )


def course_digest(assignment: Assignment, pristine: NotebookNode) -> str:
    """A digest of all that decides about a score, except the submission.

    Pages, tables, the due date and the gradebook do not: a change there grades nothing again.
    """
    cells = [[c.cell_type, c.source, c.metadata.get("nbgrader")] for c in pristine.cells]
    digest = hashlib.sha256(json.dumps([cells, assignment.absent], sort_keys=True).encode())
    code = [COURSE / "grading" / f"{name}.py" for name in SCORING]
    for folder in (COURSE / "grading" / "sandbox", COURSE / "sequtils"):
        code += folder.rglob("*.py")
    for path in sorted(path for path in code if path.is_file()):
        digest.update(str(path.relative_to(COURSE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _timestamp(path: Path) -> str:
    """The text of a small file, "" if there is none; a link is not followed, a pipe not read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return ""
    except OSError:
        return "not a file"
    try:
        return os.read(descriptor, LONGEST_TIME).decode("utf-8", "replace")
    except OSError:
        return "not a file"
    finally:
        os.close(descriptor)
