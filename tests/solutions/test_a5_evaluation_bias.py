"""Assignment A5: evaluation, limits and bias."""

import numpy as np

from tests.solutions.contract import Contract, run_answers, run_cells


class TestEvaluationBias(Contract):
    assignment = "A5-evaluation-bias"


def test_stand_ins_for_evaluation_give_what_the_answers_give():
    """The cells `parts` of an exercise without answers, against the reference's answers."""
    answers = run_answers("A5-evaluation-bias")
    stand_ins, printed = run_cells("A5-evaluation-bias", "setup", "parts", "more-parts")
    assert printed.count("a stand-in") == 7
    rng = np.random.default_rng(0)
    W, V = rng.normal(size=(2, 9, 4))
    unit, g = W / np.linalg.norm(W, axis=1, keepdims=True), np.array([0.0, 0.6, 0.8, 0.0])
    ties = rng.integers(0, 4, (2, 12))
    for stand_in, name, arguments in (
        ("correlate", "spearman", ties),
        ("ask", "analogy_scores", (W, 3, 0, 5)),
        ("ask", "analogy_scores", (W, 3, 0, 5, "mul", False)),
        ("compare", "drift", (W, V)),
        ("effect", "weat_effect", (W[:4], W[4:8], V[:3], V[3:5])),
        ("chance", "p_value", (rng.integers(-3, 4, 8) / 4, 4)),
        ("clean", "debias", (unit, g, [0, 4], [(1, 2), (7, 5)])),
    ):
        found, expected = stand_ins[stand_in](*arguments), answers[name](*arguments)
        if name != "drift":  # which returns two things
            found, expected = [found], [expected]
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-6)


def test_stand_in_for_the_bootstrap_gives_nearly_the_same_interval():
    answers = run_answers("A5-evaluation-bias")
    stand_ins, _ = run_cells("A5-evaluation-bias", "setup", "parts", "more-parts")
    rng = np.random.default_rng(0)
    x = rng.normal(size=60)
    y = x + rng.normal(size=60)
    x[::10] = np.nan
    arguments = x, y, lambda a, b: np.corrcoef(a, b)[0, 1], rng, 4000
    found = stand_ins["judge"](*arguments)
    expected = answers["similarity_score"](*arguments)
    assert found[:2] == expected[:2]
    # An end of 4,000 samples scatters by 0.004 (a tenth of the interval's spread of 0.07 by
    # 2.5 % of 4,000 samples beyond it); 0.02 is five times as much.
    np.testing.assert_allclose(found[2:], expected[2:], atol=0.02)
