"""Text, words and vocabularies: what is no text or no list of words gets one sentence."""

import pytest

from sequtils.text.normalize import nfc
from sequtils.text.stream import sentences_of
from sequtils.text.tokenize import sentences, words
from sequtils.text.vocab import Vocab

NAN = float("nan")
VOCAB = Vocab(["the", "king"], [7, 2])


@pytest.mark.parametrize("read", [words, sentences, nfc])
@pytest.mark.parametrize("text", [None, b"to", ["to"], 5])
def test_text_must_be_a_string(read, text):
    with pytest.raises(ValueError, match=f"^text must be a string, got {type(text).__name__}.$"):
        read(text)


def test_empty_text():
    assert words("") == sentences("") == []


@pytest.mark.parametrize("read", [sentences_of, Vocab.build, VOCAB.encode_corpus])
@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        (None, "corpus must hold sentences as lists of words, got None"),
        (5, "corpus must hold sentences as lists of words, got 5"),
        (b"the king", "corpus must hold sentences as lists of words, got b'the king'"),
        ([None], "each sentence must be a list of words, got None"),
        ([1], "each sentence must be a list of words, got 1"),
        ([b"the"], "each sentence must be a list of words, got b'the'"),
        ([["the"], [b"king"]], r"each sentence must be a list of words, got \[b'king'\]"),
        ([["the", None]], r"each sentence must be a list of words, got \['the', None\]"),
        ([[["the"]]], r"each sentence must be a list of words, got \[\['the'\]\]"),
    ],
)
def test_a_corpus_must_hold_lists_of_words(read, corpus, message):
    with pytest.raises(ValueError, match=f"^{message}\\.$"):
        list(read(corpus))


@pytest.mark.parametrize("sentence", ["the king", b"the", None, 5, [1], [["the"]]])
def test_a_sentence_must_be_a_list_of_words(sentence):
    with pytest.raises(ValueError, match=r"^sentence must be a list of words, got .*[.]$"):
        VOCAB.encode(sentence)


def test_words_of_an_iterator_are_words():
    assert VOCAB.encode(iter(["king", "the"])).tolist() == [1, 0]


@pytest.mark.parametrize("word", [None, b"the", 5, ["the"]])
def test_a_word_must_be_a_string(word):
    with pytest.raises(ValueError, match=f"^word must be a string, got {type(word).__name__}[.]$"):
        VOCAB.id(word)


@pytest.mark.parametrize("ids", [None, 0, "01", [0.5], ["0"], [None], [True], [NAN]])
def test_ids_must_be_whole_numbers(ids):
    with pytest.raises(ValueError, match=r"^ids must be .*whole numbers, got .*\.$"):
        VOCAB.decode(ids)


@pytest.mark.parametrize("value", [1.5, True, None, "2", NAN])
def test_sizes_must_be_whole_numbers(value):
    with pytest.raises(ValueError, match=r"^min_count must be a whole number, at least 1, not "):
        Vocab.build([["a"]], min_count=value)
    with pytest.raises(ValueError, match=r"^max_sentence must be a whole number, at least 1, not "):
        VOCAB.encode_corpus([["the"]], max_sentence=value)


@pytest.mark.parametrize(
    ("given", "counts", "unknown", "message"),
    [
        ("ab", [2, 1], None, "words must be a list of strings, got the text 'ab'"),
        (None, [2, 1], None, "words must be a list of strings, got None"),
        ([b"a"], [1], None, "words must hold strings, got b'a'"),
        ([["a"]], [1], None, r"words must hold strings, got \['a'\]"),
        (["\ud83d"], [1], None, "words must be valid Unicode, got half a surrogate pair"),
        (["a"], None, None, "counts must be a list of whole numbers, got None"),
        (["a", "b"], [2, 1.5], None, "counts must be whole numbers of 64 bits, got float64"),
        (["a", "b"], [2, NAN], None, "counts must be whole numbers of 64 bits, got float64"),
        (["a"], [True], None, "counts must be whole numbers of 64 bits, got bool"),
        (["a"], [2**70], None, "counts must be whole numbers of 64 bits, got object"),
        (["a"], [1], 3, "unknown must be one of the words, got 3"),
    ],
)
def test_vocabularies_that_cannot_be(given, counts, unknown, message):
    with pytest.raises(ValueError, match=message):
        Vocab(given, counts, unknown)


def test_unknown_must_be_a_word():
    with pytest.raises(ValueError, match="unknown must be a string, got int"):
        Vocab.build([["a"]], min_count=1, unknown=3)
