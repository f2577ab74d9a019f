"""Generated mutants: which there are, that they are different programs, and how they are named."""

import ast

import numpy as np
import pytest

from grading.mutation import generate, plain
from grading.nbgrader import assignments
from grading.variants import reference

ANSWERS = [(a, name, text) for a in assignments() for name, text in reference(a).items()]
CODE = [(a, name, text) for a, name, text in ANSWERS if text.startswith("def ")]


def bodies(line, parameters="x, y"):
    """What the mutants of a function with one line look like, that line only."""
    texts = [mutant.source for mutant in generate("f", f"def f({parameters}):\n    {line}")]
    return {"\n".join(text.splitlines()[1:]).strip() for text in texts}


@pytest.mark.parametrize(
    ("line", "mistakes"),
    [
        ("return x - y", {"return x + y", "return x", "return -y", "return y - x"}),
        ("return -x", {"return x"}),
        ("return x < y", {"return x <= y"}),
        ("return x >= y", {"return x > y"}),
        ("return x == 0", {"return x != 0", "return x == 1", "return x == -1"}),
        ("return x and y", {"return x or y", "return x", "return y"}),
        ("return x.sum(axis=1)", {"return x.sum(axis=0)", "return x.sum()", "return x"}),
        ("return x.max(keepdims=True)", {"return x.max(keepdims=False)", "return x.max()"}),
        ("return x.copy()", {"return x"}),
        ("return x[y > 0]", {"return x", "return x[y >= 0]"}),
        ("return np.where(y, x, 0)", {"return x", "return 0", "return np.where(x, y, 0)"}),
        ("return x if y else 0", {"return x", "return 0"}),
        ("return [t for t in x if t]", {"return [t for t in x]"}),
        ("return x[y:]", {"return x[y + 1:]", "return x[y - 1:]", "return x[:]"}),
        ("return range(y)", {"return range(y + 1)", "return range(y - 1)"}),
        ("return range(len(x))", {"return range(len(x) - 1)", "return range(len(y))"}),
        ("return np.exp(x)", {"return x", "return np.log(x)", "return np.exp(-x)"}),
        ("return pow(x, y)", {"return pow(y, x)", "return pow(x, x)"}),
        ("x[0] -= y", {"x[0] += y", "x[0] = y", "x[1] -= y", "pass"}),
        ("x -= y", {"x = x - y"}),
        ("return x", {"return None", "return -x", "return y"}),
    ],
)
def test_a_line_gives_these_mistakes(line, mistakes):
    assert mistakes <= bodies(line)


def test_guards_and_statements_are_dropped():
    source = (
        "def f(x):\n    total = 0\n    for t in x:\n        if t > 0:\n            total += t\n"
        "    return total"
    )
    names = {mutant.name: mutant.source for mutant in generate("f", source)}
    without_guard = names["line 4: if t > 0: → total += t"]
    assert "if" not in without_guard
    assert "        total += t" in without_guard
    assert "pass" in names["line 5: without total += t"]
    early = names["line 3: return total inside for t in x:"]
    assert "        return total\n    return total" in early


def run(source, *arguments):
    namespace = {"np": np}
    exec(source, namespace)
    return namespace["f"](*arguments)


def test_a_mutant_behaves_as_its_name_says():
    """Run, not read: without the copy, the caller's array changes."""
    source = "def f(x):\n    x = x.copy()\n    x[0] = 0\n    return x.sum()"
    mutants = {mutant.name: mutant.source for mutant in generate("f", source)}
    for text, changed in ((source, False), (mutants["line 2: x.copy() → x"], True)):
        values = np.ones(3)
        assert run(text, values) == 2
        assert (values[0] == 0) == changed
    assert run(mutants["line 3: x[0] = 0 → x[0] = 1"], np.ones(3)) == 3
    assert run(mutants["line 4: x.sum() → x.mean()"], np.ones(3)) == pytest.approx(2 / 3)


def test_comments_docstrings_and_layout_change_no_mutant():
    short = "def f(x):\n    return 2 * x"
    long = 'def f(x):\n    """Doubles."""\n    # twice\n    return (2\n            *x)'
    assert plain(long) == short
    assert generate("f", long) == generate("f", short)


def test_texts_are_not_changed():
    found = generate("f", "def f(x):\n    return x + 'of'")
    constants = [node for mutant in found for node in ast.walk(ast.parse(mutant.source))]
    texts = [n.value for n in constants if isinstance(n, ast.Constant) and n.value is not None]
    assert texts
    assert set(texts) == {"of"}


def test_a_function_of_nothing_has_no_mutants():
    assert generate("f", "def f():\n    pass") == []


@pytest.mark.parametrize(("assignment", "name", "text"), CODE, ids=[name for _, name, _ in CODE])
def test_mutants_of_the_references_are_many_and_different(assignment, name, text):
    found = generate(name, text)
    trees = {ast.dump(ast.parse(mutant.source)) for mutant in found}
    assert len(found) >= 10
    assert len(trees) == len(found)
    assert ast.dump(ast.parse(plain(text))) not in trees
    assert len({mutant.name for mutant in found}) == len(found)
    assert {mutant.question for mutant in found} == {name}
    for mutant in found:
        compile(mutant.source, mutant.name, "exec")
