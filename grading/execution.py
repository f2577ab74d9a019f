"""Two steps of nbgrader's autograding, replaced: running the notebook, and trusting its scores.

`nbgrader_config.py` puts them in place of nbgrader's own, for `course grade` and for
`nbgrader autograde`. Neither protects the grader from a hostile notebook.
"""

from __future__ import annotations

import math
from time import monotonic

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Integer

from grading.nbgrader import is_test

DEAD = "KernelDied"
NO_SCORE = "NoScore"


class GuardedExecute(Execute):
    """Runs a notebook to its last test cell, even if the kernel does not get there.

    nbgrader gives up on a notebook whose kernel dies, and its student gets no score at all. Here
    the cell that killed the kernel and those after it get an error, and the rest keep theirs.
    Cells after the last test cell cannot change a score, and training in them takes long.
    """

    cells = Integer(6, help="Limit of the whole notebook, as a multiple of that of one cell.").tag(
        config=True
    )

    def preprocess(self, nb, resources, km=None):
        self._started, self._dead = monotonic(), False
        # Later initialisation overwrites trait values, so the limit is a method passed as a trait.
        self.timeout_func = self._seconds_left
        self._last = max((i for i, cell in enumerate(nb.cells) if is_test(cell)), default=-1)
        return super().preprocess(nb, resources, km)

    def preprocess_cell(self, cell, resources, index):
        if index > self._last:
            return cell, resources
        if self._dead:
            if cell.cell_type == "code":
                fail(cell, DEAD, "This cell was not run, because the kernel had stopped before it.")
            return cell, resources
        try:
            return super().preprocess_cell(cell, resources, index)
        except (DeadKernelError, CellTimeoutError):
            self._dead = True
            fail(cell, DEAD, "The kernel stopped, or could not be stopped, while this cell ran.")
            return cell, resources

    def _seconds_left(self, cell) -> int:
        left = self.cells * self.timeout - (monotonic() - self._started)
        return max(1, min(self.timeout, math.ceil(left)))


class FailClosed(NbGraderPreprocessor):
    """Leaves nbgrader no test cell that it would read as full marks by default.

    nbgrader takes all points for a test cell whose result is missing, not a number or negative,
    and gives none if there is a word on stderr. Here a test cell without exactly one score in
    range becomes an error, which counts 0, and stderr costs nothing.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        if cell.cell_type == "code" and is_test(cell):
            for output in cell.outputs:
                if output.output_type == "stream":
                    output.name = "stdout"
            if any(output.output_type == "error" for output in cell.outputs):
                # nbgrader would take a score that was printed before the error.
                cell.outputs = [o for o in cell.outputs if o.output_type != "execute_result"]
            elif score_of(cell) is None:
                fail(cell, NO_SCORE, "This check did not end with a score.")
        return cell, resources


def score_of(cell: NotebookNode) -> float | None:
    """The one score that a test cell printed, if it lies between 0 and the cell's points.

    Example:
        >>> from nbformat.v4 import new_code_cell
        >>> cell = new_code_cell(metadata={"nbgrader": {"points": 2}})
        >>> cell.outputs = [new_output("execute_result", {"text/plain": "1.5"})]
        >>> score_of(cell)
        1.5
        >>> cell.outputs[0]["data"]["text/plain"] = "nan"
        >>> score_of(cell) is None
        True
    """
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    if len(results) != 1:
        return None
    try:
        score = float(results[0]["data"].get("text/plain", ""))
    except (TypeError, ValueError):
        return None
    return score if 0 <= score <= float(cell.metadata.nbgrader["points"]) else None


def fail(cell: NotebookNode, name: str, reason: str) -> None:
    """Make a cell an error, which nbgrader counts as 0; its printed words stay."""
    printed = [output for output in cell.get("outputs", []) if output.output_type == "stream"]
    error = new_output("error", ename=name, evalue=reason, traceback=[f"{name}: {reason}"])
    cell.outputs = [*printed, error]
