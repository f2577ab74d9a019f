"""Word vectors on a flat page: what is kept depends on the projection.

PCA is a shadow: straight lines stay straight and far things may fall together. t-SNE and UMAP keep
neighbours together, and nothing else can be read from them: not distances between groups, not
their sizes, not directions.

Axes: N words or points, D embedding.
"""

from __future__ import annotations

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
) -> Axes:
    """Draw words at their first two principal components.

    Args:
        vectors: Where the words' vectors come from.
        words: Which words to draw; the components are computed from these alone.
        groups: Words of a group share a colour; words in no group get the next one.
        pairs: Pairs of these words, joined by a dashed line, which makes parallel offsets visible.
        title: Title of the picture.
        ax: Axes to draw on; a new figure by default.

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
    """
    points = principal_components(np.stack([vectors[word] for word in words]))
    ax = _scatter(points, words, groups, pairs, ax)
    ax.set(title=title, xlabel="first component", ylabel="second component")
    return ax


def tsne_scatter(
    vectors: WordVectors,
    words: Sequence[str],
    groups: Sequence[Sequence[str]] = (),
    perplexity: float = 30,
    seed: int = 0,
    title: str = "Word vectors, t-SNE",
    ax: Axes | None = None,
) -> Axes:
    """Draw words so that those with a large cosine are near each other, by t-SNE.

    Args:
        vectors, words, groups, title, ax: As in `pca_scatter`.
        perplexity: About how many neighbours of each word count, above 0 and below N.
        seed: Fixes the optimisation; it starts from the principal components.

    Returns:
        The axes.

    Raises:
        UnknownWordError: If a word has no vector.
        ValueError: If the perplexity or the seed is out of range.

    References:
        van der Maaten & Hinton, 2008, Visualizing Data using t-SNE, JMLR 9.
    """
    from sklearn.manifold import TSNE

    N = len(words)
    require_integer("seed", seed, least=0)
    require_number("perplexity", perplexity, f"above 0 and below {N} words", lambda x: 0 < x < N)
    unit = vectors.unit[[vectors.id(word) for word in words]]
    start = "pca" if min(unit.shape) >= 2 else "random"
    model = TSNE(perplexity=perplexity, metric="cosine", init=start, random_state=seed)
    return _unlabelled(_scatter(model.fit_transform(unit), words, groups, (), ax), title)


def umap_scatter(
    vectors: WordVectors,
    words: Sequence[str],
    groups: Sequence[Sequence[str]] = (),
    neighbours: int = 15,
    seed: int = 0,
    title: str = "Word vectors, UMAP",
    ax: Axes | None = None,
) -> Axes:
    """Draw words so that those with a large cosine are near each other, by UMAP.

    Args:
        vectors, words, groups, title, ax: As in `pca_scatter`; at least 4 words.
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
    # The spectral start needs more words than umap's two dimensions and two more.
    start = "spectral" if N > 10 else "random"
    model = UMAP(n_neighbors=neighbours, metric="cosine", init=start, random_state=seed, n_jobs=1)
    return _unlabelled(_scatter(model.fit_transform(unit), words, groups, (), ax), title)


def neighbourhoods(
    vectors: WordVectors,
    words: Sequence[str],
    n: int = 5,
    title: str = "Words and their nearest neighbours",
    ax: Axes | None = None,
) -> Axes:
    """Draw words with their nearest neighbours, joined by lines, at their principal components.

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
    near = {word: [other for other, _ in vectors.nearest(word, n)] for word in words}
    shown = list(dict.fromkeys([*words, *(other for own in near.values() for other in own)]))
    owner = {word: word for word in words}
    for word, others in near.items():
        for other in others:
            owner.setdefault(other, word)
    groups = [[other for other in shown if owner[other] == word] for word in words]
    pairs = [(word, other) for word, others in near.items() for other in others]
    return pca_scatter(vectors, shown, groups, pairs, title, ax)


def _scatter(points, words, groups, pairs, ax) -> Axes:
    """Draw named points [N, 2], one colour a group, and dashed lines between pairs."""
    import matplotlib.pyplot as plt

    place = dict(zip(words, points, strict=True))
    colour = {word: g for g, group in enumerate(groups) for word in group}
    ax = ax or plt.subplots()[1]
    for a, b in pairs:
        ax.plot(*zip(place[a], place[b], strict=True), "--", color="#999999", lw=1, zorder=1)
    shade = [COLOURS[colour.get(word, len(groups)) % len(COLOURS)] for word in words]
    ax.scatter(*points.T, c=shade, s=28, zorder=2)
    for word, point in place.items():
        ax.annotate(word, point, xytext=(4, 4), textcoords="offset points")
    ax.margins(0.12)
    return ax


def _unlabelled(ax: Axes, title: str) -> Axes:
    """Name the axes of a map whose directions mean nothing, and leave out their numbers."""
    ax.set(title=title, xlabel="no unit: only nearness counts", ylabel="no unit")
    ax.set(xticks=[], yticks=[])
    return ax
