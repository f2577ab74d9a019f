"""Students get the course without its solutions; a copy that tells any of them is refused."""

import shutil
import subprocess
import zipfile

import pytest

from grading import student_copy as module
from grading.nbgrader import COURSE, EXERCISES, assignments
from grading.student_copy import LeakError, course_files, student_copy
from grading.variants import reference

ASSIGNMENT = "A3-word2vec"
GENERATED = [f"exercises/{name}/{name}.ipynb" for name in assignments()]
EXERCISE = f"exercises/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture(params=["git", "no git"])
def course(request, tmp_path, monkeypatch):
    """A small course with the real solutions, tracked by git or unpacked from a download."""
    folder = tmp_path / "course"
    files = {
        "README.md": "# A course",
        ".gitignore": "/_build/\n*.pyc\n",
        "Makefile": "course:",
        "book/chapter.md": "Words and vectors.",
        "scripts/setup.sh": "#!/bin/sh",
        "sequtils/code.py": "x = 1",
        "tests/test_solutions.py": "quotes answers",
        ".ci/run": "make test",
        **dict.fromkeys(GENERATED, "{}"),
        "_build/html/index.html": "built",
        "sequtils/code.pyc": "compiled",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "scripts/setup.sh").chmod(0o755)
    shutil.copytree(COURSE / "solutions", folder / "solutions")
    (folder / "book" / "answers.md").symlink_to("../solutions")
    if request.param == "git":
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
    monkeypatch.setattr(module, "COURSE", folder)
    return folder


EXPECTED = [
    ".gitignore",
    "Makefile",
    "README.md",
    "book/chapter.md",
    *GENERATED,
    "scripts/setup.sh",
    "sequtils/code.py",
]


def files_of(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())


def test_the_copy_has_the_course_and_nothing_of_instructors(course, tmp_path):
    target = tmp_path / "given" / "copy"
    assert student_copy(target) == EXPECTED
    assert files_of(target) == EXPECTED
    assert (target / "scripts/setup.sh").stat().st_mode & 0o777 == 0o755
    assert (target / "README.md").stat().st_mode & 0o777 == 0o644
    assert files_of(target.parent) == [f"copy/{name}" for name in EXPECTED]


def test_exercises_are_generated_not_copied(course, tmp_path):
    """An instructor may have solved those in the working folder."""
    student_copy(tmp_path / "copy")
    released = (EXERCISES / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    assert (tmp_path / "copy" / EXERCISE).read_bytes() == released


def test_the_zip_is_the_folder_and_the_same_bytes_again(course, tmp_path):
    student_copy(tmp_path / "copy")
    names = student_copy(tmp_path / "a" / "words.zip", zipped=True)
    (course / "README.md").touch()
    student_copy(tmp_path / "b" / "words.zip", zipped=True)
    first, second = ((tmp_path / name / "words.zip").read_bytes() for name in "ab")
    assert first == second
    with zipfile.ZipFile(tmp_path / "a" / "words.zip") as archive:
        assert archive.namelist() == [f"words/{name}" for name in names]
        for name, entry in zip(names, archive.infolist(), strict=True):
            copied = tmp_path / "copy" / name
            assert archive.read(entry) == copied.read_bytes()
            assert entry.external_attr >> 16 == copied.stat().st_mode
    assert names == EXPECTED


def planted(form):
    lines = [line for line in reference(ASSIGNMENT)["sgd_step"].splitlines() if line.strip()]
    hidden = (COURSE / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    mutant = (COURSE / "solutions" / ASSIGNMENT / "mutants" / "analogy.py").read_bytes()
    return {
        "answer": "\n".join(lines).encode(),
        "source notebook": hidden,
        "mutants": mutant,
        "marker": b"### BEGIN HIDDEN TESTS",
    }[form]


@pytest.mark.parametrize("form", ["answer", "source notebook", "mutants", "marker"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_leak_stops_the_copy(course, tmp_path, form, packed):
    path = course / "book" / "leak.ipynb"
    path.write_bytes(planted(form))
    if packed:
        with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
            archive.write(path, "leak.ipynb")
        path.unlink()
    if (course / ".git").exists():
        git(course, "add", ".")
    for target, zipped in ((tmp_path / "copy", False), (tmp_path / "copy.zip", True)):
        with pytest.raises(LeakError, match=r"book/leak\."):
            student_copy(target, zipped)
        assert [path.name for path in tmp_path.iterdir()] == ["course"]


def test_nothing_is_overwritten(course, tmp_path):
    (tmp_path / "empty").mkdir()
    assert student_copy(tmp_path / "empty") == EXPECTED
    (tmp_path / "file").write_text("mine")
    for name, zipped in (("empty", False), ("file", False), ("file", True)):
        with pytest.raises(FileExistsError, match=f"{name} exists; name another"):
            student_copy(tmp_path / name, zipped)
    assert (tmp_path / "file").read_text() == "mine"
    assert files_of(tmp_path / "empty") == EXPECTED


def test_links_are_not_followed(course):
    assert (course / "book" / "answers.md" / ASSIGNMENT).is_dir()
    assert not [name for name in course_files(course) if "answers" in name]


def test_a_course_inside_another_project(course, tmp_path):
    """Unpacked in a folder of somebody's repository, which tracks nothing of it."""
    shutil.rmtree(course / ".git", ignore_errors=True)
    git(tmp_path, "init", "--quiet")
    assert set(EXPECTED) <= set(course_files(course))
    assert not [name for name in course_files(course) if name.startswith("_build")]


def test_the_real_course_can_be_built_from_its_copy(tmp_path):
    names = student_copy(tmp_path / "copy")
    assert {"Makefile", "requirements.txt", "_toc.yml", "grading/cli.py", EXERCISE} <= set(names)
    planned = subprocess.run(
        ["make", "-n", "course"], cwd=tmp_path / "copy", capture_output=True, text=True
    )
    assert planned.returncode == 0, planned.stderr
    assert "jupyter-book build" in planned.stdout
    assert "solutions" not in planned.stdout
    assert "course grade" not in planned.stdout
