"""Checks of arguments at the public doors: a sentence says what came and what was expected."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    number = isinstance(value, Real) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not holds(value):
        raise ValueError(f"{name} must be {expected}, not {value!r}.")


def require_one_of(name: str, value: object, known: Iterable[str]) -> None:
    """Raise a ValueError unless a value is one of the known names.

    Example:
        >>> require_one_of("contexts", "up", ["left", "right"])
        Traceback (most recent call last):
        ValueError: contexts must be one of left, right, not 'up'.
    """
    known = list(known)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}.")


def require_type(name: str, value: object, expected: type) -> None:
    """Raise a ValueError unless a value is of the type expected.

    Example:
        >>> require_type("text", b"to be", str)
        Traceback (most recent call last):
        ValueError: text must be a string, got bytes.
    """
    if not isinstance(value, expected):
        kind = {str: "string"}.get(expected, expected.__name__)
        raise ValueError(f"{name} must be a {kind}, got {type(value).__name__}.")


def require_iterable(name: str, values: object, expected: str) -> None:
    """Raise a ValueError unless values can be iterated and are no single text.

    Example:
        >>> require_iterable("special", "<end>", "be a list of names")
        Traceback (most recent call last):
        ValueError: special must be a list of names, got the text '<end>'.
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise ValueError(f"{name} must {expected}, got {_shown(values)}.")


def require_words(name: str, words: Iterable[str]) -> Sequence[str]:
    """Return words, those of an iterator as a list.

    Raises:
        ValueError: If they are one text, cannot be iterated or hold what is no string.

    Example:
        >>> require_words("sentence", "to be")
        Traceback (most recent call last):
        ValueError: sentence must be a list of words, got the text 'to be'.
    """
    if isinstance(words, Iterator):
        words = list(words)
    try:
        "".join(words)  # the quickest way to see that all are strings
        valid = not isinstance(words, str)
    except TypeError:
        valid = False
    if not valid:
        raise ValueError(f"{name} must be a list of words, got {_shown(words)}.")
    return words


def require_strings(name: str, values: Iterable[str], least: int = 0) -> list[str]:
    """Return strings as a list.

    Args:
        name: What they are called.
        values: The strings.
        least: How many characters each must have.

    Raises:
        ValueError: If they are one text, or one of them is no string, too short, or holds half a
            surrogate pair, which could not be saved.

    Example:
        >>> require_strings("tokens", ["a", 1])
        Traceback (most recent call last):
        ValueError: tokens must hold strings, got 1.
    """
    require_iterable(name, values, "be a list of strings")
    values = list(values)
    for value in values:
        if not isinstance(value, str):
            raise ValueError(f"{name} must hold strings, got {_shown(value)}.")
        if len(value) < least:
            raise ValueError(f"{name} must hold strings of {least} character or more, got ''.")
        if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError(f"{name} must be valid Unicode, got half a surrogate pair: {value!r}.")
    return values


def require_ids(ids: Iterable[int], size: int) -> list[int]:
    """Return ids as a list of numbers from 0 to `size` − 1.

    Raises:
        ValueError: If one is out of this range or no whole number.

    Example:
        >>> require_ids([0, 9], size=2)
        Traceback (most recent call last):
        ValueError: ids must lie in 0 to 1, got 9.
    """
    require_iterable("ids", ids, "be a list of whole numbers")
    numbers = [_whole(i) for i in ids]
    for i in numbers:
        if not 0 <= i < size:
            raise ValueError(f"ids must lie in 0 to {size - 1}, got {i}.")
    return numbers


def require_counts(name: str, counts: Mapping[str, int]) -> None:
    """Raise a ValueError unless texts are mapped to how often each occurs.

    Example:
        >>> require_counts("words", {"to": -1})
        Traceback (most recent call last):
        ValueError: words must map strings to whole numbers of at least 1, got -1 for 'to'.
    """
    expected = f"{name} must map strings to whole numbers of at least 1"
    if not isinstance(counts, Mapping):
        raise ValueError(f"{expected}, got {_shown(counts)}.")
    for text, count in counts.items():
        whole = isinstance(count, Integral) and not isinstance(count, bool)
        if not isinstance(text, str) or not whole or count < 1:
            raise ValueError(f"{expected}, got {count!r} for {text!r}.")


def _whole(i: object) -> int:
    try:
        return operator.index(None if isinstance(i, bool) else i)  # NumPy's and PyTorch's too
    except TypeError:
        raise ValueError(f"ids must be whole numbers, got {i!r}.") from None


def _shown(value: object) -> str:
    """Write a value in a sentence, a long one cut short."""
    return f"the text {value!r:.40}" if isinstance(value, str) else f"{value!r:.40}"
