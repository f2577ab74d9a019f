"""The arena: one grader, the attacks that are handed in to it, and the world around it.

The `.toml` files beside this one hold the attacks by kind. They are no Python files, so nothing
imports them by mistake: an attack runs in the sandbox only. An entry reads

    [[attack]]
    name = "returns_what_equals_everything"
    tries = "An object whose == is always True."
    question = "build_pairs"         # the question that is attacked; this is the default
    source = '''…'''                 # its answer; a line "# REFERENCE" stands for the right one
    more = { analogy = '''…''' }     # other answers; all the rest are right
    earns = 0.0                      # points of the attacked question; this is the default
    takes = ["analogy"]              # other questions that lose points; "*": any may
    secret = ["root:x:"]             # words that must not come out

In a source, `{outside}` is a folder that students have no business with; `{port}` a TCP port and
`{socket}` the abstract name of a UNIX socket of this machine on which the secret is told.
"""

import contextlib
import hashlib
import os
import socket
import threading
import time
import tomllib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest

from grading.assessment import Assessment
from grading.engine import Engine
from grading.nbgrader import COURSE
from grading.variants import answered

ASSIGNMENT = "A3-word2vec"
SEED = 12345
KINDS = ("integrity", "confidentiality", "availability", "persistence")
MARK = "attack-was-here"  # the name of every file that an attack leaves
CANARY = "the-canary-sings"  # what an attack must not learn


@dataclass(frozen=True)
class Attack:
    """One attack, as described above."""

    kind: str
    name: str
    tries: str
    source: str
    question: str = "build_pairs"
    more: dict[str, str] = field(default_factory=dict)
    earns: float = 0.0
    takes: tuple[str, ...] = ()
    secret: tuple[str, ...] = (CANARY,)

    def answers(self, right: dict[str, str], places: dict[str, str]) -> dict[str, str]:
        """Question → what is handed in.

        Args:
            right: The reference's answers.
            places: What the names in braces stand for.
        """
        mine = {self.question: self.source, **self.more}
        for question, source in mine.items():
            source = source.replace("# REFERENCE", right[question])
            for name, place in places.items():
                source = source.replace(f"{{{name}}}", place)
            mine[question] = source
        return {**right, **mine}


def attacks() -> list[Attack]:
    """All attacks, by kind."""
    found = []
    for kind in KINDS:
        text = (Path(__file__).parent / f"{kind}.toml").read_text(encoding="utf-8")
        for entry in tomllib.loads(text)["attack"]:
            lists = {name: tuple(entry[name]) for name in ("takes", "secret") if name in entry}
            found.append(Attack(kind, **{**entry, **lists}))
    return found


@dataclass
class Arena:
    """Hands in attacks beside honest submissions.

    Attributes:
        engine: The grader.
        blank: The notebook, without answers.
        right: The right answers.
        places: What attacks are told about the world, see `Attack.answers`.
        attacks: Those that are tested, in order.
        honest: How a right submission was graded before any attack.
    """

    engine: Engine
    blank: nbformat.NotebookNode
    right: dict[str, str]
    places: dict[str, str]
    attacks: list[Attack]
    honest: Assessment | None = None
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2))
    _running: dict[str, Future] = field(default_factory=dict)

    def grade(self, answers: dict[str, str]) -> Assessment:
        """The assessment of answers to some questions, the rest right."""
        notebook = answered(self.blank, {**self.right, **answers})
        return self.grade_file(nbformat.writes(notebook).encode())

    def grade_file(self, content: bytes) -> Assessment:
        """The assessment of a file."""
        return self.engine.assess(content, SEED)

    def begin(self, attack: Attack) -> Future:
        """Hand in an attack, and the one after it, so that there are always two."""
        number = self.attacks.index(attack)
        for one in self.attacks[number : number + 2]:
            if one.name not in self._running:
                answers = one.answers(self.right, self.places)
                self._running[one.name] = self._pool.submit(self.grade, answers)
        return self._running[attack.name]

    def rest(self) -> None:
        """Wait until nothing is graded any more, and a second longer."""
        for future in self._running.values():
            future.exception()
        time.sleep(1)


@pytest.fixture(scope="session")
def arena(boxes, request, exercise, tmp_path_factory, running):
    """The grader that is attacked; when all is over, the world must be as it was."""
    outside = _forbidden_folder(tmp_path_factory.mktemp("outside"))
    os.environ["COURSE_SECRET"] = CANARY
    before = world(outside)
    with _telling() as servers, Engine(ASSIGNMENT) as engine:
        name = servers.name.removeprefix("\0")
        places = {"outside": str(outside), "port": str(servers.port), "socket": name}
        asked = [getattr(item, "callspec", None) for item in request.session.items]
        chosen = [one.params["attack"] for one in asked if one and "attack" in one.params]
        arena = Arena(engine, *exercise, places, chosen)
        arena.honest = arena.grade({})
        arena.rest()
        at_first = running(engine)
        yield arena
        arena.rest()
        assert running(engine) == at_first
    del os.environ["COURSE_SECRET"]
    assert world(outside) == before
    assert not marks()


def world(outside: Path) -> dict[str, str]:
    """A digest of each file that an attack might want to change."""
    packages = Path(nbformat.__file__).parent.parent
    files = [*outside.rglob("*"), *packages.glob("*.pth"), *packages.glob("*custom*.py")]
    files += [packages / "numpy/__init__.py", COURSE / "sequtils/__init__.py"]
    files += (COURSE / "grading/sandbox/inside").glob("*.py")
    found = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
        if path.is_file()
    }
    startup = [".ipython", ".jupyter", ".config", ".profile", ".bashrc", ".bash_profile", ".ssh"]
    found["home"] = " ".join(
        f"{name} {(Path.home() / name).stat().st_mtime}"
        for name in startup
        if (Path.home() / name).exists()
    )
    return found


def marks() -> list[Path]:
    """Files that an attack has left on this machine."""
    packages = Path(nbformat.__file__).parent.parent
    folders = [Path("/"), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/home")]
    folders += [Path.home(), Path.cwd(), COURSE, COURSE / "grading/sandbox/inside", packages]
    return [folder / MARK for folder in folders if (folder / MARK).exists()]


def _forbidden_folder(folder: Path) -> Path:
    """What else an instructor's machine holds."""
    for name in ("gradebook.db", "submitted/ada/notebook.ipynb", "tests/hidden.py"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CANARY)
        path.chmod(0o666)
    folder.chmod(0o777)
    return folder


class _telling:
    """Servers that tell the secret to whoever connects: on a TCP port and on a UNIX socket.

    The socket's abstract name is that of this process: other tests may run beside it.
    """

    def __init__(self):
        self.name = f"\0course-secret-{os.getpid()}"

    def __enter__(self) -> "_telling":
        self._server = socket.create_server(("127.0.0.1", 0))
        self._hidden = socket.socket(socket.AF_UNIX)
        self._hidden.bind(self.name)
        self._hidden.listen()
        for server in (self._server, self._hidden):
            threading.Thread(target=self._tell, args=(server,), daemon=True).start()
        self.port = self._server.getsockname()[1]
        return self

    def _tell(self, server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.sendall(CANARY.encode())

    def __exit__(self, *error) -> None:
        self._server.close()
        self._hidden.close()


def pytest_generate_tests(metafunc):
    """Run a test that takes an `attack` on each of them."""
    if "attack" in metafunc.fixturenames:
        found = attacks()
        metafunc.parametrize("attack", found, ids=[attack.name for attack in found])


@pytest.fixture(scope="session")
def all_attacks() -> list[Attack]:
    """The attacks, whether or not they are tested in this run."""
    return attacks()


@pytest.fixture(scope="session")
def running():
    """Gives the numbers of the processes below that of an engine, but for those that have ended."""

    def below(process: int) -> set[int]:
        found = set()
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                for child in map(int, path.read_text().split()):
                    ended = "\nState:\tZ" in Path(f"/proc/{child}/status").read_text()
                    found |= below(child) | (set() if ended else {child})
        return found

    return lambda engine: below(engine._process.pid)
