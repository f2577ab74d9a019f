"""The pictures: projection against scikit-learn, and what is drawn."""

import json
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from scipy.stats import skew
from sklearn.decomposition import PCA

from sequtils.errors import UnknownWordError
from sequtils.plots import (
    Table,
    analogy_parallelogram,
    benchmark_table,
    hubness,
    neighbour_table,
    neighbourhoods,
    pca_scatter,
    principal_components,
    tsne_scatter,
    umap_scatter,
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


def test_scatter_names_only_the_words_it_is_told_to(vectors):
    ax = pca_scatter(vectors, vectors.words, named=["man"])
    assert [text.get_text() for text in ax.texts] == ["man"]
    assert len(ax.collections[0].get_offsets()) == len(vectors)
    assert pca_scatter(vectors, vectors.words, named=()).texts[:] == []
    plt.close("all")


def test_names_avoid_each_other_and_stay_inside():
    # Two words on almost one spot, and one at each side: one place for all names would not do.
    points = np.array([[0.0, 0.0], [0.001, 0.0], [-1.0, 0.2], [1.0, 0.2]])
    words = ["neighbour", "neighbourhood", "leftmost and long", "rightmost and long"]
    ax = pca_scatter(WordVectors(words, points), words)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    overlaps = [a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i]]
    assert not any(overlaps)
    # The layout settles once more when the picture is drawn, by a few pixels.
    assert min(box.x0 for box in boxes) > ax.bbox.x0 - 10
    assert max(box.x1 for box in boxes) < ax.bbox.x1 + 10
    plt.close("all")


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


@pytest.fixture
def groups():
    """Three groups of ten words, each around a direction of its own."""
    random = np.random.default_rng(2)
    rows = np.repeat(np.eye(3, 8), 10, axis=0) + 0.05 * random.normal(size=(30, 8))
    words = [f"w{i}" for i in range(30)]
    return WordVectors(words, rows), [words[:10], words[10:20], words[20:]]


@pytest.mark.parametrize(
    ("draw", "arguments"),
    [
        (tsne_scatter, {"perplexity": 8}),
        (tsne_scatter, {"perplexity": 8, "start": "random"}),
        (umap_scatter, {"neighbours": 5}),
        (umap_scatter, {"neighbours": 2}),  # a graph of many parts
    ],
)
def test_maps_keep_planted_groups_together(groups, draw, arguments):
    vectors, own = groups
    axes = [draw(vectors, vectors.words, own, **arguments) for _ in range(2)]
    points, again = (np.asarray(ax.collections[0].get_offsets()) for ax in axes)
    np.testing.assert_array_equal(points, again)
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    assert (distance.argmin(axis=1) // 10 == np.arange(30) // 10).all()
    colours = axes[0].collections[0].get_facecolors()
    assert len(np.unique(colours, axis=0)) == 3
    assert [text.get_text() for text in axes[0].texts] == list(vectors.words)
    assert axes[0].get_title()
    assert axes[0].get_xlabel()
    plt.close("all")


@pytest.mark.parametrize(
    ("draw", "arguments", "message"),
    [
        (tsne_scatter, {"perplexity": 30}, "perplexity must be above 0 and below 30 words, not 30"),
        (tsne_scatter, {"perplexity": 5, "seed": -1}, "seed must be a whole number"),
        (tsne_scatter, {"perplexity": 5, "start": "svd"}, "start must be 'pca' or 'random', not"),
        (umap_scatter, {"neighbours": 30}, "neighbours must be from 2 to 29, not 30"),
        (umap_scatter, {"neighbours": 1}, "neighbours must be from 2 to 29, not 1"),
    ],
)
def test_maps_say_what_is_wrong(groups, draw, arguments, message):
    with pytest.raises(ValueError, match=message):
        draw(groups[0], groups[0].words, **arguments)


def test_a_random_start_depends_on_the_seed(groups):
    draw = [
        tsne_scatter(groups[0], groups[0].words, perplexity=8, start="random", seed=seed)
        for seed in (0, 1)
    ]
    points, other = (np.asarray(ax.collections[0].get_offsets()) for ax in draw)
    assert np.abs(points - other).max() > 1
    plt.close("all")


@pytest.mark.filterwarnings("error::UserWarning")
def test_umap_takes_words_with_one_vector(groups):
    vectors = WordVectors(list("abcdef"), np.repeat(np.eye(2, 5), 3, axis=0))
    points = umap_scatter(vectors, vectors.words, neighbours=3).collections[0].get_offsets()
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert distance[:3, :3].max() < distance[:3, 3:].min()
    plt.close("all")


def test_umap_that_is_not_installed_is_one_sentence(groups, monkeypatch):
    monkeypatch.setitem(sys.modules, "umap", None)
    with pytest.raises(ModuleNotFoundError, match="run: pip install umap-learn"):
        umap_scatter(groups[0], groups[0].words, neighbours=5)


def test_neighbourhoods_join_words_with_their_neighbours(groups):
    vectors, _ = groups
    ax = neighbourhoods(vectors, ["w0", "w15"], n=4)
    near = [[other for other, _ in vectors.nearest(word, 4)] for word in ("w0", "w15")]
    assert [text.get_text() for text in ax.texts] == ["w0", "w15", *near[0], *near[1]]
    assert len(ax.lines) == 8
    colours = ax.collections[0].get_facecolors()
    assert (colours[[0, 2, 3, 4, 5]] == colours[0]).all()
    assert (colours[[1, 6, 7, 8, 9]] == colours[1]).all()
    assert (colours[0] != colours[1]).any()
    plt.close("all")


def test_a_parallelogram_shows_true_distances_in_its_plane():
    vectors = WordVectors(list("abcd"), np.random.default_rng(3).normal(size=(4, 6)))
    ax = analogy_parallelogram(vectors, *"abcd")
    points = np.asarray(ax.collections[0].get_offsets())  # a, b, c, d and the end of the offset
    for i, j in ((0, 1), (0, 2), (1, 2)):
        expected = np.linalg.norm(vectors.unit[i] - vectors.unit[j])
        assert np.linalg.norm(points[i] - points[j]) == pytest.approx(expected)
    np.testing.assert_allclose(points[4], points[1] - points[0] + points[2], atol=1e-12)
    # Of d the picture shows what is in the plane, and the title what is not.
    outside = float(ax.get_title().split(" lies ")[1].split()[0])
    real = vectors.unit[3] - (vectors.unit[1] - vectors.unit[0] + vectors.unit[2])
    seen = np.linalg.norm(points[3] - points[4])
    assert np.hypot(seen, outside) == pytest.approx(np.linalg.norm(real), abs=0.005)
    plt.close("all")


def test_a_flat_parallelogram_is_one_sentence():
    vectors = WordVectors(list("abc"), np.array([[1.0, 0], [0, 1], [2, 0]]))
    with pytest.raises(ValueError, match="a, b and c must not lie on one line"):
        analogy_parallelogram(vectors, "a", "b", "c", "b")


def test_hubness_shows_all_words_and_names_the_hub():
    # A centre and a star around it: the centre is everybody's nearest neighbour.
    star = np.c_[np.ones(8), np.vstack([np.zeros(7), np.eye(7)])]
    vectors = WordVectors([f"w{i}" for i in range(8)], star)
    ax = hubness(vectors, k=1, named=1)
    assert sum(bar.get_height() for bar in ax.patches) == 8
    assert [text.get_text() for text in ax.texts] == ["w0, 7 times"]
    counts = [7, 1, 0, 0, 0, 0, 0, 0]
    assert f"skewness {skew(counts):.1f}" in ax.get_title()
    plt.close("all")
