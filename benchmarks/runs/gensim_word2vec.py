"""Train word2vec with gensim once, from a corpus file; see `benchmarks/word2vec.py`.

Usage: gensim_word2vec.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time

import gensim
import peak
from gensim.models import Word2Vec

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])

hierarchical = settings.get("loss") == "hierarchical"
wall, cpu = time.perf_counter(), time.process_time()
model = Word2Vec(
    corpus_file=corpus,
    sg=settings.get("architecture") != "cbow",
    hs=hierarchical,
    vector_size=settings["vector_size"],
    window=settings["window"],
    negative=0 if hierarchical else settings["negative"],
    ns_exponent=settings["noise_exponent"],
    min_count=settings["min_count"],
    sample=settings["sample"],
    epochs=settings["epochs"],
    alpha=settings["learning_rate"],
    min_alpha=settings["learning_rate"] * 1e-4,
    seed=settings["seed"],
    workers=settings["threads"],
)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

model.wv.save_word2vec_format(output, binary=True)
megabytes = peak.megabytes()
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": gensim.__version__}))
