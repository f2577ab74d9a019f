"""A whole class through nbgrader: everyone gets a score and a page, whatever they handed in."""

import csv
import json
import re
import shutil
import sqlite3
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from typer.testing import CliRunner

from grading import cli
from grading.demo import CLASS, MARKER, DemoError, demo
from grading.grade import Class, GradingError, grade
from grading.matrix import score
from grading.nbgrader import is_answer, pristine
from grading.rebuild import UnreadableSubmission, read, rebuild
from grading.release import Difference
from grading.results import GRADED, UNGRADED, WAITING
from grading.variants import parse

ASSIGNMENT = "A3-word2vec"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The demo class, graded once."""
    folder = tmp_path_factory.mktemp("class") / "demo"
    demo(ASSIGNMENT, folder)
    group = Class(ASSIGNMENT, folder)
    return group, grade(group)


def of(report, student):
    return next(result for result in report.results if result.student == student)


def page(group, student):
    return group.path("feedback", student).with_suffix(".html").read_text()


def test_everyone_has_a_score_a_page_and_a_row(graded):
    group, report = graded
    assert [result.student for result in report.results] == sorted(CLASS)
    assert report.regraded == sorted(CLASS)
    rows = list(csv.DictReader(group.csv.open(encoding="utf-8")))
    assert [row["student"] for row in rows] == sorted(CLASS)
    for row, result in zip(rows, report.results, strict=True):
        assert float(row["total"]) == result.total
        assert float(row["max"]) == result.maximum == 20
        assert row["status"] == result.status
        assert group.path("feedback", result.student).with_suffix(".html").exists()


def test_nbgrader_scores_as_the_matrix_does(graded):
    """The same notebooks, scored in this process and by nbgrader in kernels of their own."""
    group, report = graded
    blank = pristine(ASSIGNMENT)
    for result in report.results:
        if result.student in ("ines", "jonas"):  # a loop and a crash are for kernels only
            continue
        try:
            notebook, _ = rebuild(blank, read(group.path("submitted", result.student)))
        except UnreadableSubmission:
            assert result.total == 0
            continue
        expected = score(notebook).scores
        assert {name: result.scores[name] for name in expected} == expected


@pytest.mark.parametrize("student", ["ada", "bruno", "kenji"])
def test_right_answers_have_all_points_but_the_written_ones(graded, student):
    result = of(graded[1], student)
    assert result.total == 17
    assert result.scores["judgement"] is None
    assert result.status == WAITING


def test_an_empty_submission_has_none(graded):
    result = of(graded[1], "chloe")
    assert (result.total, result.status) == (0, GRADED)
    assert set(result.scores.values()) == {0}


def test_a_loop_and_a_crash_cost_their_own_question(graded):
    group, report = graded
    assert of(report, "ines").scores["draw_negatives"] == 0
    assert of(report, "ines").total == 15
    assert "because it ran too long: draw_negatives." in " ".join(of(report, "ines").remarks)
    assert "Does a loop never end?" in page(group, "ines")
    assert of(report, "jonas").scores["sgd_step"] == 0
    assert of(report, "jonas").total == 15
    assert "The answer `sgd_step` stops the kernel" in " ".join(of(report, "jonas").remarks)


@pytest.mark.parametrize(
    ("student", "reason"),
    [("lena", "is not a notebook that Jupyter could open"), ("mia", "There is no file")],
)
def test_what_cannot_be_graded_counts_nothing_and_says_why(graded, student, reason):
    group, report = graded
    result = of(report, student)
    assert (result.total, result.status) == (0, UNGRADED)
    assert reason in result.remarks[0]
    assert reason in page(group, student)


def test_what_was_done_to_cells_is_told(graded):
    group, report = graded
    remarks = " ".join(of(report, "kenji").remarks)
    assert "`test_noise_distribution` was missing" in remarks
    assert "`sgns_loss` was there 2 times" in remarks
    assert "was there 2 times" in page(group, "kenji")


def test_pages_tell_hints_and_no_hidden_test(graded):
    group, _ = graded
    assert "range(a, b) stops before b" in page(group, "elif").replace("&#39;", "'")
    hidden = [line for line in str(pristine(ASSIGNMENT)).split("\\n") if "_slow_loss(" in line]
    assert hidden
    for student in CLASS:
        text = page(group, student)
        assert "_slow_loss" not in text
        assert "HIDDEN TESTS" not in text


def test_pages_name_questions_and_what_nobody_has_read_yet(graded):
    group, _ = graded
    ada = page(group, "ada")
    assert "Test cell" not in ada
    assert '<a href="#test_analogy">analogy</a> (Score: 3.0 / 3.0)' in ada
    assert '<a href="#judgement">judgement</a> (not graded yet, 3.0 points)' in ada
    assert "Not graded yet, 3.0 points <a" in ada
    assert "(Score: 0.0 / 3.0)" not in ada
    assert '<a href="#judgement">judgement</a> (Score: 0.0 / 3.0)' in page(group, "chloe")


def test_gradebook_is_nbgraders(graded):
    group, _ = graded
    with sqlite3.connect(group.folder / "gradebook.db") as database:
        students = database.execute("select count(*) from student").fetchone()[0]
    assert students == len(CLASS)


def test_a_second_run_grades_only_what_changed(graded, tmp_path):
    group, report = graded
    folder = tmp_path / "copy"
    shutil.copytree(group.folder, folder)
    again = Class(ASSIGNMENT, folder)
    untouched = grade(replace(again, timeout=30))
    assert untouched.regraded == []
    assert untouched.results == report.results

    shutil.copy(again.path("submitted", "ada"), again.path("submitted", "chloe"))
    before = page(again, "chloe")
    changed = grade(again)
    assert changed.regraded == ["chloe"]
    assert of(changed, "chloe").total == 17
    assert page(again, "chloe") != before


def test_strange_folders_do_not_stop_a_run(graded, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(graded[0].folder, folder)
    group = Class(ASSIGNMENT, folder)
    submitted = group.path("submitted", "ada")
    for name in ("anna[1]", "b*"):  # nbgrader reads these as patterns
        shutil.copytree(submitted.parent, folder / "submitted" / name / ASSIGNMENT)
    (folder / "submitted" / "carl").symlink_to(folder / "submitted" / "ada")
    group.path("submitted", "dora").mkdir(parents=True)
    shutil.rmtree(folder / "submitted" / "mia")
    report = grade(group)
    assert report.regraded == ["anna[1]", "b*", "carl", "dora"]
    assert {of(report, name).total for name in report.regraded} == {0}
    assert {of(report, name).status for name in report.regraded} == {UNGRADED}
    assert report.without_page == ["anna[1]", "b*"]
    for name in ("ada", "bruno"):
        assert of(report, name) == of(graded[1], name)
    assert "mia" not in {result.student for result in report.results}


def test_a_written_score_reaches_table_and_page(graded, tmp_path):
    from nbgrader.api import Gradebook

    folder = tmp_path / "copy"
    shutil.copytree(graded[0].folder, folder)
    group = Class(ASSIGNMENT, folder)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        written = gradebook.find_grade("judgement", ASSIGNMENT, ASSIGNMENT, "ada")
        written.manual_score, written.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    report = grade(group)
    assert report.regraded == []
    assert (of(report, "ada").total, of(report, "ada").status) == (19.5, GRADED)
    assert "2.5 / 3.0" in page(group, "ada")

    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        comment = gradebook.find_comment("judgement", ASSIGNMENT, ASSIGNMENT, "ada")
        comment.manual_comment = "Name the seed, please."
        gradebook.db.commit()
    grade(group)
    assert "Name the seed, please." in page(group, "ada")


def test_summary_reads_what_was_graded(graded):
    group, _ = graded
    result = CliRunner().invoke(cli.app, ["summary", ASSIGNMENT, str(group.folder)])
    assert result.exit_code == 0
    for word in ("ada", "17", "jonas", "make serve", "make lab", "make grade", "feedback"):
        assert word in result.output


def test_a_folder_without_submissions_is_one_sentence(tmp_path):
    with pytest.raises(GradingError, match="there are no submissions in"):
        grade(Class(ASSIGNMENT, tmp_path))
    result = CliRunner().invoke(cli.app, ["grade", ASSIGNMENT, str(tmp_path)])
    assert result.exit_code == 1
    assert "Traceback" not in result.output


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
    from grading.variants import mutants

    order = list(dict.fromkeys(variant.question for variant in mutants(ASSIGNMENT)))
    assert order == [
        "build_pairs",
        "noise_distribution",
        "draw_negatives",
        "sgns_loss",
        "sgns_gradients",
        "sgd_step",
        "analogy",
    ]
    assert parse("", "analogy") == []


def test_nbgrader_started_in_the_class_folder_finds_everything(graded, monkeypatch):
    group, report = graded
    monkeypatch.chdir(group.folder)
    application = NbGrader()
    application.load_config_file()  # of the current folder
    course = CourseDirectory(parent=application, config=application.config)
    interface = NbGraderAPI(course, parent=application, config=application.config)
    assert interface.get_source_assignments() == {ASSIGNMENT}
    assert interface.get_assignment(ASSIGNMENT)["num_submissions"] >= len(report.results) - 1
    assert course.submitted_directory == "rebuilt"
    assert (
        "grading.execution.GuardedExecute" in application.config.Autograde.autograde_preprocessors
    )
    assert interface.generate_feedback(ASSIGNMENT, "elif", force=True)["success"]
    written = page(group, "elif")
    assert "range(a, b) stops before b" in written.replace("&#39;", "'")
    assert "_slow_loss" not in written
    assert "HIDDEN TESTS" not in written


def test_a_configuration_of_the_instructor_stays(tmp_path):
    group = Class(ASSIGNMENT, tmp_path)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    (tmp_path / "submitted" / "ada").mkdir(parents=True)
    grade(group)
    assert (tmp_path / "nbgrader_config.py").read_text() == "c = get_config()\n"
