"""Draw node2vec's walks with sequtils once; see `benchmarks/walks.py`.

Usage: sequtils_walks.py EDGES P Q WALKS LENGTH SEED
"""

import json
import sys
import time

import networkx as nx
import numpy as np
import peak

from sequtils.kernels.walks.cpu import draw_walks, make_graph

edges, (p, q) = sys.argv[1], map(float, sys.argv[2:4])
walks, length, seed = map(int, sys.argv[4:])
matrix = nx.to_scipy_sparse_array(nx.read_edgelist(edges, nodetype=int), dtype=float, format="csr")
matrix.sum_duplicates()


def walk(walks):
    rng = np.random.default_rng(seed)
    graph = make_graph(matrix.indptr, matrix.indices, matrix.data)
    starts = np.concatenate([rng.permutation(matrix.shape[0]) for _ in range(walks)])
    seeds = rng.integers(2**64, size=len(starts), dtype=np.uint64)
    return draw_walks(graph, p, q, starts, length, seeds)


walk(1)  # compiles
wall, cpu = time.perf_counter(), time.process_time()
_, lengths = walk(walks)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
assert lengths.sum() == walks * matrix.shape[0] * length
megabytes = peak.megabytes()
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": "own"}))
