"""The recipes for instructors, run as they are printed in the book."""

import re
import shlex
import subprocess
import sys
import tomllib
import zipfile

import pytest
import typer
from typer.testing import CliRunner

from grading import cli
from grading.assignment import parse
from grading.grade import Class
from grading.late import penalty
from grading.nbgrader import COURSE

ASSIGNMENT = "A3-word2vec"


@pytest.fixture(scope="module")
def page():
    return (COURSE / "book" / "instructors.md").read_text(encoding="utf-8")


def test_a_download_becomes_a_class_folder(page, tmp_path):
    script = re.search(r"```bash\n(for file in .*?)```", page, re.DOTALL)[1]
    downloads = tmp_path / "classes" / "downloads"
    downloads.mkdir(parents=True)
    for student in ("ada", "Jean Paul"):
        (downloads / f"{student}_{ASSIGNMENT}.ipynb").write_text(student)
    subprocess.run(["bash", "-eu", "-c", script], cwd=tmp_path, check=True)
    group = Class(ASSIGNMENT, tmp_path / "classes" / "autumn")
    assert group.students() == ["Jean Paul", "ada"]
    for student in group.students():
        assert group.path("submitted", student).read_text() == student


def test_pages_are_packed(page, tmp_path):
    command = re.search(r"\$ python3 (-m zipfile .*)", page)[1].split()
    path = tmp_path / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    path.parent.mkdir(parents=True)
    path.write_text("<html></html>")
    subprocess.run([sys.executable, *command], cwd=tmp_path, check=True)
    packed = zipfile.ZipFile(tmp_path / "feedback.zip").namelist()
    assert f"feedback/ada/{ASSIGNMENT}/{ASSIGNMENT}.html" in packed


def shown(page):
    """The commands of `course` that the page shows, each as its words."""
    whole = page.replace("\\\n", " ")
    return [
        shlex.split(line, comments=True)
        for line in re.findall(r"(?:^\$ |`)\.venv/bin/course ([^`\n]+)", whole, re.MULTILINE)
    ]


def test_commands_and_options_exist(page):
    commands = typer.main.get_command(cli.app).commands
    found = [words for words in shown(page) if words[0] in commands]
    assert {"student-copy", "grade", "regrade", "feedback", "report", "mutate"} <= {
        words[0] for words in found
    }
    for name, *words in found:
        known = {option for p in commands[name].params for option in p.opts}
        assert {word for word in words if word.startswith("--")} <= known, (name, words)


def test_only_commands_of_course_are_shown(page):
    commands = typer.main.get_command(cli.app).commands
    strange = {words[0] for words in shown(page)} - set(commands)
    assert strange == {"--help"}
    assert CliRunner().invoke(cli.app, ["--help"]).exit_code == 0


def test_settings_shown_are_read_as_the_text_says(page):
    tables = [tomllib.loads(text) for text in re.findall(r"```toml\n(.*?)```", page, re.DOTALL)]
    settings = [parse(ASSIGNMENT, table) for table in tables if "equivalent" not in table]
    policy = next(one.late for one in settings if one.late)
    minute, day = 60, 24 * 60 * 60
    lost = [penalty(policy, late, 20.0) for late in (10 * minute, 11 * minute, 2 * day, 30 * day)]
    assert lost == [0, 2, 4, 10]
    assert any("gensim" in one.absent for one in settings)
