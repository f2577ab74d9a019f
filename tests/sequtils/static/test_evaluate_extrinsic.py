"""Classifier, tagger and retrieval: planted truth, definitions, bad input."""

import numpy as np
import pytest

from sequtils.static import evaluate
from sequtils.static.evaluate import extrinsic
from sequtils.static.vectors import WordVectors


@pytest.fixture
def vectors():
    """Forty words; the first coordinate of each tells the topic of even and odd ones."""
    random = np.random.default_rng(0)
    values = random.normal(size=(40, 5))
    values[:, 0] = np.where(np.arange(40) % 2, 4, -4) + 0.5 * values[:, 0]
    return WordVectors([f"w{i}" for i in range(40)], values)


def planted_texts(n, seed):
    random = np.random.default_rng(seed)
    found = []
    for i in range(n):
        words = [f"w{2 * j + i % 2}" for j in random.integers(0, 20, 6)]
        found.append(([*words, "unknown"], ["even", "odd"][i % 2]))
    return found


def test_planted_topics_are_told_apart(vectors):
    score = evaluate.classification(vectors, planted_texts(60, 1), planted_texts(45, 2))
    assert score.accuracy == score.macro_f1 == 1
    assert score.majority == 23 / 45  # a tie in training: the first label in the alphabet
    assert score.coverage == pytest.approx(6 / 7)


def test_labels_that_mean_nothing_are_guessed(vectors):
    random = np.random.default_rng(4)
    train, test = (
        [(words, random.choice(["even", "odd"])) for words, _ in planted_texts(400, seed)]
        for seed in (1, 2)
    )
    score = evaluate.classification(vectors, train, test)
    # 400 coins, whatever the classifier says: standard error .025
    assert abs(score.accuracy - 0.5) < 0.1


def test_the_scale_of_vectors_does_not_matter(vectors):
    train, test = planted_texts(20, 1), planted_texts(20, 2)
    noisy = WordVectors(vectors.words, np.random.default_rng(3).normal(size=(40, 5)))
    large = WordVectors(noisy.words, 1000 * noisy.vectors)
    assert evaluate.classification(noisy, train, test) == evaluate.classification(
        large, train, test
    )


def test_a_tag_that_the_neighbour_decides_needs_a_window(vectors):
    """The tag of a word is the parity of the word before it."""
    random = np.random.default_rng(5)
    sentences = []
    for _ in range(80):
        numbers = random.integers(0, 40, 9)
        tags = ["start", *(["even", "odd"][i % 2] for i in numbers[:-1])]
        sentences.append([(f"w{i}", tag) for i, tag in zip(numbers, tags, strict=True)])
    train, test = evaluate.split(sentences, test=0.25)
    seen, blind = (evaluate.tagging(vectors, train, test, window) for window in (1, 0))
    assert seen.accuracy > 0.97
    assert blind.accuracy < 0.65  # 4/9 for the commonest tag


def test_windows_are_rows_of_neighbours(vectors):
    sentence = ["w3", "unknown", "w5", "w0"]
    found = evaluate.window_vectors(vectors, sentence, window=2)
    zero = np.zeros(5)
    at = [zero, zero, vectors["w3"], zero, vectors["w5"], vectors["w0"], zero, zero]
    expected = [np.concatenate(at[t : t + 5]) for t in range(4)]
    np.testing.assert_array_equal(found, expected)


def test_retrieval_equals_ranks_by_brute_force(monkeypatch, vectors):
    random = np.random.default_rng(6)
    questions, answers = (
        [[f"w{i}" for i in random.integers(0, 44, 4)] for _ in range(n)] for n in (31, 17)
    )
    right = random.integers(0, 17, 31)
    monkeypatch.setattr(extrinsic, "CELLS", 17 * 5)  # batches of 5
    score = evaluate.retrieval(vectors, questions, answers, right)

    def cosine(a, b):
        a, b = (np.mean([vectors[w] for w in text if w in vectors], axis=0) for text in (a, b))
        return a @ b / np.linalg.norm(a) / np.linalg.norm(b)

    ranks = []
    for question, i in zip(questions, right, strict=True):
        values = [cosine(question, answer) for answer in answers]
        ranks.append(1 + sum(value > values[i] + 1e-12 for value in values))
    assert score.ranks.tolist() == ranks
    assert score.mrr == pytest.approx(np.mean([1 / rank for rank in ranks]))
    assert score.accuracy_at_1 == ranks.count(1) / 31


def test_unknown_questions_come_last(vectors):
    score = evaluate.retrieval(vectors, [["nothing"], ["w1"]], [["w0"], ["w1"], ["w2"]])
    assert score.ranks.tolist() == [3, 1]
    assert score.coverage == 0.5


def test_a_split_is_fixed_and_complete():
    items = list(range(103))
    train, test = evaluate.split(items, test=0.3, seed=1)
    assert len(test) == 31
    assert sorted(train + test) == items
    assert train == sorted(train)
    assert evaluate.split(items, test=0.3, seed=1) == (train, test)
    assert evaluate.split(items, test=0.3, seed=2) != (train, test)


TEXTS = [(["w1"], "a"), (["w2"], "b")]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda v: evaluate.split([1], 0.5), "items must be enough for two sets, not 1"),
        (lambda v: evaluate.split([1, 2], 1), "test must be between 0 and 1, not 1"),
        (lambda v: evaluate.classification(v, [], TEXTS), "train must hold at least one example"),
        (lambda v: evaluate.classification(v, TEXTS, []), "test must hold at least one example"),
        (lambda v: evaluate.classification(v, TEXTS[:1], TEXTS), "two labels, not only 'a'"),
        (lambda v: evaluate.classification(v, TEXTS, TEXTS, C=0), "C must be above 0, not 0"),
        (lambda v: evaluate.tagging(v, [[]], [[]]), "train must hold at least one example"),
        (lambda v: evaluate.tagging(v, [TEXTS_AS_TAGS], [TEXTS_AS_TAGS], -1), "window must be a"),
        (lambda v: evaluate.retrieval(v, [], [["w1"]]), "questions must hold at least one"),
        (lambda v: evaluate.retrieval(v, [["w1"]], []), "right must name one of 0 answers"),
        (lambda v: evaluate.retrieval(v, [["w1"]], [["w1"]], [1]), r"of 1 questions, not \[1\]"),
        (lambda v: right_of_one(v, [0.0]), r"its number, from 0, for each of 1 questions, not \[0"),
        (lambda v: right_of_one(v, ["0"]), r"of 1 questions, not \['0'\]"),
        (lambda v: right_of_one(v, [[0]]), r"of 1 questions, not \[\[0\]\]"),
        (lambda v: right_of_one(v, [[0], [0, 1]]), r"of 1 questions, not \[\[0\], \[0, 1\]\]"),
        (lambda v: right_of_one(v, 0), "of 1 questions, not 0"),
    ],
)
def test_bad_input_is_one_sentence(vectors, call, message):
    with pytest.raises(ValueError, match=message):
        call(vectors)


def right_of_one(vectors, right):
    return evaluate.retrieval(vectors, [["w1"]], [["w1"]], right)


TEXTS_AS_TAGS = [("w1", "a"), ("w2", "b")]
