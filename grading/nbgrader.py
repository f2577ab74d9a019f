"""How the course talks to nbgrader: its configuration, folders and preprocessors.

nbgrader takes seconds to import, so it is imported where it is used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

if TYPE_CHECKING:
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config import Config

COURSE = Path(__file__).resolve().parent.parent
SOLUTIONS = COURSE / "solutions"
EXERCISES = COURSE / "exercises"


class AssignmentError(ValueError):
    """An assignment that does not exist or cannot be used."""


def source_path(assignment: str, solutions: Path = SOLUTIONS) -> Path:
    """The instructor's notebook of an assignment.

    Args:
        assignment: Its name.
        solutions: The folder that holds assignments.

    Raises:
        AssignmentError: If there is none; names those there are.

    Example:
        >>> source_path("A3-word2vec").name
        'A3-word2vec.ipynb'
    """
    path = solutions / assignment / f"{assignment}.ipynb"
    if not path.is_file():
        known = ", ".join(assignments(solutions)) or "none"
        raise AssignmentError(f"there is no assignment {assignment!r}; known are: {known}.")
    return path


def assignments(solutions: Path = SOLUTIONS) -> list[str]:
    """The names of all assignments."""
    return sorted(
        path.stem for path in solutions.glob("*/*.ipynb") if path.stem == path.parent.name
    )


def config(**sections: dict[str, Any]) -> Config:
    """The settings of `nbgrader_config.py`, with some replaced.

    Args:
        sections: Class name → {trait: value}.

    Example:
        >>> config(Execute={"timeout": 3}).Execute.timeout
        3
    """
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    settings = PyFileConfigLoader("nbgrader_config.py", path=str(COURSE)).load_config()
    settings.merge(Config(sections))
    return settings


def api(settings: Config) -> NbGraderAPI:
    """nbgrader's programming interface; its log is kept for error messages, not printed."""
    import logging
    import warnings

    from nbgrader.apps.api import NbGraderAPI
    from sqlalchemy.exc import SAWarning

    # nbgrader's own queries make SQLAlchemy 2.1 warn about sessions; nothing depends on it.
    warnings.filterwarnings("ignore", category=SAWarning)
    interface = NbGraderAPI(config=settings)
    interface.log.propagate = False
    interface.log.handlers = [logging.NullHandler()]
    return interface


def pristine(assignment: str, solutions: Path = SOLUTIONS) -> NotebookNode:
    """The notebook that is graded: answers are stubs, and hidden tests are there.

    It differs from the released exercise only by the hidden tests, so its checksums are those
    that nbgrader keeps in the gradebook.
    """
    from nbgrader import preprocessors

    settings = config()
    notebook = nbformat.read(source_path(assignment, solutions), as_version=4)
    for name in ("LockCells", "ClearSolutions", "ClearOutput", "ComputeChecksums"):
        step = getattr(preprocessors, name)(config=settings)
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def grade_id(cell: NotebookNode) -> str:
    """The name that nbgrader knows a cell by, or "" if it knows none."""
    return _nbgrader(cell).get("grade_id") or ""


def is_answer(cell: NotebookNode) -> bool:
    """Whether students write this cell."""
    return bool(_nbgrader(cell).get("solution"))


def is_test(cell: NotebookNode) -> bool:
    """Whether this cell scores an answer by running."""
    return bool(_nbgrader(cell).get("grade")) and not is_answer(cell)


def questions(notebook: NotebookNode) -> dict[str, float]:
    """The graded questions of a notebook and their points, in order.

    A question is named after the answer: the test cell `test_analogy` belongs to `analogy`.
    """
    return {
        question(grade_id(cell)): float(_nbgrader(cell)["points"])
        for cell in notebook.cells
        if _nbgrader(cell).get("grade")
    }


def question(name: str) -> str:
    """The question that a grade id belongs to.

    Example:
        >>> question("test_analogy"), question("judgement")
        ('analogy', 'judgement')
    """
    return name.removeprefix("test_")


def _nbgrader(cell: NotebookNode) -> dict:
    metadata = cell.metadata.get("nbgrader")
    return metadata if isinstance(metadata, dict) else {}
