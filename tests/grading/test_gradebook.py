"""The gradebook holds what nbgrader itself would have written, and what people did stays."""

import csv
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbgrader.api import Gradebook as Theirs
from nbgrader.plugins import CsvExportPlugin
from nbgrader.preprocessors import SaveAutoGrades

from grading.assessment import Assessment, Job, Verdict
from grading.assignment import LatePolicy
from grading.autograded import autograded
from grading.gradebook import Gradebook, score_of
from grading.nbgrader import questions
from grading.results import GRADED, UNGRADED, WAITING
from grading.variants import answered

ASSIGNMENT = "A3-word2vec"


@pytest.fixture
def database(registered, tmp_path):
    """The URL of a gradebook that knows the assignment, made by nbgrader, and no student."""
    return f"sqlite:///{shutil.copy(registered, tmp_path)}"


@pytest.fixture
def gradebook(database, exercise):
    with Gradebook(database, ASSIGNMENT, exercise[0]) as opened:
        yield opened


def assessed(room, **answers):
    notebook = answered(room.judge.blank, {**room.judge.right, **answers})
    return room.judge.assess(Job(nbformat.writes(notebook).encode(), 0))


def rows(database, student):
    """All that nbgrader keeps on the cells of a student."""
    with Theirs(database) as theirs:
        (notebook,) = theirs.find_submission(ASSIGNMENT, student).notebooks
        grades = {
            g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in notebook.grades
        }
        return grades, {c.name: c.auto_comment for c in notebook.comments}


def person(database, student, score=None, comment=None, **columns):
    """What the formgrader does when a person grades the written answer."""
    with Theirs(database) as theirs:
        grade = theirs.find_grade("judgement", ASSIGNMENT, ASSIGNMENT, student)
        if score is not None:
            grade.manual_score, grade.needs_manual_grade = score, False
        for name, value in columns.items():
            setattr(grade, name, value)
        if comment:
            found = theirs.find_comment("judgement", ASSIGNMENT, ASSIGNMENT, student)
            found.manual_comment = comment
        theirs.db.commit()


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"judgement": "My numbers look good."},
        {"judgement": "*Your answer here.*"},
        {"analogy": "def analogy(): ...", "judgement": "<b>Good</b>\n~~~"},
        {"sgd_step": ""},
    ],
    ids=["right", "written", "stub", "wrong", "empty"],
)
def test_rows_are_those_that_nbgraders_own_step_writes(room, gradebook, database, answers):
    """`SaveAutoGrades` reads the scores out of the notebook, into rows of a second student."""
    assessment = assessed(room, **answers)
    gradebook.enter("ours", assessment)
    with Theirs(database) as theirs:
        theirs.add_student("theirs")
        theirs.add_submission(ASSIGNMENT, "theirs")
    about = {"notebook": ASSIGNMENT, "assignment": ASSIGNMENT, "student": "theirs"}
    resources = {"nbgrader": {**about, "db_url": database}}
    SaveAutoGrades().preprocess(autograded(room.judge.blank, assessment), resources)
    ours, theirs = rows(database, "ours"), rows(database, "theirs")
    if answers.get("sgd_step") == "":  # nbgrader does not see that nothing is no response
        assert ours[1].pop("sgd_step") == "No response."
        assert theirs[1].pop("sgd_step") is None
    assert ours == theirs
    assert len(ours[0]) == len(questions(room.judge.blank))


def test_scores_are_read_back_as_they_were_entered(room, gradebook):
    right = assessed(room, judgement="My numbers look good.")
    wrong = assessed(room, analogy="def analogy(): ...")
    gradebook.enter("ada", right)
    gradebook.enter("bruno", wrong)
    ada, bruno, carl = gradebook.results(
        {"ada": right, "bruno": wrong, "carl": Assessment(UNGRADED, ("A link.",))}
    )
    assert (ada.total, ada.status, ada.scores["judgement"]) == (17, WAITING, None)
    assert bruno.scores == {**questions(room.judge.blank), "analogy": 0, "judgement": 0}
    assert (bruno.total, bruno.status) == (15, GRADED)
    assert (carl.total, carl.status, carl.remarks) == (0, UNGRADED, ("A link.",))
    assert gradebook.students() == {"ada", "bruno"}


@pytest.mark.parametrize("points", [float("nan"), float("inf"), -1.0, 3.01, "3", None, True])
def test_only_a_number_in_range_is_a_score(points):
    assert score_of(Verdict("analogy", points, 3.0), 3.0) == 0.0
    assert score_of(Verdict("analogy", 3.0, 3.0), 3.0) == 3.0


def test_a_missing_verdict_is_no_points(room, gradebook):
    assessment = assessed(room)
    partly = {name: v for name, v in assessment.verdicts.items() if name != "analogy"}
    gradebook.enter("ada", replace(assessment, verdicts=partly))
    assert gradebook.results({"ada": assessment})[0].scores["analogy"] == 0


def test_regrading_keeps_what_a_person_did(room, gradebook, database):
    assessment = assessed(room, judgement="My numbers look good.")
    told = gradebook.enter("ada", assessment)
    person(database, "ada", 2.5, "Name the seed.", extra_credit=0.25)
    again = gradebook.enter("ada", assessed(room, judgement="My numbers look good."), told)
    assert again == told
    (result,) = gradebook.results({"ada": assessment})
    assert (result.scores["judgement"], result.status) == (2.75, GRADED)
    assert result.comments == {"judgement": "Name the seed."}

    # A mistake elsewhere says nothing about this answer.
    gradebook.enter("ada", assessed(room, judgement="My numbers look good.", analogy=""), told)
    assert gradebook.results({"ada": assessment})[0].scores["judgement"] == 2.75


def test_another_answer_has_to_be_confirmed_once(room, gradebook, database):
    told = gradebook.enter("ada", assessed(room, judgement="My numbers look good."))
    person(database, "ada", 2.5)
    other = assessed(room, judgement="My numbers are 0.8 and 0.9.")
    for _ in range(2):
        told = gradebook.enter("ada", other, told)
        assert rows(database, "ada")[0]["judgement"] == (None, 2.5, True)
        assert gradebook.results({"ada": other})[0].status == WAITING
    person(database, "ada", 3.0)
    gradebook.enter("ada", other, told)
    assert gradebook.results({"ada": other})[0].scores["judgement"] == 3.0


def test_a_person_can_overrule_a_check_until_it_says_something_else(room, gradebook, database):
    wrong = assessed(room, analogy="def analogy(): ...")
    told = gradebook.enter("ada", wrong)
    with Theirs(database) as theirs:
        grade = theirs.find_grade("test_analogy", ASSIGNMENT, ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.0, False
        theirs.db.commit()
    gradebook.enter("ada", wrong, told)
    assert gradebook.results({"ada": wrong})[0].scores["analogy"] == 1.0
    kinder = replace(wrong.verdicts["analogy"], points=1.5)
    corrected = replace(wrong, verdicts={**wrong.verdicts, "analogy": kinder})
    gradebook.enter("ada", corrected, told)
    assert rows(database, "ada")[0]["test_analogy"] == (1.5, 1.0, True)


def test_a_submission_is_entered_whole_or_not_at_all(room, gradebook, database, monkeypatch):
    before = assessed(room)
    gradebook.enter("ada", before)
    monkeypatch.setattr(gradebook, "_enter_comments", lambda *_: 1 / 0)
    for student in ("ada", "bruno"):
        with pytest.raises(ZeroDivisionError):
            gradebook.enter(student, assessed(room, analogy=""))
    assert gradebook.students() == {"ada"}
    assert gradebook.results({"ada": before})[0].scores["analogy"] == 2
    with Theirs(database) as theirs:
        assert [student.id for student in theirs.students] == ["ada"]


def test_late_points_are_those_that_nbgrader_exports(room, gradebook, database, tmp_path):
    due = datetime(2026, 11, 30, 22, 59)
    gradebook.set_due(due)
    policy = LatePolicy(grace_minutes=10, per_day=0.1, at_most=0.5)
    minutes = {"ada": -60, "bruno": 9, "chloe": 11, "dinesh": 60 * 24 + 11, "elif": 60 * 24 * 30}
    assessment = assessed(room)
    for student, late in minutes.items():
        gradebook.enter(student, assessment, handed_in=due + timedelta(minutes=late))
    gradebook.enter("femi", assessment)  # nobody knows when
    gradebook.settle(policy)
    results = gradebook.results(dict.fromkeys([*minutes, "femi"], assessment))
    shares = [result.penalty / 17 for result in results]
    assert shares == pytest.approx([0, 0, 0.1, 0.2, 0.5, 0])
    assert results[2].remarks == ("Handed in late: 1.7 points are taken.",)

    target = tmp_path / "grades.csv"
    with Theirs(database) as theirs:
        plugin = CsvExportPlugin(to=str(target))
        plugin.export(theirs)
    exported = {row["student_id"]: row for row in csv.DictReader(target.open())}
    assert {name: float(row["score"]) for name, row in exported.items()} == pytest.approx(
        {result.student: result.total for result in results}
    )
    assert exported["dinesh"]["duedate"] == str(due)


def test_an_extension_and_a_persons_points_change_the_penalty(room, gradebook, database):
    due = datetime(2026, 11, 30)
    gradebook.set_due(due)
    policy = LatePolicy(grace_minutes=0, per_day=0.1)
    assessment = assessed(room, judgement="My numbers look good.")
    for student in ("ada", "bruno"):
        gradebook.enter(student, assessment, handed_in=due + timedelta(hours=30))
    person(database, "ada", 3.0)
    with Theirs(database) as theirs:
        theirs.grant_extension(ASSIGNMENT, "bruno", hours=30)
    gradebook.settle(policy)
    ada, bruno = gradebook.results(dict.fromkeys(["ada", "bruno"], assessment))
    assert (ada.penalty, bruno.penalty) == (pytest.approx(4.0), 0)
    gradebook.settle(None)
    assert gradebook.results({"ada": assessment})[0].penalty == 0


class Tags(HTMLParser):
    """The elements of a page, and the addresses and handlers in their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        active = sorted(f"{k}={v}" for k, v in attributes if k in ("href", "src") or k[:2] == "on")
        self.found.append((tag, *active))


HOSTILE = """<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))
~~~
</pre></div><script>alert(2)</script>
~~~~~~~~
$$ </script><script>alert(3)</script> $$ ![x](attachment:missing.png)
\\begin{a}<script>alert(4)</script>\\end{a}
"""


def test_nothing_of_a_student_becomes_html_in_the_formgrader(room):
    """The page has the elements of an honest one, but for spans that colour code."""

    def elements(text):
        assessment = assessed(room, judgement=text, analogy=f'"""{text}"""')
        verdict = replace(assessment.verdicts["analogy"], output=text, report=text, reason=text)
        verdicts = {**assessment.verdicts, "analogy": verdict}
        told = replace(assessment, verdicts=verdicts, notes=(text,))
        page, _ = HTMLExporter().from_notebook_node(autograded(room.judge.blank, told))
        return [tag for tag in Tags(page).found if tag[0] != "span"], page

    honest, _ = elements("word")
    found, page = elements(HOSTILE)
    assert found == honest
    assert page.count("alert(3)") >= 4  # the text itself is there


def test_a_graded_notebook_holds_any_text(room, tmp_path):
    text = "\x00 \x1b[31m \ud800 \u202e " + "x" * 1_000_000
    assessment = assessed(room)
    answers = {**assessment.answers, "judgement": text, "analogy": text}
    notebook = autograded(room.judge.blank, replace(assessment, answers=answers, notes=(text,)))
    path = tmp_path / "graded.ipynb"
    nbformat.write(notebook, path)
    nbformat.validate(nbformat.read(path, as_version=4))


def test_formgrader_and_grader_take_turns(room, gradebook, database):
    """An open formgrader that has read the gradebook does not keep it from being written."""
    with closing(Theirs(database)) as theirs:
        assert theirs.students == []
        gradebook.enter("ada", assessed(room))
        theirs.db.rollback()
        assert [student.id for student in theirs.students] == ["ada"]
