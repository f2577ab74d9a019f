"""The commands around grading: demo classes, release, mutants; errors are one sentence."""

import json
import re

import nbformat
import pytest
from nbformat.v4 import new_notebook
from typer.testing import CliRunner

from grading import cli
from grading.demo import MARKER, DemoError, demo
from grading.nbgrader import is_answer
from grading.release import Difference
from grading.variants import mutants, parse

ASSIGNMENT = "A3-word2vec"


def test_an_unknown_assignment_is_one_sentence(tmp_path):
    for command in (["demo", "A99", str(tmp_path)], ["mutate", "A99"]):
        result = CliRunner().invoke(cli.app, command)
        assert result.exit_code == 1
        assert "there is no assignment 'A99'" in result.output


def test_demo_does_not_touch_other_folders(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(DemoError, match="is not empty and no demo class"):
        demo(ASSIGNMENT, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_demo_is_made_once_and_again_when_it_changes(tmp_path):
    folder = tmp_path / "demo"
    demo(ASSIGNMENT, folder)
    path = folder / "submitted" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    nbformat.read(path, as_version=4)
    made = path.stat().st_mtime_ns
    demo(ASSIGNMENT, folder)
    assert path.stat().st_mtime_ns == made
    (folder / MARKER).write_text(json.dumps({"digest": "of another course"}))
    demo(ASSIGNMENT, folder)
    assert path.stat().st_mtime_ns != made


def test_demo_does_not_depend_on_what_is_in_exercises(tmp_path, monkeypatch):
    monkeypatch.setattr("grading.nbgrader.EXERCISES", tmp_path / "nothing")
    demo(ASSIGNMENT, tmp_path / "demo")
    path = tmp_path / "demo" / "submitted" / "chloe" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    stubs = [cell for cell in nbformat.read(path, as_version=4).cells if is_answer(cell)]
    assert stubs
    for cell in stubs:
        assert re.search(r"raise NotImplementedError$|^\*Your answer here\.\*$", cell.source)


def test_release_says_what_it_does(monkeypatch):
    monkeypatch.setattr("grading.release.assignments", lambda: [])
    result = CliRunner().invoke(cli.app, ["release", "--check"])
    assert result.exit_code == 1
    assert f"unexpected {ASSIGNMENT}/{ASSIGNMENT}.ipynb" in result.output

    kept = [Difference("answered", "A3/A3.ipynb"), Difference("missing", "A4/A4.ipynb")]
    monkeypatch.setattr("grading.release.release", lambda write, force: kept)
    result = CliRunner().invoke(cli.app, ["release"])
    assert result.exit_code == 0
    assert "wrote A4/A4.ipynb" in result.output
    assert (
        "exercises/A3/A3.ipynb holds answers and was left as it was; "
        "`course release --force` replaces it." in result.output
    )
    assert "up to date" not in result.output
    assert "wrote A3/A3.ipynb" in CliRunner().invoke(cli.app, ["release", "--force"]).output


def test_mutate_without_anything_to_compare_is_one_sentence(monkeypatch):
    monkeypatch.setattr("grading.matrix.mutants", lambda name: [])
    monkeypatch.setattr("grading.matrix.alternatives", lambda name: [])
    monkeypatch.setattr("grading.matrix.extremes", lambda name: [])
    result = CliRunner().invoke(cli.app, ["mutate", ASSIGNMENT])
    assert result.exit_code == 1
    assert "has neither mutants/ nor alternatives/" in result.output


def test_a_notebook_without_test_cells_is_one_sentence(monkeypatch):
    monkeypatch.setattr("grading.matrix.pristine", lambda name: new_notebook())
    result = CliRunner().invoke(cli.app, ["mutate", ASSIGNMENT])
    assert result.exit_code == 1
    assert "has no test cell" in result.output


def test_banks_are_read_in_the_order_of_questions():
    order = list(dict.fromkeys(variant.question for variant in mutants(ASSIGNMENT)))
    assert order == [
        "build_pairs",
        "keep_probability",
        "noise_distribution",
        "softmax_gradients",
        "sgns_loss",
        "window_gradients",
        "sgd_step",
        "huffman_codes",
        "path_probability",
        "analogy",
    ]
    assert parse("", "analogy") == []
