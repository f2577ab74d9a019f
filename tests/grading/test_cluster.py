"""Many submissions on many workers: as one worker grades them, whatever happens to the others."""

import contextlib
import os
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from grading import cluster
from grading.assessment import Job
from grading.cluster import assess_all
from grading.sandbox.bubble import SandboxError

SMALL_ONES = Path(__file__).parent / "assignments"
MISTAKES = [
    {},
    {"softmax": "def masked_softmax(scores, mask):\n    return scores"},
    {"attention": "1 / 0"},
    {"layer": "class Linear: pass"},
    {"batches": "import os\nos._exit(1)"},
]


@pytest.fixture(scope="module")
def two_workers(boxes, tmp_path_factory):
    """The address of a scheduler with two worker processes, which a test may kill."""
    import logging

    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        local_directory=str(tmp_path_factory.mktemp("workers")),
        silence_logs=logging.CRITICAL,
    ) as started:
        yield started


@pytest.fixture(scope="module")
def jobs(seminar):
    """Twenty submissions."""
    return {
        f"student-{i:02}": Job(seminar.submission(**MISTAKES[i % 5]), seed=i) for i in range(20)
    }


def timeless(assessment):
    verdicts = {
        name: replace(verdict, seconds=0.0) for name, verdict in assessment.verdicts.items()
    }
    return replace(assessment, seconds=0.0, verdicts=verdicts)


def pids(workers):
    return [worker.pid for worker in workers.workers.values()]


def test_a_killed_worker_changes_no_assessment(two_workers, jobs, seminar):
    one_by_one = {
        name: seminar.engine.assess(job.submission, job.seed) for name, job in jobs.items()
    }
    scores = {tuple(v.points for v in one.verdicts.values()) for one in one_by_one.values()}
    assert len(scores) == len(MISTAKES)

    finished, victim = [], pids(two_workers)[0]
    run = assess_all("attention", jobs, two_workers.scheduler_address, solutions=SMALL_ONES)
    with contextlib.closing(run):
        for student, assessment in run:
            finished.append((student, assessment))
            if len(finished) == 4:
                os.kill(victim, signal.SIGKILL)
    assert Counter(name for name, _ in finished) == Counter(list(jobs))
    for student, assessment in finished:
        assert timeless(assessment) == timeless(one_by_one[student])


def test_a_worker_with_another_course_is_one_sentence(two_workers, jobs, monkeypatch):
    monkeypatch.setattr(cluster, "course_version", lambda *which: "another")
    run = assess_all("attention", jobs, two_workers.scheduler_address, solutions=SMALL_ONES)
    with pytest.raises(SandboxError) as told, contextlib.closing(run):
        list(run)
    assert str(told.value) == "a worker has another version of attention than this machine."


def test_this_machine_alone_replaces_an_engine_that_was_killed(jobs, seminar):
    finished = []
    run = assess_all("attention", jobs, workers=2, solutions=SMALL_ONES)
    with contextlib.closing(run):
        for student, assessment in run:
            finished.append(student)
            assert timeless(assessment) == timeless(
                seminar.engine.assess(jobs[student].submission, jobs[student].seed)
            )
            if len(finished) == 4:
                ports = psutil.Process().net_connections()
                open_to = {port.laddr.ip for port in ports if port.status == psutil.CONN_LISTEN}
                (engine,) = cluster._engines.values()
                engine._process.kill()
    assert Counter(finished) == Counter(list(jobs))
    assert cluster._engines == {}, "no engine is left"
    assert open_to <= {"127.0.0.1"}, "nobody on the network can ask who is graded"


def test_a_machine_without_sandbox_is_told_before_anything_starts(monkeypatch, jobs):
    monkeypatch.setenv("PATH", "")
    run = assess_all("attention", jobs, solutions=SMALL_ONES)
    with pytest.raises(SandboxError, match="--trust-submissions"):
        next(run)


def test_nothing_to_grade_starts_nothing(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert list(assess_all("attention", {}, solutions=SMALL_ONES)) == []
