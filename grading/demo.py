"""A class to try grading on: honest, mistaken, unlucky and broken submissions."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grading.nbgrader import grade_id, is_test, questions, source_path
from grading.release import generate
from grading.variants import alternatives, answered, mutants, reference
from sequtils.atomic import atomic_write

MARKER = ".demo-class.json"
RENAMED = "mia"  # handed in her notebook under another name
WRITTEN = "My numbers look good, so the method works."


class DemoError(RuntimeError):
    """A folder that must not be overwritten."""


@dataclass(frozen=True)
class Exercise:
    """What submissions are made of.

    Attributes:
        blank: The released notebook.
        right: Code question → the reference's answer.
        wrong: Code question → one typical wrong answer.
        other: Code question → another correct answer.
        points: Question → points.
    """

    blank: NotebookNode
    right: dict[str, str]
    wrong: dict[str, str]
    other: dict[str, str]
    points: dict[str, float]

    @property
    def code(self) -> list[str]:
        """The questions that are answered in code."""
        return [name for name in self.points if f"test_{name}" in map(grade_id, self.blank.cells)]


def demo(assignment: str, folder: Path) -> dict[str, str]:
    """Write the class to `folder/submitted/`; nothing changes if it is there already.

    Args:
        assignment: An assignment; its exercise is generated anew, whatever exercises/ holds.
        folder: A new folder, or one that this function made earlier.

    Returns:
        Student → what is special about the submission.

    Raises:
        AssignmentError: If the assignment does not exist or cannot be released.
        DemoError: If the folder holds something else.
    """
    exercise = _exercise(assignment)
    files = {student: make(exercise) for student, (_, make) in CLASS.items()}
    digest = hashlib.sha256(json.dumps([assignment, files]).encode()).hexdigest()
    marker = folder / MARKER
    if not marker.exists() or json.loads(marker.read_text(encoding="utf-8"))["digest"] != digest:
        _clear(folder)
        for student, content in files.items():
            name = f"{assignment} (copy)" if student == RENAMED else assignment
            _submit(folder / "submitted" / student / assignment, name, content)
        with atomic_write(marker) as file:
            json.dump({"digest": digest}, file)
    return {student: about for student, (about, _) in CLASS.items()}


def _exercise(assignment: str) -> Exercise:
    source = nbformat.read(source_path(assignment), as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        generate(assignment, Path(folder))
        blank = nbformat.read(Path(folder) / assignment / f"{assignment}.ipynb", as_version=4)
    wrong: dict[str, str] = {}
    for variant in mutants(assignment):
        wrong.setdefault(variant.question, variant.source)
    other = {variant.question: variant.source for variant in alternatives(assignment)}
    return Exercise(blank, reference(assignment), wrong, other, questions(source))


def _clear(folder: Path) -> None:
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MARKER).exists():
        raise DemoError(f"{folder} is not empty and no demo class; name another folder.")
    shutil.rmtree(folder)


def _submit(folder: Path, name: str, content: str) -> None:
    with atomic_write(folder / f"{name}.ipynb") as file:
        file.write(content)


def _notebook(exercise: Exercise, answers: dict[str, str]) -> str:
    return nbformat.writes(answered(exercise.blank, answers))


def _perfect(exercise: Exercise) -> str:
    return _notebook(exercise, exercise.right)


def _alternative(exercise: Exercise) -> str:
    written = dict.fromkeys(exercise.points, WRITTEN)
    return _notebook(exercise, {**written, **exercise.right, **exercise.other})


def _untouched(exercise: Exercise) -> str:
    return nbformat.writes(exercise.blank)


def _mistakes(*places: int) -> Callable[[Exercise], str]:
    """Right answers, but mutants at some of the code questions (counted from 0)."""

    def make(exercise: Exercise) -> str:
        chosen = [exercise.code[place] for place in places]
        return _notebook(exercise, {**exercise.right, **{q: exercise.wrong[q] for q in chosen}})

    return make


def _all_mistakes(exercise: Exercise) -> str:
    return _mistakes(*range(len(exercise.code)))(exercise)


def _first_half(exercise: Exercise) -> str:
    done = exercise.code[: len(exercise.code) // 2]
    return _notebook(exercise, {name: exercise.right[name] for name in done})


def _replaced_body(place: int, body: str) -> Callable[[Exercise], str]:
    """Right answers, but one function does something else."""

    def make(exercise: Exercise) -> str:
        name = exercise.code[place]
        source = f"def {name}(*arguments, **options):\n{body}"
        return _notebook(exercise, {**exercise.right, name: source})

    return make


def _rearranged(exercise: Exercise) -> str:
    """One test cell deleted, one answer cell twice, and a cell of the student's own."""
    notebook = answered(exercise.blank, exercise.right)
    tests = [cell for cell in notebook.cells if is_test(cell)]
    twice = next(cell for cell in notebook.cells if grade_id(cell) == exercise.code[3])
    first = NotebookNode({**twice, "id": "copy", "source": "raise NotImplementedError"})
    notebook.cells.insert(notebook.cells.index(twice), first)
    notebook.cells.remove(tests[1])
    notebook.cells.append(new_code_cell("print('my own experiment')", id="own"))
    return nbformat.writes(notebook)


def _truncated(exercise: Exercise) -> str:
    text = _perfect(exercise)
    return text[: len(text) // 2]


CLASS: dict[str, tuple[str, Callable[[Exercise], str]]] = {
    "ada": ("everything right", _perfect),
    "bruno": ("everything right, written another way", _alternative),
    "chloe": ("nothing filled in", _untouched),
    "dinesh": ("first half right, then stopped", _first_half),
    "elif": ("one mistake, in the first question", _mistakes(0)),
    "femi": ("one mistake, in the fifth question", _mistakes(4)),
    "greta": ("three mistakes", _mistakes(1, 2, 6)),
    "hugo": ("a mistake in every question", _all_mistakes),
    "ines": ("a loop that never ends", _replaced_body(2, "    while True:\n        pass")),
    "jonas": (
        "kills the kernel in the sixth question",
        _replaced_body(5, "    import os\n\n    os._exit(1)"),
    ),
    "kenji": ("cells deleted, repeated and added", _rearranged),
    "lena": ("a file that was cut off", _truncated),
    RENAMED: ("everything right, in a file under another name", _perfect),
}
