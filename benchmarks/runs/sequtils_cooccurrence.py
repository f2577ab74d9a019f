"""Count co-occurrences with sequtils once, and make vectors; see `benchmarks/cooccurrence.py`.

Usage: sequtils_cooccurrence.py CORPUS WINDOW [VECTORS]
"""

import json
import sys
import time

import numpy as np
import peak

from sequtils.kernels.cooccurrence.cpu import row_blocks
from sequtils.static.counts import ppmi, svd_vectors
from sequtils.static.counts.spill import RowStore


def count(tokens, offsets, size, window):
    weights = np.arange(window, 0, -1.0)  # dynamic, over `window`
    store = RowStore(size)
    for lengths, indices, sums in row_blocks(tokens, offsets, size, weights, weights):
        store.append(lengths, indices, sums)
    return store.finish()


corpus, window, *output = sys.argv[1:]
loaded = np.load(corpus)
tokens, offsets, counts = (loaded[name] for name in ("tokens", "offsets", "counts"))
count(tokens[:10], np.array([0, 10]), len(counts), 2)

start = time.process_time()
matrix = count(tokens, offsets, len(counts), int(window))
result = {"cpu": time.process_time() - start, "cells": matrix.nnz}
result["checksum"] = float(matrix.sum())
result["megabytes"] = peak.megabytes()
if output:
    start = time.process_time()
    matrix = ppmi(matrix, alpha=0.75)
    result["PPMI, CPU-s"] = time.process_time() - start
    start = time.process_time()
    vectors = svd_vectors(loaded["words"].tolist(), matrix, vector_size=100)
    result["SVD, CPU-s"] = time.process_time() - start
    vectors.save(output[0], format="binary")
print(json.dumps(result | {"version": "own"}))
