"""The kernels in Triton take the steps of the definition.

In Triton's interpreter one program runs after the other, so the result is the definition's even
where programs share rows. On a GPU they race, and only those that share none can be compared; these
tests run on both.
"""

import networkx as nx
import numpy as np
import pytest
import torch

from sequtils.corpora.planted import kingdom
from sequtils.kernels.fasttext import load_step as load_fasttext
from sequtils.kernels.fasttext.draw import NoisyWindows, draw_windows
from sequtils.kernels.fasttext.hashing import hash_words
from sequtils.kernels.fasttext.ngrams import Subwords
from sequtils.kernels.glove import load_engine as load_glove
from sequtils.kernels.glove.reference import Cells, make_rows
from sequtils.kernels.sgns import load_engine as load_sgns
from sequtils.kernels.sgns.sampling import draw_pairs, make_sampler
from sequtils.kernels.windows import load_step
from sequtils.kernels.windows.draw import Windows, draw_noise_windows, draw_path_windows
from sequtils.static.doc2vec import Doc2Vec, DocumentVectors
from sequtils.static.fasttext import FastText
from sequtils.static.glove import GloVe
from sequtils.static.item2vec import Item2Vec
from sequtils.static.node2vec import Node2Vec
from sequtils.static.sent2vec import Sent2Vec, SentenceEncoder
from sequtils.static.word2vec import Word2Vec, huffman_paths

pytest.importorskip("triton", reason="Triton is not installed; it exists for Linux on x86-64.")
in_order = pytest.mark.skipif(
    torch.cuda.is_available(), reason="programs of a GPU race for the rows they share"
)

RATE = np.float32(0.01)
COUNTS = np.array([50, 30, 20, 10, 5, 3])
WORDS = ["aaaa", "the", "weather", "were", "größer", "a"]
SIZES = pytest.mark.parametrize(("D", "negative", "window"), [(1, 1, 1), (9, 5, 3), (17, 18, 9)])
ARCHITECTURES = pytest.mark.parametrize("architecture", ["skip-gram", "cbow"])


def text():
    """Ids of three sentences, the first too short for a window, and their offsets."""
    ids = np.random.default_rng(0).choice(len(COUNTS), p=COUNTS / COUNTS.sum(), size=40)
    return ids.astype(np.int32), np.array([0, 1, 12, 40])


def tables(*shapes):
    rng = np.random.default_rng(1)
    return [rng.normal(scale=0.5, size=shape).astype(np.float32) for shape in shapes]


def assert_like_the_definition(step, reference, *given):
    """Both change equal tables alike; `given` makes them, and then comes what to learn from."""
    make, learn = given
    expected, actual = make(), make()
    loss = reference(*expected, *learn, RATE)  # of GloVe; None of all others
    assert step(*actual, *learn, RATE) == (loss and pytest.approx(loss, rel=1e-5))
    assert max(np.abs(a - b).max() for a, b in zip(expected, make(), strict=True)) > 0.001
    for mine, theirs in zip(actual, expected, strict=True):
        # float32: each of up to 300 steps rounds at about 1e-7 of values below 10
        np.testing.assert_allclose(mine, theirs, rtol=2e-5, atol=2e-5)


@in_order
@SIZES
@pytest.mark.parametrize("tied", [False, True])
def test_pairs(D, negative, window, tied):
    pairs = draw_pairs(*text(), make_sampler(COUNTS, 0, 0.75), window, negative, np.uint64(2))
    make = lambda: tables((6, D)) * 2 if tied else tables((6, D), (6, D))  # noqa: E731
    assert_like_the_definition(load_sgns("triton"), load_sgns("numpy"), make, pairs)


@in_order
@ARCHITECTURES
@SIZES
@pytest.mark.parametrize("tied", [False, True])
def test_windows_of_noise(architecture, D, negative, window, tied):
    sampler = make_sampler(COUNTS, 0, 0.75)
    windows = draw_noise_windows(*text(), sampler, window, negative, np.uint64(2))
    make = lambda: tables((6, D)) * 2 if tied else tables((6, D), (6, D))  # noqa: E731
    steps = [load_step(engine, architecture) for engine in ("triton", "numpy")]
    assert_like_the_definition(*steps, make, [windows])


@in_order
@ARCHITECTURES
def test_windows_of_more_inputs_than_a_block(architecture):
    inputs = np.random.default_rng(6).permutation(200).astype(np.int32)
    outputs, labels = np.array([3, 1, 4, 0, 2], np.int32), np.float32([1, 0, 0, 1, 0])
    windows = Windows(inputs, np.array([0, 150, 200]), outputs, np.array([0, 3, 5]), labels)
    steps = [load_step(engine, architecture) for engine in ("triton", "numpy")]
    assert_like_the_definition(*steps, lambda: tables((200, 9), (5, 9)), [windows])


@in_order
@ARCHITECTURES
@SIZES
def test_windows_of_a_tree(architecture, D, negative, window):
    keep = np.ones(len(COUNTS))
    windows = draw_path_windows(*text(), keep, huffman_paths(COUNTS), window, np.uint64(negative))
    steps = [load_step(engine, architecture) for engine in ("triton", "numpy")]
    assert_like_the_definition(*steps, lambda: tables((6, D), (6, D)), [windows])


@in_order
@ARCHITECTURES
@SIZES
@pytest.mark.parametrize("bucket", [2, 500])  # with 2 every word meets the same row again
def test_subwords(architecture, D, negative, window, bucket):
    sampler, cbow = make_sampler(COUNTS, 0, 0.5), architecture == "cbow"
    windows = draw_windows(*text(), sampler, window, negative, cbow, np.uint64(2))
    learn = [hash_words(WORDS, 3, 4, bucket), windows]
    steps = [load_fasttext(engine, architecture) for engine in ("triton", "numpy")]
    assert_like_the_definition(*steps, lambda: tables((6 + bucket, D), (6, D)), learn)


def rows_of_glove(D, scale=0.5):
    rng = np.random.default_rng(3)
    numbers = rng.normal(scale=scale, size=(2, 7, D + 1))
    sides = zip(numbers, ("word", "context"), strict=True)
    return [make_rows(part[:, 1:], part[:, 0], side) for part, side in sides]


@in_order
@pytest.mark.parametrize("D", [1, 14, 15, 40])  # rows of one, one, two and three cache lines
@pytest.mark.parametrize("scale", [0.5, 20])  # with 20 gradients are clipped
def test_cells(D, scale):
    rng = np.random.default_rng(4)
    X = rng.uniform(0.1, 20, 60)
    cells = Cells(*rng.integers(7, size=(2, 60)), np.log(X), np.minimum(1, X / 20) ** 0.75)
    steps = load_glove("triton"), load_glove("numpy")
    assert_like_the_definition(*steps, lambda: rows_of_glove(D, scale), [cells])


@ARCHITECTURES
def test_windows_that_share_no_word(architecture):
    ids = np.random.default_rng(5).permutation(64).astype(np.int32)
    outputs = np.random.default_rng(6).permutation(64).astype(np.int32)
    labels = np.tile(np.array([1, 0, 0, 0], np.float32), 16)
    windows = Windows(ids, np.arange(0, 65, 4), outputs, np.arange(0, 65, 4), labels)
    steps = [load_step(engine, architecture) for engine in ("triton", "numpy")]
    assert_like_the_definition(*steps, lambda: tables((64, 20), (64, 20)), [windows])


def test_pairs_that_share_no_word():
    ids = np.random.default_rng(7).permutation(64).astype(np.int32)
    pairs = np.arange(16, dtype=np.int32), ids[:16], ids[16:].reshape(16, 3)
    make = lambda: tables((64, 20), (64, 20))  # noqa: E731
    assert_like_the_definition(load_sgns("triton"), load_sgns("numpy"), make, pairs)


@ARCHITECTURES
def test_subwords_of_windows_that_share_no_row(architecture):
    order = np.arange(8, dtype=np.int32)
    subwords = Subwords(np.arange(24, dtype=np.int32), 3 * np.arange(9), np.ones(8, np.float32))
    middles, around = order[::2], order[1::2]
    noise = (8 + np.arange(12, dtype=np.int32)).reshape(4, 3)
    windows = NoisyWindows(middles, around, np.arange(5), noise)
    steps = [load_fasttext(engine, architecture) for engine in ("triton", "numpy")]
    assert_like_the_definition(*steps, lambda: tables((24, 20), (20, 20)), [subwords, windows])


def test_cells_that_share_no_row():
    ids = np.arange(7, dtype=np.int32)
    cells = Cells(ids, ids[::-1].copy(), np.linspace(-1, 2, 7), np.linspace(0.1, 1, 7))
    steps = load_glove("triton"), load_glove("numpy")
    assert_like_the_definition(*steps, lambda: rows_of_glove(20), [cells])


SMALL = {"vector_size": 8, "min_count": 1, "epochs": 1}
# Steps so large that four sentences move what is learned far beyond rounding.
LARGE = {**SMALL, "sample": 0, "learning_rate": 0.2}
WALKS = {"vector_size": 8, "learning_rate": 0.3, "walks": 1, "walk_length": 5, "window": 2}


def learned(model):
    """The tables that a model learns from what little it is given."""
    sentences = [list(sentence) for sentence in kingdom(sentences=12, seed=0)][:4]
    given = nx.barbell_graph(3, 1) if isinstance(model, Node2Vec) else sentences
    found = model.fit(given)
    if isinstance(found, DocumentVectors):
        return [found.vectors, found.outputs]
    if isinstance(found, SentenceEncoder):
        return [found.words.vectors, found.words.context, found.buckets]
    return [found.vectors] if found.context is None else [found.vectors, found.context]


@pytest.mark.parametrize(
    "model",
    [
        Word2Vec(**LARGE),
        Word2Vec(**LARGE, shared_negatives=True),
        Word2Vec(**LARGE, architecture="cbow", loss="hierarchical"),
        FastText(**LARGE, bucket=50),
        GloVe(**SMALL, learning_rate=0.5),
        Doc2Vec(**LARGE),
        Doc2Vec(**LARGE, algorithm="PV-DBOW"),
        Item2Vec(**LARGE, negative=3),
        Item2Vec(**LARGE, shared_negatives=True),
        Sent2Vec(**LARGE, buckets=50),
        Node2Vec(**WALKS),
        Node2Vec(**WALKS, shared_negatives=True),
    ],
    ids=lambda model: type(model).__name__,
)
@in_order
def test_a_model_learns_the_same_vectors(model):
    change = lambda **more: learned(type(model)(**vars(model) | more))  # noqa: E731
    expected, actual, start = learned(model), change(engine="triton"), change(learning_rate=1e-9)
    for mine, theirs, before in zip(actual, expected, start, strict=True):
        # float32: some hundred steps from equal starts, sums in another order
        np.testing.assert_allclose(mine, theirs, atol=1e-4)
        assert np.abs(theirs - before).max() > 0.005  # or nothing was learned


def test_empty_input_is_nothing_to_do():
    (W,) = before = tables((3, 4))
    none = np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros((0, 2), np.int32)
    load_sgns("triton")(W, W, *none, RATE)
    np.testing.assert_array_equal(W, *tables((3, 4)))
    assert before[0] is W


def test_without_a_gpu_the_engine_says_so(monkeypatch):
    monkeypatch.delenv("TRITON_INTERPRET", raising=False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(RuntimeError, match=r"engine must be .* not 'triton': PyTorch sees no NVID"):
        Word2Vec(**SMALL, engine="triton").fit(kingdom(sentences=10))
