"""Tokenisers that cannot be, and saved ones that are damaged: one sentence each."""

import json

import pytest

from sequtils.errors import UnknownWordError
from sequtils.text.wordpiece import WordPiece

TOKENS = ["[UNK]", "to", "##day", "é"]


@pytest.fixture
def wordpiece() -> WordPiece:
    return WordPiece(TOKENS, ["[UNK]"], lower=False)


def test_round_trip(tmp_path, wordpiece):
    wordpiece.save(tmp_path / "model.json")
    again = WordPiece.load(tmp_path / "model.json")
    assert vars(again) == vars(wordpiece)
    assert again.tokenize("today é To") == ["to", "##day", "é", "[UNK]"]


def test_saving_after_use_writes_the_same(tmp_path, wordpiece):
    wordpiece.save(tmp_path / "before.json")
    wordpiece.encode("today")
    wordpiece.save(tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()


def test_a_file_cut_anywhere_is_refused(tmp_path, wordpiece):
    path = tmp_path / "model.json"
    wordpiece.save(path)
    whole = path.read_bytes().rstrip()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"is cut short or malformed"):
            WordPiece.load(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "sequtils-bpe"}, "is not a WordPiece model"),
        ({"version": 2}, "has version 2, expected 1"),
        ({"tokens": []}, "is malformed: tokens must hold at least one token"),
        ({"tokens": None}, "is malformed: tokens must be a list of strings, got None"),
        ({"tokens": [1]}, "is malformed: tokens must hold strings, got 1"),
        ({"tokens": ["[UNK]", "a", "a"]}, "is malformed: tokens must be there once each, got 'a'"),
        ({"special": ["[PAD]"]}, "is malformed: special must be among the tokens, but '.PAD.'"),
        ({"special": "[UNK]"}, "is malformed: special must be a list of strings"),
        ({"unknown": "?"}, "is malformed: unknown must be one of the tokens, got '.'"),
    ],
)
def test_malformed_files_are_refused(tmp_path, wordpiece, change, message):
    path = tmp_path / "model.json"
    wordpiece.save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ValueError, match=message):
        WordPiece.load(path)


def test_a_file_that_lacks_something_is_refused(tmp_path, wordpiece):
    path = tmp_path / "model.json"
    wordpiece.save(path)
    content = json.loads(path.read_text())
    del content["lower"]
    path.write_text(json.dumps(content))
    with pytest.raises(ValueError, match="is malformed: it lacks lower"):
        WordPiece.load(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "tokens must hold strings of 1 character or more"),
        (b"[UNK]\n\nto\n", "tokens must hold strings of 1 character or more"),
        (b"[UNK]\nto\nto\n", "tokens must be there once each, got 'to' more than once"),
        (b"to\n", "special must be among the tokens, but '.UNK.' is not"),
        (b"[UNK]\n\xff\n", "it is not UTF-8 at byte 6"),
    ],
)
def test_published_vocabularies_are_checked(tmp_path, content, message):
    path = tmp_path / "vocab.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=f"vocab.txt' is malformed: {message}"):
        WordPiece.from_vocabulary(path, ["[UNK]"])


def test_lines_of_a_vocabulary_end_at_line_feeds_only(tmp_path):
    path = tmp_path / "vocab.txt"
    path.write_bytes("[UNK]\r\na\u2028b\r\n##\x85\r\n".encode())
    assert WordPiece.from_vocabulary(path, ["[UNK]"]).tokens == ["[UNK]", "a\u2028b", "##\x85"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"texts": []}, "texts are empty: none of them holds a word"),
        ({"texts": ["", " \t\x00"]}, "texts are empty: none of them holds a word"),
        (
            {"vocab_size": 6},
            "vocab_size must be at least 7, for 6 letters, .* and 1 special tokens",
        ),
        ({"vocab_size": 99}, "vocab_size must be at most 11, which is all .* min_count 1, got 99"),
        ({"special": "[UNK]"}, "special must be a list of strings, got the text"),
        ({"special": []}, "unknown must be one of the tokens, got '.UNK.'"),
    ],
)
def test_training_refuses(arguments, message):
    defaults = {"texts": ["to be not"], "vocab_size": 9, "min_count": 1, "special": ["[UNK]"]}
    with pytest.raises(ValueError, match=message):
        WordPiece.train(**{**defaults, **arguments})


def test_encoding_and_decoding_refuse(wordpiece):
    with pytest.raises(ValueError, match="ids must lie in 0 to 3, got 4"):
        wordpiece.decode([0, 4])
    with pytest.raises(ValueError, match="ids must lie in 0 to 3, got -1"):
        wordpiece.decode([-1])
    with pytest.raises(UnknownWordError, match="'today' is not in the vocabulary"):
        wordpiece.id("today")


def test_only_unknown_words(wordpiece):
    assert wordpiece.encode("xx yy").tolist() == [0, 0]
    assert wordpiece.spans("xx yy") == [(0, 2), (3, 5)]
    assert wordpiece.encode("").tolist() == []


def test_a_failed_save_leaves_the_old_file(tmp_path, wordpiece):
    path = tmp_path / "model.json"
    wordpiece.save(path)
    before = path.read_bytes()
    wordpiece.tokens.append("\ud800")  # has no UTF-8, and is refused at the door
    with pytest.raises(UnicodeEncodeError):
        wordpiece.save(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["model.json"]
