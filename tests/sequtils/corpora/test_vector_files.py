"""Published vectors by name: found, checked, unpacked once, read in the format that is said."""

import hashlib
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from sequtils.corpora import vector_files
from sequtils.corpora.files import Published
from sequtils.corpora.vector_files import VECTORS, VectorFile, path
from sequtils.static.vectors import WordVectors

TEXT = "king 1 2\nqueen 3 4\n"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An archive `tiny` in the user's data, with two files of vectors."""
    data = tmp_path / "data"
    data.mkdir()
    with zipfile.ZipFile(data / "tiny.zip", "w") as files:
        files.writestr("other.txt", "nothing")
        files.writestr("tiny.2d.txt", TEXT)
    digest = hashlib.sha256((data / "tiny.zip").read_bytes()).hexdigest()
    published = Published("tiny", {"tiny.zip": digest}, None, 1)
    known = {"tiny.2d": VectorFile(published, "tiny.2d.txt", "glove")}
    monkeypatch.setattr(vector_files, "VECTORS", known)
    monkeypatch.setenv("SEQUTILS_DATA", str(data))
    monkeypatch.setenv("SEQUTILS_CACHE", str(tmp_path / "cache"))
    return data / "tiny.zip"


def test_the_member_is_unpacked_into_the_cache(archive, tmp_path):
    assert path("tiny.2d") == tmp_path / "cache" / "tiny.2d.txt"
    vectors = WordVectors.load(path("tiny.2d"), format="glove")
    assert vectors.words == ["king", "queen"]
    np.testing.assert_array_equal(vectors.vectors, [[1, 2], [3, 4]])


def test_it_is_unpacked_once(archive):
    before = path("tiny.2d").stat().st_mtime_ns
    assert path("tiny.2d").stat().st_mtime_ns == before


def test_a_file_cut_short_is_unpacked_again(archive):
    path("tiny.2d").write_text(TEXT[:9])
    assert path("tiny.2d").read_text() == TEXT


def test_another_archive_is_refused(archive):
    with zipfile.ZipFile(archive, "a") as files:
        files.writestr("more.txt", "more")
    with pytest.raises(ValueError, match="is not the published file"):
        path("tiny.2d")


def test_unknown_names_are_answered_with_those_known():
    with pytest.raises(ValueError, match=r"name must be one of glove.6B.50d, .*, not 'glove'"):
        path("glove")


def test_the_table_is_complete():
    for name, (published, member, format) in VECTORS.items():
        assert published.name in name
        assert format in ("text", "glove")
        assert published.size > 0
        assert all(len(digest) == 64 for digest in published.digests.values())
        if member is not None:
            assert published.url.endswith("/" + next(iter(published.digests)))


def test_small_vectors_on_this_machine():
    if not Path(os.environ.get("SEQUTILS_DATA", ""), "vectors_small").is_dir():
        pytest.skip("vectors_small is not in SEQUTILS_DATA")
    name = "glove-twitter-25d-12k"
    vectors = WordVectors.load(path(name), VECTORS[name].format)
    assert vectors.vectors.shape == (11_925, 25)
