"""Checks of arguments at the public doors: a sentence says what came and what was expected."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from numbers import Integral, Real


def require_integer(name: str, value: object, least: int) -> None:
    """Raise a ValueError unless a value is a whole number of at least `least`.

    Example:
        >>> require_integer("window", 2.5, least=1)
        Traceback (most recent call last):
        ValueError: window must be a whole number, at least 1, not 2.5.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise ValueError(f"{name} must be a whole number, at least {least}, not {value!r}.")


def require_number(name: str, value: object, expected: str, holds: Callable[[float], bool]) -> None:
    """Raise a ValueError unless a value is a finite number for which `holds` is true.

    Example:
        >>> require_number("alpha", 2, "above 0 and at most 1", lambda x: 0 < x <= 1)
        Traceback (most recent call last):
        ValueError: alpha must be above 0 and at most 1, not 2.
    """
    if not isinstance(value, Real) or not math.isfinite(value) or not holds(value):
        raise ValueError(f"{name} must be {expected}, not {value!r}.")


def require_one_of(name: str, value: object, known: Iterable[str]) -> None:
    """Raise a ValueError unless a value is one of the known names.

    Example:
        >>> require_one_of("contexts", "up", ["left", "right"])
        Traceback (most recent call last):
        ValueError: contexts must be one of left, right, not 'up'.
    """
    if value not in (known := list(known)):
        raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}.")
