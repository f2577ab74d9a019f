"""fastText on words whose kinship is planted, its two engines, and bad input."""

import random

import numpy as np
import pytest

from sequtils.corpora.planted import kingdom
from sequtils.kernels.fasttext.ngrams import buckets
from sequtils.static.fasttext import FastText, FastTextVectors

STEMS = ["walk jump climb kick", "boil roast season grill", "paint sculpt sketch varnish"]
ENDINGS = ["", "s", "ed", "ing", "er"]
UNSEEN = ["walking", "jumped", "boiler", "roasts", "painting", "sculpted", "varnishes"]


@pytest.fixture(scope="module")
def inflected():
    """Sentences of one trade each; some forms of the words never occur."""
    draw = random.Random(0)
    trades = [[s + e for s in stems.split() for e in ENDINGS] for stems in STEMS]
    trades = [[word for word in trade if word not in UNSEEN] for trade in trades]
    return [draw.choices(draw.choice(trades), k=8) for _ in range(1_500)]


def trade(word):
    return next(i for i, stems in enumerate(STEMS) for s in stems.split() if word.startswith(s))


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_words_never_seen_stand_beside_those_of_their_trade(inflected, architecture):
    config = {"vector_size": 16, "bucket": 5_000, "sample": 0, "epochs": 10}
    vectors = FastText(**config, architecture=architecture).fit(inflected)
    for word in UNSEEN:
        assert word not in vectors
        near = [trade(other) for other, _ in vectors.nearest(word, n=5)]
        # By chance a third of them would be.
        assert near.count(trade(word)) >= 4, (word, near)


def test_planted_analogies_are_found():
    corpus = kingdom(sentences=4_000, seed=0)
    config = FastText(vector_size=24, sample=0, epochs=10, bucket=2_000)
    vectors = config.fit(corpus)
    hits = [vectors.analogy(a, b, c)[0][0] == d for a, b, c, d in corpus.analogies]
    assert np.mean(hits) >= 0.5  # guessing among some 60 words gives 0.02


def test_a_text_file_gives_the_vectors_of_its_sentences(tmp_path):
    corpus, path = kingdom(sentences=200, seed=3), tmp_path / "kingdom.txt"
    path.write_text("\n".join(map(" ".join, corpus)), encoding="utf-8")
    model = FastText(vector_size=8, epochs=1, bucket=300)
    expected, actual = model.fit(corpus), model.fit(path)
    assert actual.words == expected.words
    np.testing.assert_array_equal(actual.contents.inputs, expected.contents.inputs)


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_both_engines_train_the_same_vectors(architecture):
    corpus = kingdom(sentences=60, seed=3)
    config = {"vector_size": 8, "min_count": 1, "epochs": 2, "bucket": 300, "sample": 1e-2}
    expected = FastText(**config, architecture=architecture, engine="numpy").fit(corpus)
    actual = FastText(**config, architecture=architecture).fit(corpus)
    initial = FastText(**config).initial_inputs(len(expected) + 300)
    assert np.abs(expected.contents.inputs - initial).max() > 0.02
    # float32 rounding through some thousands of steps
    for mine, theirs in zip(actual.contents[-2:], expected.contents[-2:], strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_rows_of_unused_buckets_stay_as_they_began():
    config = FastText(vector_size=5, bucket=3_000, min_count=1, sample=0)
    vectors = config.fit([["king", "queen"]] * 5)
    moved = (vectors.contents.inputs != config.initial_inputs(3_002)).any(axis=1)
    used = {2 + b for word in ("king", "queen") for b in buckets(word, 3, 6, 3_000)}
    assert set(np.flatnonzero(moved)) <= {0, 1} | used
    assert moved[2:].sum() == len(used)


def test_one_thread_is_reproducible_and_two_learn_as_well(inflected):
    config = {"vector_size": 8, "bucket": 500, "sample": 0, "epochs": 10}
    fit = lambda **more: FastText(**config, **more).fit(inflected)  # noqa: E731
    first = fit()
    np.testing.assert_array_equal(first.vectors, fit().vectors)
    assert np.abs(first.vectors - fit(seed=2).vectors).max() > 0.01
    two = fit(threads=2)
    near = [trade(other) == trade(word) for word in UNSEEN for other, _ in two.nearest(word, n=5)]
    assert np.mean(near) > 0.8


def test_the_schedule_falls_to_zero():
    rates = [rate for _, rate, _ in FastText(epochs=2, learning_rate=0.1).schedule(chunks=50)]
    np.testing.assert_allclose(rates, 0.1 * (1 - np.arange(100) / 100))


def test_huge_rows_have_the_cosines_of_small_ones(inflected):
    small = FastText(vector_size=8, epochs=1, bucket=300).fit(inflected)
    inputs = small.contents.inputs * np.float32(1e30)  # its squares are beyond float32
    huge = FastTextVectors.of(small.contents._replace(inputs=inputs))
    pair = UNSEEN[0], small.words[0]
    assert huge.similarity(*pair) == pytest.approx(small.similarity(*pair), abs=1e-6)
    assert huge.nearest(UNSEEN[0])[0][0] == small.nearest(UNSEEN[0])[0][0]


def test_without_ngrams_unseen_words_have_a_zero_vector_and_others_their_row(inflected):
    vectors = FastText(vector_size=8, epochs=1, max_n=0).fit(inflected)
    np.testing.assert_array_equal(vectors.vectors, vectors.contents.inputs)
    assert vectors["unheard"].tolist() == [0] * 8
    assert vectors.similarity("unheard", "walk") == 0


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("window", 0, "window must be a whole number, at least 1, not 0."),
        ("min_n", 7, "min_n must be at most max_n, 6, not 7."),
        ("max_n", 2, "min_n must be at most max_n, 2, not 3."),
        ("bucket", 0, "bucket must be a whole number, at least 1, not 0."),
        ("max_n", -1, "max_n must be a whole number, at least 0, not -1."),
        ("learning_rate", float("nan"), "learning_rate must be above 0 and finite, not nan."),
        ("sample", -1, "sample must be at least 0 and finite, not -1."),
        ("noise_exponent", 2, "noise_exponent must be between -1 and 1, not 2."),
        ("architecture", "bag", "architecture must be one of skip-gram, cbow, not 'bag'."),
        ("engine", "torch", "engine must be one of numba, numpy, triton, not 'torch'."),
    ],
)
def test_bad_configuration_is_one_sentence(argument, value, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        FastText(**{argument: value})
    assert str(error.value) == message


def test_bad_corpora_and_divergence_are_one_sentence(inflected):
    with pytest.raises(ValueError, match="corpus is empty"):
        FastText().fit([])
    with pytest.raises(ValueError, match="keeps only the word 'one'"):
        FastText(min_count=1).fit([["one", "one"]])
    message = (
        r"diverged in epoch 1 of 5, chunk 1 of \d+, at rate 1e\+30; learning_rate must be lower"
    )
    with pytest.raises(FloatingPointError, match=message):
        FastText(learning_rate=1e30, bucket=100).fit(inflected)
    with pytest.raises(ValueError, match="word must be a string, got int"):
        FastText(bucket=10, epochs=1).fit(inflected)[3]
