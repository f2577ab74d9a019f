"""The assertions of exercises: what passes, what students read, and that nothing escapes a part."""

import linecache
import math
import sys
import time
import warnings

import numpy as np
import pytest

from sequtils import check
from sequtils.check import CheckFailed


def test_close_accepts_lists_arrays_and_float32():
    check.close([1.0, 2.0], np.array([1, 2]))
    check.close(np.float32(0.1), 0.1, rtol=1e-6)  # float32 has 24 bits: relative error up to 6e-8


@pytest.mark.parametrize(
    ("actual", "message"),
    [
        (None, "returned None. Did you forget `return`"),
        ("text", "should be numbers, and it is of type str"),
        ([[1.0], [2.0, 3.0]], "should be numbers, and it is of type list"),
        ([1.0, 2.0, 3.0], "should have shape (2,), and it has shape (3,)"),
        (1.0, "should have shape (2,), and it has a single number"),
        ([math.inf, 2.0], "contains inf or nan"),
        ([math.nan, 2.0], "contains inf or nan"),
        ([1.0, 2.1], "1 of 2 values are not right"),
    ],
)
def test_close_tells_the_kind_of_difference(actual, message):
    with pytest.raises(CheckFailed) as failure:
        check.close(actual, [1.0, 2.0])
    assert message in str(failure.value)


def test_close_recognises_a_mistake_by_its_result():
    with pytest.raises(CheckFailed) as failure:
        check.close([2.0, 4.0], [1.0, 2.0], "other", mistakes={"halve it": [2.0, 4.0]})
    assert failure.value.hint == "halve it"
    with pytest.raises(CheckFailed) as failure:
        check.close([9.0, 4.0], [1.0, 2.0], "other", mistakes={"halve it": [2.0, 4.0]})
    assert failure.value.hint == "other"


def test_close_allows_infinity_where_it_is_expected():
    check.close([math.inf, 1.0], [math.inf, 1.0])


@pytest.mark.parametrize("actual", [[(1, 2), (1, 2)], np.array([[1, 2], [1, 2]]), [[1, 2], [1, 2]]])
def test_same_items_counts_each_item(actual):
    check.same_items(actual, [(1, 2), (1, 2)])
    with pytest.raises(CheckFailed, match="1 too many, of 1 items"):
        check.same_items(actual, [(1, 2)])


def test_same_items_of_generators_and_of_what_cannot_be_counted():
    check.same_items((i for i in (2, 1)), [1, 2])
    with pytest.raises(CheckFailed, match="should be a list, not of type int"):
        check.same_items(3, [3])
    with pytest.raises(CheckFailed, match="not numbers, words or tuples"):
        check.same_items([{}], [1])


def test_equal_ignores_numpy_types_and_tuples():
    check.equal((np.int64(3), ["queen"]), [3, ("queen",)])
    with pytest.raises(CheckFailed):
        check.equal("queen", ["queen"])


def test_kind_and_shape():
    check.kind(np.array([1]), np.integer)
    check.kind(3, (int, float))
    with pytest.raises(
        CheckFailed, match="be an array of integers, not an array of float64 with shape"
    ):
        check.kind(np.array([1.0]), np.integer)
    with pytest.raises(CheckFailed):
        check.shape([[1, 2]], (2, 1))


def test_kind_says_array_where_an_array_is_missing():
    check.kind(np.zeros(2), np.ndarray)
    with pytest.raises(CheckFailed, match="should be an array, not of type list"):
        check.kind([0.0, 0.0], np.ndarray)


def test_raises():
    check.raises(KeyError, {}.__getitem__, "queen")
    with pytest.raises(CheckFailed, match="KeyError should be raised"):
        check.raises(KeyError, {"queen": 1}.__getitem__, "queen")


@pytest.mark.parametrize("seed", range(20))
def test_distribution_accepts_true_draws_and_rejects_others(seed):
    rng = np.random.default_rng(seed)
    p, q = rng.dirichlet(np.ones(6), size=2)
    check.distribution(rng.choice(6, 4000, p=p), p)
    # The distance of two such distributions is far above the noise of 4,000 draws.
    with pytest.raises(CheckFailed) as failure:
        check.distribution(rng.choice(6, 4000, p=q), p, mistakes={"took q": q})
    assert failure.value.hint == "took q"


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_distribution_hardly_ever_rejects_true_draws(size):
    """At 3 in a million, 500 honest draws are all accepted but for a chance of 0.2 %."""
    rng = np.random.default_rng(7)
    for _ in range(500):
        p = rng.dirichlet(np.full(size, 2.0))
        check.distribution(rng.choice(size, 2000, p=p), p)


@pytest.mark.parametrize("draws", [[0.5], [-1], [3], [], [math.nan]])
def test_distribution_rejects_what_is_no_id(draws):
    with pytest.raises(CheckFailed):
        check.distribution(draws, [0.2, 0.3, 0.5])


def test_distribution_never_allows_the_impossible():
    with pytest.raises(CheckFailed, match="do not follow"):
        check.distribution([0] * 10_000 + [1], [1.0, 0.0])


def test_gradient_by_differences_agrees_with_the_formula():
    point = np.array([[0.3, -1.0], [2.0, 0.5]])
    check.gradient(lambda x: np.sin(x).sum(), point, np.cos(point))
    with pytest.raises(CheckFailed):
        check.gradient(lambda x: np.sin(x).sum(), point, np.cos(point) + 1e-4)


def run(answer, hidden=False, points=2.0):
    """The score and the report of a question whose only part calls `answer`."""
    q = check.Question("answer", points=points, seconds=0.3)
    with q.hidden(1, "a part") if hidden else q.part(1, "a part"):
        answer()
    return q, q.score()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda: check.close(1.0, 2.0, "add one"), "Hint: add one"),
        (lambda: exec("raise NotImplementedError"), "Not implemented yet"),
        (lambda: undefined_name, "`undefined_name` is not defined"),  # noqa: F821
        (lambda: iter(None), "returned None. Did you forget `return`?"),
        (lambda: len(3), "The result cannot be used: TypeError"),
        (lambda: sys.exit(0), "The result cannot be used: SystemExit"),
    ],
)
def test_whatever_happens_in_a_part_becomes_a_sentence(answer, message, capsys):
    _, score = run(answer)
    assert score == 0.0
    assert message in capsys.readouterr().out


def test_an_endless_loop_is_stopped_and_the_next_ones_sooner(capsys):
    q = check.Question("loop", points=1, seconds=0.5)
    start = time.monotonic()
    for _ in range(3):
        with q.part(1, "loops"):
            while True:
                try:
                    math.sqrt(2)
                except Exception:
                    continue
    assert time.monotonic() - start < 5
    assert q.score() == 0.0
    assert "Stopped after 0.5 seconds. Does a loop never end?" in capsys.readouterr().out


def test_an_interrupt_leaves_the_part():
    q = check.Question("answer", points=1)
    with pytest.raises(KeyboardInterrupt), q.part(1, "a part"):
        raise KeyboardInterrupt


def test_warnings_and_stderr_stay_inside_and_cost_nothing(capsys):
    def answer():
        warnings.warn("careful", stacklevel=1)
        print("oops", file=sys.stderr)
        np.log(np.array([0.0]))

    _, score = run(answer)
    captured = capsys.readouterr()
    assert score == 2.0
    assert captured.err == ""


def test_numeric_warnings_are_told_with_a_failure(capsys):
    run(lambda: check.close(np.exp(np.array([1e4])), [1.0]))
    assert "NumPy warned: overflow encountered in exp." in capsys.readouterr().out


def test_hidden_parts_do_not_tell_values(capsys):
    def answer():
        check.close(1.25, 7.75, "add more")

    run(answer)
    assert "7.75" in capsys.readouterr().out
    run(answer, hidden=True)
    hidden = capsys.readouterr().out
    assert "7.75" not in hidden
    assert "1.25" not in hidden
    assert "Hint: add more" in hidden


def test_hidden_parts_print_nothing(capsys):
    run(lambda: print("the argument"))
    assert "the argument" in capsys.readouterr().out
    run(lambda: print("the argument"), hidden=True)
    assert "the argument" not in capsys.readouterr().out


def test_a_graded_report_does_not_ask_to_run_a_cell(capsys):
    def undefined():
        raise NameError("no", name="answer")

    run(undefined)
    assert "Run the cell that defines it first." in capsys.readouterr().out
    run(undefined, hidden=True)
    out = capsys.readouterr().out
    assert "its answer cell, above, stopped with an error" in out
    assert "Run the cell" not in out


def test_an_error_in_the_students_cell_names_its_line_and_not_that_of_the_test(capsys):
    namespace = {"check": check}
    cells = {
        "<answer>": "def half(x):\n    return x / nothing\n",
        "<test>": (
            "q = check.Question('half', 1)\n"
            "with q.part(1, 'a part'):\n"
            "    half(SECRET := 3)\n"
            "q.score()\n"
        ),
    }
    for name, source in cells.items():
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        exec(compile(source, name, "exec"), namespace)
    out = capsys.readouterr().out
    assert "Your code stopped with NameError: name 'nothing' is not defined" in out
    assert "in line 2 of your cell: return x / nothing" in out
    assert "SECRET" not in out


@pytest.mark.parametrize("points", [1, 2.5, 3])
def test_score_is_a_plain_float_in_range(points):
    q = check.Question("thirds", points=points)
    for i in range(3):
        with q.part(1 / 3, "a third"):
            assert i
    score = q.score()
    assert type(score) is float
    assert score == pytest.approx(points * 2 / 3)


def test_a_question_without_parts_scores_nothing():
    assert check.Question("empty", points=2).score() == 0.0


def test_all_parts_give_exactly_all_points():
    q = check.Question("tenths", points=1)
    for _ in range(10):
        with q.part(0.1, "a tenth"):
            pass
    assert q.score() == 1.0
    assert check.passed("tenths")


def test_passed_needs_all_points():
    run(lambda: None)
    assert check.passed("answer")
    assert not check.passed("answer", "never asked")
    run(lambda: check.equal(1, 2))
    assert not check.passed("answer")


def test_validation_raises_the_report(monkeypatch):
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    with pytest.raises(check.Incomplete) as error:
        run(lambda: check.equal(1, 2))
    lines = error.value._render_traceback_()
    assert lines[0] == "answer: 0 of 1 visible checks pass"
    # nbgrader cuts lines of its report at 87 characters, 4 of them its own indent.
    assert all(len(line) <= 83 for line in lines)
    _, score = run(lambda: None)
    assert score == 2.0


def test_long_values_are_cut():
    with pytest.raises(CheckFailed) as failure:
        check.equal(list(range(1000)), [1])
    assert all(len(line) < 170 for line in failure.value.values.splitlines())
