"""The course without solutions, to give to students: a folder, or a zip of it.

What git tracks is copied as it is now, except what is for instructors and except `exercises/`: the
instructor may have solved those, so they are generated afresh. Before anything is handed over, all
of it is searched for text of `solutions/` (see `grading.leaks`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

from grading.leaks import code_of, find, secrets_of
from grading.nbgrader import COURSE, AssignmentError
from grading.release import release
from sequtils.atomic import atomic_write

# The answers, the tests of the grader, which quote them, and what only serves to run those.
INSTRUCTORS = {"solutions", "tests", ".ci"}
GENERATED = "exercises"
DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: the same course, the same bytes


class LeakError(AssignmentError):
    """Students would get text of solutions."""


def student_copy(target: Path, zipped: bool = False) -> list[str]:
    """Write a copy of the course for students.

    Args:
        target: The folder to create, or with `zipped` the zip archive; everything in the archive is
            in one folder that is named after it.
        zipped: Write an archive. The same course gives the same bytes.

    Returns:
        The names of the files, in order.

    Raises:
        FileExistsError: If the target exists and is not an empty folder.
        LeakError: If text of solutions would be in it; then nothing is written.
    """
    if target.exists() and (zipped or not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target} exists; name another, or remove it first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, so that it appears in one step and is whole when it does.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".student-copy-") as temporary:
        folder = Path(temporary) / (target.stem if zipped else target.name)
        _copy(COURSE, folder)
        release(folder / GENERATED)
        leaks = find(folder, secrets_of(COURSE / "solutions"), code_of(COURSE / "sequtils"))
        if leaks:
            told = "\n  ".join(leaks[:20])
            raise LeakError(f"students would get text of solutions/:\n  {told}")
        names = _names(folder)
        if zipped:
            _zip(folder, names, target)
        else:
            folder.replace(target)
    return names


def course_files(course: Path) -> list[str]:
    """The files of a course: what git tracks; without git, what it would not ignore.

    Links are left out: what they point to may be an answer, or nowhere on another machine.
    """
    names = _tracked(course) or _not_ignored(course)
    return sorted(
        name
        for name in names
        if (course / name).is_file()
        and not any((course / part).is_symlink() for part in (name, *_folders(name)))
    )


def _copy(course: Path, folder: Path) -> None:
    for name in course_files(course):
        if PurePosixPath(name).parts[0] in INSTRUCTORS | {GENERATED}:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(course / name, path)
        path.chmod(_mode(course / name))


def _mode(path: Path) -> int:
    """The two modes that git knows: a program or not."""
    return 0o755 if path.stat().st_mode & 0o100 else 0o644


def _tracked(course: Path) -> list[str]:
    """What git tracks; nothing where there is no git, or another project's."""
    command = ["git", "-C", str(course), "ls-files", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _not_ignored(course: Path) -> list[str]:
    """All files but those that `.gitignore` names, and what git itself keeps."""
    ignore = course / ".gitignore"
    rules = ignore.read_text(encoding="utf-8").splitlines() if ignore.is_file() else []
    ignored = GitIgnoreSpec.from_lines([".git/", *rules])
    found = []
    for folder, folders, files in os.walk(course):
        place = Path(folder).relative_to(course)
        # What is ignored is not even looked through: an environment has 50,000 files.
        folders[:] = [
            name for name in folders if not ignored.match_file(f"{(place / name).as_posix()}/")
        ]
        found += [(place / name).as_posix() for name in files]
    return [name for name in found if not ignored.match_file(name)]


def _folders(name: str) -> list[str]:
    return [parent.as_posix() for parent in PurePosixPath(name).parents]


def _names(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _zip(folder: Path, names: list[str], target: Path) -> None:
    """Pack a folder; neither the clock, nor the order of the disk, nor a mask of modes matters."""
    with atomic_write(target, "wb") as file, zipfile.ZipFile(file, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", DATE)
            entry.create_system = 3  # Unix, whose modes the next line sets
            entry.external_attr = (0o100000 | _mode(folder / name)) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / name).read_bytes())
