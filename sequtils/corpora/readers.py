"""Several processes that read docstrings at the same time.

They are plain interpreters that talk through pipes, not `multiprocessing`: nothing is forked from
a program that has threads, as a notebook's kernel does, and no script is run a second time.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import SimpleQueue

from sequtils.corpora.docstrings import Docstring, docstrings

CHUNK = 16  # files a process is asked for at a time


def read_files(
    paths: Sequence[Path], processes: int, advance: Callable[[int], None]
) -> Iterator[list[Docstring]]:
    """Yield the docstrings of each file, in the order of the files.

    The processes are plain interpreters, not `multiprocessing`: nothing is forked from a program
    that has threads, as a notebook's kernel does, and no script is run a second time.

    Args:
        paths: The files.
        processes: How many files are read at the same time.
        advance: Called with the number of files that are done since the last call.

    Yields:
        For each file its docstrings.
    """
    chunks = [paths[i : i + CHUNK] for i in range(0, len(paths), CHUNK)]
    idle: SimpleQueue[_Reader] = SimpleQueue()

    def read(chunk: Sequence[Path]) -> list[list[Docstring]]:
        reader = idle.get()
        try:
            return reader.read(chunk)
        finally:
            idle.put(reader)

    with ExitStack() as stack, ThreadPoolExecutor(processes) as threads:
        for _ in range(min(processes, len(chunks))):
            idle.put(stack.enter_context(_Reader()))
        for found in threads.map(read, chunks):
            advance(len(found))
            yield from found


class _Reader:
    """A process that reads files on request."""

    def __enter__(self) -> _Reader:
        root = Path(__file__).resolve().parents[2]
        search = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
        serve = "from sequtils.corpora.readers import serve; serve()"
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-c", serve],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": search},
            text=True,  # JSON is ASCII, so any encoding will do
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def read(self, chunk: Sequence[Path]) -> list[list[Docstring]]:
        """Return the docstrings of each file of a chunk."""
        with suppress(BrokenPipeError):  # a process that has ended gives no answer either
            request = json.dumps([os.fspath(path) for path in chunk])
            print(request, file=self.process.stdin, flush=True)
        if not (answer := self.process.stdout.readline()):
            raise RuntimeError(
                f"a process reading docstrings ended early, with status {self.process.wait()}."
            )
        return [[Docstring(*entry) for entry in file] for file in json.loads(answer)]


def serve() -> None:
    """Answer each line on stdin, a JSON list of paths, by a line on stdout, their docstrings."""
    # Control-C reaches every process of a terminal; the one that started this one will end it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Syntax trees hold no cycles, so collecting garbage finds none and takes a third of the time.
    gc.disable()
    for request in sys.stdin:
        found = [docstrings(Path(path).read_bytes()) for path in json.loads(request)]
        print(json.dumps(found), flush=True)
