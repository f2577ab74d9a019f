"""Count co-occurrences and train an epoch of GloVe with sequtils; see `benchmarks/glove.py`.

Usage: sequtils_glove.py CORPUS SEED
"""

import json
import sys
import time

import peak

from sequtils.static.counts import cooccurrence
from sequtils.static.glove import GloVe

corpus, seed = sys.argv[1:]
GloVe(vector_size=100, epochs=1, min_count=1).fit([["warm", "up"]] * 10)


def seconds(epochs):
    """Of training with its preparation: initial vectors, and the order of the cells."""
    start = time.process_time()
    model = GloVe(vector_size=100, epochs=epochs, seed=int(seed))
    model.fit_counts(counts.vocab, counts.matrix)
    return time.process_time() - start


start = time.process_time()
counts = cooccurrence(corpus, 10, "harmonic")
counting = time.process_time() - start
one, three = (seconds(epochs) for epochs in (1, 3))
told = {"counting": counting, "epoch": (three - one) / 2, "cells": counts.matrix.nnz}
print(json.dumps(told | {"megabytes": peak.megabytes()}))
