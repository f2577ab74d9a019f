"""Files appear whole or not at all."""

import pytest

from sequtils.atomic import atomic_write


def write(path, parts):
    with atomic_write(path) as file:
        file.writelines(parts)


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write(path, ["half of the new", "\udcff"])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("old")

    def interrupted():
        yield "half of the new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(path, interrupted())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_seen_before_the_end(tmp_path):
    path = tmp_path / "new folder" / "words.bin"
    with atomic_write(path, "wb") as file:
        file.write(b"\r\n")
        assert not path.exists()
    assert path.read_bytes() == b"\r\n"


def test_text_is_utf8_with_unix_line_ends(tmp_path):
    with atomic_write(tmp_path / "words.txt") as file:
        file.write("naïve\n")
    assert (tmp_path / "words.txt").read_bytes() == "naïve\n".encode()
