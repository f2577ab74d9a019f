"""Cut a text into WordPiece tokens with sequtils once; see `benchmarks/wordpiece.py`.

Usage: sequtils_wordpiece.py TEXT VOCABULARY
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import peak

from sequtils.text.wordpiece import WordPiece

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(keepends=True)
wordpiece = WordPiece.from_vocabulary(sys.argv[2])
# Compiles the kernels, or loads them from numba's cache, before the clock starts.
wordpiece.encode("warm up")
WordPiece.train(["warm up"], 12, min_count=1)

cpu = time.process_time()
tokens, _ = wordpiece.encode_corpus(lines)
encoding = time.process_time() - cpu

# The peer's training counts pairs as byte-pair encoding does, so there is nothing to compare.
cpu = time.process_time()
WordPiece.train(lines, 8000, min_count=20)
training = time.process_time() - cpu

print(
    json.dumps(
        {
            "encoding": encoding,
            "training": training,
            "megabytes": peak.megabytes(),
            "tokens": len(tokens),
            "ids": hashlib.sha256(tokens.tobytes()).hexdigest(),
            "version": "own",
        }
    )
)
