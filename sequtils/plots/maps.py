"""Word vectors on a flat page: what is kept depends on the projection.

PCA is a shadow: straight lines stay straight and far things may fall together. t-SNE and UMAP keep
neighbours together, and nothing else can be read from them: not distances between groups, not
their sizes, not directions.

Axes: N words or points, D embedding.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sequtils.arguments import require_integer, require_number
from sequtils.plots.style import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sequtils.static.vectors import WordVectors


def principal_components(vectors: np.ndarray, n: int = 2) -> np.ndarray:
    """Project points on the n directions in which they vary most.

    The sign of each component is free; it is chosen so that the point farthest out is positive.

    Args:
        vectors: N points, [N, D].
        n: Number of components, at most min(N, D).

    Returns:
        Coordinates, [N, n], centred at 0.

    Raises:
        ValueError: If n is above min(N, D).

    References:
        Pearson, 1901, On Lines and Planes of Closest Fit to Systems of Points in Space.

    Example:
        >>> points = np.array([[0.0, 1.0], [2.0, 1.0], [7.0, 1.0]])
        >>> principal_components(points, n=1).round(6).tolist()
        [[-3.0], [-1.0], [4.0]]
    """
    if n > min(vectors.shape):
        raise ValueError(
            f"n must be at most {min(vectors.shape)} for vectors of shape "
            f"{list(vectors.shape)}, not {n}."
        )
    centred = vectors - vectors.mean(axis=0)
    left, scale, _ = np.linalg.svd(centred, full_matrices=False)
    points = left[:, :n] * scale[:n]
    farthest = np.abs(points).argmax(axis=0)
    return points * np.where(points[farthest, range(n)] < 0, -1, 1)


def pca_scatter(
    vectors: WordVectors,
    words: Sequence[str],
    groups: Sequence[Sequence[str]] = (),
    pairs: Iterable[tuple[str, str]] = (),
    title: str = "Word vectors, first two principal components",
    ax: Axes | None = None,
    named: Sequence[str] | None = None,
) -> Axes:
    """Draw words at their first two principal components.

    Args:
        vectors: Where the words' vectors come from.
        words: Which words to draw; the components are computed from these alone.
        groups: Words of a group share a colour; words in no group get the next one.
        pairs: Pairs of these words, joined by a dashed line, which makes parallel offsets visible.
        title: Title of the picture.
        ax: Axes to draw on; a new figure by default.
        named: Which of the words to write beside their points; all by default.

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
    """
    points = principal_components(np.stack([vectors[word] for word in words]))
    labels = {"title": title, "xlabel": "first component", "ylabel": "second component"}
    return _scatter(points, words, groups, pairs, ax, named, **labels)


def tsne_scatter(
    vectors: WordVectors,
    words: Sequence[str],
    groups: Sequence[Sequence[str]] = (),
    perplexity: float = 30,
    seed: int = 0,
    title: str = "Word vectors, t-SNE",
    ax: Axes | None = None,
    named: Sequence[str] | None = None,
    start: str = "pca",
) -> Axes:
    """Draw words so that those with a large cosine are near each other, by t-SNE.

    Args:
        vectors, words, groups, title, ax, named: As in `pca_scatter`.
        perplexity: About how many neighbours of each word count, above 0 and below N.
        seed: Draws the places where the points start, if they start at random.
        start: "pca", from the principal components, or "random".

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If the perplexity, the seed or the start is none of these.

    References:
        van der Maaten & Hinton, 2008, Visualizing Data using t-SNE, JMLR 9.
    """
    from sklearn.manifold import TSNE

    N = len(words)
    require_integer("seed", seed, least=0)
    require_number("perplexity", perplexity, f"above 0 and below {N} words", lambda x: 0 < x < N)
    if start not in ("pca", "random"):
        raise ValueError(f"start must be 'pca' or 'random', not {start!r}.")
    unit = vectors.unit[[vectors.id(word) for word in words]]
    if min(unit.shape) < 2:
        start = "random"
    # All pairs of a few hundred words are soon visited; more words need the approximation.
    method = "exact" if N <= 500 else "barnes_hut"
    settings = {"metric": "cosine", "init": start, "method": method}
    points = TSNE(perplexity=perplexity, random_state=seed, **settings).fit_transform(unit)
    return _scatter(points, words, groups, (), ax, named, title=title, **NO_UNIT)


def umap_scatter(
    vectors: WordVectors,
    words: Sequence[str],
    groups: Sequence[Sequence[str]] = (),
    neighbours: int = 15,
    seed: int = 0,
    title: str = "Word vectors, UMAP",
    ax: Axes | None = None,
    named: Sequence[str] | None = None,
) -> Axes:
    """Draw words so that those with a large cosine are near each other, by UMAP.

    Args:
        vectors, words, groups, title, ax, named: As in `pca_scatter`; at least 4 words.
        neighbours: How many neighbours of each word count, at least 2 and below N.
        seed: Fixes the optimisation, which then runs on one thread.

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If the number of words or neighbours or the seed is out of range.
        ModuleNotFoundError: If umap-learn is not installed.

    References:
        McInnes, Healy & Melville, 2018, UMAP: Uniform Manifold Approximation and Projection for
        Dimension Reduction, arXiv:1802.03426.
    """
    from scipy.sparse.csgraph import connected_components

    N = len(words)
    require_integer("seed", seed, least=0)
    if N < 4:
        raise ValueError(f"words must be at least 4, not {N}.")
    require_number("neighbours", neighbours, f"from 2 to {N - 1}", lambda x: 2 <= x < N)
    unit = vectors.unit[[vectors.id(word) for word in words]]
    try:
        from umap import UMAP
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "umap_scatter needs a package that is not installed; run: pip install umap-learn"
        ) from error
    distance = (1 - unit @ unit.T).clip(0)
    np.fill_diagonal(distance, -1)  # each word is the nearest to itself, also beside a double
    near = np.argsort(distance, axis=1, kind="stable")[:, :neighbours]
    np.fill_diagonal(distance, 0)
    joined = np.zeros((N, N), dtype=bool)
    np.put_along_axis(joined, near, True, axis=1)
    # Of very few words there is no spectral start, and of more than four parts umap makes one
    # that the seed does not fix.
    spectral = N > 10 and connected_components(joined, directed=False)[0] <= 4
    settings = {"init": "spectral" if spectral else "random", "n_jobs": 1}
    # Neighbours of our own spare the reader ten seconds, in which umap compiles its search.
    known = (near, np.take_along_axis(distance, near, axis=1))
    model = UMAP(neighbours, metric="cosine", random_state=seed, precomputed_knn=known, **settings)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="precomputed_knn")  # on words added later
        points = model.fit_transform(unit)
    return _scatter(points, words, groups, (), ax, named, title=title, **NO_UNIT)


def neighbourhoods(
    vectors: WordVectors,
    words: Sequence[str],
    n: int = 5,
    title: str = "Words and their nearest neighbours",
    ax: Axes | None = None,
) -> Axes:
    """Draw words with their nearest neighbours, joined by lines, at their principal components.

    The components are those of the vectors scaled to length 1, as the cosines of neighbours are.

    Args:
        vectors: Where to look.
        words: One colour each; a neighbour of two words has the colour of the first.
        n: Neighbours per word.
        title, ax: As in `pca_scatter`.

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
    """
    from sequtils.static.vectors import WordVectors

    near = {word: [other for other, _ in vectors.nearest(word, n)] for word in words}
    shown = list(dict.fromkeys([*words, *(other for own in near.values() for other in own)]))
    owner = {word: word for word in words}
    for word, others in near.items():
        for other in others:
            owner.setdefault(other, word)
    groups = [[other for other in shown if owner[other] == word] for word in words]
    pairs = [(word, other) for word, others in near.items() for other in others]
    return pca_scatter(WordVectors(vectors.words, vectors.unit), shown, groups, pairs, title, ax)


# The axes of a map whose directions mean nothing: named so, and without numbers.
NO_UNIT = {
    "xlabel": "no unit: only nearness counts",
    "ylabel": "no unit",
    "xticks": [],
    "yticks": [],
}


def _scatter(points, words, groups, pairs, ax, named, **labels) -> Axes:
    """Draw points [N, 2] and names, one colour a group, and dashed lines between pairs."""
    import matplotlib.pyplot as plt

    place = dict(zip(words, points, strict=True))
    colour = {word: g for g, group in enumerate(groups) for word in group}
    ax = ax or plt.subplots()[1]
    for a, b in pairs:
        ax.plot(*zip(place[a], place[b], strict=True), "--", color="#999999", lw=1, zorder=1)
    shade = [COLOURS[colour.get(word, len(groups)) % len(COLOURS)] for word in words]
    ax.scatter(*points.T, c=shade, s=28 if len(words) <= 40 else 12, zorder=4)
    ax.margins(x=0.2, y=0.12)  # room for names
    ax.set(**labels)
    if named is None or len(named):
        _write(ax, place, words if named is None else named)
    return ax


# Where a name may stand, in points from its point, with the side of the text that is there.
SIDES = [(4, 4), (4, -4), (-4, 4), (-4, -4), (0, 7), (0, -7), (7, 0), (-7, 0)]


def _write(ax, place, named) -> None:
    """Write names beside their points, each on the side where it covers least."""
    from matplotlib.patheffects import withStroke

    ax.figure.draw_without_rendering()  # only now are sizes and places known in pixels
    dots = ax.transData.transform(np.array(list(place.values())))
    left, bottom, right, top = ax.bbox.extents
    # What is taken: the left side and the right side of the axes, and each name so far.
    taken = np.array([[left - 1e4, bottom, left, top], [right, bottom, right + 1e4, top]])
    for word in named:
        text = ax.annotate(word, place[word], xytext=SIDES[0], textcoords="offset points")
        text.set_path_effects([withStroke(linewidth=2, foreground="white")])
        own, size = ax.transData.transform(place[word]), text.get_window_extent().size
        boxes = [_box(own, size, np.array(side), ax.figure.dpi / 72) for side in SIDES]
        best = min(range(len(SIDES)), key=lambda k: _covered(boxes[k], taken, dots))
        x, y = SIDES[best]
        text.set(position=(x, y), ha=("center", "left", "right")[np.sign(x)])
        text.set(va=("center", "bottom", "top")[np.sign(y)])
        taken = np.vstack([taken, boxes[best]])


def _box(point, size, side, scale) -> np.ndarray:
    """Left, bottom, right and top, in pixels, of a text on one side of a point."""
    corner = point + side * scale + size * (np.sign(side) - 1) / 2
    return np.concatenate([corner, corner + size])


def _covered(box, taken, dots) -> float:
    """The area of other names that a name would cover; a point counts as much as 80 pixels."""
    width, height = (
        np.minimum(box[2 + i], taken[:, 2 + i]) - np.maximum(box[i], taken[:, i]) for i in (0, 1)
    )
    inside = ((dots > box[:2] - 3) & (dots < box[2:] + 3)).all(axis=1).sum()
    return (width.clip(0) * height.clip(0)).sum() + 80 * inside
