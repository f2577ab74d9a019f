"""The small changes that make mutants: for one node of a syntax tree, what could stand there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

REMOVED = object()  # stands for the node's absence

OTHER_OPERATOR: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OTHER_FUNCTION = {
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "any": "all",
    "all": "any",
    "exp": "log",
    "log": "exp",
}


def changes(node: ast.AST, around: list[ast.AST], field: str) -> Iterator:
    """What could stand in place of a node, by one mistake.

    Args:
        node: Any node of an answer; it is not changed.
        around: The nodes around it, the innermost last.
        field: Which field of the innermost one it is.

    Yields:
        A node, a list of statements, or `REMOVED`. Not all of them make a program that compiles.

    Example:
        >>> [ast.unparse(one) for one in changes(ast.parse("a < b").body[0].value, [], "")]
        ['a <= b']
    """
    if isinstance(node, ast.stmt):
        yield from _statements(node, around)
    elif isinstance(node, ast.expr) and not _is_stored(node):
        for change in (_operators, _calls, _subscripts, _numbers, _conditionals):
            yield from change(node)
        for change in (_parameters, _bounds, _signs):
            yield from change(node, around, field)
    elif isinstance(node, ast.keyword):
        yield REMOVED


def _operators(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        left, right = node.left, node.right
        if type(node.op) in OTHER_OPERATOR:
            yield ast.BinOp(left, OTHER_OPERATOR[type(node.op)](), right)
        if isinstance(node.op, ast.Add | ast.Sub):
            yield left
            yield right if isinstance(node.op, ast.Add) else ast.UnaryOp(ast.USub(), right)
        elif isinstance(node.op, ast.Mult | ast.MatMult):
            yield left
            yield right
        if isinstance(node.op, ast.Sub | ast.Div | ast.Pow):
            yield ast.BinOp(right, node.op, left)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            others = [*node.ops[:i], OTHER_OPERATOR[type(operator)](), *node.ops[i + 1 :]]
            yield ast.Compare(node.left, others, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(OTHER_OPERATOR[type(node.op)](), node.values)
        yield from node.values


def _calls(node: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(node, ast.Call):
        return
    called, given = node.func, node.args
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in OTHER_FUNCTION:
        other = OTHER_FUNCTION[name]
        renamed = (
            ast.Attribute(called.value, other, ast.Load())
            if isinstance(called, ast.Attribute)
            else ast.Name(other, ast.Load())
        )
        yield ast.Call(renamed, given, node.keywords)
    for i in range(len(given) - 1):
        swapped = [*given[:i], given[i + 1], given[i], *given[i + 2 :]]
        yield ast.Call(called, swapped, node.keywords)
    if name == "where" and len(given) == 3:
        yield from given[1:]
    elif len(given) == 1:
        yield given[0]  # forgets the function
    elif not given and isinstance(called, ast.Attribute):
        yield called.value  # forgets the method: x.copy() → x


def _subscripts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Subscript):
        yield node.value  # forgets the mask, the index or the slice


def _numbers(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield ast.Constant(not node.value)
        elif isinstance(node.value, int | float):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)


def _conditionals(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        for i, part in enumerate(node.generators):
            for j in range(len(part.ifs)):
                looser = ast.comprehension(
                    part.target, part.iter, part.ifs[:j] + part.ifs[j + 1 :], part.is_async
                )
                kind, inner = type(node), [*node.generators[:i], looser, *node.generators[i + 1 :]]
                head = {name: getattr(node, name) for name in kind._fields if name != "generators"}
                yield kind(**head, generators=inner)


def _parameters(node: ast.expr, around, field) -> Iterator[ast.expr]:
    """The parameter before or after this one: W for C, center for target."""
    functions = [outer for outer in around if isinstance(outer, ast.FunctionDef)]
    names = [arg.arg for arg in functions[-1].args.args] if functions else []
    if isinstance(node, ast.Name) and node.id in names and field != "func":
        at = names.index(node.id)
        for neighbour in names[max(at - 1, 0) : at] + names[at + 1 : at + 2]:
            yield ast.Name(neighbour, ast.Load())


def _bounds(node: ast.expr, around, field) -> Iterator:
    """One more, one less or nothing as a bound of a slice; one more or less for range and len."""
    parent = around[-1] if around else None
    of_slice = isinstance(parent, ast.Slice)
    if of_slice:
        yield REMOVED
    of_range = field == "args" and _is_call(parent, "range")
    has_number = isinstance(getattr(node, "right", node), ast.Constant)  # which is changed itself
    if (of_slice or of_range or _is_call(node, "len")) and not has_number:
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def _signs(node: ast.expr, around, field) -> Iterator[ast.expr]:
    """The other sign, for what is returned, assigned or passed on."""
    passed = field in ("value", "args") and isinstance(
        around[-1] if around else None, ast.Return | ast.Assign | ast.AugAssign | ast.Call
    )
    if passed and isinstance(node, ast.BinOp | ast.Call | ast.Subscript | ast.Name):
        yield ast.UnaryOp(ast.USub(), node)


def _statements(node: ast.stmt, around) -> Iterator:
    if isinstance(node, ast.Return):
        if node.value is not None:
            yield ast.Return(ast.Constant(None))
        return
    if isinstance(node, ast.FunctionDef):
        return
    yield REMOVED
    if isinstance(node, ast.If):
        yield node.body  # forgets the question
        if node.orelse:
            yield node.orelse
    elif isinstance(node, ast.For | ast.While):
        yield from _returns_inside(node, around)
    elif isinstance(node, ast.AugAssign):
        if type(node.op) in OTHER_OPERATOR:
            yield ast.AugAssign(node.target, OTHER_OPERATOR[type(node.op)](), node.value)
        yield ast.Assign([node.target], node.value)
        if isinstance(node.target, ast.Name):
            # A new array in place of the caller's.
            old = ast.Name(node.target.id, ast.Load())
            yield ast.Assign([node.target], ast.BinOp(old, node.op, node.value))


def _returns_inside(node: ast.For | ast.While, around) -> Iterator[ast.stmt]:
    """The return that follows a loop, indented too far."""
    block = getattr(around[-1], "body", []) if around else []
    after = block[block.index(node) + 1 :] if node in block else []
    if after and isinstance(after[0], ast.Return):
        fields = {name: getattr(node, name) for name in node._fields}
        yield type(node)(**{**fields, "body": [*node.body, after[0]]})


def _is_call(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == name


def _is_stored(node: ast.expr) -> bool:
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Store | ast.Del)
