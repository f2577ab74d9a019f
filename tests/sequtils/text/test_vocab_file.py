"""Saved vocabularies: what goes in comes out, and no damaged file is half-loaded."""

import pytest

from sequtils.text.vocab import Vocab

# Every character that could be mistaken for a separator, an escape or the end of a line.
ODD_WORDS = ["a b", "tab\t", "line\n", "\r", "\\n", "\\", "\u2028", "\x85", "é", "e\u0301", ""]


@pytest.mark.parametrize("unknown", [None, "<unk>", "\t"])
def test_round_trip(tmp_path, unknown):
    words = [*ODD_WORDS, *([unknown] if unknown else [])]
    vocab = Vocab(words, range(100, 100 - len(words), -1), unknown)
    vocab.save(tmp_path / "vocab.txt")
    again = Vocab.load(tmp_path / "vocab.txt")
    assert (again.words, again.unknown) == (words, unknown)
    assert again.counts.tolist() == vocab.counts.tolist()
    assert again.encode(words).tolist() == list(range(len(words)))


def test_the_file_is_readable(tmp_path):
    Vocab(["the", "<unk>"], [7, 2], "<unk>").save(tmp_path / "vocab.txt")
    lines = (tmp_path / "vocab.txt").read_text().splitlines()
    assert lines == ["sequtils-vocabulary\t1\t2\t<unk>", "the\t7", "<unk>\t2"]


def test_a_file_cut_anywhere_is_refused(tmp_path):
    path = tmp_path / "vocab.txt"
    Vocab(["the", "kïng", "<unk>"], [123, 45, 6], "<unk>").save(path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"vocabulary file|not a vocabulary"):
            Vocab.load(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("the 7\nking 2\n", "is not a vocabulary file: its first line should be"),
        ("sequtils-vocabulary\t9\t1\t\nthe\t7\n", "has version 9, expected 1"),
        ("sequtils-vocabulary\t1\tmany\t\nthe\t7\n", "is not a vocabulary file"),
        ("sequtils-vocabulary\t1\t2\t\nthe\t7\n", "should hold 2 complete lines .* but holds 1"),
        ("sequtils-vocabulary\t1\t1\t\nthe\t7\nking\t2\n", "should hold 1 .* but holds 2"),
        ("sequtils-vocabulary\t1\t1\t\nthe 7\n", "a tab and a count in line 2, got b'the 7'"),
        ("sequtils-vocabulary\t1\t1\t\nthe\tseven\n", "a tab and a count in line 2"),
        (
            "sequtils-vocabulary\t1\t2\t\na\t7\na\t2\n",
            "is malformed: words must hold each word once",
        ),
        ("sequtils-vocabulary\t1\t1\t<unk>\na\t7\n", "is malformed: unknown must be one of"),
        ("sequtils-vocabulary\t1\t0\t\n", "is malformed: words must hold at least one"),
    ],
)
def test_malformed_files_are_refused(tmp_path, content, message):
    path = tmp_path / "vocab.txt"
    path.write_text(content)
    with pytest.raises(ValueError, match=message):
        Vocab.load(path)


def test_binary_garbage_is_refused(tmp_path):
    (tmp_path / "vocab.txt").write_bytes(bytes(range(256)))
    with pytest.raises(ValueError, match="is not a vocabulary file"):
        Vocab.load(tmp_path / "vocab.txt")


def test_a_failed_save_leaves_the_old_file(tmp_path):
    path = tmp_path / "vocab.txt"
    vocab = Vocab(["the"], [7])
    vocab.save(path)
    vocab.words[0] = "\ud800"  # has no UTF-8, and is refused at the door
    with pytest.raises(UnicodeEncodeError):
        vocab.save(path)
    assert Vocab.load(path).words == ["the"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["vocab.txt"]
