"""Train Doc2Vec with gensim once, from a corpus file; see `benchmarks/documents.py`.

Usage: gensim_doc2vec.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time

import gensim
import numpy as np
import peak
from gensim.models.doc2vec import Doc2Vec

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])

wall, cpu = time.perf_counter(), time.process_time()
model = Doc2Vec(
    corpus_file=corpus,
    dm=settings["algorithm"] == "PV-DM",
    vector_size=settings["vector_size"],
    window=settings["window"],
    negative=settings["negative"],
    min_count=settings["min_count"],
    sample=settings["sample"],
    epochs=settings["epochs"],
    alpha=settings["learning_rate"],
    min_alpha=settings["learning_rate"] * 1e-4,
    seed=settings["seed"],
    workers=settings["threads"],
)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

np.save(output, model.dv.vectors)
megabytes = peak.megabytes()
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": gensim.__version__}))
