"""Models of documents, baskets and sentences read a file as they read lists."""

import numpy as np
import pytest

from sequtils.static import Doc2Vec, Item2Vec, Sent2Vec
from sequtils.text.stream import Lines

GROUPS = [["fresh", "bread", "milk"], ["nails", "bread"], ["milk", "nails", "bread", "nails"]]
MODELS = [Doc2Vec, Item2Vec, Sent2Vec]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_file_gives_the_vectors_of_its_lines(tmp_path, model):
    path = tmp_path / "groups.txt"
    path.write_text("\n".join(map(" ".join, GROUPS)))
    settings = {"vector_size": 8, "min_count": 1, "sample": 0, "epochs": 3}
    expected, *actual = (model(**settings).fit(source) for source in (GROUPS, path, str(path)))
    of = (lambda fitted: fitted.embed(GROUPS)) if model is Sent2Vec else lambda f: f.vectors
    for fitted in actual:
        np.testing.assert_array_equal(of(fitted), of(expected))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_missing_file_is_named(model):
    with pytest.raises(FileNotFoundError, match="no-such-file"):
        model().fit("no-such-file.txt")


def test_lines_begin_anew_and_may_be_empty(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("one  two\tthree\n\nfour", encoding="utf-8")
    lines = Lines(path)
    assert list(lines) == list(lines) == [["one", "two", "three"], [], ["four"]]


def test_what_is_not_utf8_is_one_sentence(tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("déjà vu\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"^path must name a UTF-8 file, but '.*latin.txt' is"):
        Doc2Vec().fit(path)
