"""What an exercise can demand of an answer, and how a failure is told.

Each function returns nothing if the answer is right and raises `CheckFailed` otherwise. Its
message names the kind of difference; expected and actual values are kept apart in `values`, so
that a hidden check can leave them out. `mistakes` maps a hint to the answer which that mistake
would give: if the wrong answer is one of them, its hint is the one that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

RTOL = 1e-6  # float64 answers computed in another order differ by about 1e-13
ATOL = 1e-9
ARRAYS = {
    np.ndarray: "an array",
    np.integer: "an array of integers",
    np.floating: "an array of floats",
}


class CheckFailed(AssertionError):
    """An answer that is not right.

    Args:
        message: What is wrong, without expected values.
        hint: Which mistake it probably is, or "".
        values: Expected and actual values, for visible checks only.
    """

    def __init__(self, message: str, hint: str = "", values: str = ""):
        super().__init__(message)
        self.message, self.hint, self.values = message, hint, values


def close(
    actual: Any,
    expected: Any,
    hint: str = "",
    *,
    rtol: float = RTOL,
    atol: float = ATOL,
    mistakes: Mapping[str, Any] | None = None,
) -> None:
    """Demand numbers of the right shape and value.

    Args:
        actual: The student's number, list or array.
        expected: What it should be; its shape is demanded too.
        hint: Told when the values differ and no entry of `mistakes` fits.
        rtol: Tolerance relative to the expected value.
        atol: Absolute tolerance.
        mistakes: Hint → the numbers which that mistake would give.

    Raises:
        CheckFailed: If the answer is None, not numeric, of another shape, not finite or different.

    Example:
        >>> close([0.5, 0.5], np.array([0.5, 0.5]))
        >>> close(3.0, 9.0, mistakes={"Square it; do not return x itself.": 3.0})
        Traceback (most recent call last):
        sequtils.check.assertions.CheckFailed: The value is not right.
    """
    numbers, expected = _numbers(actual), np.asarray(expected, dtype=float)
    if _close(numbers, expected, rtol, atol):
        return
    values = _compare(expected, numbers)
    hint = _recognise(mistakes, lambda wrong: _close(numbers, wrong, rtol, atol)) or hint
    if numbers.shape != expected.shape:
        raise CheckFailed(_shape_message(numbers.shape, expected.shape), hint, values)
    if np.isfinite(expected).all() and not np.isfinite(numbers).all():
        raise CheckFailed("The result contains inf or nan.", hint, values)
    wrong = ~np.isclose(numbers, expected, rtol, atol)
    what = "The value is" if wrong.ndim == 0 else f"{wrong.sum()} of {wrong.size} values are"
    raise CheckFailed(f"{what} not right.", hint, values)


def equal(
    actual: Any, expected: Any, hint: str = "", *, mistakes: Mapping[str, Any] | None = None
) -> None:
    """Demand exactly this word, number, list or tuple; NumPy integers count as integers.

    Args:
        actual: The student's answer.
        expected: What it should be; a list and a tuple with the same entries are the same.
        hint: Told when the answer differs and no entry of `mistakes` fits.
        mistakes: Hint → the answer which that mistake would give.

    Raises:
        CheckFailed: If the answer is None or differs.

    Example:
        >>> equal([np.int64(3), "queen"], (3, "queen"))
    """
    plain, wanted = _plain(_not_none(actual)), _plain(expected)
    if plain != wanted:
        told = _recognise(mistakes, lambda wrong: plain == _plain(wrong)) or hint
        raise CheckFailed("The answer is not right.", told, _compare(expected, actual))


def same_items(
    actual: Iterable,
    expected: Iterable,
    hint: str = "",
    *,
    mistakes: Mapping[str, Iterable] | None = None,
) -> None:
    """Demand the same items, each as often, in any order.

    Args:
        actual: The student's list (or array, or other iterable).
        expected: The items it should hold.
        hint: Told when the items differ and no entry of `mistakes` fits.
        mistakes: Hint → the items which that mistake would give.

    Raises:
        CheckFailed: If the answer is None, not iterable, or items are missing or too many.

    Example:
        >>> same_items([(2, 1), (1, 2)], [(1, 2), (2, 1)])
        >>> same_items([(1, 2), (1, 1)], [(1, 2), (2, 1)])
        Traceback (most recent call last):
        sequtils.check.assertions.CheckFailed: 1 missing and 1 too many, of 2 items.
    """
    if not isinstance(_not_none(actual), Iterable):
        raise CheckFailed(f"The result should be a list, not {_describe(actual)}.", hint)
    found, wanted = _count(actual), _count(expected)
    if found == wanted:
        return
    told = _recognise(mistakes, lambda wrong: found == _count(wrong)) or hint
    missing, extra = (wanted - found).total(), (found - wanted).total()
    counts = " and ".join(
        f"{n} {what}" for n, what in ((missing, "missing"), (extra, "too many")) if n
    )
    values = _compare(sorted(wanted.elements(), key=repr), sorted(found.elements(), key=repr))
    raise CheckFailed(f"{counts}, of {wanted.total()} items.", told, values)


def shape(actual: Any, expected: tuple[int, ...], hint: str = "") -> None:
    """Demand an array (or list) of this shape.

    Example:
        >>> shape(np.zeros((3, 2)), (3, 2))
    """
    found = _numbers(actual).shape
    if found != tuple(expected):
        raise CheckFailed(_shape_message(found, tuple(expected)), hint)


def kind(actual: Any, expected: type | tuple[type, ...], hint: str = "") -> None:
    """Demand a type, or for an array a dtype such as `np.integer`.

    Example:
        >>> kind(["queen"], list)
        >>> kind(np.array([1, 2]), np.integer)
    """
    expected = expected if isinstance(expected, tuple) else (expected,)
    if isinstance(_not_none(actual), expected):
        return
    dtypes = [one for one in expected if issubclass(one, np.generic)]
    if isinstance(actual, np.ndarray) and any(np.issubdtype(actual.dtype, one) for one in dtypes):
        return
    names = " or ".join(ARRAYS.get(one, f"of type {one.__name__}") for one in expected)
    raise CheckFailed(f"The result should be {names}, not {_describe(actual)}.", hint)


def raises(error: type[Exception], function: Callable, *args: Any, hint: str = "") -> None:
    """Demand that a call raises `error`.

    Example:
        >>> raises(ZeroDivisionError, lambda x: 1 / x, 0)
    """
    try:
        result = function(*args)
    except error:
        return
    raise CheckFailed(
        f"{error.__name__} should be raised here, but the function returned.", hint, repr(result)
    )


def distribution(
    draws: Any,
    probabilities: Any,
    hint: str = "",
    *,
    mistakes: Mapping[str, Any] | None = None,
) -> None:
    """Demand that random ids follow a distribution.

    Compares counts with their expectation by the chi-square statistic; draws that do follow the
    distribution are rejected three times in a million.

    Args:
        draws: The student's ids, integers in 0 … V − 1, any shape.
        probabilities: Of each id, [V]; an id of probability 0 must not occur. Draw so many that
            each other id is expected at least 5 times.
        hint: Told when the draws do not fit and no entry of `mistakes` does.
        mistakes: Hint → the probabilities which that mistake would draw from.

    Raises:
        CheckFailed: If the draws are not valid ids or do not follow the distribution.

    Example:
        >>> distribution([0, 1] * 50, [0.5, 0.5])
        >>> distribution([0] * 100, [0.5, 0.5])
        Traceback (most recent call last):
        sequtils.check.assertions.CheckFailed: The draws do not follow the distribution.
    """
    ids = _numbers(draws).ravel()
    size = len(probabilities)
    if not (np.isfinite(ids).all() and (ids == ids.round()).all()):
        raise CheckFailed("The draws should be whole numbers: ids of words.", hint)
    if ids.size == 0 or ids.min() < 0 or ids.max() >= size:
        raise CheckFailed(f"The draws should be ids in 0 … {size - 1}.", hint)
    counts = np.bincount(ids.astype(int), minlength=size)
    if not _follows(counts, probabilities):
        told = _recognise(mistakes, lambda wrong: _follows(counts, wrong)) or hint
        values = _compare(np.asarray(probabilities, dtype=float), counts / counts.sum())
        raise CheckFailed("The draws do not follow the distribution.", told, values)


def gradient(
    function: Callable[[np.ndarray], float],
    at: Any,
    actual: Any,
    hint: str = "",
    *,
    mistakes: Mapping[str, Any] | None = None,
) -> None:
    """Demand the gradient of a function, measured by central differences.

    With step 1e-5 the truncation error is about 1e-10 and the rounding error about 1e-11 for
    functions of order 1, far inside the tolerance of 1e-6.

    Args:
        function: Maps an array like `at` to a number.
        at: Where the gradient is taken, any shape.
        actual: The student's gradient, of the same shape.
        hint: Told when the gradient differs and no entry of `mistakes` fits.
        mistakes: Hint → the gradient which that mistake would give.

    Raises:
        CheckFailed: As `close`.

    Example:
        >>> gradient(lambda x: (x**2).sum(), np.array([1.0, 3.0]), [2.0, 6.0])
    """
    at = np.array(at, dtype=float)
    measured = np.empty_like(at)
    for i in np.ndindex(at.shape):
        step = np.zeros_like(at)
        step[i] = 1e-5
        measured[i] = (function(at + step) - function(at - step)) / 2e-5
    close(actual, measured, hint, atol=1e-6, mistakes=mistakes)


def _follows(counts, probabilities) -> bool:
    probabilities = np.asarray(probabilities, dtype=float)
    possible = probabilities > 0
    if counts[~possible].any():
        return False
    expected = counts.sum() * probabilities[possible] / probabilities.sum()
    statistic = ((counts[possible] - expected) ** 2 / expected).sum()
    freedom = max(possible.sum() - 1, 1)
    # Wilson & Hilferty, 1931: the cube root of chi-square is nearly normal, even for one degree of
    # freedom. A normal variable exceeds 4.5 with probability 3e-6.
    spread = 2 / (9 * freedom)
    return (statistic / freedom) ** (1 / 3) - (1 - spread) <= 4.5 * np.sqrt(spread)


def _recognise(mistakes: Mapping[str, Any] | None, fits: Callable[[Any], bool]) -> str:
    """The hint of the first mistake that gives the student's answer, or ""."""
    return next((hint for hint, wrong in (mistakes or {}).items() if fits(wrong)), "")


def _close(numbers, expected, rtol, atol) -> bool:
    expected = np.asarray(expected, dtype=float)
    return numbers.shape == expected.shape and np.allclose(numbers, expected, rtol, atol)


def _not_none(actual):
    if actual is None:
        raise CheckFailed("The function returned None. Did you forget `return`?")
    return actual


def _numbers(actual) -> np.ndarray:
    if hasattr(actual, "detach"):  # a tensor, which may belong to a graph of gradients
        actual = actual.detach().cpu()
    try:
        return np.asarray(_not_none(actual), dtype=float)
    except (TypeError, ValueError):
        message = f"The result should be numbers, and it is {_describe(actual)}."
        raise CheckFailed(message) from None


def _plain(value):
    """Nested lists and tuples as tuples, NumPy scalars and arrays as Python values."""
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    return tuple(_plain(item) for item in value) if isinstance(value, (list, tuple)) else value


def _count(items) -> Counter:
    try:
        return Counter(_plain(list(items)))
    except TypeError:
        raise CheckFailed("The result holds items that are not numbers, words or tuples.") from None


def _shape_message(found: tuple, expected: tuple) -> str:
    def name(one):
        return "a single number" if one == () else f"shape {one}"

    return f"The result should have {name(expected)}, and it has {name(found)}."


def _describe(actual) -> str:
    if isinstance(actual, np.ndarray):
        return f"an array of {actual.dtype} with shape {actual.shape}"
    return f"of type {type(actual).__name__}"


def _compare(expected, actual) -> str:
    return f"Expected {_short(expected)}\nGot      {_short(actual)}"


def _short(value, limit: int = 150) -> str:
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    text = repr(_rounded(value))
    return text if len(text) <= limit else text[: limit - 2] + " …"


def _rounded(value):
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, (list, tuple)):
        return type(value)(_rounded(item) for item in value)
    return value
