"""Test the exercises themselves: what does every known right and wrong answer score?

Known are the reference, the mistakes and other right answers that were written down
(`grading.variants`), and the mutants of the reference that are generated (`grading.mutation`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from grading.assessment import Part
from grading.mutation import generate
from grading.nbgrader import AssignmentError, is_test, pristine, questions
from grading.scoring import Score, in_process
from grading.variants import Variant, alternatives, equivalents, mutants, reference

MUTANT, GENERATED, ALTERNATIVE = "mutant", "generated", "alternative"


@dataclass(frozen=True)
class Row:
    """One line of the matrix.

    Attributes:
        variant: The answer that was put in place of the reference's.
        lost: Question → points below the reference.
        problem: "" if the exercise treats the answer as it should.
        kind: MUTANT (written, with a hint), GENERATED or ALTERNATIVE.
        parts: How the checks of its question went.
        equivalent: Why a mutant is right, although it differs; "" if it is a mistake.
    """

    variant: Variant
    lost: dict[str, float]
    problem: str
    kind: str = MUTANT
    parts: tuple[Part, ...] = ()
    equivalent: str = ""


@dataclass(frozen=True)
class Matrix:
    """What an assignment makes of all known answers.

    Attributes:
        rows: One each mutant and alternative.
        problems: What must be mended, a sentence each; empty if nothing.
        redundant: Checks that no mutant needs, a sentence each.
    """

    rows: list[Row]
    problems: list[str] = field(default_factory=list)
    redundant: list[str] = field(default_factory=list)


def examine(
    assignment: str, score: Score | None = None, run_all: Callable = map, generated: bool = True
) -> Matrix:
    """Score every known right and wrong answer, and say what is wrong with the exercise.

    Args:
        assignment: Its name.
        score: Scores one set of answers; by default in this process (`in_process`).
        run_all: `map`, or one like it that runs several at once and keeps the order.
        generated: Also score the mutants that `grading.mutation` makes.

    Raises:
        AssignmentError: If there is no test cell, or neither a mutant nor an alternative.
    """
    notebook = pristine(assignment)
    if not any(is_test(cell) for cell in notebook.cells):
        raise AssignmentError(f"{assignment} has no test cell, so there is nothing to score.")
    score = score or in_process(notebook)
    found = list(rows(assignment, score, run_all))
    problems = extremes(assignment, score)
    if generated:
        found += _generated_rows(assignment, score, run_all)
        problems += _stale(assignment, found)
    problems += [f"{r.variant.question}: {r.variant.name} {r.problem}" for r in found if r.problem]
    return Matrix(found, problems, redundant_parts(found))


def rows(assignment: str, score: Score | None = None, run_all: Callable = map) -> Iterator[Row]:
    """The matrix of an assignment, a row at a time: its mutants, then its alternatives.

    Args:
        assignment: Its name.
        score: As in `examine`.
        run_all: As in `examine`.

    Yields:
        A `Row` each; its problem is "" for a mutant that loses points in its own question only
        and is told its hint, and for an alternative that loses none.

    Raises:
        AssignmentError: If there is no test cell, or neither a mutant nor an alternative.
    """
    known = [(variant, MUTANT) for variant in mutants(assignment)]
    known += [(variant, ALTERNATIVE) for variant in alternatives(assignment)]
    if not known:
        raise AssignmentError(
            f"{assignment} has neither mutants/ nor alternatives/, so there is nothing to compare."
        )
    score, right = score or in_process(pristine(assignment)), reference(assignment)
    best = score(right)
    one_wrong = [{**right, variant.question: variant.source} for variant, _ in known]
    for (variant, kind), got in zip(known, run_all(score, one_wrong), strict=True):
        lost = {name: best[name].points - got[name].points for name in best}
        own = got[variant.question]
        yield Row(variant, lost, _judge(variant, kind, lost, own.report), kind, own.parts)


def extremes(assignment: str, score: Score | None = None) -> list[str]:
    """What is wrong with the scores of the reference and of the empty exercise."""
    notebook = pristine(assignment)
    score = score or in_process(notebook)
    full, empty, points = score(reference(assignment)), score({}), questions(notebook)
    return [
        *(f"the reference loses points in {n}" for n in full if full[n].points != points[n]),
        *(f"the empty exercise scores in {n}" for n in empty if empty[n].points != 0),
    ]


def redundant_parts(found: Iterable[Row]) -> list[str]:
    """The checks that no mutant needs, a sentence each.

    A check is needed if some mutant fails no other one, or is told its hint by no other one.
    """
    wrong = [row for row in found if row.kind != ALTERNATIVE and not row.equivalent and row.parts]
    needed: dict[tuple[str, str], bool] = {}
    for row in wrong:
        for part in row.parts:
            key = row.variant.question, part.title
            needed[key] = needed.get(key, False) or _needs(row, part)
    return [
        f"{name}: without “{title}” every mutant would still be found"
        for (name, title), is_needed in needed.items()
        if not is_needed
    ]


def _needs(row: Row, part: Part) -> bool:
    """Whether a mutant would get away, or not be told its hint, without a check."""
    others = [other for other in row.parts if other.problem and other != part]
    if not part.problem:
        return False
    return not others or (
        row.kind == MUTANT and not any(row.variant.hint in _flat(o.problem) for o in others)
    )


def _generated_rows(assignment: str, score: Score, run_all: Callable) -> list[Row]:
    """A row for each generated mutant; those of different questions are scored together."""
    right, reasons = reference(assignment), equivalents(assignment)
    best = score(right)
    banks = [generate(name, right[name]) for name in best]
    rounds = [[one for one in together if one] for together in zip_longest(*banks)]
    answers = [{**right, **{one.question: one.source for one in group}} for group in rounds]
    found = defaultdict(list)
    for group, got in zip(rounds, run_all(score, answers), strict=True):
        for variant in group:
            name, reason = variant.question, reasons.get((variant.question, variant.name), "")
            lost = best[name].points - got[name].points
            problem = "" if lost or reason else "keeps all points: a missing check, or equivalent?"
            row = Row(variant, {name: lost}, problem, GENERATED, got[name].parts, reason)
            found[name].append(row)
    return [row for name in best for row in found[name]]


def _stale(assignment: str, found: list[Row]) -> list[str]:
    """Entries of equivalent.toml that excuse nothing."""
    lost = {(r.variant.question, r.variant.name): r.lost[r.variant.question] for r in found}
    return [
        f"{name}: {mutant} is listed as equivalent and {what}"
        for (name, mutant) in equivalents(assignment)
        if (what := _what_is_stale(lost.get((name, mutant))))
    ]


def _what_is_stale(lost: float | None) -> str:
    if lost is None:
        return "does not exist"
    return "loses points" if lost else ""


def _judge(variant: Variant, kind: str, lost: dict[str, float], report: str) -> str:
    elsewhere = [name for name, points in lost.items() if points and name != variant.question]
    if elsewhere:
        return f"loses points in {', '.join(elsewhere)}"
    if kind == ALTERNATIVE:
        return "is correct and loses points" if lost[variant.question] else ""
    if not lost[variant.question]:
        return "loses nothing"
    return "" if variant.hint in _flat(report) else f"is not told {variant.hint!r}"


def _flat(text: str) -> str:
    return " ".join(text.split())
