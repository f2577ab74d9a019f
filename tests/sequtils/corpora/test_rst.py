"""What is prose in a docstring, construct by construct."""

from inspect import cleandoc

import pytest

from sequtils.corpora.rst import paragraphs

EXAMPLES = {
    "wrapped lines join": ("One line\nand another.", ["One line and another."]),
    "empty lines part": ("One.\n\n\nTwo.", ["One.", "Two."]),
    "doctest and output": ("See:\n\n>>> f(1)\n... \n[1 2\n 3]\n\nDone.", ["See:", "Done."]),
    "doctest after text": ("See\n>>> f(1)\n1\n\nDone.", ["See", "Done."]),
    "heading goes": ("Sum.\n\nNotes\n-----\nFast.", ["Sum.", "Fast."]),
    "heading with overline": ("=====\nNotes\n=====\nFast.", ["Fast."]),
    "NumPy parameters": (
        "Parameters\n----------\nx, y : array_like\n    The points,\n    all of them.\nz : int",
        ["x, y : array_like", "The points, all of them.", "z : int"],
    ),
    "Google parameters": (
        "Args:\n    x (Tensor): the input\n        of the layer.\n    y: the rest",
        ["Args:", "x (Tensor): the input of the layer.", "y: the rest"],
    ),
    "Sphinx fields": (
        ":param int x: the size,\n   in bytes\n:returns: nothing",
        ["int x the size, in bytes", "returns nothing"],
    ),
    "lists": (
        "Both:\n\n- one, which\n  goes on\n- two\n1. three\na) four",
        ["Both:", "one, which goes on", "two", "three", "four"],
    ),
    "literal block": (
        "For example::\n\n    x = f(y)\n\n    z\n\nDone.",
        ["For example::", "Done."],
    ),
    "code directive": (".. code-block:: python\n\n    x = 1\n\nDone.", ["Done."]),
    "formula directive": ("Is\n\n.. math:: x^2\n   + y\n\nwhere.", ["Is", "where."]),
    "note keeps its body": (
        ".. note:: Mind\n   the gap.\n\n   Twice.",
        ["Mind", "the gap.", "Twice."],
    ),
    "version goes": (".. versionadded:: 1.2.0\n   The ``x``.", ["The x."]),
    "version before text": (".. versionchanged:: 2.0 Added x.", ["Added x."]),
    "footnote and target": (".. [1] A. Author\n   1990.\n.. _here: there\n\nDone.", ["Done."]),
    "table": ("==== ====\na    b\n==== ====\none  two\n==== ====", ["a b", "one two"]),
    "roles": (
        "Use :func:`numpy.sin`, :class:`~a.b.C`, :meth:`!f` or :ref:`the guide <g>`.",
        ["Use numpy.sin, C, f or the guide."],
    ),
    "inline formula": ("The :math:`n`-th $x_i$ of n.", ["The -th of n."]),
    "literals and links": (
        "``x`` is `y`, see `the page <https://a.b/c>`_ and `z`_ [1]_ at https://d.e/f.",
        ["x is y, see the page and z at"],
    ),
    "escapes": (r"Pass \*args.", ["Pass *args."]),
    "nothing": ("", []),
}


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.replace(" ", "-"))
def test_paragraphs_of(case):
    docstring, expected = EXAMPLES[case]
    assert paragraphs(docstring) == expected


def test_a_docstring_as_it_comes():
    docstring = cleandoc(
        """Solve ``a @ x = b``.

        Uses the routine of LAPACK; see :ref:`linear <tutorial>`.

        Parameters
        ----------
        a : (M, M) array_like
            The matrix. If `a` is

            - singular, an error is raised;
            - triangular, say so::

                  solve(a, b, "triangular")

        Examples
        --------
        >>> solve([[2]], [4])
        array([2.])
        """
    )
    assert paragraphs(docstring) == [
        "Solve a @ x = b.",
        "Uses the routine of LAPACK; see linear.",
        "a : (M, M) array_like",
        "The matrix. If a is",
        "singular, an error is raised;",
        "triangular, say so::",
    ]
