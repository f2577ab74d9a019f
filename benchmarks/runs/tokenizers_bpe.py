"""Train byte-pair encoding with `tokenizers` once and encode the text; see `benchmarks/bpe.py`.

Usage: tokenizers_bpe.py TEXT MERGES
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import peak
import tokenizers
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.trainers import BpeTrainer

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(keepends=True)
bpe = tokenizers.Tokenizer(BPE())
bpe.pre_tokenizer = ByteLevel(add_prefix_space=False)
trainer = BpeTrainer(
    vocab_size=256 + int(sys.argv[2]),
    min_frequency=2,
    initial_alphabet=ByteLevel.alphabet(),
    show_progress=False,
)

cpu = time.process_time()
bpe.train_from_iterator(lines, trainer)
training = time.process_time() - cpu

# The call without offsets is the faster of the two that give ids. Batches keep memory bounded.
cpu = time.process_time()
ids = []
for i in range(0, len(lines), 1000):
    for encoding in bpe.encode_batch_fast(lines[i : i + 1000], add_special_tokens=False):
        ids.append(np.array(encoding.ids, dtype=np.int32))
tokens = np.concatenate(ids)
encoding = time.process_time() - cpu

merges = [tuple(pair) for pair in json.loads(bpe.to_str())["model"]["merges"]]
print(
    json.dumps(
        {
            "training": training,
            "encoding": encoding,
            "megabytes": peak.megabytes(),
            "tokens": len(tokens),
            "merges": hashlib.sha256(json.dumps(merges).encode()).hexdigest(),
            "ids": hashlib.sha256(tokens.tobytes()).hexdigest(),
            "version": tokenizers.__version__,
        }
    )
)
