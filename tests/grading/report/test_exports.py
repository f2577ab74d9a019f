"""Tables for other systems, read back as those systems read them."""

import csv
import os
import re
import sys
from pathlib import Path

import pytest

from grading.report.exports import (
    Person,
    people,
    plain,
    write_canvas,
    write_exports,
    write_moodle,
    write_nbgrader,
    write_scores,
)
from grading.results import GRADED, Result

PERSONS = {
    "ada": Person("Ada", "Lovelace, Countess", "ada@example.org", "1815"),
    "ben": Person("=HYPERLINK(1)", "", "ben@example.org"),
}


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x", "=cmd|' /C'!A0"],
)
def test_a_formula_is_text(text):
    assert plain(text).startswith("'")
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", ["", "Ada", "1 = 1", "ada@example.org", "O'Hara", "Škoda, a-b"])
def test_other_text_is_left_alone(text):
    assert plain(text) == text


def test_scores_of_all_questions(tmp_path, points, results, waiting):
    odd = Result("=ada", GRADED, ("=1+1", 'says "x, y"'), dict.fromkeys(points, 1.0), 9.0)
    write_scores(tmp_path / "scores.csv", points, [results[1], waiting, odd])
    head, ben, finn, last = read(tmp_path / "scores.csv")
    assert head == ["student", *points, "penalty", "total", "max", "status", "remarks"]
    assert ben == ["ben", "2.0", "2.0", "2.0", "1.0", "5.0", "9.0", "graded", ""]
    assert finn[:4] == ["finn", "1.0", "4.0", ""]
    assert (last[0], last[-1]) == ("=ada", '\'=1+1 says "x, y"')


def canvas_columns(head):
    """Where Canvas finds what, by the rules of its gradebook importer."""
    assert len(head) > 3
    assert "Student" in head[0]
    assert "ID" in head[1]
    info = 3
    if re.search(r"SIS\s+User\s+ID", head[2]) and re.search(r"SIS\s+Login\s+ID", head[3]):
        info += 2
    assert "Section" in head[info - 1]
    return head[info:]


def test_canvas_reads_its_table(tmp_path, assignment, results, waiting):
    write_canvas(tmp_path / "canvas.csv", assignment, [*results[:2], waiting], PERSONS)
    head, possible, *rows = read(tmp_path / "canvas.csv")
    assert canvas_columns(head) == ["Squares & roots"]
    assert "Points Possible" in possible[0]
    assert (possible[1:5], possible[5]) == (["", "", "", ""], "9")
    assert rows == [
        ["Lovelace, Countess, Ada", "1815", "", "ada", "", "9"],
        ["'=HYPERLINK(1)", "", "", "ben", "", "5"],
        ["finn", "", "", "finn", "", ""],
    ]


def test_moodle_reads_its_table(tmp_path, assignment, results, waiting):
    write_moodle(tmp_path / "moodle.csv", assignment, [*results[:2], waiting], PERSONS)
    head, ada, ben, finn = read(tmp_path / "moodle.csv")
    assert head == ["Username", "Email address", "Squares & roots", "Feedback"]
    assert ada == ["ada", "ada@example.org", "9", "square: 2; root: 4; why: 3"]
    assert ben[2:] == ["5", "square: 2; root: 2; why: 2; late: −1"]
    assert finn == ["finn", "", "", "square: 1; root: 4; why: not graded yet"]


def test_ids_are_never_changed(tmp_path, assignment, points):
    strange = Result('-x=1, "y"', GRADED, (), dict.fromkeys(points, 1.0), 9.0)
    paths = write_exports(tmp_path, assignment, points, [strange], {})
    place = {"spreadsheets": (1, 0), "Canvas": (2, 3), "Moodle": (1, 0)}
    assert paths.keys() == place.keys()
    for name, (row, column) in place.items():
        assert read(paths[name])[row][column] == strange.student


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """nbgrader's own gradebook: ada late, ben on time, cleo without a submission."""
    from nbgrader.api import Gradebook

    path = tmp_path_factory.mktemp("nbgrader") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        # It starts the program alembic, which stands beside Python.
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        Gradebook(f"sqlite:///{path}").close()
    with Gradebook(f"sqlite:///{path}") as book:
        book.add_assignment("A0-squares", duedate="2026-11-30 23:59:00")
        book.add_notebook("A0-squares", "A0-squares")
        book.add_grade_cell(
            "test_square", "A0-squares", "A0-squares", max_score=2, cell_type="code"
        )
        book.add_assignment("A9-other")
        book.add_student("ada", first_name="Ada", last_name="Lovelace", email="a@example.org")
        book.add_student("ben", first_name="Ben", lms_user_id="17")
        book.add_student("cleo")
        for student, points in (("ada", 1.5), ("ben", 2.0)):
            handed_in = book.add_submission("A0-squares", student)
            notebook = handed_in.notebooks[0]
            grade = book.find_grade("test_square", "A0-squares", "A0-squares", student)
            grade.auto_score = points
            notebook.late_submission_penalty = 0.5 if student == "ada" else None
        book.find_submission("A0-squares", "ada").timestamp = book.find_assignment(
            "A0-squares"
        ).duedate
        book.db.commit()
        yield book


def test_the_table_for_nbgrader_is_what_nbgrader_exports(tmp_path, gradebook):
    from nbgrader.plugins.export import CsvExportPlugin

    CsvExportPlugin(to=str(tmp_path / "its.csv"), assignment=["A0-squares"]).export(gradebook)
    write_nbgrader(tmp_path / "ours.csv", gradebook, "A0-squares")
    its, ours = read(tmp_path / "its.csv"), read(tmp_path / "ours.csv")
    assert ours == its
    scores = {row[3]: row[-2] for row in ours[1:]}
    assert scores == {"ada": "1.0", "ben": "2.0", "cleo": "0.0"}


def test_a_name_with_a_comma_stays_one_field(tmp_path, gradebook):
    gradebook.find_student("ada").last_name = "Lovelace, Countess"
    gradebook.find_student("ben").first_name = "=1+1"
    write_nbgrader(tmp_path / "ours.csv", gradebook, "A0-squares")
    gradebook.db.rollback()
    head, *rows = read(tmp_path / "ours.csv")
    names = {row[3]: row[4:6] for row in rows}
    assert {len(row) for row in rows} == {len(head)}
    assert (names["ada"], names["ben"]) == (["Lovelace, Countess", "Ada"], ["", "'=1+1"])


def test_people_are_those_of_the_gradebook(gradebook):
    found = people(gradebook)
    assert found["ada"] == Person("Ada", "Lovelace", "a@example.org")
    assert (found["ben"].lms_id, found["ben"].name, found["cleo"]) == ("17", "Ben", Person())
