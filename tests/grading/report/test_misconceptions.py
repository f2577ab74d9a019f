"""Recognising a known mistake by what an answer returns."""

import hashlib
from dataclasses import replace

import pytest

from grading.assessment import GRADED, Assessment, Verdict
from grading.report.misconceptions import AGREEMENT, RIGHT, Known, agreement, hints, match, matches


def traced(function, inputs=range(2, 42)):
    """What a function gives on fixed inputs, an exception included."""
    results = []
    for x in inputs:
        try:
            result = repr(function(x))
        except Exception as error:
            result = type(error).__name__
        results.append(hashlib.sha256(result.encode()).hexdigest()[:8])
    return tuple(results)


def known(name, function):
    return Known(name, f"idea of {name}", f"hint of {name}", traced(function))


RIGHT_ANSWER = known(RIGHT, lambda x: x * x)
MISTAKES = [
    known("doubles", lambda x: 2 * x),
    known("raises", lambda x: x / 0),
    known("cubes", lambda x: x**3),
    known("adds_itself", lambda x: x + x),
]


def adds_up(x):
    total = 0
    for _ in range(x):
        total += 2
    return total


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (adds_up, "doubles"),
        (lambda x: x * x * x, "cubes"),
        (lambda x: {}[x] if x < 0 else 1 // 0, "raises"),
        (lambda x: x + 1, None),
        (lambda x: x * x, None),
    ],
    ids=["doubles by a loop", "cubes by products", "always raises", "new mistake", "right"],
)
def test_an_answer_is_recognised_however_it_is_written(function, expected):
    found = match(traced(function), [RIGHT_ANSWER, *MISTAKES])
    assert (found and found.mistake.name) == expected


def test_mistakes_that_behave_the_same_are_named():
    found = match(traced(adds_up), [RIGHT_ANSWER, *MISTAKES])
    assert (found.mistake.name, found.agreement) == ("doubles", 1.0)
    assert [mistake.name for mistake in found.same] == ["adds_itself"]


def test_a_hint_is_told_only_if_it_is_the_only_one():
    one, twin = MISTAKES[0], MISTAKES[3]
    assert hints({"square": match(traced(adds_up), [one])}) == {"square": one.hint}
    assert hints({"square": match(traced(adds_up), [one, twin])}) == {}
    shared = replace(twin, hint=one.hint)
    assert hints({"square": match(traced(adds_up), [one, shared])}) == {"square": one.hint}
    assert hints({"square": match(traced(adds_up), [replace(one, hint="")])}) == {}


def test_two_calls_in_forty_may_differ_and_three_may_not():
    doubled = traced(lambda x: 2 * x)
    almost = ("other", "other", *doubled[2:])
    assert agreement(almost, doubled) == AGREEMENT
    assert match(almost, MISTAKES).agreement == AGREEMENT
    assert match(("other", "other", "other", *doubled[3:]), MISTAKES) is None


def test_a_shorter_trace_does_not_agree_by_being_short():
    doubled = traced(lambda x: 2 * x)
    assert match(doubled[:20], MISTAKES) is None
    assert agreement(doubled[:20], doubled) == agreement(doubled, doubled[:20]) == 0.5


def test_nothing_is_recognised_in_nothing():
    assert match((), MISTAKES) is None
    assert match((), [Known("empty", "", "", ())]) is None
    assert match(traced(adds_up), []) is None


def test_an_answer_that_is_as_close_to_the_right_one_is_not_named():
    """A mutant that shows only on rare inputs behaves like the reference nearly everywhere."""
    nearly = RIGHT_ANSWER.trace[:-1]
    rare = Known("rare", "", "Mind 41", (*nearly, "wrong"))
    assert match((*nearly, "wrong"), [RIGHT_ANSWER, rare]).mistake is rare
    assert match((*nearly, "another"), [RIGHT_ANSWER, rare]) is None


def test_only_wrong_answers_are_compared_and_only_with_their_question():
    doubled = traced(lambda x: 2 * x)
    verdicts = {
        "square": Verdict("square", 1.0, 2.0, trace=doubled),
        "twice": Verdict("twice", 2.0, 2.0, trace=doubled),
        "root": Verdict("root", 0.0, 4.0, trace=doubled),
        "cube": Verdict("cube", 0.0, 1.0),
    }
    bank = {"square": MISTAKES[:3], "twice": MISTAKES, "root": MISTAKES[2:3], "cube": MISTAKES}
    found = matches(Assessment(GRADED, verdicts=verdicts), bank)
    assert hints(found) == {"square": "hint of doubles"}
