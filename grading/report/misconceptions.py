"""Which known mistake a wrong answer behaves like.

The mutants of an assignment are mistakes that students make. An answer that gives what a mutant
gives, call by call on the same inputs, probably has its misconception, however it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grading.assessment import Assessment

AGREEMENT = 0.95
RIGHT = ""  # the name under which a bank keeps the right answer


@dataclass(frozen=True)
class Known:
    """A known mistake.

    Attributes:
        name: The mutant's name.
        idea: The misconception, for the instructor.
        hint: What the student is told.
        trace: A digest of each result that the mutant gave, as `Verdict.trace`.
    """

    name: str
    idea: str
    hint: str
    trace: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """A known mistake that an answer behaves like.

    Attributes:
        mistake: The mistake.
        agreement: The share of calls with the same result.
        same: Other known mistakes that agree in as many calls.
    """

    mistake: Known
    agreement: float
    same: tuple[Known, ...] = ()


def agreement(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of calls with the same result; a call that only one of them made counts against.

    Example:
        >>> agreement(("a", "b", "c"), ("a", "b", "x")), agreement((), ())
        (0.6666666666666666, 0.0)
    """
    calls = max(len(one), len(other))
    return sum(a == b for a, b in zip(one, other, strict=False)) / calls if calls else 0.0


def match(trace: tuple[str, ...], known: list[Known]) -> Match | None:
    """The known mistake that an answer behaves like, if there is one.

    Args:
        trace: The answer's results.
        known: The known mistakes in the same question; the first listed wins a tie. One of the
            name RIGHT stands for the right answer: no mistake is as close as that may be.

    Returns:
        The closest mistake, or None if none agrees in 95 % of the calls.

    Example:
        >>> doubled = Known("doubles", "Squares by doubling.", "Square it", ("2", "4", "6"))
        >>> match(("2", "4", "6"), [doubled]).mistake.hint
        'Square it'
        >>> match(("2", "4", "5"), [doubled]) is None
        True
    """
    shares = [agreement(trace, one.trace) for one in known]
    best = max(shares, default=0.0)
    closest = [one for one, share in zip(known, shares, strict=True) if share == best]
    if best < AGREEMENT or any(one.name == RIGHT for one in closest):
        return None
    first, *others = closest
    return Match(first, best, tuple(others))


def matches(
    assessment: Assessment,
    bank: Mapping[str, list[Known]],
) -> dict[str, Match]:
    """Question → the known mistake that a submission's answer behaves like.

    Args:
        assessment: How the submission was graded.
        bank: Question → its known mistakes.
    """
    found = {}
    for name, verdict in assessment.verdicts.items():
        if verdict.trace and verdict.points < verdict.maximum:
            hit = match(verdict.trace, bank.get(name, []))
            if hit:
                found[name] = hit
    return found


def hints(found: Mapping[str, Match]) -> dict[str, str]:
    """Question → what its student is told.

    Where several mistakes behave the same, nothing is told unless they share their hint: the wrong
    one would send the student astray.
    """
    told = {name: {one.hint for one in (hit.mistake, *hit.same)} for name, hit in found.items()}
    return {name: min(hint) for name, hint in told.items() if len(hint) == 1 and min(hint)}
