"""WordPiece against its definition, and against BERT's tokeniser with its published vocabulary."""

import lzma
import os
import unicodedata
from fractions import Fraction
from itertools import chain, islice, pairwise
from pathlib import Path

import numpy as np
import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.contextual import pretrained
from sequtils.kernels.wordpiece import match
from sequtils.text.bpe import training as bpe_training
from sequtils.text.wordpiece import WordPiece, reference, training
from sequtils.text.wordpiece import words as basic
from sequtils.text.wordpiece.model import MAX_WORD

# Few letters make ties, runs and tokens that can be spelled in several ways.
counted_words = st.dictionaries(
    st.text("ab", min_size=1, max_size=10) | st.text("abc🙂", min_size=1, max_size=7),
    st.integers(1, 9),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(counted_words, st.integers(0, 30), st.integers(1, 4))
def test_fast_training_equals_the_reference(words, new_tokens, min_count):
    fast = training.learn_merges(words, new_tokens, min_count)
    assert fast == reference.learn_merges(words, new_tokens, min_count)


def test_fast_training_equals_the_reference_on_a_book():
    import argparse

    text = Path(argparse.__file__).read_text()[:30_000]
    counts = {}
    for word in basic.words(text):
        counts[word] = counts.get(word, 0) + 1
    for min_count in (1, 5):
        merges = reference.learn_merges(counts, 60, min_count)
        assert len(merges) >= 60
        assert training.learn_merges(counts, 60, min_count) == merges
    vocabulary = WordPiece.train([text], 500, min_count=5, special=["[UNK]"]).tokens
    letters = {letter for word in counts for letter in reference.letters(word)}
    merged = reference.learn_merges(counts, 500 - 1 - len(letters), 5)
    expected = ["[UNK]", *sorted(letters), *dict.fromkeys(reference.join(*m) for m in merged)]
    assert vocabulary == expected


@settings(max_examples=200, deadline=None)
@given(counted_words)
def test_the_first_merge_is_the_pair_furthest_beyond_chance(words):
    """Count by hand, in exact fractions."""
    tokens, pairs = {}, {}
    for word, count in words.items():
        spelled = [("##" if i else "") + c for i, c in enumerate(word)]
        for token in spelled:
            tokens[token] = tokens.get(token, 0) + count
        for pair in pairwise(spelled):
            pairs[pair] = pairs.get(pair, 0) + count
    scores = {(a, b): Fraction(n, tokens[a] * tokens[b]) for (a, b), n in pairs.items()}
    merges = training.learn_merges(words, 1)
    if not scores:
        assert merges == []
    else:
        best = max(scores.values())
        assert merges == [min(pair for pair in scores if scores[pair] == best)]


def test_the_score_is_not_the_count():
    """q and u are always together and rare; e and r are often together, and apart even more."""
    words = {"quer": 2, "er": 6, "re": 6, "ere": 6}
    assert training.learn_merges(words, 1) == [("q", "##u")]
    counts = {"er": 12 + 2, "re": 12}
    assert max(counts, key=counts.get) == "er"


pieces = st.text("ab", min_size=1, max_size=5)


@settings(max_examples=500, deadline=None)
@given(
    st.sets(pieces, max_size=12),
    st.sets(pieces, max_size=12),
    st.lists(st.text("abc", min_size=1, max_size=30), max_size=8),
)
def test_linear_matching_equals_the_reference(first, inside, words):
    tokens = ["[UNK]", *sorted(first), *(f"##{piece}" for piece in sorted(inside))]
    wordpiece = WordPiece(tokens, ["[UNK]"])
    expected = chain.from_iterable(reference.encode(word, set(tokens)) for word in words)
    assert wordpiece.tokenize(" ".join(words)) == list(expected)


def test_matching_is_linear():
    """The definition would look at 10¹⁰ slices of this word, and read 10¹⁵ characters."""
    size, longest = 200_000, "a" * 1000 + "b"
    trie = WordPiece(["[UNK]", "a", "##a", longest, f"##{longest}"], ["[UNK]"])._trie
    letters = np.full(size, ord("a"), np.int32)
    ids, ends = match.match_words(letters, np.array([size]), trie, 0, size)
    assert ids.tolist() == [1] + [2] * (size - 1)
    assert ends.tolist() == [size]


def bert() -> tuple[WordPiece, tokenizers.BertWordPieceTokenizer]:
    try:
        path = pretrained.file("all-MiniLM-L6-v2", "vocab.txt")
    except FileNotFoundError as error:
        assert "CI" not in os.environ, "make test installs the vocabulary"
        pytest.skip(str(error))
    return WordPiece.from_vocabulary(path), tokenizers.BertWordPieceTokenizer(str(path))


def assert_same_pieces(ours: WordPiece, peer, texts: list[str]) -> None:
    tokens, offsets = ours.encode_corpus(texts)
    ids = [encoding.ids for encoding in peer.encode_batch(texts, add_special_tokens=False)]
    for s, text in enumerate(texts):
        assert tokens[offsets[s] : offsets[s + 1]].tolist() == ids[s], text


@pytest.mark.skipif("SEQUTILS_DATA" not in os.environ, reason="SEQUTILS_DATA is not set")
def test_ten_thousand_sentences_become_the_pieces_of_bert():
    path = Path(os.environ["SEQUTILS_DATA"], "wikipedia_en_2018.txt.xz")
    if not path.exists():
        pytest.skip(f"{path} is not there")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        sentences = list(islice((line for line in lines if line.strip()), 10_000))
    assert len(sentences) == 10_000
    assert_same_pieces(*bert(), sentences)


def test_many_scripts_become_the_pieces_of_bert():
    assert_same_pieces(
        *bert(),
        [
            "Zażółć gęślą jaźń; ΟΔΟΣ Ὀδυσσεύς, İstanbul ǅ ẞ ﬃ",
            "हिन्दी की किताब, ไทย, 한국어 tone\u302e\u302f, עִבְרִית",
            "東京は日本の首都。㐀 𠀀 豈",
            "🙂👍🏽 👨‍👩‍👧 \u200b\u00ad\ufeffx \ufffd \x00\x07 a\x0bb\x85c\u2028d\u3000e",
            "≠≮;·` ́a° ½ ² ™ € $1,000.50 (it's) [MASKED] ##ing _x_ #1 a--b",
            "x" * (MAX_WORD + 1) + " " + "x" * MAX_WORD,
            "",
            " \t\n",
        ],
    )


def is_old(c: str) -> bool:
    """The peer has the classes of an older Unicode, and lacks 256 rare Chinese characters."""
    old = unicodedata.ucd_3_2_0.category(c)
    return old == unicodedata.category(c) != "Cn" and not 0x2B820 <= ord(c) < 0x2B920


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cn"]).filter(is_old), max_size=30))
def test_any_text_becomes_the_words_of_bert(text):
    for lower in (True, False):
        normalizer = tokenizers.normalizers.BertNormalizer(lowercase=lower)
        cut = tokenizers.pre_tokenizers.BertPreTokenizer().pre_tokenize_str
        expected = [word for word, _ in cut(normalizer.normalize_str(text))]
        assert basic.words(text, lower) == expected


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=20) | st.text("a\u302e\u0301\u1d165\U0001d16dé ", max_size=9)))
def test_fast_words_equal_the_rules(texts):
    for lower in (True, False):
        letters, ends, behind = training.cut(texts, lower)
        text = "".join(map(chr, letters.tolist()))
        bounds = [0, *ends.tolist()]
        found = [text[a:b] for a, b in pairwise(bounds)]
        expected = [basic.words(text, lower) for text in texts]
        assert found == list(chain.from_iterable(expected))
        assert behind.tolist() == [sum(map(len, expected[: i + 1])) for i in range(len(texts))]


def test_spans_equal_those_of_bert():
    ours, peer = bert()
    for text in ("Unaffable  naïve\tcafés, 東京!", "a\x00b İstanbul's qwxyzé", "xq" * 60 + " no"):
        expected = peer.encode(text, add_special_tokens=False).offsets
        assert ours.spans(text) == expected
    assert ours.spans("") == []


def test_a_token_over_several_blocks_is_the_same(monkeypatch):
    texts = ["to be or", "", "not to be"] * 5
    whole = WordPiece.train(texts, 14, special=["[UNK]"])
    expected = [array.tolist() for array in whole.encode_corpus(texts)]
    monkeypatch.setattr(bpe_training, "BLOCK", 3)
    again = WordPiece.train(iter(texts), 14, special=["[UNK]"])
    assert again.tokens == whole.tokens
    assert [array.tolist() for array in again.encode_corpus(iter(texts))] == expected


@settings(max_examples=100, deadline=None)
@given(st.text("abAé ,!", max_size=30))
def test_decoding_and_encoding_again_changes_nothing(text):
    wordpiece = WordPiece(["[UNK]", *"abe,!", "##a", "##b", "##e", "##ab"], ["[UNK]"])
    ids = wordpiece.encode(text)
    assert wordpiece.encode(wordpiece.decode(ids)).tolist() == ids.tolist()
