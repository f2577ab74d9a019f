"""Windows over a corpus: exact values, memory, the trace, and what is refused."""

import json
import tracemalloc
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sequtils.errors import UnknownWordError
from sequtils.static.counts import (
    Cooccurrence,
    cooccurrence,
    pmi,
    ppmi,
    spill,
    svd_vectors,
    trace,
    truncated_svd,
    window_weights,
)
from sequtils.text.vocab import Vocab

WEIGHTS = {
    "flat": lambda d, window: Fraction(1),
    "harmonic": lambda d, window: Fraction(1, d),
    "dynamic": lambda d, window: Fraction(window - d + 1, window),
}
CORPUS = [list("abacabad"), list("eabbe"), list("c"), list("dcadcadcadc") * 3]


def brute_force(corpus, words, window, weighting, contexts):
    """X from its definition, in fractions, each rounded once."""
    X = {(w, c): Fraction(0) for w in words for c in words}
    for sentence in corpus:
        for t, word in enumerate(sentence):
            for u, context in enumerate(sentence):
                counted = {"both": t != u, "left": u < t, "right": u > t}[contexts]
                if counted and abs(t - u) <= window:
                    X[word, context] += WEIGHTS[weighting](abs(t - u), window)
    return [[float(X[w, c]) for c in words] for w in words]


@pytest.mark.parametrize("contexts", ["both", "left", "right"])
@pytest.mark.parametrize("weighting", WEIGHTS)
@pytest.mark.parametrize("window", [1, 2, 7, 20])
def test_every_value_is_the_exact_sum_rounded_once(window, weighting, contexts):
    counts = cooccurrence(CORPUS, window, weighting, contexts, min_count=1)
    expected = brute_force(CORPUS, counts.vocab.words, window, weighting, contexts)
    np.testing.assert_array_equal(counts.matrix.toarray(), expected)


@pytest.mark.parametrize("window", [21, 60])
def test_a_window_too_wide_for_a_common_fraction_is_summed_as_it_is(window):
    corpus = [list("abcdefgh") * 20]
    counts = cooccurrence(corpus, window, "harmonic", min_count=1)
    expected = brute_force(corpus, counts.vocab.words, window, "harmonic", "both")
    # some 300 sums of float64
    np.testing.assert_allclose(counts.matrix.toarray(), expected, rtol=1e-13)


@pytest.mark.parametrize("window", [1, 4, 9])
def test_weights_are_their_formulas(window):
    for weighting, formula in WEIGHTS.items():
        expected = [float(formula(d, window)) for d in range(1, window + 1)]
        assert window_weights(window, weighting).tolist() == expected


def test_dynamic_is_the_mean_over_the_reaches_that_word2vec_draws():
    flat = [cooccurrence(CORPUS, reach, min_count=1).matrix.toarray() for reach in range(1, 6)]
    dynamic = cooccurrence(CORPUS, 5, "dynamic", min_count=1).matrix.toarray()
    # five float64 numbers
    np.testing.assert_allclose(dynamic, np.mean(flat, axis=0), rtol=1e-14)


def test_both_sides_are_symmetric_and_the_sum_of_left_and_right():
    both, left, right = (
        cooccurrence(CORPUS, 3, contexts=contexts, min_count=1).matrix.toarray()
        for contexts in ("both", "left", "right")
    )
    np.testing.assert_array_equal(both, both.T)
    np.testing.assert_array_equal(left, right.T)
    np.testing.assert_array_equal(both, left + right)


def test_no_window_reaches_into_another_sentence():
    apart = cooccurrence([["a", "b"], ["c", "d"]], 10, min_count=1)
    assert apart["b", "c"] == 0
    assert apart["a", "b"] == 1


def test_rare_words_are_left_out_before_distance_is_counted():
    corpus = [["a", "rare", "b"], ["b", "a"]]
    assert cooccurrence(corpus, 1, min_count=2)["a", "b"] == 2
    vocab = Vocab.build(corpus, min_count=2, unknown="<unk>")
    counts = cooccurrence(corpus, 1, vocab=vocab)
    assert counts["a", "b"] == 1
    assert counts["a", "<unk>"] == counts["<unk>", "b"] == 1


def test_long_sentences_are_not_cut():
    words = [f"w{i}" for i in range(3_000)]
    counts = cooccurrence([words], 1, min_count=1)
    assert counts.matrix.nnz == 2 * 2_999


def test_a_file_is_counted_as_its_lines_are(tmp_path):
    path = tmp_path / "corpus.txt"
    corpus = [*CORPUS, [f"w{i % 7}" for i in range(3_000)]]  # no line is cut
    path.write_text("".join(" ".join(sentence) + "\n" for sentence in corpus))
    for source in (path, str(path)):
        counts, listed = (cooccurrence(c, 3, "harmonic", min_count=2) for c in (source, corpus))
        assert counts.vocab.words == listed.vocab.words
        assert (counts.matrix != listed.matrix).nnz == 0
    with pytest.raises(ValueError, match="vocab must be None for the path of a corpus"):
        cooccurrence(path, vocab=listed.vocab)
    with pytest.raises(FileNotFoundError):
        cooccurrence("a rose is a rose")


def test_unknown_words_are_named():
    counts = cooccurrence(CORPUS, min_count=1)
    with pytest.raises(UnknownWordError, match="'z'"):
        counts["a", "z"]
    with pytest.raises(ValueError, match="pair must be a word and a context word, got 'ab'"):
        counts["ab"]
    with pytest.raises(ValueError, match="word must be a string, got int"):
        counts[0, 1]


@pytest.mark.parametrize("memory", [0, 200, 10_000])
def test_a_small_limit_on_memory_changes_nothing_but_where_the_matrix_lies(memory):
    expected = cooccurrence(CORPUS, 5, "harmonic", min_count=1).matrix
    actual = cooccurrence(CORPUS, 5, "harmonic", min_count=1, memory=memory).matrix
    for part in ("indptr", "indices", "data"):
        np.testing.assert_array_equal(getattr(actual, part), getattr(expected, part))
    actual.data *= 2  # writing goes to memory, not to a file that is read-only
    np.testing.assert_array_equal(actual @ np.eye(5), 2 * expected.toarray())


def test_beyond_the_limit_cells_are_not_held_in_memory():
    store = spill.RowStore(columns=100_000, memory=1_000_000)
    block = np.array([50_000]), np.arange(50_000, dtype=np.int32), np.ones(50_000)
    tracemalloc.start()
    for _ in range(40):  # 24 MB
        store.append(block[0], block[1].copy(), block[2].copy())
    matrix = store.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert matrix.nnz == 2_000_000
    # the limit, a block that goes beyond it, and one that is being made
    assert peak < 1_000_000 + 3 * 600_000


def test_within_the_limit_memory_never_holds_the_matrix_twice():
    store = spill.RowStore(columns=100_000)
    tracemalloc.start()
    for _ in range(40):  # 24 MB
        store.append(np.array([50_000]), np.arange(50_000, dtype=np.int32), np.full(50_000, 2.0))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    matrix = store.finish()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (matrix.data == 2).all()
    np.testing.assert_array_equal(matrix.indices, np.tile(np.arange(50_000), 40))
    assert abs(after - held) < 1_000_000  # the parts are gone


def test_a_matrix_with_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(spill, "_MOST", 10)
    with pytest.raises(ValueError, match="at most 10 cells that are not zero") as error:
        cooccurrence(CORPUS, min_count=1)
    assert "min_count" in str(error.value)


SENTENCES = st.lists(st.sampled_from("abcde"), min_size=1, max_size=12)


@given(SENTENCES, st.integers(1, 6), st.sampled_from(["flat", "dynamic", "harmonic"]),
       st.sampled_from(["both", "left", "right"]))  # fmt: skip
@settings(deadline=None)
def test_trace_ends_in_the_matrix_of_cooccurrence(sentence, window, weighting, contexts):
    story = trace(sentence, window, weighting, contexts)
    counts = cooccurrence([sentence], window, weighting, contexts, min_count=1)
    assert story["words"] == counts.vocab.words
    # sums of at most a dozen weights, here in another order
    np.testing.assert_allclose(story["steps"][-1]["matrix"], counts.matrix.toarray(), rtol=1e-14)
    assert json.loads(json.dumps(story)) == story


@given(SENTENCES, st.integers(1, 6))
def test_each_step_of_a_trace_adds_its_neighbours_to_its_row(sentence, window):
    story = trace(sentence, window)
    before = np.zeros((len(story["words"]),) * 2)
    assert [step["word"] for step in story["steps"]] == sentence
    for t, step in enumerate(story["steps"]):
        near = [u for u in range(len(sentence)) if u != t and abs(u - t) <= window]
        assert [neighbour["position"] for neighbour in step["neighbours"]] == near
        change = np.array(step["matrix"]) - before
        expected = np.zeros_like(change)
        for u in near:
            expected[story["words"].index(sentence[t]), story["words"].index(sentence[u])] += 1
        np.testing.assert_array_equal(change, expected)
        before += change


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"window": 0}, "window must be a whole number, at least 1, not 0."),
        ({"window": 1.5}, "window must be a whole number, at least 1, not 1.5."),
        ({"window": True}, "window must be a whole number, at least 1, not True."),
        ({"weighting": "linear"}, "weighting must be one of flat, harmonic, dynamic, not 'linear'"),
        ({"contexts": "all"}, "contexts must be one of both, left, right, not 'all'."),
        ({"memory": -1}, "memory must be a whole number, at least 0, not -1."),
        ({"min_count": 0}, "min_count must be a whole number, at least 1, not 0."),
        ({"vocab": ["x", "y"]}, "vocab must be a Vocab, got list."),
        ({"min_count": None}, "min_count must be a whole number, at least 1, not None."),
        ({"min_count": 99}, "vocabulary is empty: min_count is 99"),
        ({"vocab": Vocab(["x", "y"], [2, 1])}, "corpus must hold words of the vocabulary"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        cooccurrence(CORPUS, **arguments)


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ([], "corpus is empty"),
        ([[]], "corpus is empty"),
        (["a rose"], "each sentence must be a list of words"),
        ((sentence for sentence in CORPUS), "iterable more than once"),
    ],
)
def test_what_is_no_corpus_is_refused(corpus, message):
    with pytest.raises(ValueError, match=message):
        cooccurrence(corpus, min_count=1)
    assert cooccurrence([["alone"]], min_count=1).matrix.nnz == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([],), "corpus is empty"),
        (("a rose",), "sentence must be a list of words, got the text"),
        ((None,), "sentence must be a list of words, got None"),
        ((["a"], 0), "window must be"),
        ((["a"], 1, "linear"), "weighting must be"),
        ((["a"], 1, "flat", "all"), "contexts must be"),
    ],
)
def test_trace_refuses_what_cooccurrence_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        trace(*arguments)


@pytest.mark.parametrize("take", [pmi, ppmi, lambda matrix: truncated_svd(matrix, 1)])
@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (None, "must hold numbers, not NoneType of object"),
        ("ab", "must hold numbers, not str of <U2"),
        ([["a"]], "must hold numbers, not list of <U1"),
        ([[1, 2], [3]], "must have rows of one length, but has others"),
        ([1, 2], r"must have shape \[V, C\], not \[2\]"),
        (Cooccurrence(Vocab(["a"], [1]), None), "must hold numbers, not Cooccurrence of object"),
        ([[1, float("nan")]], "must be finite"),
    ],
)
def test_what_is_no_matrix_is_refused(take, matrix, message):
    with pytest.raises(ValueError, match=f"^(counts|matrix) {message}"):
        take(matrix)


@pytest.mark.parametrize("words", ["ab", None, [1, 2]])
def test_the_words_of_vectors_must_be_words(words):
    with pytest.raises(ValueError, match="words must be a list of words, got "):
        svd_vectors(words, np.eye(2), 1)


@pytest.mark.parametrize("name", ["alpha", "negative"])
def test_true_is_no_number(name):
    with pytest.raises(ValueError, match=f"{name} must be above 0 and .*, not True"):
        pmi(np.eye(2), **{name: True})
