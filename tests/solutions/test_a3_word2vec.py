"""Assignment A3: word2vec from scratch."""

import re

import numpy as np

from tests.solutions.contract import Contract, run_cells


class TestWord2Vec(Contract):
    assignment = "A3-word2vec"


def test_stand_in_for_draw_negatives_draws_the_noise_without_the_target():
    """The cell `parts` of an exercise without answers, against the definition."""
    namespace, printed = run_cells("A3-word2vec", "setup", "parts")
    assert re.search("draw_negatives +a stand-in", printed)
    weights = namespace["vocab"].counts ** 0.75
    target, draws = 0, 40_000
    ids = namespace["draw"](np.random.default_rng(0), weights / weights.sum(), target, draws)
    seen = np.bincount(ids, minlength=len(weights))
    assert seen[target] == 0
    weights[target] = 0
    p = weights / weights.sum()
    # A count is binomial; 5 standard deviations are missed once in 10,000 runs of ~100 words.
    assert (np.abs(seen - draws * p) <= 5 * np.sqrt(draws * p * (1 - p))).all()
