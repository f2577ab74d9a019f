"""Numbers about a class, against hand calculation and SciPy."""

import numpy as np
import pytest
from scipy import stats

from grading.assessment import GRADED, Assessment, Part, Verdict
from grading.report.statistics import discrimination, failed_checks, items, totals
from grading.results import Result


def test_totals_by_hand(results, waiting):
    overall = totals([*results, waiting])
    assert overall.values == (0.0, 0.0, 2.0, 5.0, 5.0, 9.0)
    assert (overall.mean, overall.median, overall.maximum) == (3.5, 3.5, 9.0)
    # Deviations −3.5, −3.5, −1.5, 1.5, 1.5, 5.5; their squares sum to 61.5, and 61.5 / 5 = 12.3.
    assert overall.deviation == pytest.approx(12.3**0.5)
    assert (overall.submissions, overall.ungraded, overall.waiting, overall.late) == (6, 1, 1, 1)


def test_questions_by_hand(points, results, assessments, stubs):
    square, root, why = items(points, results, assessments, stubs)
    # Points 2, 2, 1, 0 of 2; eve's submission could not be graded and is left out.
    assert (square.graded, square.difficulty) == (4, 5 / 8)
    assert (square.full, square.some, square.none, square.blank) == (2, 1, 0, 1)
    assert (root.full, root.some, root.none, root.blank) == (1, 1, 1, 1)
    assert (why.difficulty, why.seconds) == (6 / 12, None)
    assert square.seconds == root.seconds == 2.5


def test_discrimination_is_the_correlation_with_the_other_questions(
    points, results, assessments, stubs
):
    square, root, why = items(points, results, assessments, stubs)
    table = np.array([[2, 4, 3], [2, 2, 2], [1, 0, 1], [0, 0, 0]])
    for i, item in enumerate((square, root, why)):
        rest = np.delete(table, i, axis=1).sum(axis=1)
        assert item.discrimination == pytest.approx(stats.pearsonr(table[:, i], rest).statistic)


def test_discrimination_of_a_large_class_agrees_with_scipy():
    rng = np.random.default_rng(0)
    skill = rng.normal(size=200)
    scores, rest = rng.normal(skill), rng.normal(3 * skill)
    found = discrimination(scores.tolist(), rest.tolist())
    assert found == pytest.approx(stats.pearsonr(scores, rest).statistic)
    assert 0.5 < found < 0.9


@pytest.mark.parametrize(
    ("scores", "rest"),
    [
        ([], []),
        ([1], [2]),
        ([1, 2], [3, 4]),
        ([1, 1, 1], [1, 2, 3]),
        ([1, 2, 3], [0.3, 0.1 + 0.2, 0.3]),
    ],
    ids=["nobody", "one", "two", "equal scores", "equal but for rounding"],
)
def test_discrimination_is_undefined_without_variation(scores, rest):
    assert discrimination(scores, rest) is None


def test_a_question_that_waits_counts_in_no_total(points, results, waiting, assessments, stubs):
    """With finn's *why* unread, the others' correlations leave *why* out for everybody."""
    assessments["finn"] = Assessment(GRADED, answers=dict.fromkeys(points, "an answer"))
    square, _, why = items(points, [*results, waiting], assessments, stubs)
    assert why.graded == 4
    expected = stats.pearsonr([2, 2, 1, 0, 1], [4, 2, 0, 0, 4]).statistic
    assert square.discrimination == pytest.approx(expected)
    expected = stats.pearsonr([3, 2, 1, 0], [6, 4, 1, 0]).statistic
    assert why.discrimination == pytest.approx(expected)


def test_an_empty_class_has_no_numbers(points, stubs):
    assert totals([]).mean is totals([]).median is totals([]).deviation is None
    for item in items(points, [], {}, stubs):
        assert item.graded == 0
        assert item.difficulty is item.discrimination is item.seconds is None
    assert failed_checks([], {}, stubs) == []


def test_one_student_has_no_spread(points, results, assessments, stubs):
    overall = totals(results[:1])
    assert (overall.mean, overall.median, overall.deviation) == (9.0, 9.0, None)
    assert [item.discrimination for item in items(points, results[:1], assessments, stubs)] == [
        None
    ] * 3


def test_failed_checks_count_answers_not_blanks(results, assessments, stubs):
    found = [
        (check.question, check.title, check.hidden, check.failed, check.answered)
        for check in failed_checks(results, assessments, stubs)
    ]
    # dora, who gave no answer, fails everything and is not counted.
    assert found == [
        ("root", "large", True, 2, 3),
        ("square", "large", True, 1, 3),
        ("root", "a small case", False, 1, 3),
    ]


def test_the_most_frequent_failure_comes_first():
    parts = [Part("rare", False, 1), Part("frequent", False, 1, "It is not right.")]
    assessments, results = {}, []
    for i in range(5):
        rare = Part("rare", False, 1, "It is not right." if i == 0 else "")
        verdict = Verdict("square", 0.0, 2.0, parts=(rare, parts[1]))
        assessments[f"s{i}"] = Assessment(
            GRADED, verdicts={"square": verdict}, answers={"square": "x"}
        )
        results.append(Result(f"s{i}", GRADED, (), {"square": 0.0}, 2.0))
    found = failed_checks(results, assessments, {"square": ""})
    assert [(check.title, check.share) for check in found] == [("frequent", 1.0), ("rare", 0.2)]
