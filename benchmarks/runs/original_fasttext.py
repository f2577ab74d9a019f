"""Train fastText with the original program once; see `benchmarks/fasttext.py`.

Usage: original_fasttext.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time
from importlib.metadata import version

import fasttext
import numpy as np
import peak
from gensim.models import KeyedVectors

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])

wall, cpu = time.perf_counter(), time.process_time()
model = fasttext.train_unsupervised(
    corpus,
    model="skipgram",
    dim=settings["vector_size"],
    ws=settings["window"],
    neg=settings["negative"],
    minn=settings["min_n"],
    maxn=settings["max_n"],
    bucket=settings["bucket"],
    minCount=settings["min_count"],
    t=settings["sample"],
    lr=settings["learning_rate"],
    epoch=settings["epochs"],
    thread=settings["threads"],
    verbose=0,
)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
megabytes = peak.megabytes()

words = [word for word in model.get_words() if word != "</s>"]
vectors = KeyedVectors(settings["vector_size"])
vectors.add_vectors(words, np.array([model.get_word_vector(word) for word in words]))
vectors.save_word2vec_format(output, binary=True)
told = {"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": version("fasttext-wheel")}
print(json.dumps(told))
