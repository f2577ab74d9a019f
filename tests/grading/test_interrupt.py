"""`course grade` that is stopped: nothing that was finished is lost, nothing is graded twice."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from grading.demo import demo
from grading.nbgrader import COURSE

ASSIGNMENT = "A3-word2vec"
GRADE = [sys.executable, "-c", "from grading.cli import app; app()", "grade", ASSIGNMENT]
COPIES = ("2", "3")  # of each student: a run must be long enough to be stopped twice
WITHOUT_SCORES = ("lena", *(f"lena-{copy}" for copy in COPIES))  # files that cannot be read
LOOPS = "ines"  # takes eleven seconds, which other tests wait for


@contextmanager
def grading(folder, *options):
    """A run of `course grade`, in a process group of its own, as a shell starts it."""
    process = subprocess.Popen(
        [*GRADE, str(folder), "--json", "--workers", "1", *options],
        cwd=COURSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What a shell starts in the background ignores Ctrl-C, and so does what that starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def outcome(process):
    """What a run that ended well says."""
    told, problems = process.communicate(timeout=300)
    assert process.returncode == 0, problems
    return json.loads(told)


def records(folder):
    """Student → the record of a submission that could be read."""
    found = {}
    for path in (folder / "grades" / ASSIGNMENT / "records").glob("*.json"):
        if path.stem not in WITHOUT_SCORES:
            found[path.stem] = json.loads(path.read_text(encoding="utf-8"))
    return found


def wait_for_records(folder, count, process):
    """Wait until a run has finished so many submissions."""
    until = time.monotonic() + 300
    while len(records(folder)) < count:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)


def timeless(record):
    """A record, but for the time that was measured and the run it is of."""
    saved = json.loads(json.dumps(record))
    saved["assessment"]["seconds"] = saved["run"] = saved["page"] = None
    for verdict in saved["assessment"]["verdicts"].values():
        verdict["seconds"] = None
    return saved


def scores(told):
    return {result["student"]: (result["scores"], result["total"]) for result in told["results"]}


@pytest.fixture(scope="module")
def classes(boxes, tmp_path_factory):
    """A class, and the same class again, with the same secret to draw inputs from."""
    one, other = (tmp_path_factory.mktemp(name) / "class" for name in ("one", "other"))
    for folder in (one, other):
        demo(ASSIGNMENT, folder)
        shutil.rmtree(folder / "submitted" / LOOPS)
        for student in list((folder / "submitted").iterdir()):
            for copy in COPIES:
                shutil.copytree(student, student.with_name(f"{student.name}-{copy}"))
        (folder / "grades").mkdir()
        (folder / "grades" / ".seed").write_bytes(bytes(range(32)))
    return one, other


@pytest.fixture(scope="module")
def uninterrupted(classes):
    """What a run says that nobody stops."""
    with grading(classes[0]) as process:
        return outcome(process)


@pytest.fixture(scope="module")
def interrupted(classes, uninterrupted):
    """Three runs: one stopped by Ctrl-C, one killed, one that goes on to the end."""
    folder, history = classes[1], {}
    with grading(folder) as process:
        wait_for_records(folder, 3, process)
        os.killpg(process.pid, signal.SIGINT)
        history["told"] = process.communicate(timeout=60)
        history["status"] = process.returncode
    history["first"] = records(folder)
    with grading(folder) as process:
        wait_for_records(folder, len(history["first"]) + 2, process)
        started = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.communicate()
    history["left"] = psutil.wait_procs(started, timeout=30)[1]
    history["second"] = records(folder)
    with grading(folder) as process:
        history["last"] = outcome(process)
    history["third"] = records(folder)
    return history


def test_ctrl_c_ends_a_run_with_one_sentence(interrupted):
    out, problems = interrupted["told"]
    sentence = "Stopped; what was graded is kept, and the same command goes on from there."
    assert (out.strip(), problems.strip()) == ("", sentence)
    assert interrupted["status"] == 1


def test_what_was_finished_is_kept_and_not_graded_again(interrupted):
    assert 3 <= len(interrupted["first"]) < len(interrupted["second"]) < len(interrupted["third"])
    for before, after in (("first", "second"), ("second", "third")):
        for student, record in interrupted[before].items():
            assert interrupted[after][student]["assessment"] == record["assessment"]
    graded = set(interrupted["last"]["graded"]) - set(WITHOUT_SCORES)
    assert graded == set(interrupted["third"]) - set(interrupted["second"])


def test_a_killed_run_leaves_no_process(interrupted):
    assert interrupted["left"] == []


def test_runs_that_were_stopped_end_as_one_that_was_not(interrupted, uninterrupted, classes):
    assert scores(interrupted["last"]) == scores(uninterrupted)
    assert interrupted["last"]["troubles"] == {}
    one, other = map(records, classes)
    assert {name: timeless(record) for name, record in other.items()} == {
        name: timeless(record) for name, record in one.items()
    }
    one, other = ((folder / "grades" / f"{ASSIGNMENT}.csv").read_text() for folder in classes)
    assert one == other


def test_without_bubblewrap_nothing_runs_unless_submissions_are_trusted(tmp_path, monkeypatch):
    demo(ASSIGNMENT, tmp_path / "class")
    for student in (tmp_path / "class" / "submitted").iterdir():
        if student.name not in ("ada", "jonas"):
            shutil.rmtree(student)
    monkeypatch.setenv("PATH", str(tmp_path))  # holds no program at all
    with grading(tmp_path / "class") as process:
        out, problems = process.communicate(timeout=300)
    assert process.returncode == 1
    assert out == ""
    assert problems.startswith("bubblewrap is not installed")
    assert len(problems.strip().splitlines()) == 1
    assert records(tmp_path / "class") == {}

    with grading(tmp_path / "class", "--trust-submissions") as process:
        told = outcome(process)
    totals = {result["student"]: result["total"] for result in told["results"]}
    assert totals["ada"] > totals["jonas"] > 0
