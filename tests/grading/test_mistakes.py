"""The bank of known mistakes, filled by the real grader, recognises mistakes in other words."""

import nbformat
import pytest

from grading.engine import Engine
from grading.mistakes import bank
from grading.nbgrader import pristine
from grading.report.misconceptions import RIGHT, hints, matches
from grading.variants import answered, mutants, reference

ASSIGNMENT = "A3-word2vec"


@pytest.fixture(scope="module")
def engine(boxes):
    with Engine(ASSIGNMENT) as engine:
        yield engine


@pytest.fixture(scope="module")
def known(engine, tmp_path_factory):
    def assess_all(assignment, jobs):
        for name, job in jobs.items():
            yield name, engine.assess(job.submission, job.seed, job.traced)

    return bank(ASSIGNMENT, "this version", assess_all, tmp_path_factory.mktemp("bank"))


def told(engine, known, **wrong):
    notebook = answered(pristine(ASSIGNMENT), {**reference(ASSIGNMENT), **wrong})
    return matches(engine.assess(nbformat.writes(notebook).encode(), seed=77), known)


def test_each_mutant_behaves_unlike_the_right_answer(known):
    assert sum(map(len, known.values())) == len(mutants(ASSIGNMENT)) + len(known)
    same = []
    for right, *wrong in known.values():
        assert right.name == RIGHT
        assert right.trace
        same += [mistake.name for mistake in wrong if mistake.trace == right.trace]
    assert same == ["returns_a_list"]  # the right numbers, whatever holds them


def test_a_bank_is_graded_once(known, tmp_path):
    calls = []

    def assess_all(assignment, jobs):
        calls.append(len(jobs))
        return iter(())

    with pytest.raises(KeyError):
        bank(ASSIGNMENT, "another version", assess_all, tmp_path)
    assert calls == [max(len(mistakes) for mistakes in known.values())]
    assert not list(tmp_path.iterdir())


def test_a_mistake_is_recognised_in_other_words(engine, known):
    uphill = """
def sgd_step(W, C, inputs, target, negatives, learning_rate, progress, gradients):
    rate = learning_rate * max(1e-4, 1 - progress)
    for matrix, slopes in zip((W, C), gradients(W, C, inputs, target, negatives)):
        for i in range(W.shape[1]):
            matrix[:, i] = matrix[:, i] + rate * slopes[:, i]
"""
    found = told(engine, known, sgd_step=uphill)
    assert found["sgd_step"].mistake.name == "uphill"
    assert "against the gradient" in hints(found)["sgd_step"]


def test_a_mistake_of_ones_own_is_not_recognised(engine, known):
    assert (
        told(engine, known, build_pairs="def build_pairs(sentence, window):\n    return [1]") == {}
    )
