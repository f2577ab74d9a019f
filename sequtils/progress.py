"""One progress bar for everything that takes long: training, parsing, downloading."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Amount(ProgressColumn):
    """'1,200 of 3,000 words, 400/s'"""

    def __init__(self, unit: str):
        super().__init__()
        self.unit = unit

    def render(self, task: Task) -> Text:
        rate = task.finished_speed or task.speed or 0
        return Text(f"{task.completed:,.0f} of {task.total:,.0f} {self.unit}, {rate:,.0f}/s")


@contextmanager
def progress_bar(
    what: str, total: int, unit: str, show: bool | None = None
) -> Iterator[Callable[[int], None]]:
    """Show a bar on stderr while the block runs.

    Args:
        what: What is being done, such as "training".
        total: Amount of work, in units.
        unit: What is counted, in the plural.
        show: True or False; None shows it only when stderr is a terminal, so logs and notebooks
            stay clean.

    Yields:
        A function that reports how many more units are done.

    Example:
        >>> with progress_bar("training", 1_000, "words", show=False) as advance:
        ...     advance(1_000)
    """
    columns = (TextColumn("{task.description}"), BarColumn(), _Amount(unit), TimeRemainingColumn())
    disable = not (sys.stderr.isatty() if show is None else show)
    with Progress(*columns, console=Console(stderr=True), disable=disable) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
