"""Weights of interpolation: EM climbs, and ends where no weight can be moved to advantage."""

import random
from itertools import pairwise

import pytest

from sequtils.text.ngrams import NGramCounts, interpolated, interpolation_weights


def chain(seed: int, sentences: int, order: bool = True) -> list[list[str]]:
    """Words 0 … 9; with `order` each is likely followed by the next, else all are independent."""
    rng = random.Random(seed)
    corpus = []
    for _ in range(sentences):
        words = [rng.randrange(10)]
        while len(words) < 12:
            follows = order and rng.random() < 0.7
            words.append((words[-1] + 1) % 10 if follows else rng.randrange(10))
        corpus.append([str(word) for word in words])
    return corpus


@pytest.fixture(scope="module")
def counts():
    return NGramCounts.build(chain(0, 60), order=3)


def test_no_iteration_makes_the_text_less_probable(counts):
    held_out = [*chain(1, 40), ["3", "new"]]
    found = [interpolation_weights(counts, held_out, iterations=i) for i in range(1, 15)]
    perplexities = [interpolated(counts, weights).perplexity(held_out) for weights in found]
    for before, after in pairwise(perplexities):
        assert after <= before * (1 + 1e-12)
    assert perplexities[-1] < interpolated(counts, [0.5] * 3).perplexity(held_out)


def test_the_weights_found_are_the_best_nearby(counts):
    held_out = [*chain(1, 40), ["3", "new"]]
    best = interpolation_weights(counts, held_out, iterations=1_000)
    assert all(0 < weight < 1 for weight in best)
    least = interpolated(counts, best).perplexity(held_out)
    for n in range(3):
        for step in (-0.05, 0.05):
            moved = [weight + step * (i == n) for i, weight in enumerate(best)]
            if 0 <= moved[n] <= 1:
                assert interpolated(counts, moved).perplexity(held_out) > least


def test_histories_weigh_as_much_as_they_tell():
    weights = {}
    for order in (True, False):
        counts = NGramCounts.build(chain(0, 10, order), order=2)
        weights[order] = interpolation_weights(counts, chain(1, 300, order))[1]
    # Where each word follows from the last the history is trusted; where the words are
    # independent, what ten sentences show after a word is noise.
    assert weights[True] > 0.7
    assert weights[False] < 0.3


def test_training_text_would_trust_the_longest_history_alone(counts):
    assert interpolation_weights(counts, chain(0, 60), iterations=300)[2] > 0.9


@pytest.mark.parametrize("iterations", [0, -1, 2.5, True, None])
def test_iterations_must_be_positive(counts, iterations):
    with pytest.raises(ValueError, match="iterations must be a whole number, at least 1"):
        interpolation_weights(counts, [["1"]], iterations=iterations)


def test_held_out_text_must_hold_a_word(counts):
    with pytest.raises(ValueError, match="held_out is empty: no sentence of it holds a word"):
        interpolation_weights(counts, [[]])
    with pytest.raises(ValueError, match="held_out must be iterable more than once"):
        interpolation_weights(counts, iter([["1"]]))
    with pytest.raises(ValueError, match=r"held_out must hold sentences .* got the text '1 2'"):
        interpolation_weights(counts, "1 2")
