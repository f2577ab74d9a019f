"""A whole class: everyone gets a score and a page, whatever happens to others or to the run."""

import csv
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest
from nbgrader.api import Gradebook as Theirs
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from grading.assessment import GRADED, UNGRADED
from grading.assignment import Assignment, parse
from grading.autograded import autograded
from grading.classfolder import Class, GradingError
from grading.demo import CLASS, demo
from grading.grade import NOT_FINISHED, grade, update
from grading.journal import Journal
from grading.nbgrader import assignments
from grading.results import WAITING

ASSIGNMENT = "A3-word2vec"
WRONG = "def analogy(): ..."


def of(report, student):
    return next(result for result in report.results if result.student == student)


def page(group, student):
    return group.path("feedback", student).with_suffix(".html").read_text(encoding="utf-8")


def files(folder):
    """Path → content of all that a run writes, but for SQLite's, whose bytes depend on order."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("gradebook.db", ".seed", ".lock")
    }


def without_run(record):
    return {**asdict(record), "run": "", "changes": ()}


def test_everyone_has_a_score_a_page_and_a_row(room):
    (room.group.folder / "gradebook.db").unlink()  # this run makes it
    demo(ASSIGNMENT, room.group.folder)
    report = grade(room.group, room.judge)
    assert [result.student for result in report.results] == report.regraded == sorted(CLASS)
    assert report.troubles == {}
    rows = list(csv.DictReader(room.group.csv.open(encoding="utf-8")))
    assert [row["student"] for row in rows] == sorted(CLASS)
    for row, result in zip(rows, report.results, strict=True):
        assert float(row["total"]) == result.total
        assert float(row["max"]) == result.maximum == 20
        assert row["status"] == result.status
        assert result.student in page(room.group, result.student)
    with closing(sqlite3.connect(room.group.folder / "gradebook.db")) as database:
        assert database.execute("select count(*) from student").fetchone()[0] == len(CLASS)
    assert (of(report, "ada").total, of(report, "ada").status) == (17, WAITING)
    assert (of(report, "chloe").total, of(report, "chloe").status) == (0, GRADED)
    assert (of(report, "lena").total, of(report, "lena").status) == (0, UNGRADED)
    assert "is not a notebook that Jupyter could open" in of(report, "lena").remarks[0]
    assert "is not a notebook that Jupyter could open" in page(room.group, "lena")


def test_a_second_run_grades_only_what_changed(room):
    for student in ("ada", "bruno", "chloe"):
        room.hand_in(student)
    first = grade(room.group, room.judge)
    before = files(room.group.folder)
    second = grade(room.group, room.judge)
    assert (second.regraded, second.results) == ([], first.results)
    assert files(room.group.folder) == before

    room.hand_in("bruno", analogy=WRONG)
    third = grade(room.group, room.judge)
    assert third.regraded == ["bruno"]
    assert of(third, "bruno").total == 15
    changed = {name for name, text in files(room.group.folder).items() if before.get(name) != text}
    assert all("bruno" in name or name == f"grades/{ASSIGNMENT}.csv" for name in changed)
    assert third.changes == ()  # another submission is no regrade


def test_only_what_decides_about_scores_makes_records_stale(room, monkeypatch):
    room.hand_in("ada")
    grade(room.group, room.judge)
    monkeypatch.setattr("grading.grade._version_of_pages", lambda: "another look")
    written = room.group.path("feedback", "ada").with_suffix(".html").stat()
    assert grade(room.group, room.judge).regraded == []
    assert room.group.path("feedback", "ada").with_suffix(".html").stat() != written
    monkeypatch.setattr("grading.grade.course_digest", lambda *_: "other tests")
    assert grade(room.group, room.judge).regraded == ["ada"]


@pytest.mark.parametrize("done", [0, 1, 3])
def test_a_run_that_is_stopped_loses_nothing_and_goes_on(room, done):
    students = ["ada", "bruno", "chloe", "dinesh"]
    for student in students:
        room.hand_in(student, **({"analogy": WRONG} if student == "chloe" else {}))
    whole = replace(room.group, folder=room.group.folder.with_name("whole"))
    shutil.copytree(room.group.folder, whole.folder)
    expected = grade(whole, room.judge)
    (room.group.folder / "grades").mkdir()
    shutil.copy(whole.folder / "grades" / ".seed", room.group.folder / "grades")

    room.judge.stop_after = done
    with pytest.raises(KeyboardInterrupt):
        grade(room.group, room.judge)
    room.judge.seen, room.judge.stop_after = {}, 99
    report = grade(room.group, room.judge)
    assert sorted(room.judge.seen) == students[done:]
    assert report.results == expected.results
    for student in students:
        assert without_run(report.records[student]) == without_run(expected.records[student])
        assert page(room.group, student) == page(whole, student)
    assert not (room.group.journal / "run.json").exists()


def test_ctrl_c_between_journal_and_gradebook_only_enters_again(room, monkeypatch):
    room.hand_in("ada")

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("grading.gradebook.Gradebook._enter_comments", interrupted)
        with pytest.raises(KeyboardInterrupt):
            grade(room.group, room.judge)
    room.judge.seen.clear()
    report = grade(room.group, room.judge)
    assert room.judge.seen == {}
    assert of(report, "ada").total == 17


def test_a_forced_run_that_is_stopped_goes_on_too(room):
    for student in ("ada", "bruno", "chloe"):
        room.hand_in(student)
    grade(room.group, room.judge)
    room.judge.problem = {"analogy": "too large"}
    room.judge.stop_after = 1
    with pytest.raises(KeyboardInterrupt):
        grade(room.group, room.judge, force=True)
    room.judge.stop_after = 99
    report = grade(room.group, room.judge)
    assert report.regraded == ["bruno", "chloe"]
    # What changed before the interruption is told now.
    told = [(c.student, c.question, c.before, c.after, c.why) for c in report.changes]
    why = "hidden check 'large' now fails"
    assert told == [(name, "analogy", 2.0, 1.0, why) for name in ("ada", "bruno", "chloe")]
    assert {result.total for result in report.results} == {16.0}


def test_regrading_draws_the_same_inputs(room):
    for student in ("ada", "bruno"):
        room.hand_in(student)
    grade(room.group, room.judge)
    drawn = dict(room.judge.seen)
    room.hand_in("bruno", analogy=WRONG)
    report = grade(room.group, room.judge, force=True)
    assert room.judge.seen == drawn
    assert len(set(drawn.values())) == 2
    assert {name: record.seed for name, record in report.records.items()} == drawn


def test_strange_folders_do_not_stop_a_run(room):
    room.hand_in("ada")
    submitted = room.group.folder / "submitted"
    for name in ("anna[1]", "b*", "x" * 200, os.fsdecode(b"\xff"), "new\nline", "a+b"):
        shutil.copytree(submitted / "ada", submitted / name)
    (submitted / "carl").symlink_to(submitted / "ada")
    (submitted / "dangling").symlink_to(submitted / "nobody")
    (submitted / "dora" / ASSIGNMENT).mkdir(parents=True)
    (submitted / "emil").mkdir()
    os.mkfifo(submitted / "emil" / ASSIGNMENT)
    room.group.path("submitted", "pipe").parent.mkdir(parents=True)
    os.mkfifo(room.group.path("submitted", "pipe"))
    (submitted / "linked").mkdir()
    (submitted / "linked" / ASSIGNMENT).symlink_to(submitted / "ada" / ASSIGNMENT)
    (submitted / "README.txt").write_text("not a student")
    (submitted / ".hidden").mkdir()
    report = grade(room.group, room.judge)
    assert list(room.judge.seen) == ["ada"]
    assert len(report.results) == 13
    for result in report.results:
        expected = (17, GRADED) if result.student == "ada" else (0, UNGRADED)
        assert (result.total, result.status) == expected
        assert "All questions count 0 points" in " ".join(result.remarks) or result.total
    assert report.troubles == {}
    assert grade(room.group, room.judge).regraded == []

    shutil.rmtree(submitted / "dora")
    assert "dora" not in {result.student for result in grade(room.group, room.judge).results}


def test_trouble_with_one_submission_is_told_and_tried_again(room, monkeypatch):
    for student in ("ada", "bruno"):
        room.hand_in(student)

    def fails(blank, assessment):
        if assessment.seed == bad:
            raise ValueError("a bug of ours")
        return autograded(blank, assessment)

    room.judge.skip = {"ada", "bruno"}
    report = grade(room.group, room.judge)
    assert report.troubles == {"ada": NOT_FINISHED, "bruno": NOT_FINISHED}
    assert [result.status for result in report.results] == [UNGRADED, UNGRADED]
    room.judge.skip = set()
    bad = room.judge.seen["ada"]
    with monkeypatch.context() as patch:
        patch.setattr("grading.grade.autograded", fails)
        report = grade(room.group, room.judge)
    trouble = "Its scores could not be entered (ValueError: a bug of ours)."
    assert report.troubles == {"ada": trouble}
    assert (of(report, "ada").status, of(report, "bruno").total) == (UNGRADED, 17)
    with monkeypatch.context() as patch:
        patch.setattr("grading.feedback.write_page", lambda *_: 1 / 0)
        assert "ZeroDivisionError" in grade(room.group, room.judge, force=True).troubles["bruno"]
    room.judge.seen.clear()
    report = grade(room.group, room.judge)
    assert (report.troubles, room.judge.seen, of(report, "ada").total) == ({}, {}, 17)


def test_two_runs_do_not_write_at_once(room):
    room.hand_in("ada")

    def meanwhile(assignment, jobs):
        for work in (lambda: grade(room.group, room.judge), lambda: update(room.group)):
            with pytest.raises(GradingError, match="is being graded by another run"):
                work()
        yield from room.judge(assignment, jobs)

    assert grade(room.group, meanwhile).results[0].total == 17


def test_a_written_score_reaches_table_and_page(room):
    room.hand_in("ada", judgement="My numbers look good.")
    grade(room.group, room.judge)
    before = page(room.group, "ada")
    with Theirs(room.group.database) as theirs:
        written = theirs.find_grade("judgement", ASSIGNMENT, ASSIGNMENT, "ada")
        written.manual_score, written.needs_manual_grade = 2.5, False
        comment = theirs.find_comment("judgement", ASSIGNMENT, ASSIGNMENT, "ada")
        comment.manual_comment = "Name the seed, please."
        theirs.db.commit()
    report = update(room.group)
    assert report.regraded == []
    assert (of(report, "ada").total, of(report, "ada").status) == (19.5, GRADED)
    assert "Name the seed, please." in page(room.group, "ada")
    assert "Name the seed, please." not in before
    # A person's work outlives a regrade.
    assert grade(room.group, room.judge, force=True).results == report.results


def test_lateness_costs_points_and_is_told(room, monkeypatch):
    late = {"grace_minutes": 10, "per_day": 0.1, "at_most": 0.5}
    due = parse(ASSIGNMENT, {"due": datetime(2026, 11, 30, 22, tzinfo=UTC), "late": late})
    monkeypatch.setattr(Assignment, "load", classmethod(lambda cls, name: due))
    times = {
        "ada": "2026-11-30 21:00:00 UTC",
        "bruno": "2026-12-01 22:30:00 UTC",
        "chloe": "some day",
        "dinesh": None,
    }
    for student, time in times.items():
        room.hand_in(student)
        if time:
            room.group.path("submitted", student).with_name("timestamp.txt").write_text(time)
    report = grade(room.group, room.judge)
    assert [result.penalty for result in report.results] == pytest.approx([0, 3.4, 0, 0])
    assert "cannot be read" in " ".join(of(report, "chloe").remarks)
    assert "Handed in late: 3.4 points are taken." in of(report, "bruno").remarks
    row = list(csv.DictReader(room.group.csv.open(encoding="utf-8")))[1]
    assert (row["penalty"], float(row["total"])) == ("3.4", pytest.approx(13.6))


def test_pages_get_hints_of_known_mistakes(room):
    room.hand_in("ada", analogy=WRONG)
    report = grade(room.group, room.judge, hints=lambda found: {"analogy": "It forgot to <sum>."})
    assert report.troubles == {}
    assert "It forgot to &lt;sum&gt;." in page(room.group, "ada")
    with Theirs(room.group.database) as theirs:
        comment = theirs.find_comment("analogy", ASSIGNMENT, ASSIGNMENT, "ada")
        comment.manual_comment = "Come and see me."
        theirs.db.commit()
    update(room.group)
    assert "Come and see me." in page(room.group, "ada")
    assert "It forgot to &lt;sum&gt;." in page(room.group, "ada")


def test_a_folder_without_submissions_is_one_sentence(tmp_path, room):
    for work in (lambda: grade(room.group, room.judge), lambda: update(room.group)):
        with pytest.raises(GradingError, match="there are no submissions in"):
            work()


def test_nbgrader_started_in_the_class_folder_finds_everything(room, monkeypatch):
    room.hand_in("elif", analogy=WRONG)
    room.hand_in("ada")
    grade(room.group, room.judge)
    monkeypatch.chdir(room.group.folder)
    application = NbGrader()
    application.load_config_file()  # of the current folder
    course = CourseDirectory(parent=application, config=application.config)
    interface = NbGraderAPI(course, parent=application, config=application.config)
    assert interface.get_source_assignments() == set(assignments())
    assert interface.get_assignment(ASSIGNMENT)["num_submissions"] == 2
    assert interface.get_autograded_students(ASSIGNMENT) == {"ada", "elif"}

    refused = interface.autograde(ASSIGNMENT, "elif", force=True)
    assert not refused["success"]
    assert "use `course grade`" in refused["log"]
    assert of(update(room.group), "elif").total == 15  # and the notebook is back

    shown = interface.generate_feedback(ASSIGNMENT, "elif", force=True)
    assert shown["success"], shown
    written = page(room.group, "elif")
    assert "small: wrong" in written
    assert not re.search("_slow_loss|HIDDEN TESTS", written)


def test_a_configuration_of_the_instructor_stays(room):
    room.hand_in("ada")
    path = room.group.folder / "nbgrader_config.py"
    path.write_text("c = get_config()\n")
    grade(room.group, room.judge)
    assert path.read_text() == "c = get_config()\n"


def test_a_new_gradebook_is_filled_from_the_journal(room):
    for student in ("ada", "bruno"):
        room.hand_in(student)
    first = grade(room.group, room.judge)
    (room.group.folder / "gradebook.db").unlink()
    room.judge.seen.clear()
    assert grade(room.group, room.judge).results == first.results
    assert room.judge.seen == {}


def test_a_journal_of_another_assignment_is_another_journal(room):
    room.hand_in("ada")
    grade(room.group, room.judge)
    other = Class("A9", room.group.folder)
    assert other.journal != room.group.journal
    assert Journal.load(other.journal).records == {}
