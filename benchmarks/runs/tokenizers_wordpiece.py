"""Cut a text into WordPiece tokens with `tokenizers` once; see `benchmarks/wordpiece.py`.

Usage: tokenizers_wordpiece.py TEXT VOCABULARY
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import peak
import tokenizers

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(keepends=True)
bert = tokenizers.BertWordPieceTokenizer(sys.argv[2])
# Names of special tokens in the text are text to both.
bert._tokenizer.encode_special_tokens = True

# The call without offsets is the faster of the two that give ids. Batches keep memory bounded.
cpu = time.process_time()
ids = []
for i in range(0, len(lines), 1000):
    batch = lines[i : i + 1000]
    for encoding in bert._tokenizer.encode_batch_fast(batch, add_special_tokens=False):
        ids.append(np.array(encoding.ids, dtype=np.int32))
tokens = np.concatenate(ids)
seconds = time.process_time() - cpu

print(
    json.dumps(
        {
            "encoding": seconds,
            "megabytes": peak.megabytes(),
            "tokens": len(tokens),
            "ids": hashlib.sha256(tokens.tobytes()).hexdigest(),
            "version": tokenizers.__version__,
        }
    )
)
