"""The recipes for instructors, run as they are printed in the book."""

import re
import subprocess
import sys
import zipfile

import pytest

from grading.grade import Class
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
