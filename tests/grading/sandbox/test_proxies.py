"""What a student's functions look like from outside: results, changes, calls back, exceptions."""

import numpy as np
import pytest

from grading.sandbox.proxy import Proxy
from sequtils.check import AnswerRaised, AnswerStopped


def test_a_call_gives_the_result(talk):
    answer = talk.define("def answer(a, *, b): return {'sum': a + b, 'both': (a, b)}")
    assert isinstance(answer, Proxy)
    assert answer(1, b=2) == {"sum": 3, "both": (1, 2)}


def test_changes_in_place_come_back(talk):
    answer = talk.define("def answer(x, items, rng):\n    x += 1; items.append(3); rng.random()")
    array, items, rng, other = np.zeros(2), [1], np.random.default_rng(1), np.random.default_rng(1)
    assert answer(array, items, rng) is None
    other.random()
    assert array.tolist() == [1, 1]
    assert items == [1, 3]
    assert rng.random() == other.random()


def test_a_function_of_ours_can_be_called_back_and_call_back(talk):
    answer = talk.define("def answer(f): return f(lambda x: x + 1, [1])")
    seen = []

    def ours(theirs, values):
        seen.append(theirs(41))
        values.append(2)
        return values

    assert answer(ours) == [1, 2]
    assert seen == [42]


def test_a_check_in_a_function_of_ours_cannot_be_caught(talk):
    answer = talk.define("def answer(f):\n    try: f()\n    except BaseException: return 1")

    def ours():
        raise AssertionError("wrong use")

    with pytest.raises(AssertionError, match="wrong use"):
        answer(ours)


def test_what_was_passed_is_forgotten_but_what_is_bound_is_not(talk):
    talk.bind("half", lambda x: x / 2)
    answer = talk.define("kept = []\ndef answer(f):\n    kept.append(f); return kept[0](4)")
    assert answer(lambda x: x * 2) == 8
    talk.forget()
    with pytest.raises(TypeError):
        answer(lambda x: x * 2)
    assert talk.value("half(4)") == 2


def test_exceptions_keep_their_built_in_class_and_their_line(talk):
    source = "class Mine(KeyError): pass\ndef answer():\n    raise Mine('word')"
    with pytest.raises(KeyError) as raised:
        talk.define(source)()
    assert isinstance(raised.value, AnswerRaised)
    assert raised.value.kind == "Mine"
    assert raised.value.where == "in line 3 of your cell: raise Mine('word')"


@pytest.mark.parametrize("kind", ["StopIteration", "AssertionError", "SystemExit", "Warning"])
def test_exceptions_that_would_steer_a_check_are_only_words(talk, kind):
    answer = talk.define(f"def answer():\n    raise {kind}")
    with pytest.raises(AnswerRaised) as raised:
        answer()
    assert type(raised.value) is AnswerRaised
    assert raised.value.kind == kind


def test_an_exception_ends_no_loop_of_ours(talk):
    answer = talk.define("def answer(x):\n    raise StopIteration")
    with pytest.raises(AnswerRaised):
        list(map(answer, [1, 2]))


def test_a_generator_is_iterated_as_far_as_it_goes(talk):
    answer = talk.define("def answer(n):\n    yield from range(n)\n    raise ValueError('end')")
    found = []
    with pytest.raises(ValueError, match="end"):
        found.extend(answer(3))
    assert list(talk.define("def answer(n): yield from range(n)")(3)) == [0, 1, 2]


@pytest.mark.parametrize("name", ["list", "int", "np.ndarray", "np.float32", "print"])
def test_a_class_that_stands_for_an_answer_is_called_in_the_box(talk, name):
    assert isinstance(talk.define(f"answer = {name}"), Proxy)


def test_no_special_method_of_an_answer_decides_here(talk):
    source = """
class Yes:
    def __eq__(self, other): return True
    def __bool__(self): return False
    def __len__(self): return 3
    def __float__(self): return 1.0
    def __array__(self, *arguments, **options): return np.ones(3)
    def __getattr__(self, name): return self
    def __iter__(self): return iter([1, 2, 3])

answer = Yes()"""
    answer = talk.define(source)
    assert (answer == 3, bool(answer)) == (False, True)
    assert "of the answer" in repr(answer)
    for use in (float, np.asarray, lambda one: np.add(one, 1), lambda one: one + 1):
        with pytest.raises(TypeError):
            use(answer)
    with pytest.raises(AttributeError):
        _ = answer.__array_interface__


@pytest.mark.parametrize("length", ["-1", "2**70", "1.5", "'a'"])
def test_a_length_that_is_none_is_refused(talk, length):
    answer = talk.define(f"class Odd:\n    def __len__(self): return {length}\nanswer = Odd()")
    with pytest.raises((AnswerRaised, AnswerStopped)):
        len(answer)


def test_an_object_of_an_ended_box_is_lost(talk):
    item = talk.define("import os\ndef answer():\n    return object()")()
    with pytest.raises(AnswerStopped):
        talk.value("os._exit(0)")
    with pytest.raises(AnswerStopped, match="lost"):
        item.attribute()


def test_a_renewed_box_has_run_all_cells_but_one(talk):
    talk.run_cell("first", "kept = [1]")
    talk.run_cell("second", "kept.append(2)")
    talk.worn = True
    talk.renew("second")
    assert talk.value("kept") == [1]
    assert talk.worn is False


def test_a_module_that_would_answer_is_absent_and_says_so(talk):
    with pytest.raises(ModuleNotFoundError, match="while answers are graded"):
        talk.define("import sequtils.static")
