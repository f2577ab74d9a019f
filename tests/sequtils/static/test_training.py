"""The loop of training: divergence is noticed wherever it begins, and the message says where."""

from types import SimpleNamespace

import numpy as np
import pytest

from sequtils.corpora.planted import kingdom
from sequtils.static import negative_sampling
from sequtils.static.item2vec import Item2Vec
from sequtils.static.negative_sampling import NegativeSampling
from sequtils.static.training import falling, train_on_text
from sequtils.static.word2vec import Word2Vec


def loop(take_steps, *tables, threads=1):
    """Two chunks of 10,000 tokens, twice; the rows of the first 100 of each are 0 … 99."""
    tokens = np.tile(np.arange(10_000) % 1_000, 2)
    model = SimpleNamespace(
        epochs=2, threads=threads, schedule=lambda chunks: falling(chunks, 2, 0.4, seed=1)
    )
    train_on_text(model, take_steps, tables, tokens, np.array([0, 10_000, 20_000]), progress=False)


@pytest.mark.parametrize(
    ("rate", "place"),
    [
        (0.4, "epoch 1 of 2, chunk 1 of 2, at rate 0.4;"),
        (0.2, "epoch 2 of 2, chunk 1 of 2, at rate 0.2;"),
        (0.1, "epoch 2 of 2, chunk 2 of 2, at rate 0.1;"),
    ],
)
def test_the_message_says_where_training_diverged(rate, place):
    rows = np.zeros((1_000, 2), np.float32)

    def spoil(tokens, offsets, learning_rate, seed):
        if learning_rate == np.float32(rate):
            rows[0] = np.nan

    with pytest.raises(FloatingPointError, match=f"training diverged in {place}"):
        loop(spoil, rows)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("table", [0, 1])
def test_rows_that_no_chunk_begins_with_are_looked_at_in_the_end(threads, table):
    tables = np.zeros((2, 1_000, 2), np.float32)

    def spoil(tokens, offsets, learning_rate, seed):
        tables[table, 999] = np.inf

    with pytest.raises(
        FloatingPointError, match=r"epoch 2 of 2, chunk 2 of 2, at rate 0\.1; learn"
    ):
        loop(spoil, *tables, threads=threads)


def test_steps_are_those_of_the_schedule_in_order():
    taken = []
    loop(lambda tokens, offsets, rate, seed: taken.append((rate, seed)), np.zeros((1_000, 2)))
    assert taken == [(np.float32(rate), seed) for _, rate, seed in falling(2, 2, 0.4, seed=1)]


@pytest.mark.parametrize("shared", [False, True])
def test_word2vec_says_where_it_diverged(shared):
    model = Word2Vec(vector_size=8, learning_rate=1e30, shared_negatives=shared)
    message = r"diverged in epoch 1 of 5, chunk 1 of \d+, at rate 1e\+30; learning_rate must"
    with pytest.raises(FloatingPointError, match=message):
        model.fit(kingdom(sentences=1_000))


def test_negative_sampling_says_where_it_diverged():
    message = r"diverged in epoch 1 of 3, chunk 1 of \d+, at rate 100; learning_rate must be lower"
    with pytest.raises(FloatingPointError, match=message):
        Item2Vec(vector_size=8, epochs=3, learning_rate=100).fit(list(kingdom(sentences=1_000)))


@pytest.mark.parametrize("table", ["W", "C"])
def test_negative_sampling_looks_at_both_tables_in_the_end(monkeypatch, table):
    def spoil(W, C, windows, rate):
        {"W": W, "C": C}[table][-1] = np.nan

    monkeypatch.setattr(negative_sampling, "load_step", lambda engine, architecture: spoil)
    W, C = np.zeros((2, 200, 3), np.float32)
    with pytest.raises(FloatingPointError, match=r"epoch 4 of 4, chunk 1 of 1, at rate 0\.006"):
        NegativeSampling(epochs=4).train(W, C, "cbow", np.ones(5), lambda *_: None, False)
