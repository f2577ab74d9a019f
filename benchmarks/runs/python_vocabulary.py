"""Encode a text file with plain Python once; see `benchmarks/vocabulary.py`.

Usage: python_vocabulary.py TEXT MIN_COUNT
"""

import hashlib
import json
import sys
import time
from array import array
from collections import Counter
from pathlib import Path

import peak

path, min_count = Path(sys.argv[1]), int(sys.argv[2])
start = time.process_time()
counts = Counter()
with path.open(encoding="utf-8") as lines:
    for line in lines:
        counts.update(line.split())
kept = [word for word, count in counts.items() if count >= min_count]
kept.sort(key=lambda word: (-counts[word], word))
index = {word: i for i, word in enumerate(kept)}
tokens, ends = array("i"), array("q", [0])
with path.open(encoding="utf-8") as lines:
    for line in lines:
        tokens.extend(index[word] for word in line.split() if word in index)
        ends.append(len(tokens))
cpu = time.process_time() - start
ids = hashlib.sha256(" ".join(kept).encode() + tokens.tobytes()).hexdigest()
print(json.dumps({"cpu": cpu, "megabytes": peak.megabytes(), "ids": ids}))
