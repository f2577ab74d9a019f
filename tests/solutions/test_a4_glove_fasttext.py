"""Assignment A4: GloVe and fastText."""

import numpy as np

from sequtils.static.fasttext import FastText
from tests.solutions.contract import Contract, run_answers, run_cells


class TestGloveFastText(Contract):
    assignment = "A4-glove-fasttext"


def stand_ins():
    found, printed = run_cells("A4-glove-fasttext", "setup", "parts", "picked")
    assert printed.count("a stand-in") == 8
    return run_answers("A4-glove-fasttext"), found


def test_stand_ins_for_glove_give_what_the_answers_give():
    """The cells that pick, in an exercise without answers, against the reference's answers."""
    answers, found = stand_ins()
    rng = np.random.default_rng(0)
    W, C, b, d = rng.normal(size=(4, 3)), rng.normal(size=(5, 3)), rng.normal(size=4), np.ones(5)
    X = rng.poisson(1.0, (4, 5)) * rng.uniform(0.5, 3, (4, 5))
    F = answers["glove_weight"](X, 2.0, 0.5)
    np.testing.assert_allclose(found["weigh"](X, 2.0, 0.5), F)
    expected = answers["glove_loss"](W, C, b, d, X, F)
    np.testing.assert_allclose(found["loss"](W, C, b, d, X, F), expected, rtol=1e-5)  # float32
    cell = W[0], C[1], b[0], d[1], 3.5, 0.7
    slopes = answers["glove_gradients"](*cell)
    for slope, right in zip(found["slope"](*cell), slopes, strict=True):
        np.testing.assert_allclose(slope, right, atol=1e-5)  # float32
    moved = [(C[0].copy(), np.ones(3)) for _ in range(2)]
    for one, move in zip(moved, (found["move"], answers["adagrad_step"]), strict=True):
        for gradient in (W[0], W[1]):
            move(one[0], gradient, one[1], 0.1)
    np.testing.assert_allclose(moved[0], moved[1], atol=1e-12)


def test_stand_ins_for_fasttext_give_what_the_answers_give():
    """The cells that pick, in an exercise without answers, against the reference's answers."""
    answers, found = stand_ins()
    lines = ["3 2\n", "the 1 2\n", "cat 3 5\n", "mat 0 0\n"]
    matrix, missing = found["fill"](lines, ["Cat", "dog", "the"], 2)
    expected, right = answers["embedding_matrix"](lines, ["Cat", "dog", "the"], 2)
    np.testing.assert_allclose(matrix, expected)
    assert missing == right == ["dog"]
    for word in ("a", "am", "banana"):
        parts = answers["character_ngrams"](word, 2, 5)
        assert sorted(found["parts"](word, 2, 5)) == sorted(parts)
        for part in parts:
            assert found["bucket"](part, 97) == answers["hash_bucket"](part, 97)
    fast = FastText(vector_size=4, bucket=50).fit([["walk", "walked", "talk"]] * 5, progress=False)
    found["fast"], known = fast, {word: row for row, word in enumerate(fast.words)}

    def buckets_of(word):
        return [answers["hash_bucket"](n, 50) for n in answers["character_ngrams"](word, 3, 6)]

    for word in ("walked", "talking"):
        question = word, known, fast.contents.inputs, buckets_of
        expected = answers["word_vector"](*question)
        np.testing.assert_allclose(found["vector_of"](*question), expected, atol=1e-6)
