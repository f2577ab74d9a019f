"""Assignment A3: word2vec from scratch."""

import numpy as np

from tests.solutions.contract import Contract, run_answers, run_cells


class TestWord2Vec(Contract):
    assignment = "A3-word2vec"


def test_stand_ins_for_word2vec_give_what_the_answers_give():
    """The cells that pick, in an exercise without answers, against the reference's answers."""
    answers = run_answers("A3-word2vec")
    stand_ins, printed = run_cells("A3-word2vec", "setup", "parts", "picked")
    assert printed.count("a stand-in") == 10
    rng = np.random.default_rng(0)
    counts = rng.integers(1, 100, 7)
    W, C = rng.normal(size=(2, 7, 3))
    guess = np.array([2, 5, 2]), 4, np.array([0, 4, 4])
    nodes = {way: rng.normal(size=3) for way in ("", "1", "10", "101")}
    for stand_in, name, arguments in (
        ("make_pairs", "build_pairs", ([3, 1, 3, 2, 0], 2)),
        ("keep", "keep_probability", (counts, 0.1)),
        ("make_noise", "noise_distribution", (counts,)),
        ("make_noise", "noise_distribution", (counts, 0.5, 0)),
        ("loss", "sgns_loss", (W, C, 2, 4, np.array([0, 1, 1]))),
        ("chance", "path_probability", (W[0], "1010", nodes)),
        ("chance", "path_probability", (W[0], "", nodes)),
    ):
        expected = answers[name](*arguments)
        np.testing.assert_allclose(stand_ins[stand_in](*arguments), expected, atol=1e-6)
    lone = np.array([2]), *guess[1:]
    for stand_in, name, arguments in (
        ("slope", "window_gradients", (W, C, *guess)),
        ("slope", "window_gradients", (W, C, *lone)),
        ("guess_all", "softmax_gradients", (W[2], C, 4)),
    ):
        pairs = zip(stand_ins[stand_in](*arguments), answers[name](*arguments), strict=True)
        for found, expected in pairs:
            np.testing.assert_allclose(found, expected, atol=1e-12)
    for progress in (0.0, 0.3, 0.99995, 1.0):
        moved = [(W.copy(), C.copy()) for _ in range(2)]
        steps = stand_ins["move"], answers["sgd_step"]
        for matrices, move in zip(moved, steps, strict=True):
            move(*matrices, *guess, 0.1, progress, answers["window_gradients"])
        np.testing.assert_allclose(moved[0], moved[1], atol=1e-12)
    for some in ([7], [3, 1], [5, 2, 2, 9, 1], counts):
        turns = [
            [len(code) for code in encode(np.array(some))]
            for encode in (stand_ins["encode"], answers["huffman_codes"])
        ]
        assert np.dot(turns[0], some) == np.dot(turns[1], some)
    question = W, list("abcdefg"), "c", "a", "f"
    assert stand_ins["ask"](*question) == answers["analogy"](*question)
