"""Fetch what a student handed in, and nothing else.

A submission folder was filled by a stranger. A link in it could make the grader read another
student's answers, a pipe could make it wait for ever. So every step of the path is opened by itself
and must be what it seems to be, and the file is looked at after it was opened, not before.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

MAX_BYTES = 20_000_000  # a notebook of this course with all its figures has about 200 kB
MAX_ENTRIES = 1000  # of a folder that are looked at
SHOWN = 5  # that are named in a note
# What nbgrader and Jupyter put beside a notebook.
EXPECTED = {"timestamp.txt", ".ipynb_checkpoints"}


class UnreadableSubmission(ValueError):
    """A submission without a notebook that can be read; the message is for its student."""


class HandedIn(NamedTuple):
    """What was found in a submission folder.

    Attributes:
        content: The bytes of the notebook.
        notes: What was unusual, a sentence each.
    """

    content: bytes
    notes: list[str]


def read_submission(folder: Path, assignment: str) -> HandedIn:
    """Read the notebook of one student, following no link.

    Args:
        folder: The student's folder; the notebook is `<assignment>/<assignment>.ipynb` in it. If
            that is missing, the only notebook beside it is taken.
        assignment: The name of the assignment.

    Raises:
        UnreadableSubmission: If there is no such file, or it is a link, a pipe or too large.
    """
    expected = f"{assignment}.ipynb"
    with ExitStack() as opened:
        place = None
        for path in (folder, folder / assignment):
            place = _open_folder(path, place)
            opened.callback(os.close, place)
        names = _listing(place, expected)
        name, notes = _choose(names, expected)
        file = _open_file(name, place)
        opened.callback(os.close, file)
        content = _read(file, name)
    extra = [other for other in names if other not in EXPECTED | {name}]
    if extra:
        notes.append(f"Also handed in, and not read: {_listed(extra)}.")
    return HandedIn(content, notes)


def printable(text: str, length: int = 60) -> str:
    """A name that a stranger chose, fit for a sentence: one line, cut off, nothing invisible.

    Example:
        >>> printable("a\\n\\x1b[31mb")
        'a��[31mb'
    """
    shown = "".join(char if char.isprintable() else "\ufffd" for char in text[:length])
    return shown if len(text) <= length else shown + "…"


def _listing(place: int, expected: str) -> list[str]:
    """What is in a folder: the expected file, if it is there, and the first of all others."""
    with os.scandir(place) as entries:
        names = {entry.name for entry in islice(entries, MAX_ENTRIES)}
    with suppress(OSError):
        os.stat(expected, dir_fd=place, follow_symlinks=False)
        names.add(expected)
    return sorted(names)


def _choose(names: list[str], expected: str) -> tuple[str, list[str]]:
    """The file to read, and a note if it is not the expected one."""
    if expected in names:
        return expected, []
    others = [name for name in names if name.endswith(".ipynb")]
    if len(others) == 1:
        note = f"There was no {expected}; {printable(others[0])} was graded in its place."
        return others[0], [note]
    there = f" There is: {_listed(names)}." if names else ""
    raise UnreadableSubmission(f"There is no file {expected} in the submission.{there}")


def _open_folder(path: Path, place: int | None) -> int:
    """Open one folder of the path; `place` is the folder it must be in."""
    target = path if place is None else path.name
    try:
        return os.open(target, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=place)
    except OSError as error:
        raise UnreadableSubmission(_why(path.name, target, place, "folder")) from error


def _open_file(name: str, place: int) -> int:
    """Open a file without waiting: nothing may ever write to a pipe with its name."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=place)
    except OSError as error:
        raise UnreadableSubmission(_why(name, name, place, "file")) from error
    if stat.S_ISREG(os.fstat(file).st_mode):
        return file
    os.close(file)
    raise UnreadableSubmission(f"{printable(name)} is not a file.")


def _why(name: str, target: Path | str, place: int | None, kind: str) -> str:
    """The sentence on a folder or file that could not be opened."""
    try:
        mode = os.stat(target, dir_fd=place, follow_symlinks=False).st_mode
    except OSError:
        return f"There is no {kind} {printable(name)} in the submission."
    if stat.S_ISLNK(mode):
        return f"{printable(name)} is a link, not a {kind}."
    right = stat.S_ISDIR(mode) if kind == "folder" else stat.S_ISREG(mode)
    return f"{printable(name)} {'cannot be opened' if right else f'is not a {kind}'}."


def _read(file: int, name: str) -> bytes:
    """All bytes of an open file, unless it is too large, or grows to be while it is read."""
    with open(file, "rb", closefd=False) as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        limit = f"{MAX_BYTES // 10**6} MB"
        raise UnreadableSubmission(f"{printable(name)} is larger than {limit}.")
    return content


def _listed(names: list[str]) -> str:
    shown = ", ".join(printable(name) for name in names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"
