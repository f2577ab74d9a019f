"""Train fastText with sequtils once; see `benchmarks/fasttext.py`.

Usage: sequtils_fasttext.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time
from pathlib import Path

import peak

from sequtils.static.fasttext import FastText
from sequtils.static.vectors import WordVectors

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
# Compiles the kernels, or loads them from numba's cache, before the clock starts.
warm = Path(output).with_name("warm.txt")
warm.write_text("warm up\n" * 10)
FastText(**(settings | {"min_count": 1, "epochs": 1, "bucket": 50})).fit(warm)

wall, cpu = time.perf_counter(), time.process_time()
vectors = FastText(**settings).fit(corpus)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
megabytes = peak.megabytes()

WordVectors(vectors.words, vectors.vectors, vectors.counts).save(output, format="binary")
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": "own"}))
