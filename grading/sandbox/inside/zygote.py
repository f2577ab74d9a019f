"""The warm process: it has imported everything and run the exercise's own cells, no student's.

For each box it is asked for it forks a guard; the guard enters namespaces of its own and forks the
resident, the first process in them.

    zygote ─ guard ─│─ resident ─ whatever the student starts
                    │  (adopts orphans; when it ends, the kernel kills all in the box)

The guard ends the box when the connection to the trusted side closes, when the resident ends, or
when all processes together take too much memory.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import random
import re
import select
import signal
import socket
import sys
import traceback

from .channel import Channel, Closed
from .resident import Resident, run_cell

POLL = 0.05  # seconds between two looks at the memory of a box
# Memory that is shared with nobody, and memory that is shared with processes of the box.
OWN_MEMORY = re.compile(r"^Rss(?:Anon|Shmem):\s+(\d+) kB$", re.MULTILINE)


def main(control: int, settings: dict) -> None:
    """Serve requests for boxes until the other end of the control socket is closed.

    Args:
        control: Descriptor of a datagram socket. First comes {"cells": […]} with a connection to
            answer on; then, for each box, its limits with the connection and three pipes.
        settings: "confined": whether this runs inside bubblewrap. "absent": names of modules.
            "private": folders of which each box has its own, empty at first.
    """
    from . import confine

    if settings["confined"] and os.getuid() == 0:
        confine.become_nobody()
    requests = socket.socket(fileno=control)
    sys.meta_path.insert(0, Absent(settings["absent"]))
    resident = None
    while True:
        message, descriptors = _receive(requests)
        _reap(0 if message is None else os.WNOHANG)
        if message is None:
            return
        with _reported_on(descriptors[0]):
            if resident is None:
                resident = _warm(message["cells"], settings)
                os.write(descriptors[0], b"ready")
            elif os.fork() == 0:
                requests.close()
                _guard(resident, message, descriptors, settings)
        for descriptor in descriptors:
            os.close(descriptor)


class Absent:
    """Finds no module that would answer the questions, and says why."""

    def __init__(self, names: list[str]):
        self._names = names

    def find_spec(self, name, path=None, target=None):
        for absent in self._names:
            if name == absent or name.startswith(f"{absent}."):
                sentence = f"{name} is not there while answers are graded: it would answer them."
                raise ModuleNotFoundError(sentence, name=name)
        return None


def _warm(cells: list[str], settings: dict) -> Resident:
    """Import what is slow to import, and run the cells before the first question."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell.instance(config=config, colors="nocolor")
    shell.user_ns["__name__"] = "__main__"
    for name in ("numpy", "torch", "pyseccomp"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
        sys.modules["torch"].ones(2).exp()  # looks up the processor in /proc, which boxes lack
    for source in cells:
        result = run_cell(shell, source)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            raise RuntimeError(
                f"the exercise's own cell {source.strip().splitlines()[0]!r} stops in the sandbox "
                f"with {type(error).__name__}: {error}"
            )
    gc.collect()
    gc.freeze()  # so that no collection in a fork touches, and so copies, what it shares
    return Resident(shell)


def _seed() -> None:
    """Let answers that draw from no generator of theirs draw the same wherever they are graded."""
    random.seed(0)
    for name, seed in (("numpy.random", "seed"), ("torch", "manual_seed")):
        if name in sys.modules:
            getattr(sys.modules[name], seed)(0)


def _guard(resident: Resident, limits: dict, descriptors: list[int], settings: dict) -> None:
    """Make a box, watch it, end it; never returns."""
    from . import confine

    confined, private = settings["confined"], settings["private"]
    connection, *pipes = descriptors
    with _reported_on(connection):
        processes = os.open("/proc", os.O_RDONLY)
        limits["address space"] = limits["memory"] + confine.address_space()
        if confined:
            confine.enter_namespaces()
            confine.hide_files(private, limits["files"])
        child = os.fork()
        if child == 0:
            os.close(connection)
            os.close(processes)
            _live(resident, limits, pipes, confined)
        for pipe in pipes:
            os.close(pipe)
        reason = _watch(connection, child, processes, limits["memory"])
        if not confined:
            with contextlib.suppress(OSError):
                os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.write(connection, reason.encode())
    os._exit(0)


def _watch(connection: int, child: int, processes: int, most: int) -> str:
    """Wait for the end of a box, and return what ended it."""
    poll = select.poll()
    poll.register(connection, select.POLLIN | select.POLLHUP)
    poll.register(os.pidfd_open(child), select.POLLIN)
    reason = ""
    while not reason:
        ready = [descriptor for descriptor, _ in poll.poll(POLL * 1000)]
        if connection in ready:
            reason = "closed"
        elif ready:
            return _ending(os.waitpid(child, 0)[1])
        elif _memory(processes, child) > most:
            reason = "memory"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return reason


def _live(resident: Resident, limits: dict, pipes: list[int], confined: bool) -> None:
    """Be the process in which a student's code runs; never returns."""
    from . import confine

    read, write, output = pipes
    os.setsid()
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(nothing)
    os.close(output)
    if confined:
        confine.die_with_parent()
        os.chdir("/home/student")
        confine.limit(
            limits["seconds"], limits["address space"], limits["processes"], limits["file"]
        )
        confine.drop_rights()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _seed()
    try:
        resident.serve(Channel(read, write))
    except Closed:
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _memory(processes: int, child: int) -> int:
    """Bytes of memory that a process and all its descendants have for themselves."""
    total, waiting = 0, [child]
    while waiting:
        process = waiting.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):
            status = _read(processes, f"{process}/status")
            total += sum(int(number) * 1024 for number in OWN_MEMORY.findall(status))
            for thread in _threads(processes, process):
                children = _read(processes, f"{process}/task/{thread}/children")
                waiting += [int(child) for child in children.split()]
    return total


def _threads(processes: int, process: int) -> list[str]:
    """The threads of a process; each can have children of its own."""
    folder = os.open(f"{process}/task", os.O_RDONLY, dir_fd=processes)
    try:
        return [entry.name for entry in os.scandir(folder)]
    finally:
        os.close(folder)


def _read(folder: int, name: str) -> str:
    descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return os.read(descriptor, 1 << 16).decode()
    finally:
        os.close(descriptor)


def _ending(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit {code}"


def _reap(how: int) -> None:
    """Wait for the guards that have ended, or for all."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def _receive(requests: socket.socket) -> tuple[dict | None, list[int]]:
    data, descriptors, _, _ = socket.recv_fds(requests, 1 << 20, 8)
    return (json.loads(data) if data else None), descriptors


class _reported_on:
    """Write what goes wrong to a connection, so that the trusted side can say it."""

    def __init__(self, connection: int):
        self._connection = connection

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace) -> bool:
        if error is None:
            return False
        with contextlib.suppress(OSError):
            os.write(self._connection, f"failed {kind.__name__}: {error}".encode()[:2000])
        return isinstance(error, Exception)


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
