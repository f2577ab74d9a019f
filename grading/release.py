"""From solutions to exercises: what students get, without any trace of the answers."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.leaks import find, secrets_of_notebook
from grading.nbgrader import (
    EXERCISES,
    SOLUTIONS,
    AssignmentError,
    api,
    assignments,
    config,
    grade_id,
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
# What an earlier release may have left in an answer cell: a heading, a docstring and the stub.
STUB = re.compile(
    r'(def [^\n]*:\n)?\s*("""((?!""").)*""")?\s*# YOUR CODE HERE\n\s*raise NotImplementedError\s*'
    r"|\s*\*Your answer here\.\*\s*",
    re.DOTALL,
)
# The identifiers that nbformat and JupyterLab make up; cells of the course have names.
OWN_CELL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?")


@dataclass(frozen=True, order=True)
class Difference:
    """A file in which the exercises differ from what the solutions give.

    Attributes:
        kind: "missing" or "changed"; "answered" if it changed and somebody's answers are in it, or
            nobody can read what is; "unexpected" if no release generates it.
        name: The file, relative to the exercises.

    Example:
        >>> print(Difference("changed", "A3-word2vec/A3-word2vec.ipynb"))
        changed A3-word2vec/A3-word2vec.ipynb
    """

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def release(
    exercises: Path = EXERCISES, write: bool = True, force: bool = False
) -> list[Difference]:
    """Generate the exercises of all assignments and compare them with those there are.

    Notebooks that hold answers, and files that no release generates, stay as they are.

    Args:
        exercises: The folder that students get.
        write: Bring the folder up to date; otherwise only compare.
        force: Replace notebooks that hold answers, too.

    Returns:
        The files that differed.

    Raises:
        AssignmentError: If nbgrader cannot convert an assignment, or an answer would leak.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        for assignment in assignments():
            generate(assignment, fresh)
        differences = compare(fresh, exercises)
        for difference in differences if write else ():
            if difference.kind in ("missing", "changed") or (
                force and difference.kind == "answered"
            ):
                _copy(fresh / difference.name, exercises / difference.name)
        return differences


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


def compare(fresh: Path, folder: Path) -> list[Difference]:
    """The files in which a folder differs from a fresh release, by name.

    Args:
        fresh: A folder that holds a release and nothing else.
        folder: What a student or an instructor has.
    """
    new, old = _files(fresh), _files(folder)
    differences = [Difference("unexpected", name) for name in old - new]
    differences += [Difference("missing", name) for name in new - old]
    for name in new & old:
        if (fresh / name).read_bytes() != (folder / name).read_bytes():
            kept = name.endswith(".ipynb") and holds_answers(folder / name, fresh / name)
            differences.append(Difference("answered" if kept else "changed", name))
    return sorted(differences, key=lambda difference: difference.name)


def holds_answers(path: Path, fresh: Path) -> bool:
    """Whether a notebook holds work that its replacement would destroy.

    Args:
        path: A student's notebook.
        fresh: The notebook as it is released now.

    Returns:
        True if an answer cell holds more than the stub of this or of an earlier release, if there
        is a cell of the student's own, or if the file cannot be read.
    """
    try:
        cells = nbformat.read(path, as_version=4).cells
    except Exception:
        # nbformat has no error of its own for most of what a file can hold.
        return True
    released = nbformat.read(fresh, as_version=4)
    stubs = {grade_id(cell): cell.source for cell in released.cells if is_answer(cell)}
    for cell in cells:
        if is_answer(cell):
            if cell.source != stubs.get(grade_id(cell)) and not STUB.fullmatch(cell.source):
                return True
        elif OWN_CELL.fullmatch(cell.get("id", "")) and cell.source.strip():
            return True
    return False


def leaks(source: NotebookNode, folder: Path) -> list[str]:
    """What of an assignment's answers, hidden tests and mutants a folder contains.

    Args:
        source: The instructor's notebook.
        folder: What students would get; every file is read.

    Returns:
        One entry a finding, "file: line".
    """
    return find(folder, secrets_of_notebook(source))


def _normalise(notebook: NotebookNode) -> None:
    """Drop what depends on who saved the notebook, and with which Python."""
    kernel = notebook.metadata.kernelspec
    notebook.metadata = NotebookNode(
        kernelspec=kernel, language_info=NotebookNode(name=kernel.get("language", "python"))
    )
    for cell in notebook.cells:
        kept = ("nbgrader", "deletable", "editable", "tags")
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in kept})


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def _copy(source: Path, target: Path) -> None:
    with atomic_write(target, "wb") as file, source.open("rb") as content:
        shutil.copyfileobj(content, file)
