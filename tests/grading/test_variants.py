"""The formats in which other answers are written down: banks of variants, equivalent mutants."""

import pytest

from grading import variants
from grading.nbgrader import AssignmentError
from grading.variants import Variant, equivalents, parse

BANK = """\
# ruff: noqa
# %% adds
# Takes the square for
# twice the number.
# Hint: Multiply x by itself
def square(x):
    # a comment inside stays
    return 2 * x


# %% other_name
# Correct.
def square(y):
    return y**2
"""

ENTRY = """
[[equivalent]]
question = "square"
mutant = "line 2: x * x → x**2"
reason = "Same."
"""


def listed(folder, monkeypatch, text):
    (folder / "powers").mkdir()
    (folder / "powers" / "equivalent.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(variants, "SOLUTIONS", folder)
    return equivalents("powers")


def test_a_bank_is_read_section_by_section():
    first, second = parse(BANK, "square")
    assert first == Variant(
        "square",
        "adds",
        "Takes the square for twice the number.",
        "Multiply x by itself",
        "def square(x):\n    # a comment inside stays\n    return 2 * x",
    )
    assert (second.name, second.hint) == ("other_name", "")


def test_a_section_without_code_is_refused():
    with pytest.raises(AssignmentError, match="'empty' has no code"):
        parse("# %% empty\n# only words\n", "square")


def test_equivalents_of_an_assignment_without_any():
    assert equivalents("no such assignment") == {}


def test_equivalents_are_read(tmp_path, monkeypatch):
    assert listed(tmp_path, monkeypatch, ENTRY) == {("square", "line 2: x * x → x**2"): "Same."}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY + ENTRY, "is listed twice"),
        (ENTRY.replace("Same.", " "), "needs a question, a mutant and a reason"),
        (ENTRY.replace("reason", "because"), "needs a question, a mutant and a reason"),
        (ENTRY.replace('"square"', "1"), "needs a question, a mutant and a reason"),
        ("[[equivalent]", "equivalent.toml"),
    ],
    ids=["twice", "no reason", "another key", "a number", "not TOML"],
)
def test_malformed_equivalents_are_refused(text, message, tmp_path, monkeypatch):
    with pytest.raises(AssignmentError, match=message):
        listed(tmp_path, monkeypatch, text)
