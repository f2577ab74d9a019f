"""Encode a text file with sequtils once; see `benchmarks/vocabulary.py`.

Usage: sequtils_vocabulary.py TEXT MIN_COUNT
"""

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

import peak

from sequtils.text.lines import encode_lines

path, min_count = sys.argv[1], int(sys.argv[2])
# Compiles the kernel, or loads it from numba's cache, before the clock starts.
with tempfile.TemporaryDirectory() as folder:
    warm = Path(folder) / "warm.txt"
    warm.write_text("warm up\n" * min_count)
    encode_lines(warm, min_count)

start = time.process_time()
vocab, tokens, offsets = encode_lines(path, min_count)
cpu = time.process_time() - start
ids = hashlib.sha256(" ".join(vocab.words).encode() + tokens[:].tobytes()).hexdigest()
print(json.dumps({"cpu": cpu, "megabytes": peak.megabytes(), "ids": ids}))
