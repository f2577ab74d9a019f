"""The explorer without a browser: what its rounding costs, how large it is, what is refused."""

import numpy as np
import pytest

from sequtils import players
from sequtils.errors import UnknownWordError
from sequtils.players.explorer_player import quantise
from sequtils.static import WordVectors

WORDS = [f"word{i:05}" for i in range(6_000)]


def vectors(size=50):
    return WordVectors(WORDS, np.random.default_rng(0).normal(size=(len(WORDS), size)))


def test_rounding_turns_vectors_by_little():
    """Each number is off by at most half a step, the largest is 127 steps: sin ≤ √D / 2 / 127."""
    rows = vectors().vectors
    cosine = np.sum(rows * quantise(rows), axis=1)
    cosine /= np.linalg.norm(rows, axis=1) * np.linalg.norm(quantise(rows).astype(float), axis=1)
    assert np.sqrt(1 - cosine**2).max() <= np.sqrt(50) / 2 / 127
    assert (np.abs(quantise(rows)).max(axis=1) == 127).all()


def test_the_page_is_small():
    """With words of nine letters, longer than most; the documentation's take less."""
    html = players.explorer(vectors(), WORDS[:5], WORDS[:3])._repr_html_()
    assert len(html.encode()) <= 400_000 + 4_600 * 3


def test_fewer_words_than_asked_for_are_taken_as_they_are():
    known = WordVectors(WORDS[:4], np.eye(4))
    assert players.explorer(known, WORDS[:1], WORDS[:3]).trace["words"] == WORDS[:4]


@pytest.mark.parametrize(
    ("words", "analogy", "settings", "error", "message"),
    [
        ([], WORDS[:3], {}, ValueError, "words must hold at least one word"),
        (["zebra"], WORDS[:3], {}, UnknownWordError, "zebra"),
        (WORDS[-1:], WORDS[:3], {}, UnknownWordError, "word05999"),  # beyond `size`
        (WORDS[:1], WORDS[:2], {}, ValueError, "analogy must be three words, got 2"),
        (WORDS[:1], "abc", {}, ValueError, "analogy must be a list of words"),
        (WORDS[:1], WORDS[:3], {"size": 0}, ValueError, "size must be a whole number"),
        (
            WORDS[:1],
            WORDS[:3],
            {"positions": np.zeros((3, 2))},
            ValueError,
            r"positions must be finite, of shape \[4600, 2\], not \[3, 2\]",
        ),
    ],
)
def test_wrong_arguments_are_named(words, analogy, settings, error, message):
    with pytest.raises(error, match=message):
        players.explorer(vectors(), words, analogy, **settings)
