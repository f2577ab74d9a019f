"""Estimators against their formulas over dictionaries, against NLTK, and summed by brute force."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.text import ngrams
from sequtils.text.ngrams import discounts, reference

WEIGHTS = [0.9, 0.5, 0.3, 0.8]
DISCOUNTS = [0.3, 0.6, 0.9, 1.0]
TRIPLES = [(0.4, 1.1, 1.3), (0.7, 0.9, 2.5), (1.0, 2.0, 3.0), (0.5, 1.0, 1.5)]
# Name, estimator of counts, the same by its formula.
ESTIMATORS = {
    "maximum_likelihood": (ngrams.maximum_likelihood, reference.maximum_likelihood),
    "add_k": (
        lambda counts: ngrams.add_k(counts, 0.3),
        lambda counts, words: reference.add_k(counts, words, 0.3),
    ),
    "interpolated": (
        lambda counts: ngrams.interpolated(counts, WEIGHTS[: counts.order]),
        lambda counts, words: reference.interpolated(counts, words, WEIGHTS),
    ),
    "absolute_discounting": (
        lambda counts: ngrams.absolute_discounting(counts, DISCOUNTS[: counts.order]),
        lambda counts, words: reference.absolute_discounting(counts, words, DISCOUNTS),
    ),
    "kneser_ney": (
        lambda counts: ngrams.kneser_ney(counts, TRIPLES[: counts.order]),
        lambda counts, words: reference.kneser_ney(counts, words, TRIPLES),
    ),
    "stupid_backoff": (
        lambda counts: ngrams.stupid_backoff(counts, 0.4),
        lambda counts, words: reference.stupid_backoff(counts, words, 0.4),
    ),
}
DISTRIBUTIONS = [name for name in ESTIMATORS if name != "stupid_backoff"]
CORPORA = st.lists(st.lists(st.sampled_from("abc"), max_size=7), min_size=1, max_size=8).filter(any)


def random_corpus(seed: int, sentences: int = 30) -> list[list[str]]:
    """Sentences of 0 to 9 of four words, frequent and rare; one is a single word, one is empty."""
    rng = random.Random(seed)
    drawn = [rng.choices("abcd", [8, 4, 2, 1], k=rng.randint(0, 9)) for _ in range(sentences)]
    return [*drawn, ["a"], []]


def histories(words: str, order: int) -> list[tuple[str, ...]]:
    """Every history of fewer than `order` words, at the beginning of a sentence and within."""
    found = []
    for n in range(order):
        found += itertools.product([*words, "<unk>"], repeat=n)
        if n:
            found += [("<s>", *rest) for rest in itertools.product(words, repeat=n - 1)]
    return found


@pytest.mark.parametrize("order", [1, 2, 3, 4])
@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_answer_equals_the_formula(name, order):
    corpus = random_corpus(order)
    estimator, formula = ESTIMATORS[name]
    words = reference.outcomes(corpus)
    model = estimator(ngrams.NGramCounts.build(corpus, order=order))
    expected = formula(reference.count_ngrams(corpus, order), words)
    for history in histories("abcd", order):
        got = [model.probability(history, word) for word in words]
        # float64 rounding through four levels of interpolation
        wanted = [expected(history, word) for word in words]
        np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-15, err_msg=str(history))


@pytest.mark.parametrize("name", DISTRIBUTIONS)
@settings(deadline=None, max_examples=40)  # the first call compiles
@given(corpus=CORPORA, order=st.integers(1, 4))
def test_every_distribution_sums_to_one(name, corpus, order):
    model = ESTIMATORS[name][0](ngrams.NGramCounts.build(corpus, order=order))
    outcomes = model.counts.outcomes
    assert sorted(outcomes) == reference.outcomes(corpus)
    # "d" and "<unk>" were never seen, and most histories of three words neither.
    for history in histories("abd", order):
        each = [model.probability(history, word) for word in outcomes]
        assert min(each) >= 0
        assert sum(each) == pytest.approx(1, abs=1e-12)
        np.testing.assert_allclose(model.distribution(history), each, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("estimator", [ngrams.absolute_discounting, ngrams.kneser_ney])
@settings(deadline=None, max_examples=100)
@given(corpus=CORPORA, order=st.integers(1, 5))
def test_estimated_discounts_leave_something_for_every_word(estimator, corpus, order):
    model = estimator(ngrams.NGramCounts.build(corpus, order=order))
    for history in ([], ["<s>"], ["a"], ["b", "a"], ["d", "a"], ["a", "d"]):
        p = model.distribution(history)
        assert p.sum() == pytest.approx(1, abs=1e-12)
        assert p.min() > 0


@pytest.mark.parametrize("engine", ["numba", "numpy"])
def test_rare_words_are_read_as_unknown(engine):
    corpus = [["a", "b", "a", "z"], ["a", "y"], ["x", "b"]]
    replaced = [["a", "b", "a", "<unk>"], ["a", "<unk>"], ["<unk>", "b"]]
    ours = ngrams.kneser_ney(ngrams.NGramCounts.build(corpus, 3, min_count=2, engine=engine))
    same = ngrams.kneser_ney(ngrams.NGramCounts.build(replaced, 3, engine=engine))
    assert ours.counts.outcomes == same.counts.outcomes
    for history in histories("ab", 3):
        np.testing.assert_array_equal(ours.distribution(history), same.distribution(history))


def test_frequencies_equal_those_of_nltk():
    lm = pytest.importorskip("nltk.lm")
    from nltk.util import everygrams

    corpus = random_corpus(7)
    counts = ngrams.NGramCounts.build(corpus, order=3)
    pairs = [
        (lm.MLE, (), ngrams.maximum_likelihood(counts)),
        (lm.Laplace, (), ngrams.add_k(counts)),
        (lm.Lidstone, (0.2,), ngrams.add_k(counts, 0.2)),
        (lm.StupidBackoff, (0.4,), ngrams.stupid_backoff(counts)),
    ]
    # NLTK counts <s> as a word that can be predicted, so its sentences here begin without one.
    text = [list(everygrams([*sentence, "</s>"], max_len=3)) for sentence in corpus if sentence]
    for peer, arguments, model in pairs:
        # Positional, since NLTK names the same argument differently from model to model.
        vocabulary = lm.Vocabulary([*"abcd", "</s>"], unk_cutoff=1, unk_label="<unk>")
        named = {"alpha": arguments[0]} if peer is lm.StupidBackoff else {}
        other = peer(*(() if named else arguments), order=3, vocabulary=vocabulary, **named)
        other.fit(text)
        for history in itertools.product("abcd", repeat=2):
            if peer is lm.MLE and not counts.count(history):
                continue  # NLTK answers 0 to everything, which is no distribution
            for word in model.counts.outcomes:
                expected = other.score(word, history)
                assert model.probability(history, word) == pytest.approx(expected, rel=1e-12), (
                    peer,
                    history,
                    word,
                )


def test_shorter_ngrams_count_what_precedes_them():
    # b follows one word nine times, c follows three words once each.
    corpus = [["a", "b"]] * 9 + [["x", "c"], ["y", "c"], ["z", "c"]]
    counts = ngrams.NGramCounts.build(corpus, order=2)
    triples = [(0.5, 1.0, 1.5)] * 2
    model = ngrams.kneser_ney(counts, triples)
    # Ten pairs of neighbours: a, x, y, z, b and </s> twice … each distinct pair counts once:
    # <s> a, <s> x, <s> y, <s> z, a b, x c, y c, z c, b </s>, c </s>.
    freed = 5 * 0.5 + 1.0 + 1.5  # from a, x, y, z, b, then </s> (2), then c (3)
    floor = freed / 10 / 8  # shared by a, b, c, x, y, z, <unk>, </s>
    assert model.probability(["new"], "b") == pytest.approx((1 - 0.5) / 10 + floor)
    assert model.probability(["new"], "c") == pytest.approx((3 - 1.5) / 10 + floor)
    assert ngrams.absolute_discounting(counts).probability(["new"], "b") > 0.2


def test_discounts_follow_the_counts_of_counts():
    # n₁ … n₄ = 100, 40, 20, 10: Y = 100 / 180
    counts = np.repeat([1, 2, 3, 4, 7], [100, 40, 20, 10, 5])
    Y = 100 / 180
    expected = (1 - 2 * Y * 0.4, 2 - 3 * Y * 0.5, 3 - 4 * Y * 0.5)
    assert discounts.modified_discounts(counts) == pytest.approx(expected)
    assert discounts.absolute_discount(counts) == pytest.approx(Y)


@pytest.mark.parametrize("counts", [[1, 1, 1], [2, 2], [5], [], [1, 2, 4], [1, 2, 3] + [4] * 50])
def test_discounts_of_tiny_corpora_fall_back(counts):
    assert discounts.modified_discounts(np.array(counts)) == (0.5, 1.0, 1.5)


def test_discount_falls_back_without_singletons_or_pairs():
    assert discounts.absolute_discount(np.array([2, 2])) == 0.5
    assert discounts.absolute_discount(np.array([1, 1])) == 0.5


@pytest.mark.parametrize("k", [0, -1, float("nan"), float("inf"), "1", None, True])
def test_add_k_refuses(k):
    counts = ngrams.NGramCounts.build([["a"]])
    with pytest.raises(ValueError, match=f"k must be a finite number above 0, not {k!r}"):
        ngrams.add_k(counts, k)


@pytest.mark.parametrize(
    ("estimator", "values", "message"),
    [
        (ngrams.interpolated, [0.5], "weights must be 2, one for each order, but there are 1"),
        (ngrams.interpolated, [0.5, 1.1], "weights must be from 0 to 1, not 1.1"),
        (ngrams.interpolated, [-0.1, 1], "weights must be from 0 to 1, not -0.1"),
        (ngrams.interpolated, [float("nan"), 1], "weights must be from 0 to 1, not nan"),
        (ngrams.absolute_discounting, [0.5] * 3, "discounts must be 2, one for each order"),
        (ngrams.absolute_discounting, [0.5, -0.5], "above 0 and at most 1, not -0.5"),
        (ngrams.absolute_discounting, [1.5, 0.5], "above 0 and at most 1, not 1.5"),
        (
            ngrams.kneser_ney,
            [(0.5, 1, 1.5)],
            "discounts must be 2, one for each order, but there are 1",
        ),
        (ngrams.kneser_ney, [(0.5, 1)] * 2, "three numbers for each order"),
        (ngrams.kneser_ney, [0.5, 0.5], "discounts must be three numbers for each order, got 0.5"),
        (ngrams.kneser_ney, 0.5, "discounts must be 2, one for each order, got 0.5"),
        (ngrams.kneser_ney, [(float("nan"), 1, 1)] * 2, "at most 1 for a count of 1, not nan"),
        (ngrams.absolute_discounting, 0.5, "discounts must be 2, one for each order, got 0.5"),
        (ngrams.absolute_discounting, [True, 0.5], "above 0 and at most 1, not True"),
        (ngrams.interpolated, None, "weights must be 2, one for each order, got None"),
        (ngrams.interpolated, "ab", "weights must be 2, one for each order, got the text 'ab'"),
        (ngrams.stupid_backoff, None, "factor must be above 0 and at most 1, not None"),
        (ngrams.kneser_ney, [(0.5, -1, 1.5)] * 2, "above 0 and at most 2 for a count of 2, not -1"),
        (ngrams.kneser_ney, [(0.5, 1, 3.5)] * 2, "above 0 and at most 3 for a count of 3, not 3.5"),
        (ngrams.stupid_backoff, 0, "factor must be above 0 and at most 1, not 0"),
        (ngrams.stupid_backoff, 1.5, "factor must be above 0 and at most 1, not 1.5"),
    ],
)
def test_estimators_refuse(estimator, values, message):
    counts = ngrams.NGramCounts.build([["a", "b"]], order=2)
    with pytest.raises(ValueError, match=message):
        estimator(counts, values)


@pytest.mark.parametrize(
    "estimator",
    [
        ngrams.maximum_likelihood,
        ngrams.add_k,
        ngrams.absolute_discounting,
        ngrams.kneser_ney,
        ngrams.stupid_backoff,
        lambda counts: ngrams.interpolated(counts, [1]),
        lambda counts: ngrams.interpolation_weights(counts, [["a"]]),
    ],
)
def test_estimators_want_counts(estimator):
    with pytest.raises(ValueError, match="counts must be a NGramCounts, got list"):
        estimator([["a", "b"]])
