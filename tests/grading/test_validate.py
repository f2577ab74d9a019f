"""What nbgrader's Validate tells a student about an exercise."""

import nbformat
import pytest

from grading.nbgrader import EXERCISES, config, questions, source_path
from grading.variants import answered, mutants, reference

ASSIGNMENT = "A3-word2vec"


@pytest.fixture
def validate(tmp_path, monkeypatch):
    """Validate a notebook as the button in JupyterLab does."""
    from nbgrader.validator import Validator

    monkeypatch.chdir(tmp_path)

    def run(notebook):
        notebook.cells = [
            cell for cell in notebook.cells if cell.id not in ("training", "experiment")
        ]
        nbformat.write(notebook, tmp_path / "exercise.ipynb")
        return Validator(config=config()).validate(str(tmp_path / "exercise.ipynb"))

    return run


def released():
    return nbformat.read(EXERCISES / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)


def test_right_answers_pass(validate):
    assert validate(answered(released(), reference(ASSIGNMENT))) == {}


def test_what_is_missing_or_wrong_is_told(validate):
    wrong = next(variant for variant in mutants(ASSIGNMENT) if variant.question == "build_pairs")
    answers = {**reference(ASSIGNMENT), "build_pairs": wrong.source}
    del answers["analogy"], answers["judgement"]
    failed = validate(answered(released(), answers))["failed"]
    assert len(failed) == 3
    first, last, written = (cell["raw_error"] for cell in failed)
    assert first.startswith("build_pairs: 0 of 3 visible checks pass")
    assert f"Hint: {wrong.hint}" in first
    assert "Traceback" not in first
    assert last == "analogy: 0 of 2 visible checks pass\n  ○ Not implemented yet."
    assert written == "You did not provide a response."


def test_the_empty_exercise_names_every_question(validate):
    points = questions(nbformat.read(source_path(ASSIGNMENT), as_version=4))
    failed = validate(released())["failed"]
    assert [cell["raw_error"].split(":")[0] for cell in failed][:-1] == list(points)[:-1]
