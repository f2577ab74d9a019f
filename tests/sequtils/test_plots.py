"""The pictures: projection against scikit-learn, and what is drawn."""

import json

import numpy as np
import pytest
from sklearn.decomposition import PCA

from sequtils.errors import UnknownWordError
from sequtils.plots import (
    Table,
    benchmark_table,
    neighbour_table,
    pca_scatter,
    principal_components,
)
from sequtils.static.vectors import WordVectors


@pytest.fixture
def vectors():
    words = ["king", "queen", "man", "woman", "<b>"]
    return WordVectors(words, np.random.default_rng(0).normal(size=(5, 8)))


def test_components_equal_scikit_learn_up_to_sign():
    points = np.random.default_rng(1).normal(size=(30, 9))
    expected = PCA(3).fit_transform(points)
    actual = principal_components(points, 3)
    np.testing.assert_allclose(np.abs(actual), np.abs(expected), atol=1e-10)
    assert (actual[np.abs(actual).argmax(axis=0), range(3)] > 0).all()


def test_more_components_than_there_are_is_one_sentence():
    with pytest.raises(ValueError, match=r"n must be at most 1 for vectors of shape \[1, 8\]"):
        principal_components(np.ones((1, 8)), 2)


def test_scatter_draws_every_word_and_pair(vectors):
    ax = pca_scatter(vectors, ["king", "queen", "man"], [["king"]], [("king", "queen")])
    assert [text.get_text() for text in ax.texts] == ["king", "queen", "man"]
    assert len(ax.lines) == 1
    assert ax.get_title()
    assert ax.get_xlabel()
    colours = ax.collections[0].get_facecolors()
    assert (colours[0] != colours[1]).any()
    assert (colours[1] == colours[2]).all()


def test_scatter_of_an_unknown_word(vectors):
    with pytest.raises(UnknownWordError, match=r"'kink'.*king"):
        pca_scatter(vectors, ["king", "kink"])


def test_neighbour_table_shows_the_nearest_and_escapes(vectors):
    table = neighbour_table(vectors, ["king", "<b>"], n=2)
    for word, row in zip(["king", "<b>"], table.rows, strict=True):
        assert row == [word, ", ".join(near for near, _ in vectors.nearest(word, 2))]
    assert "<td>&lt;b&gt;</td>" in table._repr_html_()
    assert "<b>" not in table._repr_html_()
    assert Table(["a"], [["b"]])._repr_html_().count("<td>") == 1


def test_benchmark_table_shows_the_result(tmp_path):
    row = {"what": "walks", "unit": "steps/s", "ours": 2500.0, "peer": "snail", "peer_value": 2.0}
    row |= {"ratio": 1250.0, "low": 1000.0, "high": 1300.5}
    (tmp_path / "walks.json").write_text(json.dumps({"rows": [row]}))
    table = benchmark_table(tmp_path / "walks.json")
    expected = ["walks", "steps/s", "2,500", "2 (snail)", "1250.00", "1000.00 to 1300.50"]
    assert table.rows == [expected]
