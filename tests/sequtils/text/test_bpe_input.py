"""Tokenisers that cannot be, and saved ones that are damaged: one sentence each."""

import json

import pytest

from sequtils.errors import UnknownWordError
from sequtils.text.bpe import BPE
from sequtils.text.bpe.alphabet import byte_characters, to_bytes


@pytest.fixture
def bpe() -> BPE:
    return BPE.train(["to be or not to be"], 260, special=["<end>"])


@pytest.mark.parametrize("level", ["bytes", "characters"])
def test_round_trip(tmp_path, level):
    text = "ab ab\n ab é\u2028\x85 é"
    bpe = BPE.train([text], {"bytes": 261, "characters": 12}[level], special=["<é\n>"], level=level)
    bpe.save(tmp_path / "bpe.json")
    again = BPE.load(tmp_path / "bpe.json")
    assert (again.tokens, again.merges, again.special) == (bpe.tokens, bpe.merges, bpe.special)
    assert again.encode(text).tolist() == bpe.encode(text).tolist()
    assert again.level == level


def test_round_trip_of_ranks(tmp_path, bpe):
    ranked = BPE.from_ranks(bpe.ranks)
    ranked.save(tmp_path / "bpe.json")
    again = BPE.load(tmp_path / "bpe.json")
    assert again.merges is None
    assert again.ranks == bpe.ranks


def test_a_file_cut_anywhere_is_refused(tmp_path):
    path = tmp_path / "bpe.json"
    BPE.train(["aab"], 5, 1, level="characters").save(path)
    whole = path.read_bytes().rstrip()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"is cut short or malformed"):
            BPE.load(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other"}, "is not a BPE model"),
        ({"version": 2}, "has version 2, expected 1"),
        ({"tokens": ["a"]}, "is malformed: tokens must hold every byte, but 255 of the 256"),
        ({"tokens": None}, "is malformed: tokens must be a list of strings, got None"),
        ({"tokens": [1]}, "is malformed: tokens must hold strings, got 1"),
        ({"merges": [["t", "q"]]}, "is malformed: merges must join two tokens to a third"),
        ({"merges": [["t"]]}, "is malformed: merges must be pairs of tokens"),
        ({"level": "words"}, "is malformed: level must be one of bytes, characters"),
        ({"pattern": "characters"}, "is malformed: pattern must be one of gpt2, plain"),
    ],
)
def test_malformed_files_are_refused(tmp_path, bpe, change, message):
    path = tmp_path / "bpe.json"
    bpe.save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ValueError, match=message):
        BPE.load(path)


def test_a_file_that_lacks_something_is_refused(tmp_path, bpe):
    path = tmp_path / "bpe.json"
    bpe.save(path)
    content = json.loads(path.read_text())
    del content["merges"]
    path.write_text(json.dumps(content))
    with pytest.raises(ValueError, match="is malformed: it lacks merges"):
        BPE.load(path)
    path.write_bytes(b"\xff\xfe[]")
    with pytest.raises(ValueError, match="is cut short or malformed"):
        BPE.load(path)
    path.write_text("[]")
    with pytest.raises(ValueError, match="is not a BPE model"):
        BPE.load(path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"texts": [], "vocab_size": 300}, "texts are empty"),
        ({"texts": ["", ""], "vocab_size": 300}, "texts are empty"),
        (
            {"texts": "to be", "vocab_size": 300},
            "texts must be several strings, got the text 'to be'",
        ),
        ({"vocab_size": 255}, "vocab_size must be at least 256, for 256 bytes and 0 special"),
        ({"vocab_size": 300}, "vocab_size must be at most 25., which is all .* got 300"),
        (
            {"vocab_size": 300, "min_count": 0},
            "min_count must be a whole number, at least 1, not 0",
        ),
        ({"vocab_size": 300, "level": "words"}, "level must be one of bytes, characters, not 'wo"),
        ({"vocab_size": 300, "pattern": "x"}, "pattern must be one of gpt2, plain, not 'x'"),
        ({"vocab_size": 300, "special": "<end>"}, "special must be a list of strings"),
        ({"vocab_size": 300, "special": [""]}, "special must hold strings of 1 character or more"),
        ({"vocab_size": 258, "special": ["t", "u"]}, "there once each, got 't' more than once"),
    ],
)
def test_training_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        BPE.train(**{"texts": ["to be or not to be"], **arguments})


def test_encoding_and_decoding_refuse(bpe):
    with pytest.raises(ValueError, match="ids must lie in 0 to 259, got 260"):
        bpe.decode([0, 260])
    with pytest.raises(ValueError, match="ids must lie in 0 to 259, got -1"):
        bpe.decode([-1])
    with pytest.raises(UnknownWordError, match="'xyz' is not in the vocabulary"):
        bpe.id("xyz")
    with pytest.raises(ValueError, match="ranks are of tokens of bytes"):
        _ = BPE(["a"], [], level="characters").ranks


def test_bytes_that_are_no_text(bpe):
    half = [bpe.id(byte_characters()[0xC3])]
    assert bpe.decode(half) == "\ufffd"
    with pytest.raises(UnicodeDecodeError):
        bpe.decode(half, errors="strict")
    with pytest.raises(ValueError, match="256 characters that stand for bytes"):
        to_bytes("日")


@pytest.mark.parametrize(
    ("ranks", "message"),
    [
        ({b"a": 1}, "ranks must be the numbers from 0 to 0"),
        ({b"a": 0}, "tokens must hold every byte, but 255 of the 256 are missing"),
        ({bytes([b]): b for b in range(256)} | {b"abc": 256}, "but nothing makes 'abc'"),
    ],
)
def test_ranks_are_checked(ranks, message):
    with pytest.raises(ValueError, match=message):
        BPE.from_ranks(ranks)


def test_a_failed_save_leaves_the_old_file(tmp_path, bpe):
    path = tmp_path / "bpe.json"
    bpe.save(path)
    before = path.read_bytes()
    bpe.special.append("\ud800")  # has no UTF-8, and is refused at the door
    with pytest.raises(UnicodeEncodeError):
        bpe.save(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["bpe.json"]
