"""The journal of a class: one file a submission, so that nothing that was finished is done twice.

    grades/.seed                                 what the inputs of random checks are drawn from
    grades/<assignment>/records/<student>.json   how a submission was graded, from which bytes
    grades/<assignment>/run.json                 there while a run is not finished

A record is written whole or not at all, and writing one does not touch the others.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from grading.assessment import Assessment, Part, Verdict
from sequtils.atomic import atomic_write

LONGEST_NAME = 100  # bytes of a file name, which can have 255 with all endings


@dataclass(frozen=True)
class Change:
    """A score that changed though the submission did not.

    Attributes:
        student: Whose.
        question: Of the assignment.
        before: Points in the run before.
        after: Points now.
        why: The first check that went differently.
    """

    student: str
    question: str
    before: float
    after: float
    why: str


@dataclass(frozen=True)
class Record:
    """How one submission was graded.

    Attributes:
        student: Name of the student's folder.
        submission: Digest of what was handed in.
        course: Digest of what decides about its scores.
        seed: What the inputs of random checks were drawn from.
        assessment: Scores and reasons.
        run: Which run graded it.
        handed_in: When, in UTC and ISO format; "" if nobody knows.
        changes: Scores that differ from those of the same submission in the run before.
        told: What the gradebook was told last: grade id → digest of the answer.
        entered: Whether that was this assessment.
        hints: Question → hint of a known mistake that the feedback page tells.
        page: Digest of what the feedback page shows; "" before there is one.
    """

    student: str
    submission: str
    course: str
    seed: int
    assessment: Assessment
    run: str = ""
    handed_in: str = ""
    changes: tuple[Change, ...] = ()
    told: dict[str, str] = field(default_factory=dict)
    entered: bool = False
    hints: dict[str, str] = field(default_factory=dict)
    page: str = ""

    @classmethod
    def from_json(cls, saved: dict) -> Record:
        """The record that a journal wrote."""
        changes = tuple(Change(**change) for change in saved["changes"])
        assessment = Assessment.from_json(saved["assessment"])
        return cls(**{**saved, "assessment": assessment, "changes": changes})


@dataclass
class Journal:
    """All records of an assignment in a class folder.

    Attributes:
        folder: `grades/<assignment>`.
        records: Student → record.
        run: The name of the run that is going on, or was when it was stopped; "" if none.
        todo: The students whom that run was to grade.
    """

    folder: Path
    records: dict[str, Record] = field(default_factory=dict)
    run: str = ""
    todo: frozenset[str] = frozenset()

    @classmethod
    def load(cls, folder: Path) -> Journal:
        """Read the journal; a record that cannot be read is as if it were not there."""
        journal = cls(folder)
        for path in sorted((folder / "records").glob("*.json")):
            saved = _read(path)
            try:
                record = Record.from_json(saved)
            except (KeyError, TypeError, AttributeError):
                continue
            journal.records[record.student] = record
        started = _read(folder / "run.json")
        if isinstance(started, dict) and isinstance(started.get("todo"), list):
            journal.run, journal.todo = str(started.get("run")), frozenset(started["todo"])
        return journal

    def write(self, record: Record) -> None:
        """Keep a record, in place of the one of the same student."""
        with atomic_write(self.folder / "records" / _file_name(record.student)) as file:
            file.write(json.dumps(asdict(record)))
        self.records[record.student] = record

    def begin(self, students: Iterable[str]) -> None:
        """Start a run, or go on with one that was stopped.

        Args:
            students: Whom to grade, besides those whom the stopped run did not get to.
        """
        self.run = self.run or secrets.token_hex(8)
        self.todo |= frozenset(students)
        with atomic_write(self.folder / "run.json") as file:
            json.dump({"run": self.run, "todo": sorted(self.todo)}, file)

    def left(self) -> set[str]:
        """The students whom a run that was stopped did not get to."""
        return {name for name in self.todo if self._run_of(name) != self.run}

    def finish(self) -> tuple[Change, ...]:
        """End the run.

        Returns:
            What it changed, parts of it that were done before it was stopped included.
        """
        done = [self.records[name] for name in sorted(self.todo) if self._run_of(name) == self.run]
        (self.folder / "run.json").unlink(missing_ok=True)
        self.run, self.todo = "", frozenset()
        return tuple(change for record in done for change in record.changes)

    def _run_of(self, student: str) -> str | None:
        record = self.records.get(student)
        return record.run if record else None


def class_seed(grades: Path) -> bytes:
    """The secret of a class, drawn when it is first asked for, that nobody else may read.

    Args:
        grades: The folder `grades` of the class.
    """
    path = grades / ".seed"
    if not path.exists():
        grades.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=grades)  # only its owner may read it
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        Path(name).replace(path)
    return path.read_bytes()


def student_seed(secret: bytes, assignment: str, student: str) -> int:
    """What a student's random inputs are drawn from: unknown to students, the same every time.

    Example:
        >>> student_seed(b"secret", "A3", "ada") == student_seed(b"secret", "A3", "ada")
        True
        >>> student_seed(b"secret", "A3", "ada") == student_seed(b"secret", "A3", "bruno")
        False
    """
    name = f"{assignment}\0{student}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hmac.digest(secret, name, "sha256")[:6], "big")


def changes(student: str, before: Assessment, after: Assessment) -> tuple[Change, ...]:
    """The questions in which two assessments of the same submission differ, and why."""
    found = []
    for question in [*after.verdicts, *(set(before.verdicts) - set(after.verdicts))]:
        old, new = before.verdicts.get(question), after.verdicts.get(question)
        points = [verdict.points if verdict else 0.0 for verdict in (old, new)]
        if points[0] != points[1]:
            found.append(Change(student, question, *points, _why(old, new)))
    return tuple(found)


def _why(before: Verdict | None, after: Verdict | None) -> str:
    """The first difference between two verdicts on a question, in words."""
    if before is None or after is None:
        return "the question is new" if before is None else "the question is gone"
    if before.reason != after.reason:
        return after.reason or f"no longer: {before.reason}"
    past = {(part.hidden, part.title): part for part in before.parts}
    for part in after.parts:
        difference = _difference(past.pop((part.hidden, part.title), None), part)
        if difference:
            return f"{'hidden ' if part.hidden else ''}check {part.title!r} {difference}"
    if past:
        return f"check {next(iter(past.values())).title!r} is gone"
    return f"the question is worth {after.maximum:g} points, not {before.maximum:g}"


def _difference(before: Part | None, after: Part) -> str:
    outcome = "fails" if after.problem else "passes"
    if before is None:
        return f"is new and {outcome}"
    if bool(before.problem) != bool(after.problem):
        return f"now {outcome}"
    if before.points != after.points:
        return f"is worth {after.points:g} points, not {before.points:g}"
    return ""


def _file_name(student: str) -> str:
    name = os.fsencode(student)
    return f"{hashlib.sha256(name).hexdigest() if len(name) > LONGEST_NAME else student}.json"


def _read(path: Path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
