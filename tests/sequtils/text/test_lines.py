"""A file read as bytes gives what the same text gives word by word."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.kernels.words import cpu, reference
from sequtils.text import lines
from sequtils.text.lines import encode_lines
from sequtils.text.vocab import Vocab


def read_all(data, words=1 << 4, letters=8):
    """The words and sentences that the compiled version finds, in a lexicon that must grow."""
    lexicon = cpu.make_lexicon(words, letters)
    tokens, ends = np.empty(len(data) + 1, np.int32), np.empty(len(data) + 1, np.int64)
    found, bounds, at = [], [], 0
    block = np.frombuffer(data + b"\n", np.uint8)
    while at < len(block):
        unended = len(found) > max(bounds, default=0)
        at, n, s = cpu.read_block(block, at, lexicon, tokens, ends, unended)
        bounds += (ends[:s] + len(found)).tolist()
        found += tokens[:n].tolist()
        lexicon = cpu.with_room(lexicon, len(data))
    used = lexicon.ends[: lexicon.found[0] + 1]
    spelled = [lexicon.pool[a:b].tobytes() for a, b in pairwise(used)]
    return spelled, [found[a:b] for a, b in zip([0, *bounds], bounds, strict=False)]


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.sampled_from([b"a", b"bc", b"\xc3\xa9", b" ", b"\n", b"\t", b"\r\n"])))
def test_bytes_are_read_as_python_splits_them(pieces):
    data = b"".join(pieces)
    assert read_all(data) == reference.read_words(data)


def test_a_lexicon_grows_without_forgetting():
    rng = np.random.default_rng(0)
    data = b"\n".join(b" ".join(b"%d" % n for n in rng.zipf(1.3, 50)) for _ in range(200))
    assert read_all(data) == reference.read_words(data)


@pytest.mark.parametrize(("min_count", "max_sentence"), [(1, 1000), (2, 3), (5, 1)])
@pytest.mark.parametrize("block", [64, 1 << 22])
def test_a_file_is_encoded_as_its_sentences_are(
    tmp_path, monkeypatch, min_count, max_sentence, block
):
    monkeypatch.setattr(lines, "BLOCK", block)
    rng = np.random.default_rng(1)
    corpus = [[f"w{n}é" for n in rng.zipf(1.6, rng.integers(0, 12))] for _ in range(300)]
    path = tmp_path / "corpus.txt"
    path.write_text("\n".join(map(" ".join, corpus)), encoding="utf-8")
    vocab, tokens, offsets = encode_lines(path, min_count, max_sentence)
    expected = Vocab.build(corpus, min_count)
    assert (vocab.words, vocab.counts.tolist()) == (expected.words, expected.counts.tolist())
    for actual, wanted in zip(
        (tokens, offsets), expected.encode_corpus(corpus, max_sentence), strict=True
    ):
        np.testing.assert_array_equal(actual, wanted)


@given(
    st.lists(st.sampled_from([b"a", b"bc", b" ", b"\n", b"\t", b"  ", b"\n\n"])), st.integers(1, 9)
)
@settings(deadline=None)
def test_lines_may_be_longer_than_a_block(tmp_path_factory, pieces, block):
    path = tmp_path_factory.getbasetemp() / "lines.txt"
    path.write_bytes(b"a\n" + b"".join(pieces))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", block)
        vocab, tokens, offsets = encode_lines(path, min_count=1)
    words, sentences = reference.read_words(path.read_bytes())
    found = np.split(np.array(vocab.words)[tokens[:]], offsets[1:-1])
    assert [[words[u].decode() for u in sentence] for sentence in sentences] == [
        sentence.tolist() for sentence in found
    ]


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"", {}, "path must name a file with words, but .* has none"),
        (b" \n\t\n", {}, "path must name a file with words, but .* has none"),
        (b"a a b", {}, "min_count must be at most 2, the count of the most frequent word"),
        (b"\xff \xff", {"min_count": 1}, "path must name a UTF-8 file, but .* holds b'.xff'"),
        (b"a", {"min_count": 0}, "min_count must be a whole number, at least 1, not 0"),
        (b"a", {"max_sentence": 0}, "max_sentence must be a whole number, at least 1, not 0"),
    ],
)
def test_bad_input_is_named(tmp_path, content, options, message):
    path = tmp_path / "corpus.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message) as told:
        encode_lines(path, **options)
    assert len(re.findall(r"\.(\s|$)", str(told.value))) == 1
