"""Other answers to the questions of an assignment: wrong ones with their hint, and right ones.

`solutions/<assignment>/mutants/<question>.py` holds the mistakes that students make, and
`…/alternatives/<question>.py` other correct answers. A section of such a file is one answer:

    # %% forgets_the_left_side
    # Targets only stand to the right of the centre.
    # Hint: Look to both sides
    def build_pairs(sentence, window):
        …

Comment lines on top tell the idea; the line `# Hint:` gives words that the report of the question
must contain for this mistake.

`solutions/<assignment>/equivalent.toml` lists the generated mutants that are right answers:

    [[equivalent]]
    question = "clip"
    mutant = "line 2: max(low, x) → max(x, low)"
    reason = "The order of two numbers does not matter to max."
"""

from __future__ import annotations

import copy
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grading.nbgrader import (
    SOLUTIONS,
    AssignmentError,
    grade_id,
    is_answer,
    pristine,
    questions,
    source_path,
)

SECTION = re.compile(r"^# %% (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Variant:
    """One answer to one question.

    Attributes:
        question: Which question it answers.
        name: Its name in the file.
        idea: The misconception, or what is different about it.
        hint: What its student must be told; "" for a correct answer.
        source: The source of the answer cell.
    """

    question: str
    name: str
    idea: str
    hint: str
    source: str


def parse(text: str, question: str) -> list[Variant]:
    """Read the sections of one file.

    Raises:
        AssignmentError: If a section has no code.

    Example:
        >>> text = "# %% doubles\\n# Hint: Square it\\ndef square(x):\\n    return 2 * x\\n"
        >>> parse(text, "square")[0].hint
        'Square it'
    """
    variants = []
    parts = SECTION.split(text)[1:]
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        lines = body.strip().splitlines()
        head = [line for line in lines if line.startswith("#")]
        head = head[
            : next((i for i, line in enumerate(lines) if not line.startswith("#")), len(head))
        ]
        source = "\n".join(lines[len(head) :]).strip()
        if not source:
            raise AssignmentError(f"{question}: the section {name!r} has no code.")
        comments = [line.removeprefix("#").strip() for line in head]
        hints = [
            line.removeprefix("Hint:").strip() for line in comments if line.startswith("Hint:")
        ]
        idea = " ".join(line for line in comments if not line.startswith("Hint:"))
        variants.append(Variant(question, name, idea, " ".join(hints), source))
    return variants


def mutants(assignment: str) -> list[Variant]:
    """The wrong answers of an assignment, in the order of its questions."""
    return _bank(assignment, "mutants")


def alternatives(assignment: str) -> list[Variant]:
    """The other right answers of an assignment, in the order of its questions."""
    return _bank(assignment, "alternatives")


def equivalents(assignment: str) -> dict[tuple[str, str], str]:
    """(Question, mutant) → why this generated mutant is a right answer.

    Raises:
        AssignmentError: If the file is not as above, or lists a mutant twice.
    """
    path = SOLUTIONS / assignment / "equivalent.toml"
    try:
        saved = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AssignmentError(f"{path}: {error}") from error
    found: dict[tuple[str, str], str] = {}
    for entry in saved.get("equivalent", []):
        fields = [entry.get(name) for name in ("question", "mutant", "reason")]
        if len(entry) != 3 or not all(isinstance(text, str) and text.strip() for text in fields):
            raise AssignmentError(
                f"{path}: an entry needs a question, a mutant and a reason, not {entry}."
            )
        name, mutant, reason = fields
        if (name, mutant) in found:
            raise AssignmentError(f"{path}: {name}, {mutant!r} is listed twice.")
        found[name, mutant] = reason
    return found


def reference(assignment: str, solutions: Path = SOLUTIONS) -> dict[str, str]:
    """Question → the answer in the instructor's notebook, without solution markers."""
    notebook = nbformat.read(source_path(assignment, solutions), as_version=4)
    marker = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)
    return {
        grade_id(cell): marker.sub("", cell.source).rstrip()
        for cell in notebook.cells
        if is_answer(cell)
    }


def answered(notebook: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """A copy of a notebook with these answers (question → source) filled in."""
    filled = copy.deepcopy(notebook)
    for cell in filled.cells:
        if is_answer(cell) and grade_id(cell) in answers:
            cell.source = answers[grade_id(cell)]
    return filled


def _bank(assignment: str, kind: str) -> list[Variant]:
    order = list(questions(pristine(assignment)))
    found: list[Variant] = []
    for path in sorted(
        (SOLUTIONS / assignment / kind).glob("*.py"), key=lambda p: _place(p, order)
    ):
        found += parse(path.read_text(encoding="utf-8"), path.stem)
    return found


def _place(path: Path, order: list[str]) -> int:
    if path.stem not in order:
        raise AssignmentError(f"{path} answers no question; known are: {', '.join(order)}.")
    return order.index(path.stem)
