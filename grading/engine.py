"""A warm process that grades submissions, each in a fork of its own.

    Engine (in any thread) ═ job ═> server ─ fork ─> one submission ═ boxes ═> zygote
                           <═ verdicts ═══════════════════╛

The server has imported everything and prepared the exam, so a submission costs a fork here and a
box there. Whatever happens to that fork, the verdicts that it has sent stand, and the questions
without one count 0.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from grading.assessment import GRADED, Assessment, Verdict
from grading.nbgrader import SOLUTIONS
from grading.sandbox.bubble import SandboxError, Zygote, require

GRACE = 30  # seconds beyond those of all boxes after which a fork is killed
MEMORY = 3_000_000_000  # bytes that such a fork may take, beyond what the server had


class Engine:
    """Grades submissions of one assignment; use it in a `with` statement.

    Args:
        assignment: Which one.
        trust: Do without bubblewrap: submissions run with the rights of this user.
        solutions: The folder that holds the assignment.

    Raises:
        SandboxError: If there is no sandbox on this machine.
    """

    def __init__(self, assignment: str, trust: bool = False, solutions: Path = SOLUTIONS):
        if not trust:
            require()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        told = [assignment, str(solutions.resolve()), str(theirs.fileno())]
        command = [sys.executable, "-m", "grading.engine", *told]
        environment = {**os.environ, **dict.fromkeys(_THREADS, "1"), "MPLBACKEND": "agg"}
        self._process = subprocess.Popen(
            [*command, *(["trust"] if trust else [])],
            env=environment,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the one who asks, not for those who work
        )
        theirs.close()
        self._control = ours
        self.questions: dict[str, float] = {}

    def __enter__(self) -> Engine:
        with self._request() as answer:
            told = _lines(answer)
            first = json.loads(next(told, '{"failed": "the grading process ended"}'))
        if "failed" in first:
            self.close()
            raise SandboxError(first["failed"])
        self.questions = first["questions"]
        return self

    def __exit__(self, *error) -> None:
        self.close()

    def close(self) -> None:
        """End the server, and with it all its forks and boxes."""
        self._control.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def assess(self, submission: bytes, seed: int, traced: bool = False) -> Assessment:
        """Grade a submission; whatever it does, there is an assessment.

        Args:
            submission: The bytes of the submitted file.
            seed: What the inputs of checks are drawn from.
            traced: Keep the traces of right answers, too.

        Raises:
            SandboxError: If the server is gone, or cannot make a box; no fault of the submission.
        """
        verdicts: dict[str, Verdict] = {}
        asked = {"seed": seed, "traced": traced, "bytes": len(submission)}
        with self._request() as connection:
            with contextlib.suppress(ConnectionError):  # then it ends without an answer, below
                connection.sendall(json.dumps(asked).encode() + b"\n" + submission)
            for line in _lines(connection):
                told = json.loads(line)
                if "done" in told:
                    return Assessment.from_json(told["done"])
                if "failed" in told:
                    raise SandboxError(told["failed"])
                verdict = Verdict.from_json(told["verdict"])
                verdicts[verdict.question] = verdict
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)  # its sockets are closed a moment before it has ended
            raise SandboxError("the grading process has ended.")
        return self._unfinished(verdicts, seed)

    def _request(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"job"], [theirs.fileno()])
            except OSError as error:
                raise SandboxError("the grading process has ended.") from error
        return ours

    def _unfinished(self, verdicts: dict[str, Verdict], seed: int) -> Assessment:
        reason = "Not graded, because an answer kept the grader from going on."
        for question, points in self.questions.items():
            left = Verdict(question, 0.0, points, reason, f"{question}: {reason}")
            verdicts.setdefault(question, left)
        flag = "The process that graded this submission ended before it was done."
        return Assessment(GRADED, (reason,), (flag,), verdicts, {}, seed)


_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def serve(assignment: str, solutions: Path, control: socket.socket, trust: bool) -> None:
    """Be the server: prepare, then fork for each job until the other end is closed."""
    from grading.sandbox.inside.confine import die_with_parent

    first = _next_job(control)
    if first is None:
        return
    zygote = None
    try:
        exam, zygote = _prepare(assignment, solutions, trust)
        worth = _worth(exam)
        _tell(first, {"questions": worth})
    except Exception as error:
        _tell(first, {"failed": str(error)})
        if zygote is not None:
            zygote.close()
        return
    first.close()
    gc.collect()
    gc.freeze()  # so that no collection in a fork touches, and so copies, what it shares
    from grading.assess import Times

    longest = Times().total + GRACE
    running: dict[int, float] = {}
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        if poll.poll(500):
            job = _next_job(control)
            if job is None:
                break
            child = os.fork()
            if child == 0:
                die_with_parent()
                control.close()
                _work(exam, zygote, job)
            job.close()
            running[child] = monotonic() + longest
        _reap(running)
    for child in running:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    zygote.close()


def _prepare(assignment: str, solutions: Path, trust: bool):
    """Start the zygote and read the exam, side by side."""
    from grading.assignment import Assignment
    from grading.exam import Exam
    from grading.nbgrader import is_answer, pristine

    settings = Assignment.load(assignment, solutions)
    code = [cell for cell in pristine(assignment, solutions).cells if cell.cell_type == "code"]
    first = next((i for i, cell in enumerate(code) if is_answer(cell)), len(code))
    zygote = Zygote([cell.source for cell in code[:first]], settings.absent, trust)
    try:
        import torch

        torch.set_num_threads(1)
        exam = Exam.prepare(assignment, solutions)
        zygote.wait()
    except BaseException:
        zygote.close()
        raise
    return exam, zygote


def _worth(exam) -> dict[str, float]:
    from grading.nbgrader import grade_id, is_test, question

    tests = [cell for cell in exam.cells() if is_test(cell)]
    return {question(grade_id(cell)): float(cell.metadata.nbgrader["points"]) for cell in tests}


def _work(exam, zygote: Zygote, job: socket.socket) -> None:
    """Grade one submission in a fork; never returns."""
    from grading.assess import assess
    from grading.sandbox.box import Box

    _limit_memory()
    try:
        file = job.makefile("rb")
        asked = json.loads(file.readline())
        content = file.read(asked["bytes"])
        assessment = assess(
            exam,
            lambda: Box(zygote),
            content,
            asked["seed"],
            asked["traced"],
            tell=lambda verdict: _tell(job, {"verdict": asdict(verdict)}),
        )
        _tell(job, {"done": assessment.to_json()})
    except SandboxError as error:
        _tell(job, {"failed": str(error)})
    except BaseException:
        traceback.print_exc()  # a fault of ours; the questions left count 0 and it is flagged
    finally:
        os._exit(0)


def _limit_memory() -> None:
    """Let this fork run out of memory before the machine does, whatever an answer sends it."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    room = now + MEMORY if most == resource.RLIM_INFINITY else min(now + MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (room, most))


def _next_job(control: socket.socket) -> socket.socket | None:
    data, descriptors, _, _ = socket.recv_fds(control, 64, 1)
    return socket.socket(fileno=descriptors[0]) if data else None


def _reap(running: dict[int, float]) -> None:
    """Wait for forks that have ended, and end those that take for ever."""
    for child, until in list(running.items()):
        done, _ = os.waitpid(child, os.WNOHANG)
        if done:
            del running[child]
        elif monotonic() > until:
            os.kill(child, signal.SIGKILL)


def _tell(connection: socket.socket, message: dict) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(json.dumps(message).encode() + b"\n")


def _lines(connection: socket.socket):
    """The lines that come until the other side has ended, however it did."""
    with contextlib.suppress(ConnectionError), connection.makefile("rb") as file:
        yield from file


if __name__ == "__main__":
    name, folder, descriptor, *rest = sys.argv[1:]
    serve(name, Path(folder), socket.socket(fileno=int(descriptor)), trust=rest == ["trust"])
