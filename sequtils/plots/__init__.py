"""Pictures and tables of word vectors, in one style for the whole course."""

from sequtils.plots.geometry import analogy_parallelogram, hubness
from sequtils.plots.maps import (
    neighbourhoods,
    pca_scatter,
    principal_components,
    tsne_scatter,
    umap_scatter,
)
from sequtils.plots.style import COLOURS, use_style
from sequtils.plots.tables import Table, benchmark_table, neighbour_table

__all__ = [
    "COLOURS",
    "Table",
    "analogy_parallelogram",
    "benchmark_table",
    "hubness",
    "neighbour_table",
    "neighbourhoods",
    "pca_scatter",
    "principal_components",
    "tsne_scatter",
    "umap_scatter",
    "use_style",
]
