"""Train GloVe or skip-gram with sequtils once; see `benchmarks/equal_time.py`.

For GloVe the sums W + C are written to VECTORS, and the W alone beside them as `w.bin`.

Usage: timed_vectors.py MODEL CORPUS VECTORS SETTINGS
"""

import json
import sys
import time
from pathlib import Path

from sequtils.static import GloVe, Word2Vec, WordVectors
from sequtils.static.counts import cooccurrence


def skip_gram(path: Path, settings: dict) -> list[WordVectors]:
    return [Word2Vec(**settings).fit(path)]


def glove(path: Path, settings: dict) -> list[WordVectors]:
    sentences = [line.split() for line in path.read_text().splitlines()]
    counts = cooccurrence(sentences, settings["window"], "harmonic", min_count=5)
    factors = GloVe(**settings).factorise(counts.matrix)
    words = counts.vocab.words
    return [WordVectors(words, factors.W + factors.C), WordVectors(words, factors.W)]


train = {"skip-gram": skip_gram, "GloVe": glove}[sys.argv[1]]
corpus, output, settings = Path(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.argv[4])
# Compiles the kernels, or loads them from numba's cache, before the clock starts.
warm = output.with_name("warm.txt")
warm.write_text("warm up\n" * 10)
train(warm, settings | {"epochs": 1})

start = time.process_time()
vectors = train(corpus, settings)
cpu = time.process_time() - start
for matrix, path in zip(vectors, (output, output.with_name("w.bin")), strict=False):
    matrix.save(path, format="binary")
print(json.dumps({"cpu": cpu}))
