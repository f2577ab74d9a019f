"""The assertions of exercises: which mistake it is, in the student's terms, and partial credit.

A test cell of an exercise reads

    q = check.Question("square", points=2)
    with q.part(1, "squares an array"):
        check.close(square(np.array([1.0, 3.0])), [1.0, 9.0])
    q.score()

The last line prints a report and returns the points as a plain float, which is what nbgrader
reads as partial credit. Nothing that the student's code does inside a part (an exception, a
warning, an endless loop) leaves that part.

`assertions` says what can be demanded of an answer, `question` turns it into points and words.
"""

from sequtils.check.assertions import (
    CheckFailed,
    close,
    distribution,
    equal,
    gradient,
    kind,
    raises,
    same_items,
    shape,
)
from sequtils.check.question import (
    AnswerRaised,
    AnswerStopped,
    Incomplete,
    Question,
    draw_from,
    generator,
    passed,
)

__all__ = [
    "AnswerRaised",
    "AnswerStopped",
    "CheckFailed",
    "Incomplete",
    "Question",
    "close",
    "distribution",
    "draw_from",
    "equal",
    "generator",
    "gradient",
    "kind",
    "passed",
    "raises",
    "same_items",
    "shape",
]
