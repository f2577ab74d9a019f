"""From the file that a student handed in to the answers that are graded.

Only the source of answer cells is taken, by grade id; all else that is graded is the instructor's
notebook. Whatever was done to the submission (cells deleted, repeated, edited, tagged, moved) then
has no effect. What was dropped is noted, for the student and the instructor.

The file is read as plain JSON, and the type of each value is looked at before it is used: what
checks a whole notebook, as nbformat does, is slow and has no error of its own for most of what a
file can hold.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from grading.nbgrader import grade_id, is_answer
from grading.submission import UnreadableSubmission, printable

MAX_SOURCE = 200_000  # characters of one answer; the longest of the course has 2,000
MAX_PARTS = 1_000_000  # lists and objects of a file; each takes a hundred bytes of memory or more
FORMATS = (3, 4)
# Neither can be written to a UTF-8 file and to a database again.
NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Submission:
    """What of a submission is graded.

    Attributes:
        answers: Grade id → source, for each answer cell of the instructor's notebook; the empty
            stub where the student's was missing.
        notes: What was missing, damaged or left out, a sentence each.
    """

    answers: dict[str, str]
    notes: list[str] = field(default_factory=list)


def answers_of(content: bytes, pristine: NotebookNode) -> Submission:
    """Take the answers out of a submitted file.

    Args:
        content: The bytes of the file; anything at all.
        pristine: The notebook to grade with, answers empty.

    Raises:
        UnreadableSubmission: If this is no notebook.
    """
    text, notes = _decoded(content)
    document = _parsed(text)
    cells = _cells(document)
    readable = [cell for cell in cells if isinstance(cell, dict)]
    notes += _notes_on_the_file(document, len(cells) - len(readable))
    found: dict[str, list[dict]] = {}
    for cell in readable:
        found.setdefault(_grade_id(cell), []).append(cell)
    answers = {}
    for given in pristine.cells:
        name = grade_id(given)
        if is_answer(given):
            answers[name], about = _answer(given, found.get(name, []))
            notes += about
        elif name:
            notes += _notes_on_a_given_cell(name, len(found.get(name, [])))
    notes += _notes_on_versions(pristine, readable)
    notes += _notes_on_extra_code(pristine, found.get("", []))
    return Submission(answers, notes)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """The text of a file, in whichever encoding of Unicode it was saved."""
    # No real notebook comes near; the parser would turn these 20 MB into gigabytes.
    if content.count(b"[") + content.count(b"{") > MAX_PARTS:
        raise UnreadableSubmission(f"The file has more than {MAX_PARTS:,} parts.")
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError:
        note = "The file was not saved as UTF-8; characters that could not be read were replaced."
        return content.decode(encoding, errors="replace"), [note]


def _parsed(text: str) -> dict[str, Any]:
    """The file as a JSON object; of a key that is there twice, the last counts, as in Jupyter."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSubmission(
            f"The file is not a notebook that Jupyter could open ({type(error).__name__})."
        ) from error
    if not isinstance(document, dict):
        raise UnreadableSubmission("The file is not a notebook: it has no cells.")
    return document


def _cells(document: dict[str, Any]) -> list[Any]:
    """The cells of a notebook; before format 4 they were in worksheets."""
    if isinstance(document.get("cells"), list):
        return document["cells"]
    sheets = document.get("worksheets")
    if not isinstance(sheets, list):
        raise UnreadableSubmission("The file is not a notebook: it has no cells.")
    inside = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in inside if isinstance(cells, list) for cell in cells]


def _answer(given: NotebookNode, copies: list[dict]) -> tuple[str, list[str]]:
    """The source to grade for one answer cell, and notes on it.

    Of several copies the last one counts that holds an answer: a copy pasted for later, still
    empty, takes nothing from its student.
    """
    name, stub = grade_id(given), given.source
    unanswered = "it counts as unanswered"
    if not copies:
        return stub, [f"The answer cell `{name}` was missing; {unanswered}."]
    sources = [(cell, _source(cell)) for cell in copies]
    empty = None, "", stub.strip()
    written = [pair for pair in sources if (pair[1] and pair[1].strip()) not in empty]
    cell, source = (written or sources)[-1]
    notes = []
    if len(copies) > 1:
        times = f"was there {len(copies)} times; the last that was answered was graded"
        notes.append(f"The answer cell `{name}` {times}.")
    if source is None:
        return stub, [*notes, f"The text of the answer cell `{name}` is damaged; {unanswered}."]
    if len(source) > MAX_SOURCE:
        limit = f"more than {MAX_SOURCE:,} characters"
        return stub, [*notes, f"The answer cell `{name}` has {limit}; {unanswered}."]
    kind = cell.get("cell_type")
    if kind != given.cell_type:
        was = f"was saved as a cell of the type {printable(str(kind), 20)}"
        notes.append(f"The answer cell `{name}` {was}; it was graded as {given.cell_type}.")
    cleaned = NO_TEXT.sub("\ufffd", source)
    if cleaned != source:
        notes.append(f"Characters of the answer cell `{name}` that are no text were replaced.")
    return cleaned, notes


def _source(cell: dict[str, Any]) -> str | None:
    """The source of a cell with line ends as in Python, or None if it is not text."""
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _nbgrader(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata")
    inside = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return inside if isinstance(inside, dict) else {}


def _grade_id(cell: dict[str, Any]) -> str:
    name = _nbgrader(cell).get("grade_id")
    return name if isinstance(name, str) else ""


def _notes_on_the_file(document: dict[str, Any], damaged: int) -> list[str]:
    notes = []
    version = document.get("nbformat")
    if version not in FORMATS:
        shown = printable(str(version), 20) if isinstance(version, int) else "unknown"
        notes.append(f"The format of the notebook is {shown}; it was read as far as possible.")
    metadata = document.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = kernel.get("language", kernel.get("name")) if isinstance(kernel, dict) else None
    if isinstance(language, str) and not language.lower().startswith("python"):
        notes.append(f"Saved for the kernel {printable(language, 20)}; graded as Python.")
    if damaged:
        notes.append(f"{_counted(damaged, 'cell')} could not be read and did not count.")
    return notes


def _notes_on_a_given_cell(name: str, times: int) -> list[str]:
    if not times:
        return [f"The cell `{name}` was missing; it was put back."]
    return [f"The cell `{name}` was there {times} times; one was kept."] if times > 1 else []


def _notes_on_versions(pristine: NotebookNode, cells: list[dict]) -> list[str]:
    """Whether nbgrader would have refused cells for the version of their metadata."""
    right = {grade_id(cell): _nbgrader(cell).get("schema_version") for cell in pristine.cells}
    named = [cell for cell in cells if _grade_id(cell) in right and _grade_id(cell)]
    wrong = sum(_nbgrader(cell).get("schema_version") != right[_grade_id(cell)] for cell in named)
    if not wrong:
        return []
    return [f"{_counted(wrong, 'cell')} had metadata of another version of nbgrader; ours counted."]


def _notes_on_extra_code(pristine: NotebookNode, cells: list[dict]) -> list[str]:
    """How many code cells of the student's own there are; the course's have no name either."""
    given = {cell.source.strip() for cell in pristine.cells} | {""}
    code = [_source(cell) for cell in cells if cell.get("cell_type") == "code"]
    extra = sum(source is not None and source.strip() not in given for source in code)
    if not extra:
        return []
    return [
        f"{_counted(extra, 'code cell')} of your own did not run: only answer cells are graded."
    ]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
