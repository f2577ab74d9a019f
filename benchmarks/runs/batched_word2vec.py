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

from sequtils.kernels.guess import sigmoid
from sequtils.kernels.windows import cpu
from sequtils.static.word2vec import Word2Vec

corpus, output, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])


@njit(nogil=True, fastmath=True, error_model="numpy")
def train(W, C, windows, rate):
    inputs, input_bounds = windows.inputs, windows.input_bounds
    outputs, output_bounds = windows.outputs, windows.output_bounds
    if not len(inputs):
        return
    M, R, D = np.diff(input_bounds).max(), np.diff(output_bounds).max(), W.shape[1]
    Xs, dXs = np.empty((M, D), np.float32), np.empty((M, D), np.float32)
    Us, dUs = np.empty((R, D), np.float32), np.empty((R, D), np.float32)
    scores = np.empty(M * R, np.float32)
    for n in range(len(input_bounds) - 1):
        into = inputs[input_bounds[n] : input_bounds[n + 1]]
        asked = outputs[output_bounds[n] : output_bounds[n + 1]]
        labels = windows.labels[output_bounds[n] : output_bounds[n + 1]]
        m, r = len(into), len(asked)
        X, dX, U, dU = Xs[:m], dXs[:m], Us[:r], dUs[:r]
        G = scores[: m * r].reshape(m, r)
        copy_rows(X, W, into)
        copy_rows(U, C, asked)
        np.dot(X, U.T, out=G)
        sigmoid(scores, m * r)
        for i in range(m):
            for k in range(r):
                G[i, k] = rate * (labels[k] - G[i, k])
        np.dot(G.T, X, out=dU)
        np.dot(G, U, out=dX)
        add_rows(C, asked, dU)
        add_rows(W, into, dX)


@njit(nogil=True)
def copy_rows(copies, table, ids):
    for i in range(len(ids)):
        row = table[ids[i]]
        for d in range(len(row)):
            copies[i, d] = row[d]


@njit(nogil=True)
def add_rows(table, ids, steps):
    for i in range(len(ids)):
        row = table[ids[i]]
        for d in range(len(row)):
            row[d] += steps[i, d]


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
