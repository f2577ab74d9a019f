"""Mutants of a right answer that nobody had to write: one small change each.

`solutions/<assignment>/mutants/` holds the mistakes that a teacher expects, with their hints. Here
are those that come from the text of the answer alone: an operator, a bound, a sign, an axis, a
statement that is missing. A mutant that keeps all its points is a mistake that no check sees, or no
mistake at all (`solutions/<assignment>/equivalent.toml` says which and why).

On why small changes suffice: DeMillo, Lipton and Sayward, "Hints on test data selection", 1978.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator

from grading.changes import REMOVED, changes
from grading.variants import Variant

Path = tuple[tuple[str, int | None], ...]  # from the module to a node: field, place in its list


def generate(question: str, source: str) -> list[Variant]:
    """All answers that differ from this one by one change.

    Comments, docstrings and layout are dropped first, so that editing them renames no mutant.

    Args:
        question: Which question the answer is for.
        source: The source of a right answer.

    Returns:
        Mutants without a hint, named after the line of `plain(source)` and the change. No two have
        the same source, and none is the answer itself.

    Raises:
        SyntaxError: If the answer is not Python.

    Example:
        >>> for mutant in generate("half", "def half(x):\\n    return x / 2"):
        ...     print(mutant.name)
        line 2: return x / 2 → return None
        line 2: x / 2 → x * 2
        line 2: x / 2 → 2 / x
        line 2: x / 2 → -(x / 2)
        line 2: x / 2 → x / 3
        line 2: x / 2 → x / 1
    """
    tree = ast.parse(plain(source))
    seen, names, found = {ast.unparse(tree)}, Counter(), []
    for path in _paths(tree):
        for replacement in changes(_node(tree, path), _ancestors(tree, path), path[-1][0]):
            mutant = _replaced(tree, path, replacement)
            text = ast.unparse(mutant)
            if text in seen or not _compiles(text):
                continue
            seen.add(text)
            name = _name(tree, mutant, path, replacement)
            names[name] += 1
            if names[name] > 1:
                name += f" ({names[name]})"
            found.append(Variant(question, name, "", "", text))
    return found


def plain(source: str) -> str:
    """An answer without comments, docstrings and layout: what mutants are made of.

    Example:
        >>> plain("def f(x):\\n    'Doubles.'\\n    return (2*x)  # twice")
        'def f(x):\\n    return 2 * x'
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(ast.fix_missing_locations(tree))


def _paths(tree: ast.AST, path: Path = ()) -> Iterator[Path]:
    """The ways to all nodes below a node, from the top of the text to its end."""
    for field, value in ast.iter_fields(_node(tree, path)):
        places = range(len(value)) if isinstance(value, list) else [None]
        for place in places:
            child = value if place is None else value[place]
            if isinstance(child, ast.AST):
                yield (*path, (field, place))
                yield from _paths(tree, (*path, (field, place)))


def _node(tree: ast.AST, path: Path) -> ast.AST:
    for field, place in path:
        value = getattr(tree, field)
        tree = value if place is None else value[place]
    return tree


def _ancestors(tree: ast.AST, path: Path) -> list[ast.AST]:
    """The nodes around a node, the innermost last."""
    return [_node(tree, path[:depth]) for depth in range(len(path))]


def _replaced(tree: ast.AST, path: Path, replacement: ast.AST | None) -> ast.AST:
    """A copy of the tree with another node at this place, or none."""
    mutant = copy.deepcopy(tree)
    parent, (field, place) = _node(mutant, path[:-1]), path[-1]
    if place is None:
        setattr(parent, field, None if replacement is REMOVED else replacement)
    else:
        several = replacement if isinstance(replacement, list) else [replacement]
        getattr(parent, field)[place : place + 1] = [] if replacement is REMOVED else several
        if field == "body" and not parent.body:
            parent.body = [ast.Pass()]
    return ast.fix_missing_locations(mutant)


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:  # a block without a statement, `-x = 3`
        return False
    return True


def _name(tree: ast.AST, mutant: ast.AST, path: Path, replacement) -> str:
    """The line and the change, with as much around it as one needs to recognise it."""
    node, around = _node(tree, path), path
    if isinstance(node, ast.stmt):
        return f"line {node.lineno}: {_statement(node, replacement)}"
    while _is_small(_node(tree, around)) or (around == path and replacement is REMOVED):
        around = around[:-1]
    nodes = *_ancestors(tree, around), _node(tree, around)
    line = max(getattr(one, "lineno", 0) for one in nodes)
    return f"line {line}: {_first_line(_node(tree, around))} → {_first_line(_node(mutant, around))}"


def _statement(node: ast.stmt, replacement) -> str:
    before = _first_line(node)
    if replacement is REMOVED:
        return f"without {before}"
    after = _first_line(replacement[0] if isinstance(replacement, list) else replacement)
    if after == before:
        return f"{_first_line(replacement.body[-1])} inside {before}"
    return f"{before} → {after}"


def _first_line(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0]


def _is_small(node: ast.AST) -> bool:
    """Whether a node alone says too little: a name, a number, an operator."""
    small = (ast.Name, ast.Constant, ast.Slice, ast.keyword, ast.arguments)
    return isinstance(node, small) or not isinstance(node, ast.expr | ast.stmt | ast.comprehension)
