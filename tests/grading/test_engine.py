"""Whatever happens to the grader's processes: no score is made up, and nothing stays behind."""

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from grading import engine as engine_module
from grading.assessment import GRADED
from grading.engine import Engine
from grading.sandbox.bubble import SandboxError, require

HERE = Path(__file__).parent
COURSE = HERE.parent.parent
ALL = 11  # points of the small assignment
SLEEPS = "import time\ntime.sleep(9)"


def wait_until(condition, seconds=60):
    """Wait for something that happens in another process."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def family(process):
    """The processes that a process has started, and theirs."""
    return psutil.Process(process).children(recursive=True)


def zygotes(process):
    """The zygote and, as they are its forks, all of its boxes."""
    ours = [one for one in family(process) if "inside.zygote" in told(one)]
    return [one for one in ours if not told(one)[0].endswith("bwrap")]


def told(process):
    """The command line of a process, which may have ended meanwhile."""
    try:
        return process.cmdline() or [""]
    except psutil.Error:
        return [""]


def forks(process):
    """The forks of a server that grade a submission."""
    children = psutil.Process(process).children()
    return [one for one in children if "grading.engine" in told(one)]


def idle(process):
    """Whether a server has nothing but its zygote, and that has no box."""
    return len(alive(zygotes(process))) == 1 and not forks(process)


def alive(processes):
    """Those that have not ended."""
    found = []
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            found += [one] if one.status() != psutil.STATUS_ZOMBIE and one.is_running() else []
    return found


@pytest.fixture
def in_the_middle(monkeypatch):
    """An event that is set as soon as a verdict on the question `layer` has come."""
    come, lines = threading.Event(), engine_module._lines

    def overheard(connection):
        for line in lines(connection):
            yield line
            if json.loads(line).get("verdict", {}).get("question") == "layer":
                come.set()

    monkeypatch.setattr(engine_module, "_lines", overheard)
    return come


@pytest.fixture
def small_one():
    """An engine that a test may break."""
    try:
        require()
    except SandboxError as error:
        pytest.skip(str(error))
    with Engine("attention", solutions=HERE / "assignments") as engine:
        yield engine


def test_a_submission_whose_grader_is_killed_keeps_its_verdicts_and_is_flagged(
    seminar, in_the_middle
):
    with ThreadPoolExecutor() as pool:
        graded = pool.submit(seminar.grade, batches=SLEEPS)
        assert in_the_middle.wait(60)
        (fork,) = forks(seminar.engine._process.pid)
        fork.kill()
        graded = graded.result()
    earned = {name: verdict.points for name, verdict in graded.verdicts.items()}
    assert earned == {
        **{"softmax": 2, "attention": 3, "layer": 2},
        **{"batches": 0, "slope": 0, "count": 0},
    }
    assert graded.status == GRADED
    assert graded.flags == ("The process that graded this submission ended before it was done.",)
    assert graded.verdicts["slope"].reason.startswith("Not graded")
    assert seminar.grade().points == ALL


def test_submissions_are_graded_side_by_side_as_one_by_one(seminar):
    wrong = {"softmax": "def masked_softmax(scores, mask):\n    return scores"}
    several = [{}, wrong, {"layer": "1 / 0"}, {}, {"count": "count = len"}, {}] * 2
    with ThreadPoolExecutor(4) as pool:
        graded = list(pool.map(lambda answers: seminar.grade(**answers).points, several))
    assert graded == [11, 9, 9, 11, 10, 11] * 2


def test_after_a_submission_no_process_of_it_is_left(seminar):
    daemon = """
import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import time
        time.sleep(1000)
    os._exit(0)
"""
    server = seminar.engine._process.pid
    wait_until(lambda: idle(server))  # an earlier test may have left a box that is ending
    assert seminar.grade(softmax=daemon + seminar.right["softmax"]).points == ALL
    wait_until(lambda: idle(server))


def test_no_file_is_left_behind(seminar):
    places = ["/tmp/left-behind", "left-behind", "/dev/shm/left-behind"]
    source = f"for place in {places}:\n    open(place, 'w').write('x')\n"
    graded = seminar.grade(softmax=source + seminar.right["softmax"])
    assert graded.points == ALL
    assert graded.verdicts["softmax"].reason == "", "the files could be written"
    folders = [Path("/tmp"), Path("/dev/shm"), Path("/"), Path.home(), Path.cwd()]
    assert [path for folder in folders for path in folder.glob("left-*")] == []


def test_a_dead_sandbox_or_server_is_no_fault_of_a_submission(small_one, seminar, in_the_middle):
    """Neither may give 0 points: the one who asked is told, and can ask another engine."""
    server, content = small_one._process, seminar.submission()
    everything = family(server.pid)
    assert small_one.assess(content, 1).points == ALL

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(small_one.assess, seminar.submission(batches=SLEEPS), 1)
        assert in_the_middle.wait(60)
        everything += family(server.pid)
        for zygote in zygotes(server.pid):
            zygote.kill()
        with pytest.raises(SandboxError, match="the sandbox has ended"):
            slow.result()
    with pytest.raises(SandboxError, match="the sandbox has ended"):
        small_one.assess(content, 1)

    server.kill()
    with pytest.raises(SandboxError, match="the grading process has ended"):
        small_one.assess(content, 1)
    wait_until(lambda: not alive(everything))


def test_a_server_that_is_killed_in_the_middle_is_no_fault_either(
    small_one, seminar, in_the_middle
):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(small_one.assess, seminar.submission(batches=SLEEPS), 1)
        assert in_the_middle.wait(60)
        everything = family(small_one._process.pid)
        assert len(forks(small_one._process.pid)) == 1
        small_one._process.kill()
        with pytest.raises(SandboxError, match="the grading process has ended"):
            slow.result()
    wait_until(lambda: not alive(everything))


PARENT = """
import sys
from pathlib import Path
from grading.engine import Engine

with Engine("attention", solutions=Path(sys.argv[1])) as engine:
    print(engine._process.pid, flush=True)
    engine.assess(Path(sys.argv[2]).read_bytes(), 1)
"""


def test_no_process_outlives_the_one_that_started_the_engine(seminar, tmp_path):
    """Even if that is killed, and so can end nothing itself."""
    submission = tmp_path / "submission.ipynb"
    submission.write_bytes(seminar.submission(batches="import time\ntime.sleep(1000)"))
    command = [sys.executable, "-c", PARENT, str(HERE / "assignments"), str(submission)]
    with subprocess.Popen(command, cwd=COURSE, stdout=subprocess.PIPE, text=True) as parent:
        server = int(parent.stdout.readline())
        wait_until(lambda: forks(server) and len(family(server)) > 4)
        everything = [psutil.Process(server), *family(server)]
        parent.send_signal(signal.SIGKILL)
    wait_until(lambda: not alive(everything))


def test_engines_agree_on_answers_that_draw_without_a_seed(small_one, seminar):
    """Even on their traces, which hold the state of generators that were passed."""
    draws = """
import random
import numpy as np
def masked_softmax(scores, mask):
    return scores + random.random() + np.random.rand() + torch.rand(1)
"""
    keeps = "def batches(items, size, rng, change=None):\n    rng.random()\n    return []"
    content = seminar.submission(softmax=draws, batches=keeps)
    one, other = (engine.assess(content, 1).verdicts for engine in (small_one, seminar.engine))
    assert one["softmax"].parts == other["softmax"].parts
    for question in ("softmax", "batches"):
        assert one[question].trace == other[question].trace != ()


def test_an_engine_that_ends_leaves_no_process(small_one):
    everything = [psutil.Process(small_one._process.pid), *family(small_one._process.pid)]
    assert len(everything) > 1
    small_one.close()
    wait_until(lambda: not alive(everything))


def test_an_assignment_that_does_not_exist_is_one_sentence(tmp_path):
    with pytest.raises(SandboxError, match="nonsense"), Engine("nonsense", True, tmp_path):
        pass
