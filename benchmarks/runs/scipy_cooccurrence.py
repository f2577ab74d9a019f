"""Count co-occurrences by adding sparse matrices; see `benchmarks/cooccurrence.py`.

Usage: scipy_cooccurrence.py CORPUS WINDOW
"""

import json
import sys
import time

import numpy as np
import peak
import scipy
from scipy import sparse

BLOCK = 1_000_000  # words whose pairs are in memory at once


def count(tokens, offsets, size, window):
    """One matrix a block of words; only the pairs to the left, then their mirror image."""
    sentence = np.repeat(np.arange(len(offsets) - 1, dtype=np.int32), np.diff(offsets))
    total = sparse.csr_array((size, size))
    for begin in range(0, len(tokens), BLOCK):
        second_words, first_words, weights = [], [], []
        for apart in range(1, window + 1):
            first = slice(max(begin - apart, 0), min(begin + BLOCK, len(tokens)) - apart)
            second = slice(first.start + apart, first.stop + apart)
            together = sentence[first] == sentence[second]
            second_words.append(tokens[second][together])
            first_words.append(tokens[first][together])
            weights.append(np.full(len(second_words[-1]), window + 1.0 - apart))
        pairs = np.concatenate(second_words), np.concatenate(first_words)
        total += sparse.coo_array((np.concatenate(weights), pairs), shape=(size, size)).tocsr()
    return total + total.T.tocsr()


corpus, window = sys.argv[1:]
loaded = np.load(corpus)
tokens, offsets, counts = (loaded[name] for name in ("tokens", "offsets", "counts"))
start = time.process_time()
matrix = count(tokens, offsets, len(counts), int(window))
result = {"cpu": time.process_time() - start, "cells": matrix.nnz}
result["checksum"] = float(matrix.sum())
result["megabytes"] = peak.megabytes()
print(json.dumps(result | {"version": scipy.__version__}))
