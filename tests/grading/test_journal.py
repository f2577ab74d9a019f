"""A journal forgets nothing that was written, whatever happens to its files or its process."""

import json
import os
import stat
from dataclasses import replace

import pytest

from grading.assessment import GRADED, Assessment, Part, Verdict
from grading.journal import Change, Journal, Record, changes, class_seed, student_seed


def record(student, run="", points=1.0):
    verdict = Verdict("square", points, 2.0, parts=(Part("small", False, 1.0),), trace=("a", "b"))
    answers = {"square": "'\ud800\x00\u202e'"}
    assessment = Assessment(GRADED, ("Late.",), ("Odd.",), {"square": verdict}, answers, 7)
    change = Change(student, "square", 0.0, points, "check 'small' now passes")
    return Record(student, "s", "c", 7, assessment, run, "2026-11-30", (change,), {"square": "d"})


@pytest.mark.parametrize(
    "student", ["ada", "Zoë Ångström", "a.b", "x" * 200, "ü" * 120, os.fsdecode(b"\xff\xfe")]
)
def test_a_record_is_read_as_it_was_written(tmp_path, student):
    Journal(tmp_path).write(record(student))
    assert Journal.load(tmp_path).records == {student: record(student)}


def test_writing_one_record_touches_no_other(tmp_path):
    journal = Journal(tmp_path)
    for student in ("ada", "bruno"):
        journal.write(record(student))
    other = tmp_path / "records" / "ada.json"
    before = other.stat()
    journal.write(record("bruno", points=2.0))
    assert other.stat() == before
    assert len(list((tmp_path / "records").iterdir())) == 2


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"student": 3}', "\xff", '{"a": {}}'])
def test_a_damaged_record_is_as_if_it_were_not_there(tmp_path, content):
    journal = Journal(tmp_path)
    journal.write(record("ada"))
    journal.write(record("bruno"))
    (tmp_path / "records" / "ada.json").write_text(content, encoding="latin-1")
    (tmp_path / "run.json").write_text(content, encoding="latin-1")
    assert set(Journal.load(tmp_path).records) == {"bruno"}


def test_a_write_that_fails_leaves_the_record_before(tmp_path):
    journal = Journal(tmp_path)
    journal.write(record("ada"))
    with pytest.raises(TypeError):
        journal.write(replace(record("ada"), submission=object()))
    assert Journal.load(tmp_path).records == {"ada": record("ada")}


def test_a_stopped_run_goes_on_with_those_it_did_not_reach(tmp_path):
    first = Journal.load(tmp_path)
    first.begin(["ada", "bruno", "chloe"])
    first.write(record("ada", first.run))

    second = Journal.load(tmp_path)
    assert second.left() == {"bruno", "chloe"}
    second.begin([])
    assert second.run == first.run
    for student in sorted(second.left()):
        second.write(record(student, second.run))
    assert [change.student for change in second.finish()] == ["ada", "bruno", "chloe"]

    third = Journal.load(tmp_path)
    assert (third.left(), third.finish()) == (set(), ())
    third.begin(["ada"])
    assert third.run != first.run
    assert third.left() == {"ada"}


def test_the_secret_of_a_class_is_drawn_once_and_kept_from_others(tmp_path):
    secret = class_seed(tmp_path / "one")
    assert class_seed(tmp_path / "one") == secret
    assert class_seed(tmp_path / "two") != secret
    assert len(secret) == 32
    assert stat.S_IMODE((tmp_path / "one" / ".seed").stat().st_mode) == 0o600


def test_seeds_differ_by_student_assignment_and_class():
    seeds = [
        student_seed(secret, assignment, student)
        for secret in (b"one", b"two")
        for assignment in ("A3", "A4")
        for student in [f"student {i}" for i in range(1000)]
    ]
    assert len(set(seeds)) == 4000
    assert all(seed == json.loads(json.dumps(seed)) and 0 <= seed < 2**48 for seed in seeds)


def question(points=1.0, reason="", maximum=2.0, **problems):
    parts = tuple(Part(title, True, 1.0, problem) for title, problem in problems.items())
    verdict = Verdict("square", points, maximum, reason, parts=parts)
    return Assessment(GRADED, verdicts={"square": verdict})


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            question(2.0, small="", large=""),
            question(1.0, small="", large="too large"),
            "hidden check 'large' now fails",
        ),
        (
            question(0.0, small="wrong", large="wrong"),
            question(2.0, small="", large=""),
            "hidden check 'small' now passes",
        ),
        (
            question(0.0, reason="Stopped after 5 seconds."),
            question(2.0, small=""),
            "no longer: Stopped after 5 seconds.",
        ),
        (question(2.0, small=""), question(0.0, reason="It stopped."), "It stopped."),
        (question(2.0, small=""), question(1.0, small="", new="no"), "hidden check 'new' is new"),
        (question(2.0, small="", old=""), question(1.0, small=""), "check 'old' is gone"),
        (question(2.0, small=""), question(3.0, maximum=3.0, small=""), "worth 3 points, not 2"),
    ],
)
def test_a_changed_score_names_the_first_check_that_differs(before, after, why):
    (change,) = changes("ada", before, after)
    assert (change.student, change.question) == ("ada", "square")
    points = before.verdicts["square"].points, after.verdicts["square"].points
    assert (change.before, change.after) == points
    assert why in change.why


def test_a_question_that_came_or_went_is_a_change():
    none = Assessment(GRADED)
    assert changes("ada", none, question(2.0))[0].why == "the question is new"
    assert changes("ada", question(2.0), none)[0].why == "the question is gone"
    assert changes("ada", question(2.0), question(2.0, small="")) == ()
