"""What grading one submission gives: plain data, so that it can be sent and stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

GRADED = "graded"
UNGRADED = "could not be graded"


@dataclass(frozen=True)
class Job:
    """What is to be graded.

    Attributes:
        submission: The bytes of the notebook that was handed in.
        seed: What the inputs of random checks are drawn from; an earlier one gives the same again.
        traced: Keep the traces of right answers, too.
    """

    submission: bytes
    seed: int
    traced: bool = False


@dataclass(frozen=True)
class Part:
    """How one check of a question went.

    Attributes:
        title: What it checks.
        hidden: Whether students see the check before they submit.
        points: What it is worth, a share of the points of the question.
        problem: "" if it passed, otherwise why not, in words that its student may read.
    """

    title: str
    hidden: bool
    points: float
    problem: str = ""


@dataclass(frozen=True)
class Verdict:
    """How one question was answered.

    Attributes:
        question: Its name.
        points: Points earned, between 0 and `maximum`.
        maximum: Points that could be earned.
        reason: "" or why there is no score, in plain words.
        report: The lines that `sequtils.check` wrote about it.
        output: What the answer printed, in its cell and in visible checks; cut off.
        parts: Its checks, in order.
        trace: A short digest of each result that the answer gave on fixed inputs, for comparison
            with those of known mistakes; empty for a right answer.
        seconds: How long the checks took.
    """

    question: str
    points: float
    maximum: float
    reason: str = ""
    report: str = ""
    output: str = ""
    parts: tuple[Part, ...] = ()
    trace: tuple[str, ...] = ()
    seconds: float = 0.0

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> Verdict:
        """The verdict that `dataclasses.asdict` wrote."""
        parts = tuple(Part(**part) for part in saved["parts"])
        return cls(**{**saved, "parts": parts, "trace": tuple(saved["trace"])})


@dataclass(frozen=True)
class Assessment:
    """How a submission was graded.

    Attributes:
        status: GRADED or UNGRADED.
        notes: What was unusual, a sentence each, for the student and the instructor.
        flags: What only the instructor should know, a sentence each.
        verdicts: Question → verdict, for each question that is answered in code.
        answers: Grade id → source of the answer that was graded.
        seed: What the inputs were drawn from.
        seconds: How long it took.

    Example:
        >>> done = Assessment(GRADED, verdicts={"square": Verdict("square", 1.0, 2.0)})
        >>> Assessment.from_json(done.to_json()) == done, done.points
        (True, 1.0)
    """

    status: str
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    seed: int = 0
    seconds: float = 0.0

    @property
    def points(self) -> float:
        """The sum of all questions that are answered in code."""
        return sum(verdict.points for verdict in self.verdicts.values())

    def to_json(self) -> dict[str, Any]:
        """The assessment as dictionaries, lists, strings and numbers."""
        return asdict(self)

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> Assessment:
        """The assessment that `to_json` wrote, also after a round trip through a file."""
        verdicts = {name: Verdict.from_json(entry) for name, entry in saved["verdicts"].items()}
        lists = {name: tuple(saved[name]) for name in ("notes", "flags")}
        return cls(**{**saved, **lists, "verdicts": verdicts})
