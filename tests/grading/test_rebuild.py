"""Only answers enter the instructor's notebook, whatever was done to the rest."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.rebuild import UnreadableSubmission, read, rebuild, silence, with_notes


def graded(name, source, **kind):
    metadata = {"grade_id": name, "grade": False, "solution": False, "locked": False, **kind}
    return new_code_cell(source, id=name, metadata={"nbgrader": metadata})


def answer(name, source="raise NotImplementedError"):
    return graded(name, source, solution=True)


def blank():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            graded("setup", "import math", locked=True),
            answer("half"),
            graded("test_half", "check(half)", grade=True, points=1),
            answer("twice"),
            graded("test_twice", "check(twice)", grade=True, points=1),
        ]
    )


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def test_answers_are_taken_and_nothing_is_noted():
    submitted = blank()
    submitted.cells[2].source = "def half(x): return x / 2"
    notebook, notes = rebuild(blank(), submitted)
    assert sources(notebook)[2] == "def half(x): return x / 2"
    assert notes == []
    assert with_notes(notebook, notes) is notebook


def test_changes_to_given_cells_have_no_effect():
    submitted = blank()
    submitted.cells[3].source = "pass"
    submitted.cells[3].metadata["tags"] = ["skip-execution"]
    submitted.cells[5].metadata.nbgrader["points"] = 100
    submitted.cells[2].metadata["tags"] = ["skip-execution"]
    submitted.cells.reverse()
    notebook, _ = rebuild(blank(), submitted)
    assert notebook == blank()


def test_missing_repeated_and_added_cells_are_noted():
    submitted = blank()
    del submitted.cells[3]
    submitted.cells[2].source = "first"
    submitted.cells.append(answer("half", "last"))
    submitted.cells = [cell for cell in submitted.cells if cell.id != "twice"]
    submitted.cells.append(new_code_cell("print('mine')", id="mine"))
    notebook, notes = rebuild(blank(), submitted)
    assert sources(notebook)[2:5] == ["last", "check(half)", "raise NotImplementedError"]
    assert notes == [
        "The answer cell `half` was there 2 times; the last was graded.",
        "The cell `test_half` was missing; it was put back.",
        "The answer cell `twice` was missing; it counts as unanswered.",
        "1 code cell of your own did not run: only answer cells are graded.",
    ]
    assert all(note in with_notes(notebook, notes).cells[0].source for note in notes)


def test_an_answer_can_be_silenced():
    notebook = blank()
    notebook.cells[2].source = "import os\nos._exit(1)"
    note = silence(notebook, "half")
    assert "`half`" in note
    assert all(line.startswith("#") for line in notebook.cells[2].source.splitlines())
    assert "# os._exit(1)" in notebook.cells[2].source


def write(folder, text):
    path = folder / "ada" / "A1" / "A1.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        "null",
        "3",
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}}),
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [3]}),
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"source": 3}]}),
        json.dumps({"nbformat": 99, "nbformat_minor": 0, "metadata": {}, "cells": {}}),
        nbformat.writes(blank())[:400],
    ],
)
def test_what_is_no_notebook_gives_one_sentence(text, tmp_path):
    with pytest.raises(UnreadableSubmission, match="is not a notebook"):
        read(write(tmp_path, text))


def test_bytes_that_are_no_text(tmp_path):
    path = write(tmp_path, "")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableSubmission, match="is not a notebook"):
        read(path)


def test_a_missing_file_and_a_link(tmp_path):
    path = write(tmp_path, nbformat.writes(blank()))
    assert sources(read(path)) == sources(blank())
    copied = path.with_name("A2.ipynb")
    with pytest.raises(UnreadableSubmission, match="There is no file A2"):
        read(copied)
    copied.symlink_to(path)
    with pytest.raises(UnreadableSubmission, match="is a link"):
        read(copied)
    linked = tmp_path / "bruno"
    linked.symlink_to(tmp_path / "ada")
    with pytest.raises(UnreadableSubmission, match="is a link"):
        read(linked / "A1" / "A1.ipynb")


def test_an_enormous_file(tmp_path, monkeypatch):
    path = write(tmp_path, nbformat.writes(blank()))
    monkeypatch.setattr("grading.rebuild.MAX_BYTES", 100)
    with pytest.raises(UnreadableSubmission, match="larger than"):
        read(path)


@pytest.mark.parametrize("metadata", [{"nbgrader": None}, {"nbgrader": 3}, {"nbgrader": {}}])
def test_strange_metadata_is_no_answer(metadata):
    submitted = blank()
    submitted.cells[2].metadata = nbformat.from_dict(metadata)
    notebook, notes = rebuild(blank(), submitted)
    assert notebook == blank()
    assert "The answer cell `half` was missing; it counts as unanswered." in notes
