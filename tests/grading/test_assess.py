"""What one submission gets: points check by check, words, notes, and nothing of hidden checks."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest

from grading.assessment import GRADED, UNGRADED, Assessment
from grading.exam import defined

MOST = {"softmax": 2, "attention": 3, "layer": 2, "batches": 2, "slope": 1, "count": 1}
RIGHT_SOFTMAX = "torch.softmax(scores.masked_fill(~mask, -torch.inf), -1)"


def points(assessment):
    return {name: verdict.points for name, verdict in assessment.verdicts.items()}


def but(**lost):
    """All points, but for those of some questions."""
    return {**MOST, **lost}


def problems(verdict):
    return [part.problem for part in verdict.parts]


def function(body):
    return f"def masked_softmax(scores, mask):\n    {body}"


def test_a_right_submission_has_all_points_and_nothing_to_say(seminar):
    graded = seminar.grade()
    assert graded.status == GRADED
    assert points(graded) == MOST
    assert (graded.notes, graded.flags) == ((), ())
    for verdict in graded.verdicts.values():
        assert (verdict.reason, verdict.output, verdict.trace) == ("", "", ())


def test_an_empty_submission_has_no_points(seminar):
    graded = seminar.grade_file(seminar.blank)
    assert points(graded) == dict.fromkeys(MOST, 0)
    assert not graded.flags


@pytest.mark.parametrize("seed", range(10))
def test_a_right_submission_is_right_for_any_inputs(seminar, seed):
    assert points(seminar.grade(seed=seed)) == MOST


OTHERS = {
    "softmax": f"import torch\ndef masked_softmax(scores, mask):\n    return {RIGHT_SOFTMAX}",
    "attention": """
def attend(query, keys, values, mask):
    total, result = 0.0, torch.zeros_like(values[0])
    for key, value, seen in zip(keys, values, mask):
        if seen:
            weight = torch.exp(query.dot(key) / len(query) ** 0.5)
            total, result = total + weight, result + weight * value
    return result / total""",
    "layer": """
import torch.nn as nn
class Linear(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        for name, shape in (("A", (inputs, outputs)), ("b", (outputs,))):
            self.register_parameter(name, nn.Parameter(torch.zeros(shape)))
    def __call__(self, x):
        return torch.addmm(self.b, x, self.A)""",
    "batches": """
def batches(items, size, rng, change=lambda item: item):
    change = change or (lambda item: item)
    items = list(items)
    rng.shuffle(items)
    while items:
        yield tuple(map(change, items[:size]))
        del items[:size]""",
    "slope": """
def slope(weights, x):
    loss = torch.tanh((weights * x).sum())
    loss.backward()
    return loss.item(), weights.grad.numpy()""",
    "count": "def count(layer):\n    return sum(len(p.flatten()) for p in (layer.A, layer.b))",
}


@pytest.mark.parametrize("question", OTHERS)
def test_a_right_answer_written_differently_has_all_points(seminar, question):
    assert points(seminar.grade(**{question: OTHERS[question]})) == MOST


def test_each_check_earns_its_own_points(seminar):
    forgets_to_scale = seminar.right["attention"].replace(" / query.shape[-1] ** 0.5", "")
    graded = seminar.grade(attention=forgets_to_scale)
    assert points(graded) == but(attention=1)  # the visible check has one position to attend to
    visible, hidden = graded.verdicts["attention"].parts
    assert (visible.points, visible.hidden, visible.problem) == (1.0, False, "")
    assert (hidden.points, hidden.hidden) == (2.0, True)
    assert "Scale by the root of D." in hidden.problem


def test_a_mistake_costs_once_though_later_questions_use_the_answer(seminar):
    graded = seminar.grade(softmax=function("return torch.full_like(scores, 0.5)"))
    assert points(graded) == but(softmax=0)
    graded = seminar.grade(layer="class Linear: pass")
    assert points(graded) == but(layer=0)


def test_later_questions_use_the_name_and_not_a_copy_of_the_wrong_answer(seminar):
    """An answer that keeps the wrong function under another name still calls what is right."""
    wrong = "masked_softmax = lambda scores, mask: 0 * scores"
    graded = seminar.grade(softmax=wrong, attention=seminar.right["attention"])
    assert points(graded) == but(softmax=0)


def test_visible_checks_tell_values_and_hidden_ones_do_not(seminar):
    graded = seminar.grade(softmax=function("return torch.softmax(scores, -1)"))
    visible, hidden = problems(graded.verdicts["softmax"])
    assert "Expected [[0.26894, 0.73106, 0.0]]" in visible
    assert "Got      [[0.090031, 0.24473, 0.66524]]" in visible
    assert "Expected" not in hidden
    assert "Got" not in hidden
    assert "Divide by the sum of what is left." in hidden


def test_output_is_kept_of_the_cell_and_of_visible_checks_only(seminar):
    body = f"print('of shape', tuple(scores.shape)); return {RIGHT_SOFTMAX}"
    graded = seminar.grade(softmax="print('in the cell')\n" + function(body))
    assert points(graded) == MOST
    assert graded.verdicts["softmax"].output == "in the cell\nof shape (1, 3)\n"


def test_what_a_wrong_answer_prints_of_hidden_checks_is_not_kept(seminar):
    """A trace runs the checks once more, and may not tell what they ask either."""
    body = "print('of shape', tuple(scores.shape)); return scores"
    verdict = seminar.grade(softmax=function(body)).verdicts["softmax"]
    assert (verdict.points, verdict.output) == (0, "of shape (1, 3)\n")
    assert len(verdict.trace) == 2


def test_output_without_end_is_cut_off(seminar):
    graded = seminar.grade(softmax="print('x' * 1_000_000)\n" + seminar.right["softmax"])
    assert points(graded) == MOST
    assert 1_000 < len(graded.verdicts["softmax"].output) < 10_000


def test_output_of_one_answer_is_not_told_with_another(seminar):
    graded = seminar.grade(softmax="print('first')\n" + seminar.right["softmax"])
    assert [name for name, verdict in graded.verdicts.items() if verdict.output] == ["softmax"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("1 / 0\n" + function("return 1"), "ZeroDivisionError: division by zero"),
        ("def masked_softmax(scores, mask)\n    return 1", "SyntaxError: expected ':'"),
        ("raise KeyError('no')", "KeyError: 'no'"),
        ("class Odd(Exception): pass\nraise Odd('very')", "Odd: very"),
        ("raise SystemExit(0)", "SystemExit"),
    ],
    ids=["before", "syntax", "message", "own class", "exit"],
)
def test_a_cell_that_stops_says_why(seminar, source, told):
    graded = seminar.grade(softmax=source)
    assert points(graded) == but(softmax=0)
    verdict = graded.verdicts["softmax"]
    assert told in verdict.reason
    assert all("`masked_softmax` is not defined" in problem for problem in problems(verdict))


def test_a_cell_that_defines_something_else_has_no_points(seminar):
    graded = seminar.grade(softmax="def softmax(scores, mask):\n    return scores")
    assert points(graded) == but(softmax=0)
    assert "`masked_softmax` is not defined" in graded.verdicts["softmax"].report


def test_an_error_after_the_definition_leaves_the_points(seminar):
    """As in a notebook: what is defined before the error is there."""
    graded = seminar.grade(softmax=seminar.right["softmax"] + "\nmasked_softmax(1, 2, 3)")
    assert points(graded) == MOST
    assert "TypeError" in graded.verdicts["softmax"].reason


def test_an_error_in_a_check_names_the_line_of_the_answer(seminar):
    graded = seminar.grade(softmax=function("rows = scores.rowz\n    return rows"))
    problem = problems(graded.verdicts["softmax"])[0]
    assert "AttributeError" in problem
    assert "in line 2 of your cell: rows = scores.rowz" in problem


def test_a_module_that_would_answer_is_absent_and_says_so(seminar):
    source = "from sequtils.kernels import sgns\n" + seminar.right["softmax"]
    graded = seminar.grade(softmax=source)
    assert points(graded) == but(softmax=0)
    told = graded.verdicts["softmax"].reason
    assert "sequtils.kernels is not there while answers are graded" in told


@pytest.mark.parametrize(
    "noise",
    [
        "import warnings; warnings.warn('careful', RuntimeWarning)",
        "import sys; sys.stderr.write('careful')",
        "import os; os.write(2, b'careful')",
        "import logging; logging.getLogger().error('careful')",
        "import warnings; warnings.simplefilter('error')",
    ],
)
def test_warnings_and_stderr_cost_nothing(seminar, noise):
    source = noise + "\n" + function(f"{noise}\n    return {RIGHT_SOFTMAX}")
    if "simplefilter" in noise:
        source = noise + "\n" + seminar.right["softmax"]
    assert points(seminar.grade(softmax=source)) == MOST


# --- answers that end their process, or never end


def test_an_answer_that_ends_its_process_costs_only_the_check_it_does_it_in(seminar):
    body = f"import os; scores.ndim == 2 and os._exit(3); return {RIGHT_SOFTMAX}"
    graded = seminar.grade(softmax=function(body))
    assert points(graded) == but(softmax=1)
    first, second = problems(graded.verdicts["softmax"])
    assert "Your code ended its own process (exit status 3)." in first
    assert second == ""
    assert graded.notes == ("`softmax`: Your code ended its own process (exit status 3).",)


def test_later_answers_run_in_a_fresh_process_with_all_that_came_before(seminar):
    source = "import os\ndef attend(*arguments):\n    os.kill(os.getpid(), 9)"
    graded = seminar.grade(softmax="memory = 5\n" + seminar.right["softmax"], attention=source)
    assert points(graded) == but(attention=0)
    source = seminar.right["layer"] + "\nassert memory == 5 and masked_softmax is not None"
    graded = seminar.grade(
        softmax="memory = 5\n" + seminar.right["softmax"],
        attention="import os\ndef attend(*arguments):\n    os.kill(os.getpid(), 9)",
        layer=source,
    )
    assert points(graded) == but(attention=0)
    assert graded.verdicts["layer"].reason == ""


def test_a_cell_that_ends_its_process_costs_its_question_only(seminar):
    graded = seminar.grade(attention="import os\nos._exit(0)\n" + seminar.right["attention"])
    assert points(graded) == but(attention=0)
    told = "Your code ended its own process (exit status 0)."
    assert graded.verdicts["attention"].reason == told
    assert graded.notes == (f"The cell of `attention` did not end: {told}",)


def test_every_answer_may_end_its_process(seminar):
    fatal = "import os\nos._exit(1)"
    graded = seminar.grade(**dict.fromkeys(MOST, fatal))
    assert points(graded) == dict.fromkeys(MOST, 0)
    assert len(graded.notes) == len(MOST)
    assert graded.flags == ()


ENDLESS = {
    "in one check": {
        "softmax": function(f"\n    while scores.ndim == 2: pass\n    return {RIGHT_SOFTMAX}")
    },
    "in all checks": {"softmax": function("import time; time.sleep(60)")},
    "in the cell": {"softmax": "while True: pass"},
    "of items": {
        "batches": "def batches(items, size, rng, change=None):\n    while True:\n        yield []"
    },
}


@pytest.fixture(scope="module")
def endless(seminar):
    """The assessments of answers that never end, graded side by side."""
    with ThreadPoolExecutor(len(ENDLESS)) as pool:
        found = pool.map(lambda answers: seminar.grade(**answers), ENDLESS.values())
        return dict(zip(ENDLESS, found, strict=True))


def test_a_loop_costs_the_check_that_meets_it(endless):
    graded = endless["in one check"]
    assert points(graded) == but(softmax=1)
    stopped, fine = problems(graded.verdicts["softmax"])
    assert (stopped, fine) == ("Stopped after 5 seconds. Does a loop never end?", "")
    assert graded.notes == (f"`softmax`: {stopped}",)


def test_after_a_loop_the_other_checks_have_to_be_quick(endless):
    """So a loop costs five seconds once, however many checks meet it."""
    first, second = problems(endless["in all checks"].verdicts["softmax"])
    assert first == "Stopped after 5 seconds. Does a loop never end?"
    assert second == "Stopped at once, because an earlier check did not end."


def test_a_cell_that_never_ends_costs_its_question_only(endless):
    graded = endless["in the cell"]
    assert points(graded) == but(softmax=0)
    assert "took too long" in graded.verdicts["softmax"].reason


def test_an_iterator_that_never_ends_is_stopped(endless):
    assert points(endless["of items"]) == but(batches=0)


# --- values that cross


def test_callbacks_are_called_here_and_their_errors_arrive_there(seminar):
    source = """
def batches(items, size, rng, change=None):
    if change:
        try:
            change()
        except TypeError:
            yield from reference(items, size, rng, change)
    else:
        yield from reference(items, size, rng)
"""
    kept = seminar.right["batches"].replace("def batches", "def reference")
    assert points(seminar.grade(batches=kept + source)) == MOST
    assert points(seminar.grade(batches=kept + source.replace("()\n", "(1)\n"))) == but(batches=1)


def test_tensors_keep_whether_they_ask_for_gradients(seminar):
    asks = "    assert weights.requires_grad and not x.requires_grad\n    loss ="
    assert points(seminar.grade(slope=seminar.right["slope"].replace("    loss =", asks))) == MOST


def test_changes_of_arguments_come_back(seminar):
    """The visible check looks at `x` after the call, the hidden one does not."""
    spoils = seminar.right["slope"].replace("    return", "    x.fill_(7.0)\n    return")
    graded = seminar.grade(slope=spoils)
    assert points(graded) == but(slope=0.5)
    assert "Leave x as it is." in problems(graded.verdicts["slope"])[0]


# --- test cells that only assert, and answers that a person grades


def test_a_cell_of_asserts_gives_all_or_nothing(seminar):
    graded = seminar.grade(count="def count(layer):\n    return layer.A.numel()")
    assert points(graded) == but(count=0)
    assert graded.verdicts["count"].reason == "A has 6 numbers and b has 2."
    assert graded.verdicts["count"].parts == ()


def test_a_hidden_assert_does_not_tell_its_message(seminar):
    graded = seminar.grade(count="def count(layer):\n    return 8")
    assert points(graded) == but(count=0)
    assert graded.verdicts["count"].reason == "A hidden check does not pass."
    assert "together" not in shown(graded)


def test_what_an_answer_prints_while_hidden_asserts_run_is_not_kept(seminar):
    source = "print('cell')\ndef count(layer):\n    print(tuple(layer.A.shape))\n    return 8"
    graded = seminar.grade(count=source)
    assert graded.verdicts["count"].output == "cell\n"
    assert "(5, 7)" not in shown(graded)


def test_an_assert_of_the_answer_is_not_one_of_the_check(seminar):
    graded = seminar.grade(count="def count(layer):\n    assert False, 'mine'")
    assert graded.verdicts["count"].reason == "The check could not be carried out with this answer."


def test_an_answer_for_a_person_gets_no_verdict_and_is_kept(seminar):
    graded = seminar.grade(figure="1 / 0", why="Because.")
    assert points(graded) == MOST
    assert (graded.answers["figure"], graded.answers["why"]) == ("1 / 0", "Because.")


# --- seeds and traces


def test_the_same_seed_gives_the_same_assessment(seminar):
    wrong = function("return scores")
    one, other = (seminar.grade(softmax=wrong, seed=7) for _ in range(2))
    assert timeless(one) == timeless(other)


def test_other_seeds_ask_for_other_inputs(seminar):
    """Whether the first hidden score is above zero shows in the points."""
    body = f"return {RIGHT_SOFTMAX} if scores.flatten()[0] > 0 else 0 * scores"
    earned = {seminar.grade(softmax=function(body), seed=seed).points for seed in range(12)}
    assert earned == {11, 10}


def test_a_trace_depends_on_what_an_answer_does_and_not_on_how_or_on_the_seed(seminar):
    def trace(body, seed=1):
        return seminar.grade(softmax=function(body), seed=seed).verdicts["softmax"].trace

    doubled = trace("return 2 * torch.where(mask, scores, 0.0)")
    assert len(doubled) == 2
    assert trace("return (mask * scores) + (mask * scores)") == doubled
    assert trace("return 2 * torch.where(mask, scores, 0.0)", seed=2) == doubled
    assert trace("return 3 * torch.where(mask, scores, 0.0)") != doubled


def test_traces_of_right_answers_are_kept_on_demand(seminar):
    traced = seminar.grade(traced=True)
    assert points(traced) == MOST
    assert all(verdict.trace for verdict in traced.verdicts.values())
    other = seminar.grade(traced=True, softmax=OTHERS["softmax"])
    assert other.verdicts["softmax"].trace == traced.verdicts["softmax"].trace


# --- files


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"[]", b"{", b"null"])
def test_what_is_no_notebook_is_not_graded(seminar, content):
    graded = seminar.grade_file(content)
    assert (graded.status, graded.verdicts) == (UNGRADED, {})
    assert graded.notes
    assert graded.notes[0].endswith("All questions count 0 points.")


def test_an_assessment_survives_json(seminar):
    graded = seminar.grade(softmax=function("return scores"))
    assert Assessment.from_json(json.loads(json.dumps(graded.to_json()))) == graded


def test_what_a_cell_has_to_define_is_read_from_its_top_level():
    assert defined("a = b, (c, *d) = 1, (2, 3)\nclass E:\n    f = 1\nasync def g(): pass") == [
        *["a", "b", "c", "d", "E", "g"]
    ]
    assert defined("_x = 1\nif True:\n    y = 1\nz: int = 3") == ["z"]


def shown(assessment):
    """All that comes out of an assessment, but what went in."""
    return json.dumps({**asdict(assessment), "answers": {}})


def timeless(assessment):
    verdicts = {
        name: replace(verdict, seconds=0.0) for name, verdict in assessment.verdicts.items()
    }
    return replace(assessment, seconds=0.0, verdicts=verdicts)
