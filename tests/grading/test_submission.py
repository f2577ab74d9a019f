"""A submission folder gives the bytes of one notebook, whatever else lies in it."""

import os
import socket
from pathlib import Path

import pytest

from grading.submission import UnreadableSubmission, printable, read_submission

NAME = "A1"


@pytest.fixture
def folder(tmp_path):
    """A student's folder with a notebook, in a class of two."""
    for student in ("ada", "bruno"):
        path = tmp_path / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(f"the answers of {student}")
    return tmp_path / "ada"


def notebook(folder):
    return folder / NAME / f"{NAME}.ipynb"


def refusal(folder):
    with pytest.raises(UnreadableSubmission) as caught:
        read_submission(folder, NAME)
    return str(caught.value)


def test_the_notebook_is_read(folder):
    (folder / NAME / "timestamp.txt").write_text("2026-11-30 12:00:00 UTC")
    (folder / NAME / ".ipynb_checkpoints").mkdir()
    (folder / "A2").mkdir()
    assert read_submission(folder, NAME) == (b"the answers of ada", [])


def test_extra_files_are_named_and_not_read(folder):
    for name in ("data.csv", "b\nc", "d", "e", "f", "g"):
        (folder / NAME / name).write_text("")
    content, notes = read_submission(folder, NAME)
    assert content == b"the answers of ada"
    assert notes == ["Also handed in, and not read: b\ufffdc, d, data.csv, e, f and 1 more."]


def test_a_folder_with_very_many_files(folder, monkeypatch):
    monkeypatch.setattr("grading.submission.MAX_ENTRIES", 3)
    for number in range(20):
        (folder / NAME / f"{number}.txt").write_text("")
    content, notes = read_submission(folder, NAME)
    assert content == b"the answers of ada"
    assert len(notes) == 1


def test_a_notebook_under_another_name(folder):
    notebook(folder).rename(folder / NAME / "A1 (1).ipynb")
    content, notes = read_submission(folder, NAME)
    assert content == b"the answers of ada"
    assert notes == ["There was no A1.ipynb; A1 (1).ipynb was graded in its place."]


def test_two_notebooks_under_other_names(folder):
    notebook(folder).rename(folder / NAME / "mine.ipynb")
    (folder / NAME / "old.ipynb").write_text("")
    assert refusal(folder) == (
        "There is no file A1.ipynb in the submission. There is: mine.ipynb, old.ipynb."
    )


def test_missing_things(folder):
    notebook(folder).unlink()
    assert refusal(folder) == "There is no file A1.ipynb in the submission."
    (folder / NAME).rmdir()
    assert refusal(folder) == "There is no folder A1 in the submission."
    folder.rmdir()
    assert refusal(folder) == "There is no folder ada in the submission."


@pytest.mark.parametrize("level", ["student", "assignment", "notebook"])
def test_no_link_is_followed(folder, level):
    """Each of these would hand in the answers of another student."""
    link = {"student": folder, "assignment": folder / NAME, "notebook": notebook(folder)}[level]
    link.rename(folder.parent / "moved")
    link.symlink_to(folder.parent / "bruno" / link.relative_to(folder))
    assert (folder / NAME / f"{NAME}.ipynb").read_text() == "the answers of bruno"
    assert refusal(folder).startswith(f"{link.name} is a link, not a f")


def test_a_link_under_another_name_is_not_followed(folder):
    notebook(folder).unlink()
    (folder / NAME / "mine.ipynb").symlink_to(notebook(folder.parent / "bruno"))
    assert refusal(folder) == "mine.ipynb is a link, not a file."


def test_a_link_to_nowhere(folder):
    notebook(folder).unlink()
    notebook(folder).symlink_to("nowhere")
    assert refusal(folder) == "A1.ipynb is a link, not a file."


def test_a_pipe_does_not_make_the_grader_wait(folder):
    notebook(folder).unlink()
    os.mkfifo(notebook(folder))
    assert refusal(folder) == "A1.ipynb is not a file."


def test_a_socket_and_a_folder(folder, monkeypatch):
    notebook(folder).unlink()
    monkeypatch.chdir(folder / NAME)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{NAME}.ipynb")
        assert refusal(folder) == "A1.ipynb is not a file."
    notebook(folder).unlink()
    notebook(folder).mkdir()
    assert refusal(folder) == "A1.ipynb is not a file."


def test_a_file_in_place_of_the_folder(folder):
    notebook(folder).unlink()
    (folder / NAME).rmdir()
    (folder / NAME).write_text("")
    assert refusal(folder) == "A1 is not a folder."


def test_a_file_that_may_not_be_read(folder):
    notebook(folder).chmod(0)
    if os.access(notebook(folder), os.R_OK):
        pytest.skip("this user may read every file")
    assert refusal(folder) == "A1.ipynb cannot be opened."


def test_an_enormous_file(folder, monkeypatch):
    monkeypatch.setattr("grading.submission.MAX_BYTES", 17)
    assert refusal(folder) == "A1.ipynb is larger than 0 MB."
    monkeypatch.setattr("grading.submission.MAX_BYTES", 18)
    assert read_submission(folder, NAME).content == b"the answers of ada"


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_nothing_stays_open(folder):
    before = open_files()
    for _ in range(3):
        read_submission(folder, NAME)
    notebook(folder).unlink()
    os.mkfifo(notebook(folder))
    refusal(folder)
    assert open_files() == before


def test_names_that_a_stranger_chose_are_cut_off():
    assert printable("x" * 61) == "x" * 60 + "…"
    assert printable("a\u202eb\ud800c") == "a\ufffdb\ufffdc"
