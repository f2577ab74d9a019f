"""What models do: perplexity by the chain rule, sampling by statistics, explanations by sums."""

import json
import math
import random

import numpy as np
import pytest
from scipy.stats import chisquare

from sequtils.text import ngrams

ESTIMATORS = {
    "maximum_likelihood": ngrams.maximum_likelihood,
    "add_k": lambda counts: ngrams.add_k(counts, 0.3),
    "interpolated": lambda counts: ngrams.interpolated(counts, [0.9, 0.5, 0.3][: counts.order]),
    "absolute_discounting": ngrams.absolute_discounting,
    "kneser_ney": ngrams.kneser_ney,
    "stupid_backoff": ngrams.stupid_backoff,
}


def random_corpus(seed: int, sentences: int = 40) -> list[list[str]]:
    rng = random.Random(seed)
    return [rng.choices("abcd", [8, 4, 2, 1], k=rng.randint(0, 9)) for _ in range(sentences)]


def built(name: str = "kneser_ney", order: int = 3, seed: int = 0) -> ngrams.NGramModel:
    return ESTIMATORS[name](ngrams.NGramCounts.build(random_corpus(seed), order=order))


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("name", ESTIMATORS)
def test_log_probabilities_are_those_of_each_token_after_the_words_before(name, order):
    model = built(name, order)
    text = [*random_corpus(1, sentences=10), ["d", "new", "words", "only"], []]
    expected = []
    for sentence in filter(len, text):
        words = ["<s>", *sentence, "</s>"]
        expected += [model.probability(words[:t], words[t]) for t in range(1, len(words))]
    got = model.log_probabilities(text)
    np.testing.assert_allclose(np.exp(got), expected, rtol=1e-12)
    if model.normalised:
        with np.errstate(divide="ignore"):
            wanted = math.exp(-np.log(expected).mean())
        assert model.perplexity(text) == pytest.approx(wanted, rel=1e-12)


def test_perplexity_of_equal_chances_is_their_number():
    # One of 16 words, always; the </s> after it is certain.
    corpus = [[f"w{i}"] for i in range(16)]
    model = ngrams.maximum_likelihood(ngrams.NGramCounts.build(corpus, order=2))
    assert model.perplexity(corpus) == pytest.approx(math.sqrt(16))
    # With one word in place of the history every token of 32 is one of 17 outcomes.
    unigram = ngrams.maximum_likelihood(ngrams.NGramCounts.build(corpus, order=1))
    assert unigram.perplexity(corpus) == pytest.approx(math.sqrt(32 * 2))


def test_what_was_not_seen_has_infinite_perplexity_only_without_smoothing():
    text = [["a", "unknown"]]
    assert built("maximum_likelihood").perplexity(text) == math.inf
    for name in ("add_k", "interpolated", "absolute_discounting", "kneser_ney"):
        assert 1 < built(name).perplexity(text) < math.inf


def test_text_of_unknown_words_only_is_read_as_unknown():
    model = built()
    assert model.perplexity([["x", "y"]]) == model.perplexity([["<unk>", "<unk>"]])


def test_sentences_do_not_see_each_other():
    model = built()
    first, second = random_corpus(5)[:2], random_corpus(6)[:2]
    both = model.log_probabilities([*first, *second])
    apart = [*model.log_probabilities(first), *model.log_probabilities(second)]
    assert both.tolist() == apart


@pytest.mark.parametrize("name", [name for name in ESTIMATORS if name != "stupid_backoff"])
def test_samples_follow_the_distribution(name):
    model = built(name, order=2)
    generator = np.random.default_rng(3)
    drawn = [model.sample(generator, max_words=2) for _ in range(2_000)]
    p = dict(zip(model.counts.outcomes, model.distribution(["<s>"]), strict=True))
    first = [words[0] if words else "</s>" for words in drawn]
    possible = [word for word in p if p[word] > 1e-3]  # enough draws for the test to hold
    observed = [first.count(word) for word in possible]
    expected = np.array([p[word] for word in possible])
    result = chisquare(observed, expected * sum(observed) / expected.sum())
    assert result.pvalue > 1e-3  # fixed seed
    second = [words[1] if len(words) > 1 else "</s>" for words in drawn if words[:1] == ["a"]]
    share = second.count("a") / len(second)
    # five standard deviations of a share of about 1,000 draws
    assert share == pytest.approx(model.probability(["a"], "a"), abs=5 * 0.5 / len(second) ** 0.5)


def test_samples_repeat_with_the_seed_and_go_on_from_a_history():
    model = built()
    draws = [model.sample(np.random.default_rng(seed), max_words=30) for seed in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]
    chain = ngrams.maximum_likelihood(ngrams.NGramCounts.build([["to", "be", "or", "not"]], 2))
    assert chain.sample(np.random.default_rng(0), history=["be"]) == ["or", "not"]
    assert chain.sample(np.random.default_rng(0), max_words=2) == ["to", "be"]
    assert chain.sample(np.random.default_rng(0), max_words=0) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"max_words": -1}, "max_words must be a whole number, at least 0, not -1"),
        ({"max_words": 1.5}, "max_words must be a whole number, at least 0, not 1.5"),
        ({"max_words": True}, "max_words must be a whole number, at least 0, not True"),
        ({"random": 0}, "random must be a Generator, got int"),
        ({"history": "a"}, "history must be a list of words, got the text 'a'"),
        ({"history": ["a", "</s>"]}, "history must lie in one sentence"),
    ],
)
def test_sample_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        built().sample(**{"random": np.random.default_rng(0), **arguments})


@pytest.mark.parametrize("ask", ["probability", "explain"])
def test_a_question_needs_words(ask):
    with pytest.raises(ValueError, match="history must be a list of words, got the text 'a b'"):
        getattr(built(), ask)("a b", "c")
    with pytest.raises(ValueError, match="word must be a string, got NoneType"):
        getattr(built(), ask)(["a"], None)


@pytest.mark.parametrize("order", [1, 3])
@pytest.mark.parametrize("name", ESTIMATORS)
def test_shares_of_an_explanation_sum_to_the_probability(name, order):
    model = built(name, order)
    for history in (
        [],
        ["<s>"],
        ["<s>", "d"],
        ["a", "b"],
        ["d", "d"],
        ["<unk>", "a"],
        ["b", "<unk>"],
    ):
        for word in model.counts.outcomes:
            told = model.explain(history, word)
            assert told == json.loads(json.dumps(told))
            p = model.probability(history, word)
            assert told["probability"] == p
            assert sum(line["share"] for line in told["orders"]) == pytest.approx(p, rel=1e-12)
            used = history[max(len(history) - order + 1, 0) :]
            orders = [line["order"] for line in told["orders"]]
            assert orders == list(range(len(used) + 1, -1, -1))
            for line in told["orders"][:-1]:
                assert line["history"] == used[len(used) - line["order"] + 1 :]
                assert line["count"] == model.counts.count([*line["history"], word])
                followers = [[*line["history"], w] for w in model.counts.outcomes]
                assert line["history_count"] == sum(map(model.counts.count, followers))
            seen = [line["order"] for line in told["orders"] if line["count"]]
            assert told["answered"] == max(seen, default=0)


def test_explanation_of_known_weights():
    counts = ngrams.NGramCounts.build([["a", "b", "a", "c"]], order=2)
    told = ngrams.interpolated(counts, [0.6, 0.8]).explain(["a"], "b")
    # P = 0.8 · 1/2 + 0.2 · (0.6 · 1/5 + 0.4 · 1/5), V = 5
    assert [line["weight"] for line in told["orders"]] == pytest.approx([1, 0.2, 0.2 * 0.4])
    assert [line["own"] for line in told["orders"]] == pytest.approx([0.8 / 2, 0.6 / 5, 1 / 5])
    assert [line["count"] for line in told["orders"]] == [1, 1, None]
    assert [line["history_count"] for line in told["orders"]] == [2, 5, None]


def test_stupid_backoff_asks_no_further_once_an_order_answered():
    counts = ngrams.NGramCounts.build([["a", "b", "a", "c"]], order=3)
    told = ngrams.stupid_backoff(counts).explain(["c", "a"], "b")
    assert told["answered"] == 2
    assert [line["share"] for line in told["orders"]] == pytest.approx([0, 0.4 / 2, 0, 0])


def test_stupid_backoff_scores_do_not_sum_to_one_and_say_so():
    model = built("stupid_backoff")
    # d d was never seen: all scores are 0.4 times those after d
    scores = [model.probability(["d", "d"], word) for word in model.counts.outcomes]
    assert model.counts.count(["d", "d", "a"]) == 0
    assert sum(scores) < 0.9
    for what, ask in {
        "give a distribution": lambda: model.distribution(["a"]),
        "have a perplexity": lambda: model.perplexity([["a"]]),
        "give a distribution ": lambda: model.sample(np.random.default_rng(0)),
    }.items():
        with pytest.raises(ValueError, match=f"stupid back-off cannot {what.strip()}: its scores"):
            ask()


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ([], "corpus is empty"),
        ([[], []], "corpus is empty"),
        ((s for s in [["a"]]), "corpus must be iterable more than once"),
        (["a b"], "each sentence must be a list of words"),
    ],
)
def test_perplexity_refuses_what_is_no_corpus(corpus, message):
    with pytest.raises(ValueError, match=message):
        built().perplexity(corpus)


def test_start_is_never_predicted():
    model = built()
    assert "<s>" not in model.counts.outcomes
    with pytest.raises(ValueError, match="word must be one that can be predicted, not '<s>'"):
        model.probability(["a"], "<s>")
