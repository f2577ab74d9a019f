"""Exceptions of a student's box as exceptions of the trusted side."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping
from typing import Any

from sequtils.check.question import AnswerRaised


def raised(told: Any, sources: Mapping[str, list[str]]) -> AnswerRaised:
    """An exception of the box, which the built-in class that it has there catches too.

    Of the line it comes from only the number is believed; the text is that of the submission.
    """
    names = [str(name)[:100] for name in told["names"][:10]]
    line, lines = told["line"], sources.get(str(told["cell"]), [])
    where = ""
    if type(line) is int and 1 <= line <= len(lines):
        where = f"in line {line} of your cell: {lines[line - 1].strip()[:300]}"
    short = names[0].rpartition(".")[2]
    error = _class(names)(short, str(told["message"])[:300], where)
    if isinstance(error, NameError):
        error.name = told["name"] if type(told.get("name")) is str else None
    return error


def _class(names: list[str]) -> type[AnswerRaised]:
    for name in names:
        module, _, short = name.rpartition(".")
        known = vars(builtins) if module == "builtins" else {}
        if module.startswith("sequtils.") and module in sys.modules:
            known = vars(sys.modules[module])
        kind = known.get(short)
        plain = (AnswerRaised, Exception, BaseException, SystemExit, KeyboardInterrupt)
        if not isinstance(kind, type) or kind in plain or not issubclass(kind, Exception):
            continue
        # StopIteration would end a loop of ours early, as if all had been well.
        if issubclass(kind, UnicodeError | AssertionError | Warning | StopIteration):
            continue
        return type(short, (AnswerRaised, kind), {})
    return AnswerRaised
