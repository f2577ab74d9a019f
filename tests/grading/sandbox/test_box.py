"""What a box is: no rights, little room, no way out; and the words for its end."""

import contextlib
import time
from pathlib import Path

import pytest

from grading.sandbox.box import MOST_OUTPUT, Limits
from sequtils.check import AnswerRaised, AnswerStopped


def test_a_box_has_no_rights(talk):
    before = "import ctypes, os\nlibc = ctypes.CDLL(None)"
    assert talk.value("libc.prctl(39, 0, 0, 0, 0)", before) == 1, "no new privileges"
    assert talk.value("libc.prctl(21, 0, 0, 0, 0)", before) == 2, "system calls are filtered"
    assert talk.value("[libc.prctl(23, n, 0, 0, 0) for n in range(38)]", before) == [0] * 38
    assert talk.value("os.getuid() * os.geteuid() * os.getgid() > 0", before)


def test_a_box_has_its_limits(begin):
    limits = Limits(seconds=7, processes=9, file=12_345)
    read = "{name: resource.getrlimit(getattr(resource, name)) for name in names}"
    names = ["RLIMIT_CPU", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_CORE"]
    found = begin(limits=limits).value(read, f"import resource\nnames = {names}")
    assert found == dict(zip(names, [(7, 7), (9, 9), (12_345, 12_345), (0, 0)], strict=True))


def test_a_box_inherits_nothing_but_its_pipes(talk):
    check = """
import os

def alive(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True"""
    opened = talk.value("[number for number in range(1024) if alive(number)]", check)
    assert opened[:3] == [0, 1, 2]
    assert len(opened) == 5


def test_a_box_sees_no_environment_but_its_own(talk, monkeypatch):
    names = set(talk.value("sorted(os.environ)", "import os"))
    assert names <= {
        *"HOME TMPDIR PATH PWD LANG LC_CTYPE TZ PYTHONPATH PYTHONHASHSEED".split(),
        *"PYTHONDONTWRITEBYTECODE IPYTHONDIR NUMBA_CACHE_DIR MPLBACKEND MPLCONFIGDIR".split(),
        *"OMP_NUM_THREADS OPENBLAS_NUM_THREADS MKL_NUM_THREADS NUMBA_NUM_THREADS".split(),
        *"KMP_INIT_AT_FORK KMP_DUPLICATE_LIB_OK TORCHINDUCTOR_CACHE_DIR".split(),
    }


def test_a_box_sees_no_process_and_no_terminal(talk):
    assert talk.value("os.listdir('/proc') + os.listdir('/dev/pts')", "import os") == []
    assert talk.value("os.getpid()", "import os") < 10


@pytest.mark.parametrize("folder", ["/", "/usr", "/etc", "/course", "/course/inside", "/dev"])
def test_no_folder_of_the_system_can_be_written(talk, folder):
    writable = f"""
def tried():
    try:
        open("{folder}/attack-was-here", "w").close()
    except OSError:
        return False
    return True"""
    assert talk.value("tried()", writable) is False


ENDS = {
    "os._exit(3)": "Your code ended its own process (exit status 3).",
    "ctypes.string_at(0)": "Your code ended its own process (SIGSEGV).",
    "time.sleep(60)": "Stopped, because it took too long. Does a loop never end?",
    "os.write(1, bytes(10**6)) and answer()": (
        f"Stopped, because it printed more than {MOST_OUTPUT:,} bytes."
    ),
}


@pytest.mark.parametrize("call", ENDS)
def test_the_end_of_a_box_is_told_in_words(begin, call):
    talk = begin(seconds=2)
    answer = talk.define(f"import ctypes, os, time\ndef answer():\n    return {call}")
    with pytest.raises(AnswerStopped) as stopped:
        answer()
    assert str(stopped.value) == ENDS[call]


@pytest.mark.parametrize("call", ["sys.exit(4)", "os.kill(os.getpid(), 9)", "os.kill(-1, 9)"])
def test_what_does_not_end_a_box(begin, call):
    answer = begin().define(f"import os, sys\ndef answer(): {call}\ndef other(): return 3")
    with contextlib.suppress(AnswerRaised):
        answer()
    assert answer._conversation.get("other")() == 3
    assert answer._conversation._boxes == 1


def test_too_much_memory_of_several_processes_ends_a_box(begin):
    source = """
import os, time

def answer():
    for _ in range(3):
        if os.fork() == 0:
            kept = bytearray(b"x") * 150_000_000
            time.sleep(60)
    time.sleep(60)"""
    answer = begin(limits=Limits(memory=600_000_000)).define(source)
    with pytest.raises(AnswerStopped, match="too much memory"):
        answer()


def test_too_much_processor_time_ends_a_box(begin):
    answer = begin(limits=Limits(seconds=1)).define("def answer():\n    while True: pass")
    with pytest.raises(AnswerStopped, match="too much processor time or memory"):
        answer()


def test_after_its_end_there_is_a_fresh_box_with_the_same_cells(talk):
    talk.define("import os\nkept = 5\ndef answer(): return kept")
    with pytest.raises(AnswerStopped):
        talk.value("os._exit(1)")
    assert talk.define("def again(): return kept", "again")() == 5


def test_two_boxes_share_no_file(begin):
    first, second = begin(), begin()
    for folder in ("/tmp", "/home/student", "/dev/shm"):
        first.run_cell("cell", f"open('{folder}/note', 'w').write('hello')")
    seen = "[os.listdir(folder) for folder in ('/tmp', '/home/student', '/dev/shm')]"
    assert "note" not in second.value(f"[n for names in {seen} for n in names]", "import os")
    assert "note" in first.value("os.listdir('/home/student')", "import os")


def test_closing_a_box_ends_all_that_runs_in_it(begin, zygote):
    before = descendants(zygote._process.pid)
    talk = begin()
    talk.run_cell("cell", "import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(1000)")
    assert len(descendants(zygote._process.pid) - before) >= 3, "guard, resident and daemon"
    talk.close()
    until = time.monotonic() + 5
    while descendants(zygote._process.pid) - before and time.monotonic() < until:
        time.sleep(0.02)
    assert not descendants(zygote._process.pid) - before


def descendants(process):
    """The numbers of all processes below one that still run."""
    found = set()
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, path.read_text().split()):
                ended = "\nState:\tZ" in Path(f"/proc/{child}/status").read_text()
                found |= descendants(child) | (set() if ended else {child})
    return found


def test_what_is_printed_is_cut(talk):
    talk.run_cell("cell", "print('x' * 100_000)")
    text = "".join(talk.printed)
    assert text.startswith("x" * 20_000)
    assert "80,001 bytes more" in text
    assert len(text) < 21_000
