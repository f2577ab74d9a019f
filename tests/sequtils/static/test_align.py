"""Alignment: planted rotations recovered, the optimum of the sum of squares, planted drift."""

import numpy as np
import pytest
from scipy.stats import ortho_group

from sequtils.corpora.planted import periods
from sequtils.errors import UnknownWordError
from sequtils.static.align import align, drift, procrustes
from sequtils.static.counts import PpmiSvd
from sequtils.static.vectors import WordVectors

WORDS = [f"w{i}" for i in range(30)]


@pytest.fixture
def vectors():
    random = np.random.default_rng(0)
    return WordVectors(
        WORDS, random.normal(size=(30, 6)), np.arange(30), random.normal(size=(30, 6))
    )


@pytest.mark.parametrize("seed", range(4))  # rotations with and without reflection
def test_a_planted_rotation_is_recovered(vectors, seed):
    rotation = ortho_group.rvs(6, random_state=seed)
    order = np.random.default_rng(seed).permutation(30)[:25]  # other words in another order
    turned = WordVectors(
        [WORDS[i] for i in order] + ["new"],
        np.vstack([vectors.vectors[order] @ rotation, np.ones(6)]),
    )
    np.testing.assert_allclose(procrustes(vectors, turned), rotation, atol=1e-13)
    found = align(vectors, turned)
    np.testing.assert_allclose(found.vectors, vectors.vectors @ rotation, atol=1e-12)
    np.testing.assert_allclose(found.context, vectors.context @ rotation, atol=1e-12)
    assert found.words == vectors.words
    assert found.counts is vectors.counts
    assert min(cosine for _, cosine in drift(vectors, turned)) == pytest.approx(1, abs=1e-13)


def test_no_other_rotation_is_better(vectors):
    noisy = WordVectors(WORDS, vectors.vectors + np.random.default_rng(1).normal(size=(30, 6)))
    best = np.sum((vectors.unit @ procrustes(vectors, noisy) - noisy.unit) ** 2)
    near = procrustes(vectors, noisy)
    for seed in range(50):
        other = ortho_group.rvs(6, random_state=seed)
        assert np.sum((vectors.unit @ other - noisy.unit) ** 2) > best
        # And a small turn away from it, by the exponential of a skew matrix to first order.
        skew = np.random.default_rng(seed).normal(size=(6, 6), scale=0.01)
        turn, _ = np.linalg.qr(np.eye(6) + skew - skew.T)
        turn *= np.sign(np.diag(turn))
        assert np.sum((vectors.unit @ near @ turn - noisy.unit) ** 2) > best


def test_aligning_keeps_cosines_and_lengths(vectors):
    other = WordVectors(WORDS, np.random.default_rng(2).normal(size=(30, 6)))
    found = align(vectors, other)
    np.testing.assert_allclose(found.unit @ found.unit.T, vectors.unit @ vectors.unit.T, atol=1e-14)
    np.testing.assert_allclose(
        np.linalg.norm(found.vectors, axis=1), np.linalg.norm(vectors.vectors, axis=1)
    )


def test_words_to_align_on_decide(vectors):
    """Half of the words are turned one way, half another: each half finds its own rotation."""
    one, two = ortho_group.rvs(6, size=2, random_state=3)
    rows = np.vstack([vectors.vectors[:15] @ one, vectors.vectors[15:] @ two])
    target = WordVectors(WORDS, rows)
    np.testing.assert_allclose(procrustes(vectors, target, WORDS[:15]), one, atol=1e-12)
    np.testing.assert_allclose(procrustes(vectors, target, WORDS[15:]), two, atol=1e-12)


def test_one_word_that_moved_is_first_and_exact():
    before = WordVectors(WORDS, np.random.default_rng(4).normal(size=(30, 4)))
    rows = before.vectors.copy()
    rows[7] = -rows[7]
    rotation = ortho_group.rvs(4, random_state=5)
    ranked = drift(before, WordVectors(WORDS, rows @ rotation))
    assert ranked[0][0] == "w7"
    assert ranked[0][1] < 0 < ranked[1][1]
    assert [cosine for _, cosine in ranked] == sorted(cosine for _, cosine in ranked)


def test_planted_drift_is_found():
    for seed in range(3):
        corpus = periods(seed=seed)
        before, after = (
            PpmiSvd(vector_size=8, min_count=1).fit(text) for text in (corpus.before, corpus.after)
        )
        ranked = drift(before, after, [*corpus.moved, *corpus.stable])
        assert {word for word, _ in ranked[:8]} == set(corpus.moved)
        assert ranked[7][1] < ranked[8][1] - 0.2  # and well apart from those that stayed


@pytest.mark.parametrize("call", [procrustes, align, drift])
def test_bad_input_is_one_sentence(vectors, call):
    with pytest.raises(ValueError, match="must have the same D, not 6 and 4"):
        call(vectors, WordVectors(WORDS, np.ones((30, 4))))
    with pytest.raises(ValueError, match=r"words must be at least 6, .* not 3\."):
        call(vectors, vectors, WORDS[:3])
    with pytest.raises(ValueError, match=r"words must be at least 6, .* not 0\."):
        call(vectors, WordVectors(["other"], np.ones((1, 6))))
    with pytest.raises(UnknownWordError, match="'w99' is not in the vocabulary"):
        call(vectors, vectors, [*WORDS, "w99"])
