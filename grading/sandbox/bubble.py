"""Starts the zygote inside bubblewrap, which shows it a read-only system and no network."""

from __future__ import annotations

import importlib.util
import json
import os
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import sequtils

INSIDE = Path(__file__).parent / "inside"
COURSE = "/course"
# The dynamic linker and fonts need these; the rest of /etc stays outside.
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
CONFIGURATION = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
ENVIRONMENT = {
    "HOME": "/home/student",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "TMPDIR": "/home/student",
    "IPYTHONDIR": "/home/student/ipython",
    "NUMBA_CACHE_DIR": "/home/student/numba",
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": "/home/student/matplotlib",
    # Forks must not inherit pools of threads, and a box gets one core.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
}


class SandboxError(RuntimeError):
    """The sandbox cannot be had on this machine; no fault of any submission."""


class Zygote:
    """The warm process from which boxes are forked.

    Args:
        cells: Source of the exercise's own cells before the first question.
        absent: Modules that cannot be imported there, with all in them.
        trust: Do without bubblewrap: submissions run with the rights of this user.

    Raises:
        SandboxError: If there is no bubblewrap.
    """

    def __init__(self, cells: list[str], absent: tuple[str, ...], trust: bool = False):
        if not trust:
            require()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = json.dumps(
            {"confined": not trust, "absent": list(absent), "private": private_folders()}
        )
        start = [sys.executable, "-m", "inside.zygote", str(theirs.fileno()), settings]
        folder = str(INSIDE.parent) if trust else COURSE
        wrapper = [] if trust else bubblewrap(absent)
        self._process = subprocess.Popen(
            [*wrapper, *start],
            env={**ENVIRONMENT, "PYTHONPATH": folder} if not trust else _own(folder),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        theirs.close()
        self._control = ours
        self._ready = self.request({"cells": cells}, [])

    def wait(self) -> None:
        """Wait until it is ready.

        Raises:
            SandboxError: If it did not start.
        """
        with self._ready as answer:
            told = answer.recv(4096).decode(errors="replace").removeprefix("failed ")
        if told != "ready":
            self.close()
            raise SandboxError(f"the sandbox did not start: {told or 'bubblewrap gave up'}.")

    def request(self, message: dict, descriptors: list[int]) -> socket.socket:
        """Send a request with descriptors; returns the connection on which its answer comes.

        Raises:
            SandboxError: If it has ended.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            fds = [theirs.fileno(), *descriptors]
            try:
                socket.send_fds(self._control, [json.dumps(message).encode()], fds)
            except OSError as error:
                ours.close()
                raise SandboxError("the sandbox has ended.") from error
        return ours

    def ends(self, seconds: float) -> bool:
        """Whether it has ended, or does so within some seconds."""
        poll = select.poll()
        poll.register(self._control, 0)  # the end of the other side is always told
        return bool(poll.poll(seconds * 1000))

    def close(self) -> None:
        """End it and all its boxes."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def require() -> None:
    """Demand bubblewrap.

    Raises:
        SandboxError: If it is not there.
    """
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        raise SandboxError(
            "bubblewrap is not installed, so submissions cannot be kept from this machine: install "
            "it, or grade people you trust with --trust-submissions."
        )


def bubblewrap(absent: tuple[str, ...]) -> list[str]:
    """The command that runs another inside bubblewrap.

    Args:
        absent: Modules whose files are hidden.
    """
    python = [sys.base_prefix, sys.prefix]
    command = ["bwrap", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    if os.getuid() == 0:
        # Root becomes somebody else inside, because not all limits bind root.
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--unshare-user"]
    command += ["--hostname", "sandbox", "--proc", "/proc", "--dev", "/dev"]
    for folder in _parents((*CONFIGURATION, *python, f"{COURSE}/sequtils", "/home/student")):
        command += ["--perms", "0755", "--dir", folder]
    for folder in private_folders():
        command += ["--perms", "1777", "--tmpfs", folder]
    for path in (*SYSTEM, *CONFIGURATION, *dict.fromkeys(python)):
        command += _shown(path)
    command += ["--ro-bind", str(Path(sequtils.__file__).parent), f"{COURSE}/sequtils"]
    command += ["--ro-bind", str(INSIDE), f"{COURSE}/inside"]
    for name in absent:
        command += _hidden(name)
    return [*command, "--remount-ro", "/", "--chdir", "/", "--"]


def private_folders() -> list[str]:
    """The folders that can be written, of which each box has its own.

    /tmp is none of them if Python itself is in it: to cover it would hide what is not imported yet.
    """
    python = [Path(sys.base_prefix), Path(sys.prefix)]
    taken = any(Path("/tmp") in path.parents for path in python)
    return ["/home/student", "/dev/shm", *([] if taken else ["/tmp"])]


def _parents(paths: Iterable[str]) -> list[str]:
    """All folders above some paths, the topmost first; bubblewrap would make them root's alone."""
    folders = {str(folder) for path in paths for folder in Path(path).parents}
    return sorted(folders - {"/", "/usr"})


def _shown(path: str) -> list[str]:
    if Path(path).is_symlink():
        return ["--symlink", str(Path(path).readlink()), path]
    if path in SYSTEM + CONFIGURATION and not Path(path).exists():
        return []
    return ["--ro-bind", path, path]


def _hidden(module: str) -> list[str]:
    """Cover a module, its source and its compiled form, wherever the sandbox would find it."""
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        return []
    own = Path(sequtils.__file__).parent
    origin = Path(found.origin)
    seen = Path(COURSE, "sequtils", origin.relative_to(own)) if own in origin.parents else origin
    if found.submodule_search_locations:
        return ["--tmpfs", str(seen.parent)]
    compiled = ["--tmpfs", f"{seen.parent}/__pycache__"]
    compiled = compiled if (origin.parent / "__pycache__").is_dir() else []
    return ["--ro-bind", "/dev/null", str(seen), *compiled]


def _own(folder: str) -> dict[str, str]:
    threads = {name: value for name, value in ENVIRONMENT.items() if name.endswith("_THREADS")}
    return {**os.environ, **threads, "PYTHONPATH": folder, "MPLBACKEND": "agg"}
