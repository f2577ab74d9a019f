"""The docstrings of a Python file, found in its syntax tree, and the sentences in them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from typing import NamedTuple

from sequtils.corpora.rst import paragraphs
from sequtils.text.tokenize import sentences, words

# The oldest Python of the course: what it cannot parse is left out by newer ones too, so that all
# find the same docstrings.
OLDEST = (3, 11)

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Definitions stand only in these; looking into expressions as well would take twice as long.
_HOLDS_STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)
# Compiled functions get theirs by such calls: add_newdoc("numpy", "ndarray", ("T", "..."))
_ATTACHES = {"add_newdoc", "add_docstr", "add_docstr_all"}


class Docstring(NamedTuple):
    """A docstring and the sentences in it.

    Attributes:
        name: Qualified name inside the module, such as "Ridge.fit"; empty for the module itself;
            for a docstring that a call attaches, the name it is attached to.
        text: The docstring, its indentation removed.
        sentences: The prose in it, tokenised: lower-case words joined by spaces.
    """

    name: str
    text: str
    sentences: list[str]


def docstrings(source: bytes) -> list[Docstring]:
    """Return the docstrings of a Python file, in the order in which they stand.

    Args:
        source: The file.

    Returns:
        The docstrings of its module, classes and functions, nested ones included, and those that
        it attaches to compiled functions. A file that is not Python 3.11 has none.

    Example:
        >>> docstrings(b'def f(x):\\n    "Return the row sums. See g."')
        [Docstring(name='f', text='Return the row sums. See g.',
                   sentences=['return the row sums', 'see g'])]
    """
    try:
        tree = ast.parse(source, feature_version=OLDEST)
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [Docstring(name, text, prose(text)) for name, text in _walk(tree, ())]


def prose(docstring: str) -> list[str]:
    """Return the sentences of a docstring as lower-case words joined by spaces.

    Args:
        docstring: The docstring, its indentation removed.

    Returns:
        The sentences of two words and more: a word by itself has no context to learn from.

    Example:
        >>> prose("Compute it.\\n\\nReturns\\n-------\\nfloat\\n    The ``norm`` of `x`. Always!")
        ['compute it', 'the norm of x']
    """
    found = (words(text) for block in paragraphs(docstring) for text in sentences(block))
    return [" ".join(sentence) for sentence in found if len(sentence) > 1]


def _walk(node: ast.AST, scope: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield name and text of the docstrings at and under a node, statements only."""
    if isinstance(node, _NAMED):
        scope = (*scope, node.name)
    if isinstance(node, (ast.Module, *_NAMED)) and (text := ast.get_docstring(node)):
        yield ".".join(scope), text
    if isinstance(node, (ast.Expr, ast.Assign)) and isinstance(node.value, ast.Call):
        yield from _attached(node.value)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _HOLDS_STATEMENTS):
            yield from _walk(child, scope)


def _attached(call: ast.Call) -> Iterator[tuple[str, str]]:
    """Yield name and text of the docstring that a call attaches, if it is such a call."""
    function = getattr(call.func, "id", getattr(call.func, "attr", "")).lstrip("_")
    if function in _ATTACHES and len(call.args) > 1:
        *target, last = call.args
        strings = list(_strings(last))
        text = inspect.cleandoc("".join(s for s in strings if not s.isidentifier()))
        name = [arg.value if isinstance(arg, ast.Constant) else ast.unparse(arg) for arg in target]
        name += [s for s in strings if s.isidentifier()]
        if text:
            yield ".".join(map(str, name)), text


def _strings(node: ast.AST) -> Iterator[str]:
    """Yield the string constants in an expression, from left to right."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)
