"""Train byte-pair encoding with sequtils once and encode the text; see `benchmarks/bpe.py`.

Usage: sequtils_bpe.py TEXT MERGES
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import peak

from sequtils.text.bpe import BPE

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(keepends=True)
# Compiles the kernels, or loads them from numba's cache, before the clock starts.
BPE.train(["warm up", "warm up"], 258).encode("warm up")

cpu = time.process_time()
bpe = BPE.train(lines, 256 + int(sys.argv[2]))
training = time.process_time() - cpu

cpu = time.process_time()
tokens, _ = bpe.encode_corpus(lines)
encoding = time.process_time() - cpu

print(
    json.dumps(
        {
            "training": training,
            "encoding": encoding,
            "megabytes": peak.megabytes(),
            "tokens": len(tokens),
            "merges": hashlib.sha256(json.dumps(bpe.merges).encode()).hexdigest(),
            "ids": hashlib.sha256(tokens.tobytes()).hexdigest(),
            "version": "own",
        }
    )
)
