"""Estimate modified Kneser–Ney of all orders with `np.unique`; see `benchmarks/ngrams.py`.

The plain way in NumPy: number the n-grams of one length, combine number and next word to one
integer, sort.

Usage: unique_ngrams.py TRAIN TEST ORDER
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import peak


def read(path):
    lines = (line.split() for line in Path(path).read_text(encoding="utf-8").splitlines())
    return [words for words in lines if words]


def encode(sentences, index):
    unknown, start, end = index["<unk>"], index["<s>"], index["</s>"]
    ids = []
    for words in sentences:
        ids.append(start)
        ids += [index.get(word, unknown) for word in words]
        ids.append(end)
    return np.array(ids)


def estimate(ids, order, size, start):
    """For n = 1 … order the keys, probabilities and back-off weights of the n-grams."""
    keys, counts, suffixes = [np.arange(size)], [np.bincount(ids, minlength=size)], [None]
    counts[0][start] = 0
    rows = ids
    for n in range(2, order + 1):
        last = ids[n - 1 :]
        valid = (rows[: len(last)] >= 0) & (last != start)
        unique, first, inverse, count = np.unique(
            (rows[: len(last)] * size + last)[valid],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        keys.append(unique)
        counts.append(count)
        suffixes.append(rows[1:][: len(last)][valid][first])
        rows = np.full(len(ids), -1)
        rows[np.flatnonzero(valid)] = inverse
    probabilities, backoffs, lower = [], [], np.full(size, 1 / (size - 1))
    for n in range(1, order + 1):
        count = counts[n - 1]
        if n < order:
            before = np.bincount(suffixes[n], minlength=len(count))
            count = np.where(before > 0, before, count)
        n1, n2, n3, n4 = (np.count_nonzero(count == c) for c in (1, 2, 3, 4))
        Y = n1 / (n1 + 2 * n2)
        D = np.array([0, Y, 2 - 3 * Y * n3 / n2, 3 - 4 * Y * n4 / n3])[np.minimum(count, 3)]
        prefix = keys[n - 1] // size
        histories = 1 if n == 1 else len(keys[n - 2])
        total = np.bincount(prefix, count, minlength=histories)
        freed = np.bincount(prefix, D, minlength=histories)
        gamma = np.divide(freed, total, out=np.ones(histories), where=total > 0)
        if n > 1:
            lower = probabilities[-1][suffixes[n - 1]]
        probabilities.append((count - D) / total[prefix] + gamma[prefix] * lower)
        backoffs.append(gamma)
    return keys, probabilities, backoffs


def perplexity(ids, model, size, start):
    keys, probabilities, backoffs = model
    p, context = np.full(len(ids), 1 / (size - 1)), np.zeros(len(ids), np.int64)
    for known, stored, gamma in zip(keys, probabilities, backoffs, strict=True):
        wanted = np.where(context >= 0, context * size + ids, -1)
        place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        found = known[place] == wanted
        p = np.where(found, stored[place], p * np.where(context >= 0, gamma[context], 1))
        # The history of the next order is this n-gram, one position earlier.
        context = np.append(-1, np.where(found, place, -1)[:-1])
    return float(np.exp(-np.log(p[ids != start]).mean()))


train, test, order = read(sys.argv[1]), read(sys.argv[2]), int(sys.argv[3])
whole_wall, whole_cpu = time.perf_counter(), time.process_time()
words = dict.fromkeys(word for sentence in train for word in sentence)
index = {word: i for i, word in enumerate(dict.fromkeys([*words, "<unk>", "</s>", "<s>"]))}
ids, size, start = encode(train, index), len(index), index["<s>"]
wall, cpu = time.perf_counter(), time.process_time()
model = estimate(ids, order, size, start)
done_wall, done_cpu = time.perf_counter(), time.process_time()

print(
    json.dumps(
        {
            "whole": {"wall": done_wall - whole_wall, "cpu": done_cpu - whole_cpu},
            "estimation": {"wall": done_wall - wall, "cpu": done_cpu - cpu},
            "megabytes": peak.megabytes(),
            "ngrams": [len(known) for known in model[0]],
            "perplexity": perplexity(encode(test, index), model, size, start),
        }
    )
)
