"""Saved models of documents and sentences: the same after reading, or one sentence."""

import numpy as np
import pytest

from sequtils.static.doc2vec import Doc2Vec, DocumentVectors
from sequtils.static.sent2vec import Sent2Vec, SentenceEncoder

CORPUS = [["fresh", "bread", "and", "milk"], ["long", "nails", "and", "screws"], ["½", "💡"]] * 20
SMALL = {"vector_size": 6, "epochs": 2, "sample": 0}


@pytest.fixture(scope="module")
def encoder():
    return Sent2Vec(**SMALL, buckets=50).fit(CORPUS)


@pytest.fixture
def saved(encoder, tmp_path):
    encoder.save(tmp_path / "encoder.npz")
    return tmp_path / "encoder.npz"


@pytest.mark.parametrize("settings", [{"algorithm": "PV-DM"}, {"algorithm": "PV-DBOW"}], ids=str)
def test_documents_are_the_same_after_reading(tmp_path, settings):
    before = Doc2Vec(**SMALL, **settings, seed=7).fit(CORPUS)
    before.save(tmp_path / "documents")  # no ending is added
    after = DocumentVectors.load(tmp_path / "documents")
    np.testing.assert_array_equal(after.vectors, before.vectors)
    assert after.model == before.model
    assert after.nearest(0) == before.nearest(0)
    unseen = ["bread", "screws", "💡"]
    np.testing.assert_array_equal(after.infer(unseen), before.infer(unseen))
    assert (after.words is None) == (before.words is None)
    if before.words is not None:
        assert after.words.nearest("½") == before.words.nearest("½")


def test_sentences_have_the_same_vectors_after_reading(encoder, saved):
    after = SentenceEncoder.load(saved)
    np.testing.assert_array_equal(after.embed(CORPUS), encoder.embed(CORPUS))
    np.testing.assert_array_equal(after.words.context, encoder.words.context)
    assert after.vocab.counts.tolist() == encoder.vocab.counts.tolist()


def test_another_models_file_is_named(saved):
    with pytest.raises(ValueError, match=r"holds a sentence encoder, expected document vectors\.$"):
        DocumentVectors.load(saved)


def test_another_version_is_named(saved, monkeypatch):
    monkeypatch.setattr("sequtils.static.archive.VERSION", 2)
    with pytest.raises(ValueError, match=r"has version 1 of a sentence encoder, expected 2\.$"):
        SentenceEncoder.load(saved)


def test_damaged_and_foreign_files_are_refused(saved):
    whole = saved.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for content in (b"", b"2 2\na 1 2\nb 3 4\n", whole[:middle], flipped, whole[:-1]):
        saved.write_bytes(content)
        with pytest.raises(ValueError, match=r"is not a file of a sentence encoder, or it is dam"):
            SentenceEncoder.load(saved)
    with saved.open("wb") as file:
        np.save(file, np.eye(2))
    with pytest.raises(ValueError, match="or it is damaged"):
        SentenceEncoder.load(saved)
