"""How many submissions does `course grade` grade while `nbgrader autograde` grades one?

The submissions answer A3, and one answer imports torch; the notebook ends with its last check,
because nbgrader would also run the training behind it, which ours leaves out. Both graders run as
a whole, gradebook included, in turn; ours writes the pages of feedback as well. Each is timed on a
small and on a large class: the difference is what submissions cost once a grader has started. CPU
time is that of all processes that the grader started and waited for; memory is what the machine
lost meanwhile, so nothing else should run.

Usage: .venv/bin/python benchmarks/autograding.py [--runs 3] [--ours 20 200] [--theirs 2 10]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

import nbformat
import record
from nbformat import NotebookNode

from grading.nbgrader import is_test, pristine, source_path
from grading.variants import answered, reference

ASSIGNMENT = "A3-word2vec"
BIN = Path(sys.executable).parent
TORCH_LOSS = """\
def sgns_loss(W, C, center, target, negatives):
    import torch

    w, C = torch.tensor(W[center]).double(), torch.tensor(C).double()
    right = torch.nn.functional.softplus(-(C[target] @ w))
    wrong = torch.nn.functional.softplus(C[torch.as_tensor(negatives)] @ w)
    return float(right + wrong.sum())
"""


def main() -> None:
    arguments = parse_arguments()
    answers = {**reference(ASSIGNMENT), "sgns_loss": TORCH_LOSS}
    notebook = nbformat.writes(answered(up_to_last_check(pristine(ASSIGNMENT)), answers))
    measured: dict[str, list[dict]] = {"ours": [], "theirs": []}
    for _ in range(arguments.runs):
        for who, sizes in (("ours", arguments.ours), ("theirs", arguments.theirs)):
            small, large = (timed(who, notebook, size) for size in sizes)
            measured[who].append(per_submission(small, large, sizes))
            print(who, measured[who][-1], file=sys.stderr)
    record.write(
        "autograding",
        make_rows(measured, arguments),
        [os.cpu_count()],
        f"{ASSIGNMENT} with torch, classes of {arguments.ours} (ours) and {arguments.theirs}",
        {name: version(name) for name in ("nbgrader", "torch", "distributed")},
    )


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--ours", type=int, nargs=2, default=[20, 200])
    parser.add_argument("--theirs", type=int, nargs=2, default=[2, 10])
    return parser.parse_args()


def timed(who: str, notebook: str, size: int) -> dict[str, float]:
    """Grade a class of this size, and measure the machine meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        command = {"ours": our_class, "theirs": their_class}[who](Path(folder))
        for i in range(size):
            path = Path(folder, "submitted", f"student{i:03}", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
            path.parent.mkdir(parents=True)
            path.write_text(notebook)
        files = temporary()
        with Machine() as machine:
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        left = {"processes left": workers(), "files left": temporary() - files}
        return {**machine.used(), **left}


def our_class(folder: Path) -> list[str]:
    """A class folder of ours, whose gradebook knows the assignment."""
    course = [str(BIN / "course"), "grade", "--quiet", ASSIGNMENT, str(folder)]
    subprocess.run([str(BIN / "course"), "demo", ASSIGNMENT, str(folder / "warm")], check=True)
    warm = ["course", "grade", "--quiet", ASSIGNMENT, str(folder / "warm")]
    subprocess.run([str(BIN / warm[0]), *warm[1:]], check=True, capture_output=True)
    shutil.move(folder / "warm" / "gradebook.db", folder / "gradebook.db")
    shutil.rmtree(folder / "warm")
    return course


def their_class(folder: Path) -> list[str]:
    """A course of nbgrader's, with its own settings, that has generated the assignment."""
    source = folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(up_to_last_check(nbformat.read(source_path(ASSIGNMENT), as_version=4)), source)
    nbgrader = str(BIN / "nbgrader")
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    generate = [nbgrader, "generate_assignment", ASSIGNMENT, "--create"]
    subprocess.run(generate, cwd=folder, check=True, capture_output=True, env=environment)
    return [nbgrader, "autograde", ASSIGNMENT, "--create"]


def up_to_last_check(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what follows its last test cell."""
    last = max(i for i, cell in enumerate(notebook.cells) if is_test(cell))
    notebook.cells = notebook.cells[: last + 1]
    return notebook


class Machine:
    """Wall time, CPU time of processes, and memory of the machine while a block runs."""

    def __enter__(self):
        self._free = self._least = available()
        self._cpu, self._wall, self._on = busy(), time.monotonic(), True
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *error):
        self._wall, self._cpu = time.monotonic() - self._wall, busy() - self._cpu
        self._on = False
        self._watcher.join()

    def used(self) -> dict[str, float]:
        return {"wall": self._wall, "cpu": self._cpu, "megabytes": self._free - self._least}

    def _watch(self):
        while self._on:
            self._least = min(self._least, available())
            time.sleep(0.1)


def busy() -> float:
    """Seconds of CPU time that all processes have used which were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def available() -> float:
    """Megabytes of memory that a new process could have."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("MemAvailable"))


def temporary() -> int:
    """How many temporary files and folders there are."""
    return sum(1 for _ in Path(tempfile.gettempdir()).iterdir())


def workers() -> int:
    """How many processes of a grader there are."""
    names = ("inside.zygote", "grading.engine", "ipykernel")
    found = 0
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += any(name in path.read_text(errors="replace") for name in names)
        except OSError:
            continue
    return found


def per_submission(small: dict, large: dict, sizes: list[int]) -> dict[str, float]:
    """What one more submission costs, and what the start does."""
    more = sizes[1] - sizes[0]
    cost = {clock: (large[clock] - small[clock]) / more for clock in ("wall", "cpu")}
    return {
        **cost,
        "start": small["wall"] - sizes[0] * cost["wall"],
        "whole run": large["wall"],
        "megabytes": large["megabytes"],
        "processes left": large["processes left"],
        "files left": large["files left"],
    }


def make_rows(measured: dict[str, list[dict]], arguments: argparse.Namespace) -> list[dict]:
    quality = {
        f"{what}, {who}": [round(run[what], 2) for run in runs]
        for what in ("start", "whole run", "megabytes", "processes left", "files left")
        for who, runs in measured.items()
    }
    rows = []
    for clock, what in (("wall", "second"), ("cpu", "CPU-second")):
        ours, theirs = ([1 / run[clock] for run in measured[who]] for who in ("ours", "theirs"))
        unit = f"submissions per {what}"
        rows.append(record.row("grading", unit, "nbgrader autograde", ours, theirs, quality))
    return rows


if __name__ == "__main__":
    main()
