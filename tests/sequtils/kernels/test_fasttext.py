"""fastText's n-grams are the original program's; its steps agree with each other and autograd."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sequtils.kernels.fasttext import cpu, load_step, reference
from sequtils.kernels.fasttext.draw import NoisyWindows, draw_windows
from sequtils.kernels.fasttext.hashing import hash_words
from sequtils.kernels.fasttext.ngrams import buckets, fnv1a, ngrams
from sequtils.kernels.sgns import reference as sgns
from sequtils.kernels.sgns.sampling import make_sampler

ORIGINAL = json.loads((Path(__file__).parents[1] / "static/data/fasttext.json").read_text("utf-8"))
COUNTS = np.array([50, 30, 20, 10, 5, 3])
WORDS = ["aaaa", "the", "weather", "were", "größer", "a"]
V = len(WORDS)


def windows(architecture, seed=0, negative=5, window=3):
    rng = np.random.default_rng(seed)
    tokens = rng.choice(V, p=COUNTS / COUNTS.sum(), size=40).astype(np.int32)
    offsets = np.array([0, 1, 12, 40])  # the first sentence has no window
    sampler = make_sampler(COUNTS, 0, 0.5)
    middle = architecture == "cbow"
    return draw_windows(tokens, offsets, sampler, window, negative, middle, np.uint64(seed))


def matrices(D, bucket, dtype=np.float64):
    rng = np.random.default_rng(1)
    inputs = rng.normal(scale=0.5, size=(V + bucket, D)).astype(dtype)
    return inputs, rng.normal(scale=0.5, size=(V, D)).astype(dtype)


def test_ngrams_are_those_of_the_paper():
    assert ngrams("where", 3, 3) == ["<wh", "whe", "her", "ere", "re>"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.integers(1, 4))
def test_ngrams_are_all_pieces_of_the_word_in_brackets(word, min_n):
    text = f"<{word}>"
    expected = [
        text[i : i + n]
        for i in range(len(text))
        for n in range(min_n, 6)
        if i + n <= len(text) and (i, n) not in [(0, 1), (len(text) - 1, 1)]
    ]
    # The end of a sentence is a word of the original program that has none.
    assert ngrams(word, min_n, 5) == ([] if word == "</s>" else expected)


def test_the_hash_is_fnv1a():
    """Values that its authors publish."""
    assert fnv1a("") == 0x811C9DC5
    assert fnv1a("a") == 0xE40C292C
    assert fnv1a("foobar") == 0xBF9CF968


@pytest.mark.parametrize("word", ORIGINAL["subwords"])
def test_ngrams_and_buckets_are_the_original_programs(word):
    pieces, rows = ORIGINAL["subwords"][word]
    known = word in ORIGINAL["words"]  # then its own row comes first
    assert ngrams(word, 3, 6) == pieces[known:]
    assert buckets(word, 3, 6, 200) == [r - len(ORIGINAL["words"]) for r in rows[known:]]


@settings(deadline=None)  # the first call compiles
@example(["<", "a>"], 2, 1)  # brackets of its own are characters like any other
@given(st.lists(st.text(max_size=9), min_size=1, max_size=4), st.integers(0, 6), st.integers(1, 4))
def test_the_compiled_hash_finds_what_the_definition_finds(words, max_n, min_n):
    words = [word.encode("utf-8", "replace").decode() for word in [*words, "</s>"]]
    rows, bounds, gains = hash_words(words, min_n, max_n, bucket=17)
    for v, word in enumerate(words):
        own = rows[bounds[v] : bounds[v + 1]].tolist()
        assert own == [v, *(len(words) + b for b in buckets(word, min_n, max_n, 17))]
        _, often = np.unique(own, return_counts=True)
        assert gains[v] == pytest.approx((often**2).sum() / len(own))


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
@pytest.mark.parametrize(("D", "negative", "window"), [(1, 1, 1), (9, 5, 3), (16, 12, 7)])
@pytest.mark.parametrize("bucket", [2, 500])  # with 2 every word meets the same row again
def test_the_compiled_engine_takes_the_steps_of_the_definition(
    architecture, D, negative, window, bucket
):
    stream = windows(architecture, negative=negative, window=window)
    subwords = hash_words(WORDS, 3, 4, bucket)
    expected, actual = matrices(D, bucket, np.float32), matrices(D, bucket, np.float32)
    for engine, (inputs, C) in (("numpy", expected), ("numba", actual)):
        load_step(engine, architecture)(inputs, C, subwords, stream, np.float32(0.01))
    assert np.abs(expected[0] - matrices(D, bucket)[0]).max() > 0.01
    for mine, theirs in zip(actual, expected, strict=True):
        # float32: each of up to 300 steps rounds at about 1e-7 of values below 4
        np.testing.assert_allclose(mine, theirs, atol=2e-5)


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_the_step_follows_the_gradient_that_autograd_finds(architecture):
    """Each row takes n times its gradient, which makes it the gradient of a sum of rows."""
    D, bucket = 4, 500
    subwords = hash_words(WORDS, 3, 4, bucket)
    around, noise = [3, 1], [[0, 4, 0]]
    if architecture == "skip-gram":
        around = [3]
    one = NoisyWindows(*map(np.array, ([2], around, [0, len(around)], noise)))
    own = [subwords.rows[subwords.bounds[v] : subwords.bounds[v + 1]] for v in (2, 3, 1)]
    rows = own[0] if architecture == "skip-gram" else np.concatenate(own[1:])
    target = 3 if architecture == "skip-gram" else 2
    inputs, C = matrices(D, bucket)
    x, U = torch.tensor(inputs, requires_grad=True), torch.tensor(C, requires_grad=True)
    scores = U[[target, *noise[0]]] @ x[rows].mean(dim=0)
    labels = torch.tensor([1.0, 0, 0, 0], dtype=torch.float64)
    torch.nn.functional.binary_cross_entropy_with_logits(scores, labels, reduction="sum").backward()
    load_step("numpy", architecture)(inputs, C, subwords, one, 1.0)
    before = matrices(D, bucket)
    np.testing.assert_allclose(before[0] - inputs, len(rows) * x.grad, atol=1e-12)
    np.testing.assert_allclose(before[1] - C, U.grad, atol=1e-12)
    assert x.grad.abs().max() > 0.01


def test_without_ngrams_skip_gram_is_word2vecs():
    subwords = hash_words(WORDS, 3, 0, bucket=0)
    stream = windows("skip-gram")
    expected, actual = matrices(5, 0), matrices(5, 0)
    reference.train_skipgram(*actual, subwords, stream, 0.1)
    centers = np.repeat(stream.middles, np.diff(stream.bounds))
    sgns.train_pairs(*expected, centers, stream.around, stream.noise, 0.1)
    np.testing.assert_allclose(actual[0], expected[0], atol=1e-12)
    np.testing.assert_allclose(actual[1], expected[1], atol=1e-12)


@pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])
def test_noise_never_is_the_word_to_be_guessed(architecture):
    drawn = windows(architecture)
    targets = drawn.middles if architecture == "cbow" else drawn.around
    assert drawn.noise.shape == (len(targets), 5)
    assert (drawn.noise != targets[:, None]).all()
    assert len(np.unique(drawn.noise)) == V


def test_unknown_engines_and_architectures_are_named():
    with pytest.raises(ValueError, match="engine must be one of numba, numpy, triton, not 'cuda'"):
        load_step("cuda", "cbow")
    with pytest.raises(ValueError, match="architecture must be one of skip-gram, cbow, not 'bag'"):
        load_step("numpy", "bag")
    assert load_step("numba", "cbow") is cpu.train_cbow
