"""Train word2vec with sequtils once; see `benchmarks/word2vec.py`.

Usage: sequtils_word2vec.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time
from pathlib import Path

import peak

from sequtils.static.word2vec import Word2Vec

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
# Compiles the kernel, or loads it from numba's cache, before the clock starts.
warm = Path(output).with_name("warm.txt")
warm.write_text("warm up\n" * 10)
Word2Vec(**(settings | {"min_count": 1, "epochs": 1})).fit(warm)

wall, cpu = time.perf_counter(), time.process_time()
vectors = Word2Vec(**settings).fit(corpus)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

vectors.save(output, format="binary")
megabytes = peak.megabytes()
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": "own"}))
