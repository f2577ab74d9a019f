"""Grades many submissions side by side, on this machine or on those of a Dask cluster.

Each worker process keeps one `Engine` an assignment, and grades as many submissions at a time as it
has threads. A worker that dies takes nothing with it: Dask gives its submissions to others, and the
same submission and seed give the same assessment everywhere.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from grading.assessment import Assessment, Job
from grading.engine import Engine
from grading.nbgrader import SOLUTIONS, pristine
from grading.sandbox.bubble import SandboxError, require

Which = tuple[str, bool, Path]  # assignment, whether to trust, folder of assignments

_engines: dict[Which, Engine] = {}
_lock = threading.Lock()


def assess_all(
    assignment: str,
    jobs: Mapping[str, Job],
    scheduler: str = "",
    workers: int = 0,
    trust: bool = False,
    solutions: Path = SOLUTIONS,
) -> Iterator[tuple[str, Assessment]]:
    """Grade submissions, in the order in which they are finished.

    Args:
        assignment: Which one.
        jobs: Student → what is to be graded.
        scheduler: Address of a Dask scheduler, "tcp://…"; by default this machine alone works.
        workers: How many submissions this machine grades at a time; by default one a core.
        trust: Do without bubblewrap.
        solutions: The folder that holds the assignment, the same on all machines.

    Raises:
        SandboxError: If a machine has no sandbox or another version of the course.
    """
    if not jobs:
        return
    from distributed import Client, as_completed

    if not scheduler and not trust:
        require()
    version = course_version(assignment, solutions)
    with contextlib.ExitStack() as stack:
        stack.callback(close_engines)
        address = scheduler or stack.enter_context(_this_machine(workers))
        client = stack.enter_context(Client(address, set_as_default=False))
        futures = {
            client.submit(
                assess_here,
                (assignment, trust, solutions),
                job,
                version,
                key=f"{student}-{os.urandom(8).hex()}",
            ): student
            for student, job in jobs.items()
        }
        stack.callback(client.cancel, list(futures))
        for future in as_completed(list(futures), loop=client.loop):
            yield futures.pop(future), future.result()
            future.release()


def assess_here(which: Which, job: Job, version: str) -> Assessment:
    """Grade one submission with this process's engine.

    Args:
        which: The engine.
        job: What is graded.
        version: Of the course, as `course_version` tells it where the scores are collected.

    Raises:
        SandboxError: If it cannot be had, or this machine's course is not of this version.
    """
    assignment, _, solutions = which
    if course_version(assignment, solutions) != version:
        raise SandboxError(f"a worker has another version of {assignment} than this machine.")
    engine = _engine(which)
    try:
        return engine.assess(job.submission, job.seed, job.traced)
    except SandboxError:
        # Somebody may have ended the engine's process; a second one that fails is no accident.
        _forget(which, engine)
        return _engine(which).assess(job.submission, job.seed, job.traced)


def course_version(assignment: str, solutions: Path = SOLUTIONS) -> str:
    """A digest of what decides about scores."""
    from grading.assignment import Assignment
    from grading.classfolder import course_digest

    with _lock:
        if (assignment, solutions) not in _versions:
            settings, notebook = (
                Assignment.load(assignment, solutions),
                pristine(assignment, solutions),
            )
            _versions[assignment, solutions] = course_digest(settings, notebook)
        return _versions[assignment, solutions]


_versions: dict[tuple[str, Path], str] = {}


@atexit.register
def close_engines() -> None:
    """End the engines of this process."""
    with _lock:
        while _engines:
            _engines.popitem()[1].close()


def _engine(which: Which) -> Engine:
    with _lock:
        if which not in _engines:
            _engines[which] = Engine(*which).__enter__()
        return _engines[which]


def _forget(which: Which, engine: Engine) -> None:
    """Have the next job start another engine, unless one that failed beside this has done so."""
    with _lock:
        if _engines.get(which) is engine:
            del _engines[which]
    engine.close()


@contextlib.contextmanager
def _this_machine(workers: int) -> Iterator[str]:
    """A cluster within this process: its threads only wait for the engine."""
    import dask
    from distributed import LocalCluster

    # Who is graded is nobody's business: the pages that Dask serves about its work are empty, and
    # for this machine only.
    pages = {f"distributed.{who}.http.routes": [] for who in ("scheduler", "worker")}
    with (
        tempfile.TemporaryDirectory() as folder,
        dask.config.set(pages),
        LocalCluster(
            n_workers=1,
            threads_per_worker=workers or os.cpu_count() or 1,
            processes=False,
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            local_directory=folder,
            silence_logs=logging.ERROR,
        ) as started,
    ):
        yield started.scheduler_address
