"""Train skip-gram by pWord2Vec's scheme once; see `benchmarks/word2vec.py`.

Reading, drawing and the schedule are ours; the step is that of Ji et al., 2016, Parallelizing
Word2Vec in Shared and Distributed Memory, arXiv:1604.04661: the rows of a window are copied side by
side, BLAS takes three products of matrices, and the steps are added in the end.

Usage: batched_word2vec.py CORPUS VECTORS SETTINGS
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import peak
from numba import njit

from sequtils.kernels.windows import cpu
from sequtils.static.word2vec import Word2Vec

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])


@njit(nogil=True, fastmath=True, error_model="numpy")
def train(W, C, windows, rate):
    D = W.shape[1]
    for n in range(len(windows.input_bounds) - 1):
        inputs = windows.inputs[windows.input_bounds[n] : windows.input_bounds[n + 1]]
        begin, end = windows.output_bounds[n], windows.output_bounds[n + 1]
        outputs, labels = windows.outputs[begin:end], windows.labels[begin:end]
        X, U = np.empty((len(inputs), D), np.float32), np.empty((len(outputs), D), np.float32)
        for i in range(len(inputs)):
            X[i] = W[inputs[i]]
        for k in range(len(outputs)):
            U[k] = C[outputs[k]]
        G = np.dot(X, U.T)
        for i in range(len(inputs)):
            for k in range(len(outputs)):
                G[i, k] = rate * (labels[k] - np.float32(1) / (np.float32(1) + np.exp(-G[i, k])))
        dU, dX = np.dot(G.T, X), np.dot(G, U)
        for k in range(len(outputs)):
            C[outputs[k]] += dU[k]
        for i in range(len(inputs)):
            W[inputs[i]] += dX[i]


cpu.train_skipgram = train
warm = Path(output).with_name("warm.txt")
warm.write_text("warm up\n" * 10)
Word2Vec(**(settings | {"min_count": 1, "epochs": 1})).fit(warm)

wall, cpu = time.perf_counter(), time.process_time()
vectors = Word2Vec(**settings).fit(corpus)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

vectors.save(output, format="binary")
megabytes = peak.megabytes()
print(json.dumps({"wall": wall, "cpu": cpu, "megabytes": megabytes, "version": "own"}))
