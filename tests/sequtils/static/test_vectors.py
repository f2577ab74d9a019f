"""Word vectors: neighbours against brute force and gensim, files exchanged with gensim."""

import pickle
import re

import numpy as np
import pytest
import torch
from gensim.models import KeyedVectors

from sequtils.errors import UnknownWordError
from sequtils.static.vectors import WordVectors


@pytest.fixture
def vectors():
    random = np.random.default_rng(0)
    words = [f"word{i}" for i in range(40)] + ["naïve", "日本", "don't"]
    return WordVectors(words, random.normal(size=(43, 6)).astype(np.float32))


def as_gensim(vectors):
    peer = KeyedVectors(vectors.vectors.shape[1])
    peer.add_vectors(list(vectors.words), vectors.vectors)
    return peer


def test_nearest_equals_gensim(vectors):
    expected = as_gensim(vectors).most_similar("word3", topn=42)
    actual = vectors.nearest("word3", n=100)
    assert [word for word, _ in actual] == [word for word, _ in expected]
    # both in float32, whose rounding is 6e-8 a term
    np.testing.assert_allclose([s for _, s in actual], [s for _, s in expected], atol=1e-6)


def test_nearest_to_a_vector_keeps_every_word(vectors):
    assert vectors.nearest(vectors["word3"], n=1)[0][0] == "word3"
    assert len(vectors.nearest(vectors["word3"], n=100)) == 43


def test_analogy_equals_gensim(vectors):
    a, b, c = "word1", "word2", "word5"
    expected = as_gensim(vectors).most_similar(positive=[b, c], negative=[a], topn=5)
    actual = vectors.analogy(a, b, c, n=5)
    assert [word for word, _ in actual] == [word for word, _ in expected]
    # both in float32, whose rounding is 6e-8 a term
    np.testing.assert_allclose([s for _, s in actual], [s for _, s in expected], atol=1e-6)


def test_analogy_with_inputs_can_answer_an_input(vectors):
    unit = {word: vectors[word] / np.linalg.norm(vectors[word]) for word in vectors.words}
    query = unit["word2"] - unit["word1"] + unit["word5"]
    best = max(vectors.words, key=lambda word: unit[word] @ query)
    assert best in ("word2", "word5")
    assert vectors.analogy("word1", "word2", "word5", exclude_inputs=False)[0][0] == best


def test_similarity_is_the_cosine(vectors):
    a, b = vectors["word0"], vectors["日本"]
    expected = a @ b / np.sqrt((a @ a) * (b @ b))
    assert vectors.similarity("word0", "日本") == pytest.approx(expected, abs=1e-6)


def test_zero_vector_is_similar_to_nothing():
    zero = WordVectors(["nil", "one"], np.array([[0.0, 0.0], [1.0, 0.0]]))
    assert zero.similarity("nil", "one") == 0
    assert zero.nearest("nil") == [("one", 0.0)]


@pytest.mark.parametrize("format", ["text", "binary"])
def test_gensim_reads_what_we_write(vectors, tmp_path, format):
    vectors.save(tmp_path / "vectors", format)
    peer = KeyedVectors.load_word2vec_format(tmp_path / "vectors", binary=format == "binary")
    assert peer.index_to_key == list(vectors.words)
    np.testing.assert_array_equal(peer.vectors, vectors.vectors)


@pytest.mark.parametrize("format", ["text", "binary"])
def test_we_read_what_gensim_writes(vectors, tmp_path, format):
    as_gensim(vectors).save_word2vec_format(tmp_path / "vectors", binary=format == "binary")
    loaded = WordVectors.load(tmp_path / "vectors", format)
    assert list(loaded.words) == list(vectors.words)
    np.testing.assert_array_equal(loaded.vectors, vectors.vectors)


def test_gensim_reads_gloves_format_as_we_do(vectors, tmp_path):
    vectors.save(tmp_path / "vectors", "glove")
    peer = KeyedVectors.load_word2vec_format(tmp_path / "vectors", binary=False, no_header=True)
    assert peer.index_to_key == list(vectors.words)
    np.testing.assert_array_equal(peer.vectors, vectors.vectors)


@pytest.mark.parametrize("format", ["text", "binary", "glove"])
def test_round_trip_keeps_every_bit(vectors, tmp_path, format):
    vectors.save(tmp_path / "vectors", format)
    loaded = WordVectors.load(tmp_path / "vectors", format)
    assert list(loaded.words) == list(vectors.words)
    np.testing.assert_array_equal(loaded.vectors, vectors.vectors)
    assert loaded.vectors.dtype == np.float32


@pytest.mark.parametrize("format", ["text", "binary"])
def test_every_truncation_is_noticed(vectors, tmp_path, format):
    path = tmp_path / "vectors"
    WordVectors(vectors.words[:3], vectors.vectors[:3]).save(path, format)
    whole = path.read_bytes()
    # The newline after the last binary vector carries no data, so its loss harms nothing.
    for length in range(len(whole) - (format == "binary")):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"cut short|the first line must be|has \d+ numbers"):
            WordVectors.load(path, format)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "first line must be 'V D'"),
        ("king 1 2\n", "first line must be 'V D'"),
        ("0 2\n", "first line must be 'V D'"),
        ("1 2\nking 1\n", "vector 1 of 1 has 1 numbers, the first line promises 2"),
        ("1 2\nking 1 x\n", "vector 1 of 1 holds something that is not a number"),
        ("1 1\nking 1\nqueen 2\n", "holds more than the 1 vectors"),
        ("1 1\nking nan\n", "vectors must be finite; that of 'king' is not"),
        ("2 1\nking 1\nking 2\n", "words must be distinct; 'king' is repeated"),
    ],
)
def test_malformed_text_files_are_explained(tmp_path, content, message):
    (tmp_path / "bad.txt").write_text(content)
    with pytest.raises(ValueError, match=message):
        WordVectors.load(tmp_path / "bad.txt")


def test_words_of_a_glove_file_may_hold_spaces(tmp_path):
    (tmp_path / "vectors.txt").write_text(", 1 2\n. . . 3 4\nat name@example.org 5 6\n")
    vectors = WordVectors.load(tmp_path / "vectors.txt", "glove")
    assert vectors.words == [",", ". . .", "at name@example.org"]
    np.testing.assert_array_equal(vectors[". . ."], [3, 4])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the first line must be a word and its vector"),
        ("king\n", "the first line must be a word and its vector"),
        ("2 1\nking 1 2\nqueen 1 2\n", "vector 2 of 3 has 2 numbers, the first line promises 1"),
        ("king 1 2\nqueen 1", "vector 2 of 2 is cut short"),
    ],
)
def test_malformed_glove_files_are_explained(tmp_path, content, message):
    (tmp_path / "bad.txt").write_text(content)
    with pytest.raises(ValueError, match=message):
        WordVectors.load(tmp_path / "bad.txt", "glove")


def test_a_word_that_is_not_utf8_is_explained(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"1 1\n\xff\xfe 1\n")
    with pytest.raises(ValueError, match="not UTF-8"):
        WordVectors.load(tmp_path / "bad.txt")


def test_a_failed_save_leaves_the_old_file(vectors, tmp_path):
    path = tmp_path / "vectors.txt"
    vectors.save(path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="free of white space to be saved, not 'New York'"):
        WordVectors(["New York"], np.zeros((1, 2))).save(path)
    with pytest.raises(ValueError, match="format must be one of text, binary, glove, not 'json'"):
        vectors.save(path, format="json")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["vectors.txt"]


def test_embedding_layer_gives_the_vectors_and_owns_a_copy(vectors):
    layer = vectors.as_embedding_layer()
    ids = torch.tensor([[3, 5], [42, 0]])
    np.testing.assert_array_equal(layer(ids).numpy(), vectors.vectors[ids])
    assert not layer.weight.requires_grad
    assert vectors.as_embedding_layer(freeze=False).weight.requires_grad
    with torch.no_grad():
        layer.weight.zero_()
    assert np.abs(vectors.vectors).min(axis=1).max() > 0


def test_unknown_word_suggests_spellings(vectors):
    with pytest.raises(UnknownWordError, match=r"'wrod3' is not in the vocabulary; nearest.*word3"):
        vectors.nearest("wrod3")
    with pytest.raises(UnknownWordError):
        vectors.analogy("word1", "word2", "zebra")


def test_questions_are_checked(vectors):
    with pytest.raises(ValueError, match=r"shape \[6\], not of shape \[2\]"):
        vectors.nearest(np.ones(2))
    for n in (0, -1, 1.5):
        with pytest.raises(ValueError, match=f"n must be a whole number, at least 1, not {n}"):
            vectors.nearest("word1", n=n)
    assert WordVectors(["a"], np.ones((1, 1))).nearest("a") == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ([1, np.nan], "query must be finite; number 1 of it is nan."),
        ([-np.inf, 1], "query must be finite; number 0 of it is -inf."),
        (["a", "b"], "query must be real numbers, rows all of one length, got ['a', 'b']."),
        ([1, [2]], "query must be real numbers, rows all of one length, got [1, [2]]."),
    ],
)
def test_queries_that_are_no_vector_are_one_sentence(query, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 the whole message is compared
        WordVectors(["a", "b"], np.eye(2)).nearest(query)
    assert str(error.value) == message


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("dtype", "exponent"),
    [(np.float32, 30), (np.float32, -30), (np.float32, -44), (np.float64, 300), (np.float64, -300)],
)
def test_cosines_of_huge_and_tiny_vectors_are_those_of_ordinary_ones(dtype, exponent):
    """Their squares are beyond the range of the type; the row of ones is not, and the next is 0."""
    rows = np.array([[3, 4], [4, 3], [1, 1], [0, 0]], np.float64)
    rows[:2] *= 10.0**exponent
    vectors = WordVectors(list("abcd"), rows.astype(dtype))
    # 1e-44 is 7 steps of float32's smallest, so its 3 and 4 are rounded to 5 %.
    tolerance = 0.05 if exponent == -44 else 1e-6
    assert vectors.similarity("a", "b") == pytest.approx(24 / 25, abs=tolerance)
    assert vectors.similarity("a", "c") == pytest.approx(7 / 50**0.5, abs=tolerance)
    assert vectors.similarity("a", "d") == 0
    assert vectors.nearest(vectors["a"], n=1)[0][1] == pytest.approx(1, abs=1e-6)


def test_ordinary_rows_are_scaled_as_numpy_does_to_the_bit(vectors):
    rows = vectors.vectors.copy()
    expected = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    np.testing.assert_array_equal(vectors.unit, expected)
    rows[1] *= np.float32(1e30)
    beside = WordVectors(vectors.words, rows).unit
    np.testing.assert_array_equal(np.delete(beside, 1, axis=0), np.delete(expected, 1, axis=0))
    np.testing.assert_allclose(beside[1], expected[1], rtol=1e-6)  # float32, scaled first


def test_lists_are_taken_as_arrays_and_arrays_as_they_are():
    vectors = WordVectors(iter(["up", "right"]), [[0, 1.0], [1, 0]], context=[[1, 0], [0, 1]])
    assert vectors.words == ["up", "right"]
    assert vectors.nearest("up") == [("right", 0.0)]
    assert vectors.average()["up"].tolist() == [0.5, 0.5]
    rows = np.eye(2)
    assert WordVectors(["a", "b"], rows).vectors is rows


@pytest.mark.parametrize(
    ("words", "rows", "context", "message"),
    [
        ("ab", np.eye(2), None, "words must be a list of words, got the text 'ab'."),
        (["a", 1], np.eye(2), None, "words must be a list of words, got ['a', 1]."),
        (["a"], [["1"]], None, "vectors must be real numbers, rows all of one length, got [['1']]"),
        (["a"], [[1j]], None, "vectors must be real numbers, rows all of one length, got [[1j]]"),
        (["a", "b"], [[1], [1, 2]], None, "vectors must be real numbers, rows all of one length"),
        (["a"], [[1.0]], [["x"]], "context must be real numbers, rows all of one length, got"),
        (["a"], [[1.0]], [[np.nan]], "context must be finite; that of 'a' is not."),
        (["a", "b"], np.eye(2), [[1, 0], [np.inf, 0]], "context must be finite; that of 'b' is"),
    ],
)
def test_what_are_no_words_or_numbers_is_one_sentence(words, rows, context, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        WordVectors(words, rows, context=context)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("words", "value", "message"),
    [
        (["a", "b"], 1e300, "vectors must be within ±3.4e38, the range of float32; that of 'b' is"),
        (["a", "\ud800"], 1, "words must be valid Unicode to be saved, not half a surrogate pair"),
    ],
)
@pytest.mark.parametrize("format", ["text", "binary", "glove"])
def test_what_a_file_cannot_hold_is_not_written(tmp_path, words, value, message, format):
    vectors = WordVectors(words, np.array([[1.0], [value]]))
    with pytest.raises(ValueError, match=re.escape(message)):
        vectors.save(tmp_path / "vectors", format)
    assert list(tmp_path.iterdir()) == []


def test_a_layer_cannot_hold_numbers_beyond_float32():
    with pytest.raises(ValueError, match="that of 'a' is not"):
        WordVectors(["a"], np.array([[1e300]])).as_embedding_layer()


def test_an_unknown_word_survives_a_process_boundary(vectors):
    with pytest.raises(UnknownWordError) as caught:
        vectors["wrod3"]
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_header_that_promises_too_much_is_refused(tmp_path):
    (tmp_path / "bad.bin").write_bytes(b"1 99999999999999999999\nking ")
    with pytest.raises(ValueError, match="cut short"):
        WordVectors.load(tmp_path / "bad.bin", "binary")


def test_shapes_are_checked():
    with pytest.raises(ValueError, match=r"vectors must have shape \[2, D\]"):
        WordVectors(["a", "b"], np.zeros((3, 2)))
    with pytest.raises(ValueError, match="counts must have length 1, one a word, not 2"):
        WordVectors(["a"], np.zeros((1, 2)), counts=np.ones(2))
    with pytest.raises(ValueError, match="context must have the shape of vectors"):
        WordVectors(["a"], np.zeros((1, 2)), context=np.zeros((1, 3)))
