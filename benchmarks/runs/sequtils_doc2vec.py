"""Train Doc2Vec with sequtils once; see `benchmarks/documents.py`.

Usage: sequtils_doc2vec.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time

import numpy as np
import peak

from sequtils.static.doc2vec import Doc2Vec

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
# Compiles the kernels, or loads them from numba's cache, before the clock starts.
Doc2Vec(**(settings | {"min_count": 1, "epochs": 1})).fit([["warm", "up"]] * 10)

wall, cpu = time.perf_counter(), time.process_time()
fitted = Doc2Vec(**settings).fit(corpus)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

np.save(output, fitted.vectors)
megabytes = peak.megabytes()
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": "own"}))
