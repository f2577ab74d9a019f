"""Classes to grade without running an answer: one is right if it reads as the reference does."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest

from grading.assessment import GRADED, UNGRADED, Assessment, Part, Verdict
from grading.engine import Engine
from grading.grade import Class, register
from grading.nbgrader import grade_id, is_test, pristine, question, questions
from grading.rebuild import answers_of
from grading.submission import UnreadableSubmission
from grading.variants import answered, reference

ASSIGNMENT = "A3-word2vec"
SMALL = "attention"
SMALL_ONES = Path(__file__).parent / "assignments"


@dataclass
class Judge:
    """Stands for the engine: the same interface, and whatever outcome a test needs.

    Attributes:
        seen: The jobs it was given: student → seed.
        problem: Question → what its hidden check says of a right answer; "" or absent: it passes.
        stop_after: Ctrl-C is pressed after so many submissions.
        skip: Students who are never finished, as if their worker was lost.
    """

    blank: object
    right: dict[str, str]
    seen: dict[str, int] = field(default_factory=dict)
    problem: dict[str, str] = field(default_factory=dict)
    stop_after: int = 10**9
    skip: set[str] = field(default_factory=set)

    def __call__(self, assignment, jobs):
        for done, (student, job) in enumerate(jobs.items()):
            if done == self.stop_after:
                raise KeyboardInterrupt
            self.seen[student] = job.seed
            if student not in self.skip:
                yield student, self.assess(job)

    def assess(self, job):
        try:
            submission = answers_of(job.submission, self.blank)
        except UnreadableSubmission as error:
            return Assessment(UNGRADED, (str(error),), seed=job.seed)
        points = questions(self.blank)
        verdicts = {
            name: self.judge(name, points[name], submission.answers[name])
            for name in (question(grade_id(cell)) for cell in self.blank.cells if is_test(cell))
        }
        notes = tuple(submission.notes)
        return Assessment(GRADED, notes, (), verdicts, submission.answers, job.seed)

    def judge(self, name, points, answer):
        right = answer == self.right[name]
        problems = ["" if right else "wrong", self.problem.get(name, "") if right else "wrong"]
        parts = tuple(
            Part(title, hidden, points / 2, problem)
            for title, hidden, problem in zip(("small", "large"), (0, 1), problems, strict=True)
        )
        earned = sum(part.points for part in parts if not part.problem)
        report = "\n".join(f"{part.title}: {part.problem or 'passed'}" for part in parts)
        return Verdict(name, earned, points, report=report, output="printed", parts=parts)


@dataclass
class Room:
    """A class folder, and the means to fill it."""

    group: Class
    judge: Judge

    def hand_in(self, student, **answers):
        """Hand in right answers to all code questions, but for those that are given."""
        self.write(student, answered(self.judge.blank, {**self.judge.right, **answers}))

    def write(self, student, content):
        path = self.group.path("submitted", student)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else nbformat.writes(content)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def exercise():
    """The notebook that is graded, and the reference's answers to its code questions."""
    blank = pristine(ASSIGNMENT)
    code = {question(grade_id(cell)) for cell in blank.cells if is_test(cell)}
    right = {name: answer for name, answer in reference(ASSIGNMENT).items() if name in code}
    return blank, right


@pytest.fixture(scope="session")
def registered(tmp_path_factory) -> Path:
    """A gradebook that knows the assignment and no student, made by nbgrader once."""
    group = Class(ASSIGNMENT, tmp_path_factory.mktemp("registered"))
    register(group)
    return group.folder / "gradebook.db"


@pytest.fixture
def room(tmp_path: Path, exercise, registered) -> Room:
    """An empty class."""
    folder = tmp_path / "class"
    folder.mkdir()
    shutil.copy(registered, folder)
    return Room(Class(ASSIGNMENT, folder), Judge(*exercise))


@dataclass
class Seminar:
    """The small assignment "attention" and an engine that grades it.

    Attributes:
        engine: The engine.
        blank: The notebook without answers, as bytes.
        right: Grade id → the right answer.
    """

    engine: Engine
    blank: bytes
    right: dict[str, str]

    def submission(self, **answers: str) -> bytes:
        """Right answers to all questions, but for those that are given."""
        blank = nbformat.reads(self.blank.decode(), as_version=4)
        return nbformat.writes(answered(blank, {**self.right, **answers})).encode()

    def grade(self, seed: int = 1, traced: bool = False, **answers: str) -> Assessment:
        """The assessment of right answers to all questions, but for those that are given."""
        return self.engine.assess(self.submission(**answers), seed, traced)

    def grade_file(self, content: bytes) -> Assessment:
        """The assessment of a file."""
        return self.engine.assess(content, 1)


def seminar_on(engine: Engine) -> Seminar:
    """The material of the small assignment, to be graded by an engine."""
    blank = nbformat.writes(pristine(SMALL, SMALL_ONES)).encode()
    return Seminar(engine, blank, reference(SMALL, SMALL_ONES))


@pytest.fixture(scope="session")
def boxes():
    """For tests that need a sandbox."""
    if shutil.which("bwrap") is None:
        assert "CI" not in os.environ, "the set-up of CI must install bubblewrap"
        pytest.skip("bubblewrap is not installed: nothing is graded")


@pytest.fixture(scope="session")
def seminar(boxes):
    """The small assignment with an engine that is shared: nothing may break it."""
    with Engine(SMALL, solutions=SMALL_ONES) as engine:
        yield seminar_on(engine)
