"""node2vec: a graph's nodes as words, random walks over it as sentences.

    from sequtils.static.node2vec import Node2Vec

    vectors = Node2Vec(p=1, q=0.5, vector_size=32).fit(graph)
    vectors.nearest("Valjean")

The walks are in `sequtils.kernels.walks`, the training is skip-gram's.

Axes: n nodes, E edges, R walks, L nodes of a walk.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sequtils.arguments import require_integer, require_number
from sequtils.kernels.walks.cpu import draw_walks, make_graph
from sequtils.static.vectors import WordVectors
from sequtils.static.word2vec import Word2Vec
from sequtils.text.vocab import Vocab

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import sparray, spmatrix


@dataclass(frozen=True, kw_only=True)
class Node2Vec:
    """Vectors of nodes that are near where walks pass both. The defaults are the paper's.

    Args:
        p: Return parameter, between 1e-6 and 1e6: large values keep a walk from going straight
            back.
        q: In-out parameter, between 1e-6 and 1e6: below 1 a walk explores, above 1 it stays around
            its start.
        walks: Walks from each node.
        walk_length: L, the nodes of a walk.
        vector_size: D.
        window: Largest distance in a walk between a node and its context.
        negative, shared_negatives, noise_exponent, epochs, learning_rate, engine: As in
            `Word2Vec`, skip-gram with negative sampling.
        seed: Walks and one-thread training depend on nothing else.
        threads: Share the walks, which stay the same, and the training, which does not.

    Raises:
        ValueError: If an argument is out of range.

    References:
        Grover & Leskovec, 2016, node2vec: Scalable Feature Learning for Networks, arXiv:1607.00653.

    Example:
        >>> import networkx as nx
        >>> vectors = Node2Vec(vector_size=16, epochs=5).fit(nx.barbell_graph(6, 1))
        >>> sorted(int(node) for node, _ in vectors.nearest("0", n=5))  # the bell it is in
        [1, 2, 3, 4, 5]
    """

    p: float = 1.0
    q: float = 1.0
    walks: int = 10
    walk_length: int = 80
    vector_size: int = 128
    window: int = 10
    negative: int = 5
    shared_negatives: bool = False
    noise_exponent: float = 0.75
    epochs: int = 1
    learning_rate: float | None = None
    seed: int = 1
    threads: int = 1
    engine: str = "numba"

    def __post_init__(self):
        for name in ("p", "q"):
            value = getattr(self, name)
            require_number(name, value, "between 1e-6 and 1e6", lambda x: 1e-6 <= x <= 1e6)
        require_integer("walks", self.walks, least=1)
        require_integer("walk_length", self.walk_length, least=2)
        self._word2vec()

    def fit(
        self, graph: nx.Graph | sparray | spmatrix, progress: bool | None = None
    ) -> WordVectors:
        """Walk over a graph and train on the walks.

        Args:
            graph: A networkx graph, directed or not; the attribute "weight" of an edge counts, 1
                where there is none, parallel edges add up and edges of weight 0 are left out. Or a
                square sparse matrix of weights, whose nodes are called "0", "1", …
            progress: As in `Word2Vec.fit`.

        Returns:
            Vectors of the nodes, each named `str(node)`, from often to seldom visited, with the
            number of visits as `.counts`. A node that no walk passes, as one without edges, has
            count 0 and the zero vector: nothing is known of it, its cosine to every node is 0.

        Raises:
            ValueError: If the graph is of another kind, has no edge, a negative or infinite
                weight, or two nodes of one name, such as 1 and "1".
            FloatingPointError: As `Word2Vec.fit`.
        """
        names, matrix = _read(graph)
        walks, lengths = self._walk(matrix)
        return self._train(names, walks, lengths, progress)

    def _walk(self, matrix) -> tuple[np.ndarray, np.ndarray]:
        """Walks from every node that an edge leaves, int32 [R, L], and their lengths [R]."""
        tables = make_graph(matrix.indptr, matrix.indices, matrix.data)
        rng = np.random.default_rng([self.seed, 2])
        sources = np.flatnonzero(np.diff(matrix.indptr))
        starts = np.concatenate([rng.permutation(sources) for _ in range(self.walks)])
        seeds = rng.integers(2**64, size=len(starts), dtype=np.uint64)
        cuts = np.linspace(0, len(starts), self.threads + 1).astype(int)

        def draw(begin, end):
            settings = float(self.p), float(self.q), starts[begin:end], self.walk_length
            return draw_walks(tables, *settings, seeds[begin:end])

        with ThreadPoolExecutor(self.threads) as pool:
            walks, lengths = zip(*pool.map(draw, cuts[:-1], cuts[1:]), strict=True)
        return np.concatenate(walks), np.concatenate(lengths)

    def _train(self, names, walks, lengths, progress) -> WordVectors:
        tokens = walks[np.arange(self.walk_length) < lengths[:, None]]
        visits = np.bincount(tokens, minlength=len(names))
        order = np.argsort(-visits, kind="stable")
        rank = np.empty(len(names), np.int32)
        rank[order] = np.arange(len(names), dtype=np.int32)
        vocab = Vocab([names[v] for v in order], visits[order])
        offsets = np.concatenate([[0], lengths.cumsum()])
        trained = self._word2vec().fit_ids(vocab, rank[tokens], offsets, progress)
        trained.vectors[vocab.counts == 0] = 0
        return trained

    def _word2vec(self) -> Word2Vec:
        return Word2Vec(
            vector_size=self.vector_size,
            window=self.window,
            negative=self.negative,
            shared_negatives=self.shared_negatives,
            noise_exponent=self.noise_exponent,
            sample=0,  # the paper keeps every visit
            epochs=self.epochs,
            learning_rate=self.learning_rate,
            seed=self.seed,
            threads=self.threads,
            engine=self.engine,
        )


def _read(graph) -> tuple[list[str], sparray]:
    """The names of the nodes and the weights as CSR, ascending in each row, none of them 0."""
    from scipy import sparse

    if sparse.issparse(graph):
        if graph.ndim != 2 or graph.shape[0] != graph.shape[1]:
            raise ValueError(f"graph must be a square matrix, not of shape {list(graph.shape)}.")
        names = [str(node) for node in range(graph.shape[0])]
        matrix = sparse.csr_array(graph, dtype=np.float64, copy=True)
    else:
        names, matrix = _read_networkx(graph)
    matrix.sum_duplicates()  # sorts, too
    if not np.isfinite(matrix.data).all() or (matrix.data < 0).any():
        wrong = matrix.data[~(np.isfinite(matrix.data) & (matrix.data >= 0))][0]
        raise ValueError(f"graph must have finite weights of at least 0, not {wrong:g}.")
    matrix.eliminate_zeros()
    if not matrix.nnz:
        raise ValueError(
            f"graph must have an edge to walk on, but its {len(names)} nodes have none."
        )
    matrix.data /= matrix.data.max()  # so that no sum of weights overflows
    return names, matrix


def _read_networkx(graph) -> tuple[list[str], sparray]:
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise ValueError(
            f"graph must be a networkx graph or a sparse matrix, not {type(graph).__name__}."
        )
    if not len(graph):
        raise ValueError("graph must have nodes, but it is empty.")
    names = [str(node) for node in graph]
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise ValueError(f"graph must have nodes of distinct names, but {times} read {name!r}.")
    try:
        return names, nx.to_scipy_sparse_array(graph, dtype=np.float64, format="csr")
    except (TypeError, ValueError) as error:
        raise ValueError(f"graph must have numbers as weights: {error}.") from error
