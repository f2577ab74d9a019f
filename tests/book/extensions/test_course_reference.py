"""The reference pages: docstrings, compiled functions, the order of the bibliography."""

import pytest
from course_reference import (
    ByAuthor,
    CompiledFunctionDocumenter,
    escape_bars,
    keep_returns_whole,
)
from numba import njit
from pybtex.database import Entry, Person


def entry(author, year="2000"):
    return Entry("misc", {"title": "A", "year": year}, {"author": [Person(author)]})


def test_accents_and_braces_do_not_change_the_order():
    names = [
        "Řehůřek, Radim",
        "{Project Jupyter}",
        "Rong, Xin",
        "Harris, Zellig",
        "Zweig, Geoffrey",
    ]
    ordered = sorted(map(entry, names), key=ByAuthor().sorting_key)
    assert [found.persons["author"][0].last_names[0] for found in ordered] == [
        "Harris",
        "{Project Jupyter}",
        "Řehůřek",
        "Rong",
        "Zweig",
    ]


def test_one_author_is_ordered_by_year():
    later, earlier = entry("Levy, Omer", "2015"), entry("Levy, Omer", "2014")
    assert sorted([later, earlier], key=ByAuthor().sorting_key) == [earlier, later]


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("without overflow for large |x|", r"without overflow for large \|x\|"),
        ("`a | b` and |c|", r"`a | b` and \|c\|"),
        ("no bars", "no bars"),
    ],
)
def test_bars_in_prose_are_escaped(line, escaped):
    lines = [line]
    escape_bars(None, "function", "f", None, None, lines)
    assert lines == [escaped]


def test_bars_in_examples_are_kept():
    lines = ["    >>> {1} | {2}", "    {1, 2} |", "", "The |x|."]
    escape_bars(None, "function", "f", None, None, lines)
    assert lines == ["    >>> {1} | {2}", "    {1, 2} |", "", r"The \|x\|."]


def test_a_colon_in_returns_is_prose():
    lines = ["Returns:", "    The corpus: sentences.", "", "Raises:", "    ValueError: If empty."]
    keep_returns_whole(None, "function", "f", None, None, lines)
    assert lines[1] == "    : The corpus: sentences."
    assert lines[4] == "    ValueError: If empty."


def test_compiled_functions_are_recognised():
    def plain(x):
        return x

    documents = CompiledFunctionDocumenter.can_document_member
    assert documents(njit(plain), "plain", False, None)
    assert not documents(plain, "plain", False, None)


def test_compiled_functions_are_on_the_page(site):
    page = (site / "book" / "api" / "kernels.html").read_text(encoding="utf-8")
    assert 'id="sequtils.kernels.sgns.sampling.draw_pairs"' in page
    assert "Draw the training pairs of some sentences" in page
