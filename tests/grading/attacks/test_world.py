"""Attacks by files, by two students together, and what is left when an attack is over."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

from grading.assessment import GRADED, UNGRADED

FILES = {
    "nothing": b"",
    "bytes": bytes(range(256)) * 100,
    "another format": b"PK\x03\x04" + bytes(1000),
    "a number": b"1e999",
    "a list": b"[[], {}]",
    "no cells": b'{"nbformat": 4, "cells": {"0": 1}}',
    "deep": b'{"cells": ' + b"[" * 10**6 + b"]" * 10**6 + b"}",
    "a long number": b'{"nbformat": ' + b"9" * 10**6 + b"}",
    "zeros": bytes(10**6),
    "half a notebook": b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_file_that_is_no_notebook_has_no_points_and_says_so(arena, content):
    outcome = arena.grade_file(content)
    assert outcome.status == UNGRADED or outcome.points == 0
    assert outcome.notes
    assert outcome.seconds < 20


def test_a_notebook_brings_nothing_but_its_answers(arena):
    """Tests, scores, outputs, tags and further cells of a submission are of no account."""
    notebook = json.loads(nbformat.writes(arena.blank))
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell"]
        if cell["cell_type"] == "code":
            score = {"output_type": "execute_result", "data": {"text/plain": "9.0"}}
            cell["outputs"] = [{**score, "metadata": {}, "execution_count": 1}]
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = "9.0"
            cell["metadata"]["nbgrader"] = {**cell["metadata"]["nbgrader"], "points": 0}
    extra = {"cell_type": "code", "source": "import os; os._exit(0)", "outputs": []}
    notebook["cells"].insert(0, {**extra, "metadata": {}, "execution_count": None})
    outcome = arena.grade_file(json.dumps(notebook).encode())
    assert outcome.status == GRADED
    assert outcome.points == 0
    assert [verdict.maximum for verdict in outcome.verdicts.values()] == [
        verdict.maximum for verdict in arena.honest.verdicts.values()
    ]


MEETING = """
import ctypes, fcntl, os, socket, struct, time

WORD = "ME" + "T"
libc = ctypes.CDLL(None)

def say():
    for folder in ("/tmp", "/home", "/home/student", "/dev/shm", "/dev", "/var/tmp", "/run"):
        try:
            open(f"{folder}/note", "w").write(WORD)
        except OSError:
            pass
    for family, address in ((socket.AF_INET, ("127.0.0.1", 4242)), (socket.AF_UNIX, "\\0note")):
        try:
            server = socket.socket(family)
            server.bind(address)
            server.listen()
            kept.append(server)
        except OSError:
            pass
    number = libc.shmget(4242, 4096, 0o1666)
    for name in ("/dev/ptmx", "/dev/pts/ptmx"):
        try:
            kept.append(os.open(name, os.O_RDWR))
        except OSError:
            pass

def listen():
    for folder in ("/tmp", "/home", "/home/student", "/dev/shm", "/dev", "/var/tmp", "/run"):
        if os.path.exists(f"{folder}/note"):
            print(WORD, folder)
    for family, address in ((socket.AF_INET, ("127.0.0.1", 4242)), (socket.AF_UNIX, "\\0note")):
        try:
            socket.socket(family).connect(address)
            print(WORD, address)
        except OSError:
            pass
    if libc.shmget(4242, 4096, 0o666) >= 0:
        print(WORD, "in shared memory")
    if os.path.isdir("/dev/pts") and os.listdir("/dev/pts"):
        print(WORD, "at a terminal")

kept = []
until = time.monotonic() + 3
while time.monotonic() < until:
    ACT()
    time.sleep(0.1)
"""


def test_two_students_cannot_meet(arena):
    arena.rest()
    cells = [MEETING.replace("ACT", act) for act in ("say", "listen")]
    with ThreadPoolExecutor(2) as pool:
        graded = pool.map(lambda cell: arena.grade({"build_pairs": cell}), cells)
    for outcome in graded:
        assert outcome.verdicts["build_pairs"].output == ""
        assert outcome.verdicts["build_pairs"].points == 0


DAEMON = """
import os, signal, time

for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        os.closerange(0, 256)
        while True:
            time.sleep(0.01)
"""


def test_no_process_is_left_a_second_after_the_end(arena, running):
    arena.rest()
    before = running(arena.engine)
    assert before, "the server and the warm process"
    arena.grade({"build_pairs": DAEMON, "analogy": DAEMON})
    until = time.monotonic() + 1
    while running(arena.engine) - before and time.monotonic() < until:
        time.sleep(0.02)
    assert not running(arena.engine) - before
