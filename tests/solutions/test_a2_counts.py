"""Assignment A2: counting neighbours."""

import numpy as np

from tests.solutions.contract import Contract, run_answers, run_cells


class TestCounts(Contract):
    assignment = "A2-counts"


def test_stand_ins_for_counts_give_what_the_answers_give():
    """The cell `parts` of an exercise without answers, against the reference's answers."""
    answers = run_answers("A2-counts")
    stand_ins, printed = run_cells("A2-counts", "setup", "parts")
    assert printed.count("a stand-in") == 8
    rng = np.random.default_rng(0)
    sentences = [rng.integers(0, 6, n).tolist() for n in (1, 4, 9)]
    words, counts = list("abcdef"), rng.poisson(1.0, (6, 6)) + np.eye(6)
    texts = [[words[i] for i in sentence] for sentence in sentences]
    vectors = rng.normal(size=(6, 3))
    for stand_in, name, arguments in (
        ("make_bag", "bag_of_words", (texts, words[:4])),
        ("weigh", "tfidf", (np.vstack([counts, np.zeros(6)]),)),
        ("compare_rows", "cosine", (vectors, np.vstack([vectors, np.zeros(3)]))),
        ("count", "cooccurrence", (sentences, 7, 3, "harmonic")),
        ("surprise", "ppmi", (counts, 0.75)),
        ("memory", "storage_bytes", (100, 30, 7)),
    ):
        expected = answers[name](*arguments)
        np.testing.assert_allclose(stand_ins[stand_in](*arguments), expected, atol=1e-6)
    W = stand_ins["shorten"](counts, 2)
    np.testing.assert_allclose(W @ W.T, (V := answers["svd_vectors"](counts, 2)) @ V.T, atol=1e-6)
    question = ("c", words, vectors, 4, answers["cosine"])
    assert list(stand_ins["ask"](*question)) == answers["neighbours"](*question)
