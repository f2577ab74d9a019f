"""From solutions to exercises: what students get, without any trace of the answers."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.nbgrader import (
    EXERCISES,
    SOLUTIONS,
    AssignmentError,
    api,
    assignments,
    config,
    is_answer,
    source_path,
)
from sequtils.atomic import atomic_write

# Everything of GenerateAssignment except what writes to a gradebook.
STEPS = (
    "IncludeHeaderFooter",
    "LockCells",
    "ClearSolutions",
    "ClearOutput",
    "CheckCellMetadata",
    "ComputeChecksums",
    "ClearHiddenTests",
    "ClearMarkScheme",
    "ComputeChecksums",
    "CheckCellMetadata",
)
REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1", re.DOTALL)


def release(exercises: Path = EXERCISES, write: bool = True) -> list[str]:
    """Generate the exercises of all assignments and compare them with those there are.

    Args:
        exercises: The folder that students get.
        write: Bring the folder up to date; otherwise only compare.

    Returns:
        The files that differed, as "new …", "changed …" or "obsolete …".

    Raises:
        AssignmentError: If nbgrader cannot convert an assignment, or an answer would leak.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        for assignment in assignments():
            generate(assignment, fresh)
        return _synchronise(fresh, exercises, write)


def generate(assignment: str, folder: Path) -> None:
    """Write the exercise of one assignment to `folder/<assignment>/`, the same bytes every time.

    Raises:
        AssignmentError: If nbgrader cannot convert it, or an answer would leak.
    """
    from nbgrader import preprocessors

    source = source_path(assignment)
    settings = config(
        CourseDirectory={
            "root": str(SOLUTIONS.parent),
            "release_directory": str(folder),
        },
        GenerateAssignment={
            "no_database": True,
            "preprocessors": [getattr(preprocessors, step) for step in STEPS],
        },
    )
    result = api(settings).generate_assignment(assignment, force=True)
    if not result["success"]:
        raise AssignmentError(f"{assignment}: nbgrader could not release it:\n{result['log']}")
    for path in (folder / assignment).glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        _normalise(notebook)
        nbformat.write(notebook, path)
    leaked = leaks(nbformat.read(source, as_version=4), folder / assignment)
    if leaked:
        raise AssignmentError(f"{assignment}: the exercise would contain {leaked[0]}")


def leaks(source: NotebookNode, folder: Path) -> list[str]:
    """What of the answers, hidden tests and mutants a folder contains.

    Args:
        source: The instructor's notebook.
        folder: What students would get; every file is read.

    Returns:
        One entry a finding, "file: line". A line of a hidden region counts unless it is too
        short to tell anything or stands outside such regions too.
    """
    secret, public = set(), set()
    for cell in source.cells:
        for _, region in REGION.findall(cell.source + "\n"):
            secret |= _telling_lines(region)
        if cell.cell_type == "markdown" and is_answer(cell):
            secret |= _telling_lines(cell.source)
            continue
        public |= _telling_lines(REGION.sub("", cell.source))
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if "mutants" in path.relative_to(folder).parts:
            found.append(f"{path.name}: the mutants")
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".ipynb":
            text = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
        found += [f"{path.name}: {line}" for line in sorted(secret - public) if line in text]
        if re.search(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)", text):
            found.append(f"{path.name}: a solution marker")
    return found


def _telling_lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if len(line.strip()) >= 20}


def _normalise(notebook: NotebookNode) -> None:
    """Drop what depends on who saved the notebook, and with which Python."""
    kernel = notebook.metadata.kernelspec
    notebook.metadata = NotebookNode(
        kernelspec=kernel, language_info=NotebookNode(name=kernel.get("language", "python"))
    )
    for cell in notebook.cells:
        kept = ("nbgrader", "deletable", "editable", "tags")
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in kept})


def _synchronise(fresh: Path, folder: Path, write: bool) -> list[str]:
    new, old = _files(fresh), _files(folder)
    differences = []
    for name in sorted(new | old):
        if name not in new:
            differences.append(f"obsolete {name}")
            if write:
                (folder / name).unlink()
        elif name not in old or (fresh / name).read_bytes() != (folder / name).read_bytes():
            differences.append(f"{'changed' if name in old else 'new'} {name}")
            if write:
                with atomic_write(folder / name, "wb") as target, (fresh / name).open("rb") as file:
                    shutil.copyfileobj(file, target)
    return differences


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }
