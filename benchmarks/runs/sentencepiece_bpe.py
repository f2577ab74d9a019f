"""Train byte-pair encoding with `sentencepiece` once and encode the text; see `benchmarks/bpe.py`.

Usage: sentencepiece_bpe.py TEXT MERGES
"""

import io
import json
import sys
import time
from pathlib import Path

import peak
import sentencepiece

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(keepends=True)
model = io.BytesIO()

cpu = time.process_time()
sentencepiece.SentencePieceTrainer.train(
    input=sys.argv[1],
    model_writer=model,
    model_type="bpe",
    vocab_size=256 + int(sys.argv[2]),
    character_coverage=0.9995,
    byte_fallback=True,
    num_threads=1,
    max_sentence_length=1 << 20,
    minloglevel=2,
)
training = time.process_time() - cpu

bpe = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
cpu = time.process_time()
tokens = sum(len(ids) for ids in bpe.encode(lines, num_threads=1))
encoding = time.process_time() - cpu

print(
    json.dumps(
        {
            "training": training,
            "encoding": encoding,
            "megabytes": peak.megabytes(),
            "tokens": tokens,
            "version": sentencepiece.__version__,
        }
    )
)
