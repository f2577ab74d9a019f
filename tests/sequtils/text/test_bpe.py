"""Byte-pair encoding against its own definition, and against two libraries on the same text."""

import json
import os
import random
from itertools import accumulate, chain, pairwise
from pathlib import Path

import pytest
import tiktoken
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.text.bpe import BPE, reference, training
from sequtils.text.bpe.alphabet import byte_characters, to_bytes, visible
from sequtils.text.pretokenize import split

GPT2 = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def documentation() -> list[str]:
    """English with code, from modules that every Python has."""
    import argparse
    import logging
    import typing

    modules = (argparse, logging, typing)
    texts = [Path(module.__file__).read_text() for module in modules]
    return [*texts, "Zażółć gęślą jaźń 🙂 हिन्दी 日本語 naïve e\u0301 \u2028 I'll we've\r\n\t x"]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(chain.from_iterable(text.splitlines(keepends=True) for text in documentation()))


@pytest.fixture(scope="module")
def bpe(texts) -> BPE:
    return BPE.train(texts, 1500, special=["<|end|>"])


@pytest.fixture(scope="module")
def plain(bpe) -> BPE:
    return BPE(bpe.tokens, bpe.merges, bpe.special, "bytes", "plain")


def train_peer(texts, level: str, vocab_size: int, min_count: int) -> tokenizers.Tokenizer:
    peer = tokenizers.Tokenizer(tokenizers.models.BPE())
    alphabet = []
    if level == "bytes":
        peer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
        alphabet = tokenizers.pre_tokenizers.ByteLevel.alphabet()
    else:
        peer.pre_tokenizer = tokenizers.pre_tokenizers.Split(tokenizers.Regex(GPT2), "isolated")
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=vocab_size,
        min_frequency=min_count,
        initial_alphabet=alphabet,
        show_progress=False,
    )
    peer.train_from_iterator(texts, trainer)
    return peer


def assert_equals_peer(texts, level, vocab_size, min_count):
    special = 1 if level == "characters" else 0  # our <unk>, which the peer can do without
    ours = BPE.train(texts, vocab_size + special, min_count, level=level)
    peer = train_peer(texts, level, vocab_size, min_count)
    vocabulary = peer.get_vocab()
    assert ours.tokens == sorted(vocabulary, key=vocabulary.get)
    merges = json.loads(peer.to_str())["model"]["merges"]
    assert ours.merges == [tuple(pair) for pair in merges]
    tokens, offsets = ours.encode_corpus(texts)
    ids = [encoding.ids for encoding in peer.encode_batch(texts, add_special_tokens=False)]
    assert tokens.tolist() == list(chain.from_iterable(ids))
    assert offsets.tolist() == [0, *accumulate(map(len, ids))]


@pytest.mark.parametrize("min_count", [1, 2, 7])
@pytest.mark.parametrize("level", ["bytes", "characters"])
def test_training_equals_tokenizers(texts, level, min_count):
    assert_equals_peer(texts, level, 900, min_count)


def test_encoding_equals_tiktoken(bpe, texts):
    peer = tiktoken.Encoding(
        "test", pat_str=GPT2, mergeable_ranks=bpe.ranks, special_tokens={"<|end|>": 1499}
    )
    ours = BPE.from_ranks(bpe.ranks, special=["<|end|>"])
    for text in texts:
        expected = peer.encode_ordinary(text)
        assert ours.encode(text).tolist() == expected
        assert bpe.encode(text).tolist() == expected
    text = "one<|end|>two"
    expected = peer.encode(text, allowed_special="all")
    assert ours.encode(text, special=True).tolist() == expected


def encode_by_ranks(piece: bytes, ranks: dict[bytes, int]) -> list[bytes]:
    """Join the two neighbours that make the token of lowest rank, until none do."""
    parts = [piece[i : i + 1] for i in range(len(piece))]
    while found := [
        (ranks[a + b], i) for i, (a, b) in enumerate(pairwise(parts)) if a + b in ranks
    ]:
        i = min(found)[1]
        parts[i : i + 2] = [parts[i] + parts[i + 1]]
    return parts


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("ab", min_size=2, max_size=6), unique=True, max_size=30),
    st.text("ab", max_size=200),
    st.randoms(use_true_random=False),
)
def test_any_ranks_encode_as_tiktoken_does(tokens, text, rng):
    rng.shuffle(tokens)
    ranks = {bytes([b]): b for b in range(256)}
    for token in map(str.encode, tokens):
        if encode_by_ranks(token, {**ranks, token: len(ranks)}) == [token]:
            ranks[token] = len(ranks)
    peer = tiktoken.Encoding("test", pat_str=GPT2, mergeable_ranks=ranks, special_tokens={})
    assert BPE.from_ranks(ranks).encode(text).tolist() == peer.encode_ordinary(text)


@pytest.mark.skipif("SEQUTILS_DATA" not in os.environ, reason="SEQUTILS_DATA is not set")
def test_training_equals_tokenizers_on_wikipedia():
    path = Path(os.environ["SEQUTILS_DATA"], "wikitext-2", "wiki.valid.tokens")
    if not path.exists():
        pytest.skip(f"{path} is not there")
    assert_equals_peer(path.read_text().splitlines(keepends=True), "bytes", 4000, 2)


# Few letters make ties, runs and tokens that can be spelled in several ways.
words = st.dictionaries(
    st.text("ab", min_size=1, max_size=14) | st.text("abc🙂", min_size=1, max_size=8),
    st.integers(1, 5),
    max_size=12,
)


@settings(max_examples=400, deadline=None)
@given(words, st.integers(0, 30), st.integers(1, 4))
def test_fast_training_equals_the_reference(words, new_tokens, min_count):
    expected = reference.learn_merges(words, new_tokens, min_count)
    assert training.learn_merges(words, new_tokens, min_count) == expected


@settings(max_examples=200, deadline=None)
@given(words.filter(bool), st.text("abc🙂", max_size=150))
def test_fast_encoding_equals_the_reference(words, text):
    """Texts go beyond the length at which the kernel changes to a heap."""
    merges = reference.learn_merges(words, 20)
    characters = sorted({*"".join(words), *"abc🙂"})
    made = list(dict.fromkeys("".join(pair) for pair in merges))
    fast = BPE(characters + made, merges, level="characters")
    pieces = split(text, "gpt2")
    expected = [token for piece in pieces for token in reference.encode(piece, merges)]
    assert fast.tokenize(text) == expected


def test_training_on_bytes_equals_the_reference_on_visible_characters(texts):
    counts = {}
    for piece in chain.from_iterable(map(split, texts[:300])):
        counts[visible(piece)] = counts.get(visible(piece), 0) + 1
    # All bytes take part, seldom ones too, but their order is the same.
    merges = reference.learn_merges(counts, 60, min_count=2)
    made = set(map("".join, merges))
    assert BPE.train(texts[:300], 256 + len(made)).merges == merges


def test_long_runs_take_no_quadratic_time():
    """A million equal letters: 10¹² steps would not end while anyone waits."""
    bpe = BPE.train(["a" * 1_000_000], 256 + 15)
    assert len(bpe.encode("a" * 1_000_000)) == 1_000_000 // 2**15 + bin(1_000_000 % 2**15).count(
        "1"
    )


def test_order_and_blocks_of_texts_do_not_matter(texts, monkeypatch):
    whole = BPE.train(texts, 600)
    shuffled = random.Random(3).sample(texts, len(texts))
    monkeypatch.setattr(training, "BLOCK", 1000)
    pieces = BPE.train(iter(shuffled), 600)
    assert pieces.merges == whole.merges
    tokens, offsets = pieces.encode_corpus(texts)
    monkeypatch.undo()
    again = whole.encode_corpus(texts)
    assert tokens.tolist() == again[0].tolist()
    assert offsets.tolist() == again[1].tolist()


@settings(max_examples=500, deadline=None)
@given(text=st.text())
def test_decoding_undoes_encoding(bpe, plain, text):
    assert bpe.decode(bpe.encode(text), errors="strict") == text
    assert plain.decode(plain.encode(text), errors="strict") == text


@settings(max_examples=200, deadline=None)
@given(text=st.text("abé🙂 \n日'sx", max_size=30))
@pytest.mark.parametrize("level", ["bytes", "characters"])
def test_spans_cover_the_text(level, text):
    bpe = BPE.train(
        ["abé🙂 ab\né🙂 日本's"] * 2, {"bytes": 262, "characters": 14}[level], level=level
    )
    edges, ids = bpe.spans(text), bpe.encode(text)
    assert len(edges) == len(ids)
    covered = set(chain.from_iterable(range(*span) for span in edges))
    assert covered == set(range(len(text)))
    for (start, end), i in zip(edges, ids.tolist(), strict=True):
        if i != bpe._index.get("<unk>") and "\ufffd" not in bpe.decode([i]):
            assert text[start:end] == bpe.decode([i])


def test_unknown_characters():
    bpe = BPE.train(["aab aab"], 6, level="characters", special=["<end>"])
    assert bpe.special == ["<unk>", "<end>"]
    assert bpe.tokenize("axb🙂") == ["a", "<unk>", "b", "<unk>"]
    assert bpe.tokenize("🙂☃") == ["<unk>", "<unk>"]
    assert bpe.encode("").tolist() == []
    assert BPE(["ab"], [], level="characters").tokenize("ab") == ["<unk>", "<unk>"]


def test_special_tokens_are_text_unless_asked_for(bpe):
    end = bpe.id("<|end|>")
    assert end not in bpe.encode("a<|end|>b")
    asked = bpe.encode("a<|end|>b", special=True).tolist()
    assert asked == [bpe.id("a"), end, bpe.id("b")]
    assert bpe.decode(asked) == "a<|end|>b"


def test_trace_leads_where_training_leads():
    words = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
    steps = reference.trace(words, 8)
    merges = training.learn_merges(words, 8)
    assert [tuple(step["chosen"]) for step in steps] == merges
    assert steps[0]["pairs"][:2] == [["e", "s", 9], ["s", "t", 9]]
    tokens = [tokens for tokens, _ in steps[-1]["words"]]
    assert tokens == [reference.encode(word, merges) for word in words]
    assert json.loads(json.dumps(steps)) == steps


def test_bytes_and_visible_characters():
    assert len(set(byte_characters())) == 256
    for b in range(256):
        assert to_bytes(byte_characters()[b]) == bytes([b])
    peer = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    assert sorted(byte_characters()) == peer
