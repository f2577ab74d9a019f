"""The known mistakes of an assignment: what each hand-written mutant gives, call by call."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path

import nbformat

from grading.assessment import Assessment, Job
from grading.nbgrader import grade_id, is_test, pristine, question
from grading.report.misconceptions import RIGHT, Known
from grading.variants import Variant, answered, mutants, reference
from sequtils.atomic import atomic_write

AssessAll = Callable[[str, dict[str, Job]], Iterator[tuple[str, Assessment]]]


def bank(
    assignment: str, version: str, assess_all: AssessAll, folder: Path
) -> dict[str, list[Known]]:
    """Question → its known mistakes, with what they give on the inputs that all answers get.

    The first of each question is the right answer, under the name RIGHT.

    Args:
        assignment: Which one.
        version: A digest of what decides about scores.
        assess_all: Grades jobs.
        folder: Where the bank is kept for the next time.
    """

    right = [Variant(name, RIGHT, "", "", source) for name, source in _answers(assignment).items()]
    variants = [*right, *mutants(assignment)]

    told = json.dumps([version, [asdict(variant) for variant in variants]])
    path = folder / f"{assignment}-{hashlib.sha256(told.encode()).hexdigest()[:16]}.json"
    if not path.exists():
        traces = dict(_traces(assignment, variants, assess_all))
        with atomic_write(path) as file:
            json.dump([[asdict(v), traces[i]] for i, v in enumerate(variants)], file, indent=1)
    known: dict[str, list[Known]] = {}
    for variant, trace in json.loads(path.read_text(encoding="utf-8")):
        mistake = Known(variant["name"], variant["idea"], variant["hint"], tuple(trace))
        known.setdefault(variant["question"], []).append(mistake)
    return known


def _traces(assignment: str, variants: list[Variant], assess_all: AssessAll):
    """(number of a variant, its trace); variants of different questions share a submission."""
    blank, right = pristine(assignment), reference(assignment)
    by_question: dict[str, list[int]] = {}
    for number, variant in enumerate(variants):
        by_question.setdefault(variant.question, []).append(number)
    groups = [[n for n in group if n is not None] for group in zip_longest(*by_question.values())]
    jobs = {}
    for i, group in enumerate(groups):
        wrong = {variants[n].question: variants[n].source for n in group}
        notebook = nbformat.writes(answered(blank, {**right, **wrong}))
        jobs[str(i)] = Job(notebook.encode(), seed=0, traced=True)
    for i, assessment in assess_all(assignment, jobs):
        for number in groups[int(i)]:
            verdict = assessment.verdicts.get(variants[number].question)
            yield number, list(verdict.trace) if verdict else []


def _answers(assignment: str) -> dict[str, str]:
    """Question → the right answer, for questions that are scored by a test cell."""
    tested = {question(grade_id(cell)) for cell in pristine(assignment).cells if is_test(cell)}
    return {name: source for name, source in reference(assignment).items() if name in tested}
