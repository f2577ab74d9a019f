"""The table of scores that an instructor sees."""

from io import StringIO

from rich.console import Console

from grading.results import Result
from grading.summary import print_scores


def test_eleven_questions_and_their_total_fit_into_80_columns():
    questions = {f"question_{i}": 2.0 for i in range(11)}
    scores = dict.fromkeys(questions, 0.25)
    done = Result("student9", "graded", (), scores, 22.0)
    out = StringIO()
    print_scores(Console(file=out, width=80), questions, [done])
    row = next(line for line in out.getvalue().splitlines() if "student9" in line)
    assert row.split() == ["student9", *["0.25"] * 11, "2.75"]
