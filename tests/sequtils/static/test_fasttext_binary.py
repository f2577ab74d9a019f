"""Binary files: those of the original program are read, ours by gensim, and bad ones refused.

`data/fasttext.bin` was written by the original program, version 0.9.2, trained with 6 dimensions
and 200 buckets on 60 sentences of 29 words; `data/fasttext.json` holds what it then answered.
"""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from gensim.models.fasttext import load_facebook_model

from sequtils.kernels.fasttext.ngrams import buckets
from sequtils.static.fasttext import FastText, FastTextVectors
from sequtils.static.vectors import WordVectors

DATA = Path(__file__).parent / "data"
FILE = DATA / "fasttext.bin"
ORIGINAL = json.loads((DATA / "fasttext.json").read_text("utf-8"))
SETTINGS = 8  # bytes of magic number and version
DICTIONARY = SETTINGS + 56


@pytest.fixture(scope="module")
def ours():
    corpus = [["König", "queen", "日本", "x"], ["queen", "König"]] * 20
    return FastText(vector_size=7, bucket=50, sample=0).fit(corpus)


def patched(offset, format, *values):
    data = bytearray(FILE.read_bytes())
    struct.pack_into(format, data, offset, *values)
    return bytes(data)


def matrix_offset():
    """Where the matrix of inputs begins: what follows it are 29 + 200 and 29 rows of 6."""
    return FILE.stat().st_size - 2 * 17 - 4 * 6 * (29 + 200 + 29)


def test_every_word_has_the_vector_the_original_program_gives_it():
    vectors = FastTextVectors.load(FILE)
    assert list(vectors.words) == ORIGINAL["words"]
    assert sum(word not in vectors for word in ORIGINAL["vectors"]) >= 6
    for word, expected in ORIGINAL["vectors"].items():
        np.testing.assert_allclose(vectors[word], expected, atol=1e-7, err_msg=word)


def test_a_file_that_is_read_is_written_back_byte_for_byte(tmp_path):
    FastTextVectors.load(FILE).save(tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == FILE.read_bytes()


def test_gensim_reads_ours_and_finds_the_same_vectors(ours, tmp_path):
    ours.save(tmp_path / "ours.bin")
    peer = load_facebook_model(str(tmp_path / "ours.bin"))
    assert peer.wv.index_to_key == list(ours.words)
    for word in [*ours.words, "Königin", "queens", "unseen"]:
        np.testing.assert_allclose(peer.wv[word], ours[word], atol=1e-6)
    np.testing.assert_array_equal(peer.syn1neg, ours.context)
    assert (peer.window, peer.negative, peer.sg) == (5, 5, 1)
    assert peer.wv.get_vecattr("König", "count") == 40


def test_ours_come_back_as_they_were(ours, tmp_path):
    ours.save(tmp_path / "ours.bin")
    back = FastTextVectors.load(tmp_path / "ours.bin")
    np.testing.assert_array_equal(back.vectors, ours.vectors)
    np.testing.assert_array_equal(back.counts, ours.counts)
    assert back.contents.settings == ours.contents.settings
    assert back.contents.tokens == 120
    ours.save(tmp_path / "words.txt", format="text")
    np.testing.assert_array_equal(WordVectors.load(tmp_path / "words.txt").vectors, ours.vectors)


def test_unseen_words_take_part_in_every_question():
    vectors = FastTextVectors.load(FILE)
    kings = vectors["kings"]
    cosine = kings @ vectors["king"] / np.linalg.norm(kings) / np.linalg.norm(vectors["king"])
    assert vectors.similarity("kings", "king") == pytest.approx(cosine, rel=1e-5)
    assert vectors.nearest("kings", n=29) == vectors.nearest(kings, n=29)
    assert len(vectors.nearest("king", n=29)) == 28
    unit = [v / np.linalg.norm(v) for v in (vectors["king"], kings, vectors["walker"])]
    [(answer, _)] = vectors.analogy("king", "kings", "walker")
    ranked = [word for word, _ in vectors.nearest(unit[1] - unit[0] + unit[2], n=29)]
    assert answer == next(word for word in ranked if word not in ("king", "walker"))


def test_pruned_buckets_move_or_vanish(tmp_path):
    """A file in which only the buckets of 'king' are kept, in another order."""
    whole = FastTextVectors.load(FILE)
    contents = whole.contents
    kept = {b: i for i, b in enumerate(sorted(set(buckets("king", 3, 6, 200)), reverse=True))}
    rows = [*range(29), *(29 + b for b in kept)]
    small = FastTextVectors.of(contents._replace(kept=kept, inputs=contents.inputs[rows]))
    np.testing.assert_allclose(small["king"], whole["king"], atol=1e-7)
    own = [29 + b for b in buckets("kings", 3, 6, 200) if b in kept]
    np.testing.assert_allclose(small["kings"], contents.inputs[own].mean(axis=0), atol=1e-7)
    assert np.abs(small["kings"] - whole["kings"]).max() > 1e-3
    small.save(tmp_path / "pruned.bin")
    back = FastTextVectors.load(tmp_path / "pruned.bin")
    assert back.contents.kept == kept
    np.testing.assert_array_equal(back.vectors, small.vectors)


def test_bytes_that_are_no_text_survive(tmp_path):
    data = FILE.read_bytes().replace("naïve".encode(), b"na\xff\xfeve")
    (tmp_path / "odd.bin").write_bytes(data)
    vectors = FastTextVectors.load(tmp_path / "odd.bin")
    vectors.save(tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == data


def test_a_file_cut_short_anywhere_is_refused(tmp_path):
    data, path = FILE.read_bytes(), tmp_path / "short.bin"
    for length in [*range(0, 400, 7), *range(400, len(data), 301), len(data) - 1]:
        path.write_bytes(data[:length])
        with pytest.raises(ValueError, match=r"short\.bin.*(cut short|no binary file)"):
            FastTextVectors.load(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"2 3\nking 1 2 3\n", "is no binary file of fastText"),
        (patched(4, "<i", 11), "must be of version 12, not 11"),
        (patched(SETTINGS + 28, "<i", 3), "is a classifier"),
        (patched(SETTINGS, "<i", -1), "has settings that cannot be"),
        (patched(DICTIONARY + 8, "<i", 2), "has 2 labels"),
        (patched(SETTINGS + 32, "<i", 201), r"must have shape \[230, 6\], not \[229, 6\]"),
        (patched(SETTINGS, "<i", 5), r"must have shape \[229, 5\], not \[229, 6\]"),
        (patched(matrix_offset(), "<?", True), "is quantised"),
        (patched(matrix_offset() + 17, "<f", np.nan), "vectors must be finite; that of 'the'"),
        (FILE.read_bytes() + b"\0", "holds more than"),
    ],
)
def test_bad_files_are_one_sentence(tmp_path, data, message):
    (tmp_path / "bad.bin").write_bytes(data)
    with pytest.raises(ValueError, match=message) as error:
        FastTextVectors.load(tmp_path / "bad.bin")
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


def test_formats_and_words_that_cannot_be_are_named(ours, tmp_path):
    with pytest.raises(ValueError, match="one of fasttext, text, binary, glove, not 'bin'"):
        ours.save(tmp_path / "x", format="bin")
    with pytest.raises(ValueError, match="format must be one of fasttext, not 'text'"):
        FastTextVectors.load(tmp_path / "x", format="text")
    zero = ours.contents._replace(words=["a\0b", *ours.words[1:]])
    with pytest.raises(ValueError, match="words must be free of zero bytes"):
        FastTextVectors.of(zero).save(tmp_path / "x")
    assert not (tmp_path / "x").exists()
