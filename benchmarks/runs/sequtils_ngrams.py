"""Estimate modified Kneser–Ney of all orders with sequtils; see `benchmarks/ngrams.py`.

Usage: sequtils_ngrams.py TRAIN TEST ORDER
"""

import json
import sys
import time
from pathlib import Path

import peak

from sequtils.kernels.ngrams import load_engine
from sequtils.text.ngrams import NGramCounts, kneser_ney


def read(path):
    lines = (line.split() for line in Path(path).read_text(encoding="utf-8").splitlines())
    return [words for words in lines if words]


train, test, order = read(sys.argv[1]), read(sys.argv[2]), int(sys.argv[3])
# Compiles the kernel, or loads it from numba's cache, before the clock starts.
NGramCounts.build([["warm", "up"]] * 10, order)

wall, cpu = time.perf_counter(), time.process_time()
counts = NGramCounts.build(train, order)
model = kneser_ney(counts)
whole = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
megabytes = peak.megabytes()

# Once more from the ids on, without reading words.
tokens = counts.encode(train)
wall, cpu = time.perf_counter(), time.process_time()
tables = load_engine("numba")(tokens, order, counts.size)
kneser_ney(NGramCounts(counts.vocab, tables))
estimation = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}

print(
    json.dumps(
        {
            "whole": whole,
            "estimation": estimation,
            "megabytes": megabytes,
            "ngrams": [len(table.keys) for table in counts.tables],
            "perplexity": model.perplexity(test),
        }
    )
)
