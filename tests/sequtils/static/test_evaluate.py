"""Similarity and analogies: the scores of gensim on the same vectors, brute force, bad input."""

import itertools
import sys

import numpy as np
import pytest
from gensim.models import KeyedVectors
from gensim.test.utils import datapath

from sequtils.static import evaluate
from sequtils.static.vectors import WordVectors

PACKAGE = "sequtils.static.evaluate"


def as_gensim(vectors):
    peer = KeyedVectors(vectors.vectors.shape[1])
    peer.add_vectors(list(vectors.words), vectors.vectors)
    return peer


def random_vectors(words, size=8, seed=0):
    words = sorted({word.lower() for word in words})
    return WordVectors(words, np.random.default_rng(seed).normal(size=(len(words), size)))


@pytest.fixture
def no_data(monkeypatch):
    monkeypatch.delenv("SEQUTILS_DATA", raising=False)


@pytest.fixture
def grammar(no_data):
    """Vectors of the words of three Google categories, with noisy offsets: some answers right."""
    random = np.random.default_rng(1)
    names = ("capital-common-countries", "family", "gram3-comparative")
    questions = {name: evaluate.google_analogies()[name] for name in names}
    table = {}
    for own in questions.values():
        offset = random.normal(size=10)
        for a, b in sorted({pair for question in own for pair in (question[:2], question[2:])}):
            table[a.lower()] = random.normal(size=10)
            table[b.lower()] = table[a.lower()] + offset + 0.4 * random.normal(size=10)
    words = sorted(table)
    return WordVectors(words, np.array([table[word] for word in words], np.float32)), questions


@pytest.mark.parametrize(
    ("pairs", "file"),
    [(evaluate.wordsim353, "wordsim353.tsv"), (evaluate.simlex999, "simlex999.txt")],
)
def test_similarity_equals_gensim(no_data, pairs, file):
    words = [word for a, b, _ in pairs() for word in (a, b)]
    vectors = random_vectors(words[::2] + words[1::6])  # some words are unknown
    pearson, spearman, unknown = as_gensim(vectors).evaluate_word_pairs(datapath(file))
    score = evaluate.similarity(vectors, pairs(), samples=10)
    # gensim adds in float32
    assert score.pearson == pytest.approx(pearson.statistic, abs=1e-6)
    assert score.spearman == pytest.approx(spearman.statistic, abs=1e-6)
    assert 100 * (1 - score.coverage) == pytest.approx(unknown)
    assert 0 < score.coverage < 1


@pytest.mark.parametrize("restrict", [None, 80])
def test_analogies_equal_gensim(tmp_path, grammar, restrict):
    vectors, questions = grammar
    path = tmp_path / "questions.txt"
    lines = [[f": {name}", *map(" ".join, own)] for name, own in questions.items()]
    path.write_text("\n".join(itertools.chain(*lines)))
    _, sections = as_gensim(vectors).evaluate_word_analogies(path, restrict or 300_000)
    *sections, total = sections
    score = evaluate.analogies(vectors, evaluate.read_analogies(path), restrict=restrict)
    for section in sections:
        right, wrong = len(section["correct"]), len(section["incorrect"])
        own = score.answers[section["section"]]
        assert len(own) == right + wrong
        assert sum(question[3] == answer for question, answer in own) == right
    right, wrong = len(total["correct"]), len(total["incorrect"])
    assert score.accuracy == right / (right + wrong)
    assert 0.1 < score.accuracy < 1
    assert (score.coverage == 1) == (restrict is None)


def test_3cosmul_equals_gensim_question_by_question(monkeypatch, grammar):
    vectors, questions = grammar
    monkeypatch.setattr(sys.modules[f"{PACKAGE}.analogies"], "EPSILON", 1e-6)  # as gensim's
    peer = as_gensim(vectors)
    score = evaluate.analogies(vectors, {"family": questions["family"][:60]}, "3cosmul")
    answers = [
        peer.most_similar_cosmul(positive=[b, c], negative=[a], topn=1)[0][0]
        for (a, b, c, _), _ in score.answers["family"]
    ]
    assert [answer for _, answer in score.answers["family"]] == answers


@pytest.mark.parametrize("exclude", [True, False])
@pytest.mark.parametrize("method", ["3cosadd", "3cosmul"])
def test_batches_equal_brute_force(monkeypatch, method, exclude):
    vectors = random_vectors([f"w{i}" for i in range(23)], size=4)
    questions = [q for q in itertools.permutations(vectors.words, 4) if hash_free(q) % 97 == 0][:50]
    monkeypatch.setattr(sys.modules[f"{PACKAGE}.analogies"], "CELLS", 23 * 7)  # batches of 7
    score = evaluate.analogies(vectors, {"all": questions}, method, exclude)

    def value(x, a, b, c):
        to_a, to_b, to_c = (vectors.similarity(x, word) for word in (a, b, c))
        if method == "3cosadd":
            return to_b - to_a + to_c
        return (to_b + 1) / 2 * (to_c + 1) / 2 / ((to_a + 1) / 2 + 0.001)

    for (a, b, c, _), answer in score.answers["all"]:
        allowed = [word for word in vectors.words if not exclude or word not in (a, b, c)]
        assert answer == max(allowed, key=lambda word: value(word, a, b, c))
    assert len(score.answers["all"]) == 50


def hash_free(question):
    """A number that scatters questions, the same in every process."""
    return sum(int(word[1:]) * base for word, base in zip(question, (1, 31, 37, 41), strict=True))


def test_planted_analogies_are_found_and_counted_by_category():
    words = ["king", "queen", "man", "woman", "Up", "up", "down", "left"]
    rows = [[2, 1, 0], [2, -1, 0], [0.5, 1, 0], [0.5, -1, 0], [0, 0, 1], [0, 0.2, 1], [0, 0, -1]]
    vectors = WordVectors(words, np.array([*rows, [0, 0.1, 1.0]]))
    questions = {
        "right": [("man", "king", "woman", "queen"), ("MAN", "woman", "king", "Queen")],
        "wrong": [("man", "woman", "king", "left"), ("man", "woman", "king", "nobody")],
        "unknown": [("man", "woman", "king", "nobody")],
    }
    score = evaluate.analogies(vectors, questions)
    assert score.by_category == {"right": 1.0, "wrong": 0.0}
    assert score.accuracy == 2 / 3
    assert score.coverage == 3 / 5


def test_bootstrap_intervals_hold_the_truth_at_their_level():
    """Over many samples from a known normal distribution, about 90 % of 90 % intervals do."""
    random = np.random.default_rng(5)
    truth, hits, runs = 0.6, 0, 200
    for run in range(runs):
        scores, noise = random.normal(size=(2, 60))
        angle = np.arccos(np.clip(0.1 * (truth * scores + np.sqrt(1 - truth**2) * noise), -1, 1))
        words = ["origin", *(f"w{i}" for i in range(60))]
        vectors = WordVectors(words, np.c_[np.cos([0, *angle]), np.sin([0, *angle])])
        pairs = [("origin", word, score) for word, score in zip(words[1:], scores, strict=True)]
        low, high = evaluate.similarity(vectors, pairs, 300, 0.9, seed=run).pearson_interval
        hits += low < truth < high
    # 200 intervals of level .9: standard error .021; percentile intervals fall short a little.
    assert 0.82 < hits / runs < 0.96


def test_intervals_follow_the_seed_and_hold_the_estimate():
    vectors = random_vectors([f"w{i}" for i in range(40)])
    pairs = [
        (a, b, vectors.similarity(a, b) + 0.3 * i % 1)
        for i, (a, b) in enumerate(itertools.pairwise(vectors.words))
    ]
    first, again = (evaluate.similarity(vectors, pairs, seed=3) for _ in range(2))
    assert first == again
    assert first != evaluate.similarity(vectors, pairs, seed=4)
    assert first.pearson_interval[0] < first.pearson < first.pearson_interval[1]
    assert first.spearman_interval[0] < first.spearman < first.spearman_interval[1]


def test_k_occurrences_equal_scikit_learn(monkeypatch):
    from sklearn.neighbors import NearestNeighbors

    vectors = random_vectors([f"w{i}" for i in range(60)])
    monkeypatch.setattr(evaluate.hubness, "CELLS", 60 * 7)
    near = NearestNeighbors(n_neighbors=5, metric="cosine").fit(vectors.vectors)
    expected = np.bincount(near.kneighbors(return_distance=False).ravel(), minlength=60)
    assert evaluate.k_occurrences(vectors, k=5).tolist() == expected.tolist()


@pytest.fixture
def few():
    return WordVectors(["a", "b", "c", "d"], np.array([[1.0, 0], [1, 1], [0, 1], [-1, 1]]))


PAIRS = [("a", "b", 3), ("b", "c", 2), ("a", "d", 1)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((PAIRS[:2],), "pairs must hold at least 3 whose words both have vectors, not 2 of 2"),
        (([*PAIRS[:2], ("a", "z", 1)],), "not 2 of 3"),
        (([*PAIRS, ("a", "c", np.nan)],), "pairs must have finite scores"),
        (([(a, b, 5) for a, b, _ in PAIRS],), "pairs must differ in their scores, but all are 5"),
        (([("a", "a", i) for i in range(4)],), "pairs must differ in their cosines, but all are 1"),
        (([("a", "b")],), r"pairs must be of two words and a number, not \('a', 'b'\)\."),
        (([("a", "b", "much")],), r"pairs must be of two words and a number, not .*'much'"),
        (([("a", 2, 3)],), r"pairs must be of two words and a number, not \('a', 2, 3\)"),
        (([7],), "pairs must be of two words and a number, not 7"),
        ((7,), r"pairs must be a list of \(word, word, score\), got 7"),
        ((PAIRS, 0), "samples must be a whole number, at least 1, not 0"),
        ((PAIRS, 10, 1.0), "level must be between 0 and 1, not 1.0"),
        ((PAIRS, 10, 0.9, -1), "seed must be a whole number, at least 0, not -1"),
    ],
)
def test_similarity_says_what_is_wrong(few, arguments, message):
    with pytest.raises(ValueError, match=message):
        evaluate.similarity(few, *arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (({"x": [("a", "b", "c")]},), r"questions must be of four words .* not \('a', 'b', 'c'\)"),
        (({"x": ["abcd"]},), r"questions must be of four words .* not 'abcd'"),
        (({"x": [7]},), r"questions must be of four words .* not 7"),
        (({"x": [("a", "b", "c", 4)]},), r"questions must be of four words .*'c', 4\)"),
        (({"x": "a b c d"},), "questions must map each category to its list .* text 'a b c d'"),
        (({"x": None},), r"questions must map each category to its list of .* got None\."),
        (([("a", "b", "c", "d")],), r"map each category to its list of \(a, b, c, d\), got a list"),
        (({"x": [("a", "b", "c", "z")]},), "words have vectors, but none of 1 does"),
        (({"x": [("a", "b", "c", "d")]}, "3cosdiv"), "method must be one of 3cosadd, 3cosmul"),
        (({"x": [("a", "b", "c", "d")]}, "3cosadd", True, 2), "restrict must be a whole number"),
    ],
)
def test_analogies_say_what_is_wrong(few, arguments, message):
    with pytest.raises(ValueError, match=message):
        evaluate.analogies(few, *arguments)


@pytest.mark.parametrize("k", [0, 4, 1.5])
def test_k_occurrences_say_what_is_wrong(few, k):
    with pytest.raises(ValueError, match=f"k must be .* not {k}"):
        evaluate.k_occurrences(few, k)
