"""Vocabularies against counting by hand, and against gensim's."""

import random
import tracemalloc
from itertools import pairwise

import numpy as np
import pytest

from sequtils.errors import UnknownWordError
from sequtils.text.vocab import Vocab


def random_corpus(seed: int, sentences: int = 60) -> list[list[str]]:
    """Sentences of 0 to 12 words out of 40, some of them much more frequent than others."""
    rng = random.Random(seed)
    weights = [1 / rank for rank in range(1, 41)]
    population = [f"w{i}" for i in range(40)]
    return [rng.choices(population, weights, k=rng.randint(0, 12)) for _ in range(sentences)]


@pytest.mark.parametrize("min_count", [1, 2, 5, 20])
@pytest.mark.parametrize("seed", [0, 1])
def test_build_counts_and_ranks_words(min_count, seed):
    corpus = random_corpus(seed)
    vocab = Vocab.build(corpus, min_count=min_count)
    tokens = [word for sentence in corpus for word in sentence]
    kept = {word for word in tokens if tokens.count(word) >= min_count}
    assert vocab.words == sorted(kept, key=lambda word: (-tokens.count(word), word))
    assert vocab.counts.tolist() == [tokens.count(word) for word in vocab.words]
    assert vocab.counts.dtype == np.int64
    assert len(vocab) == len(kept)
    assert all(word in vocab for word in kept)
    assert "absent" not in vocab


def test_build_agrees_with_gensim():
    from gensim.models import Word2Vec

    corpus = random_corpus(2, sentences=400)
    peer = Word2Vec(min_count=7, workers=1)
    peer.build_vocab(corpus)
    counts = {word: peer.wv.get_vecattr(word, "count") for word in peer.wv.index_to_key}
    vocab = Vocab.build(corpus, min_count=7)
    assert dict(zip(vocab.words, vocab.counts.tolist(), strict=True)) == counts


def test_order_does_not_depend_on_the_order_of_sentences():
    corpus = random_corpus(3)
    assert Vocab.build(corpus, 1).words == Vocab.build(corpus[::-1], 1).words


@pytest.mark.parametrize("min_count", [1, 5, 15])
def test_unknown_stands_for_what_was_left_out(min_count):
    corpus = random_corpus(4)
    vocab = Vocab.build(corpus, min_count=min_count, unknown="<unk>")
    assert vocab.counts.sum() == sum(map(len, corpus))
    ids = [vocab.encode(sentence) for sentence in corpus]
    assert [len(i) for i in ids] == [len(sentence) for sentence in corpus]
    # The ids of the corpus itself, counted, are the counts.
    seen = np.bincount(np.concatenate(ids), minlength=len(vocab))
    np.testing.assert_array_equal(seen, vocab.counts)


def test_unknown_that_is_in_the_corpus_keeps_its_own_count():
    vocab = Vocab.build([["<unk>", "a", "a", "b", "<unk>"]], min_count=2, unknown="<unk>")
    assert dict(zip(vocab.words, vocab.counts.tolist(), strict=True)) == {"<unk>": 3, "a": 2}


def test_encode_drops_or_maps_unknown_words():
    words = ["the", "king", "<unk>"]
    assert Vocab(words, [3, 2, 1]).encode(["king", "hm", "the"]).tolist() == [1, 0]
    assert Vocab(words, [3, 2, 1], "<unk>").encode(["king", "hm", "the"]).tolist() == [1, 2, 0]
    assert Vocab(words, [3, 2, 1]).encode([]).dtype == np.int32


def test_id_of_every_word_decodes_to_it():
    vocab = Vocab.build(random_corpus(5), min_count=1)
    assert vocab.decode(vocab.id(word) for word in vocab.words) == vocab.words
    assert vocab.decode(np.array([1, 0])) == [vocab.words[1], vocab.words[0]]


def test_id_of_an_unknown_word_names_the_nearest():
    with pytest.raises(UnknownWordError, match=r"'quen' is not in the vocabulary.*queen"):
        Vocab(["king", "queen"], [2, 1]).id("quen")
    assert Vocab(["king", "<unk>"], [2, 1], "<unk>").id("quen") == 1


@pytest.mark.parametrize("ids", [[2], [-1], [0, 7]])
def test_decode_refuses_ids_out_of_range(ids):
    with pytest.raises(ValueError, match=rf"ids must lie in 0 to 1, got {ids[-1]}\."):
        Vocab(["king", "queen"], [2, 1]).decode(ids)


@pytest.mark.parametrize("unknown", [None, "<unk>"])
@pytest.mark.parametrize("max_sentence", [1, 3, 4, 1000])
def test_encode_corpus_is_encode_of_each_sentence_in_pieces(max_sentence, unknown):
    corpus = random_corpus(6)
    vocab = Vocab.build(corpus, min_count=15, unknown=unknown)
    tokens, offsets = vocab.encode_corpus(corpus, max_sentence=max_sentence)
    assert (tokens.dtype, offsets.dtype) == (np.int32, np.int64)
    pieces = [tokens[a:b].tolist() for a, b in pairwise(offsets)]
    expected = []
    for sentence in corpus:
        ids = vocab.encode(sentence).tolist()
        expected += [ids[i : i + max_sentence] for i in range(0, len(ids), max_sentence)]
    assert pieces == expected
    assert offsets[0] == 0
    assert offsets[-1] == len(tokens)


def test_encode_corpus_without_a_known_word_is_empty():
    tokens, offsets = Vocab(["king"], [1]).encode_corpus([["hm"], []])
    assert (tokens.tolist(), offsets.tolist()) == ([], [0])


def test_corpus_is_streamed():
    class Stream:
        """300,000 strings, all new objects: 17 MB if they were held at once."""

        def __iter__(self):
            return ([f"word{i % 97}" for i in range(1000)] for _ in range(300))

    tracemalloc.start()
    vocab = Vocab.build(Stream(), min_count=1)
    tokens, _ = vocab.encode_corpus(Stream())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(tokens) == 300_000
    assert peak < 6e6  # the ids take 1.2 MB, and twice that while their array grows


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ([], "corpus is empty: no sentence"),
        ([[], []], "corpus is empty: no sentence"),
        ((s for s in [["a"]]), "corpus must be iterable more than once, but this generator"),
        ("the king", "corpus must hold sentences as lists of words, got the text 'the king'"),
        (["the king"], "each sentence must be a list of words, got the text 'the king'"),
        ([["a", "a", "b"]], "min_count is 5, but the most frequent of 2 words, 'a', was seen 2"),
    ],
)
def test_build_refuses_what_is_no_corpus(corpus, message):
    with pytest.raises(ValueError, match=message):
        Vocab.build(corpus)


def test_encode_corpus_refuses_what_is_no_corpus():
    vocab = Vocab(["king"], [1])
    with pytest.raises(ValueError, match="more than once"):
        vocab.encode_corpus(iter([["king"]]))
    with pytest.raises(ValueError, match="max_sentence must be a whole number, at least 1, not 0"):
        vocab.encode_corpus([["king"]], max_sentence=0)


@pytest.mark.parametrize("min_count", [0, -3])
def test_min_count_must_be_positive(min_count):
    with pytest.raises(
        ValueError, match=f"min_count must be a whole number, at least 1, not {min_count}"
    ):
        Vocab.build([["a"]], min_count=min_count)


@pytest.mark.parametrize(
    ("words", "counts", "unknown", "message"),
    [
        ([], [], None, "at least one word"),
        (["a", "b"], [1], None, "one entry for each of the 2 words, got 1"),
        (["a", "b", "a"], [3, 2, 1], None, "each word once, got 'a' more than once"),
        (["a", "b"], [1, 2], None, "never increase"),
        (["a", "b"], [1, -1], None, "zero or more"),
        (["a", "b"], [2, 1], "<unk>", "unknown must be one of the words, got '<unk>'"),
        (["a", ""], [2, 1], "", "unknown must be one of the words, got ''"),
    ],
)
def test_constructor_refuses_contradictions(words, counts, unknown, message):
    with pytest.raises(ValueError, match=message):
        Vocab(words, counts, unknown)
