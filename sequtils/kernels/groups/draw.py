"""Which windows are drawn from a group of words: all pairs, a document's row, its n-grams.

Axes: V vocabulary, T tokens, G groups, N windows, B buckets of n-grams.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sequtils.kernels.sgns.sampling import below, next_bits, noise_word, subsample
from sequtils.kernels.windows.draw import Windows

_UNIT = 1.0 / 2**53
_MULTIPLIER = np.uint64(116_049_371)  # of fastText's hash of word n-grams


@njit(cache=True, nogil=True)
def draw_baskets(tokens, offsets, sampler, shared, negative, seed):
    """Draw windows in which every item of a basket asks for every other one.

    Args:
        tokens: Item ids, int32 [T].
        offsets: Basket g is `tokens[offsets[g]:offsets[g + 1]]`, int64 [G + 1].
        sampler: The tables of the vocabulary, a `Sampler`.
        shared: Whether all inputs that ask for one item share its noise; else each has its own,
            and a window of its own.
        negative: K, noise items a window; each is drawn again while it equals the target.
        seed: uint64; equal seeds draw equal windows.

    Returns:
        Windows with K + 1 outputs each, the target first.
    """
    state = np.array([seed], dtype=np.uint64)
    sizes = offsets[1:] - offsets[:-1]
    most = (sizes * (sizes - 1)).sum()
    kept = np.empty(sizes.max(), np.int32)
    targets, inputs = np.empty(most, np.int32), np.empty(most, np.int32)
    bounds = np.zeros(most + 1, np.int64)
    n = m = 0
    for g in range(len(sizes)):
        size = subsample(tokens[offsets[g] : offsets[g + 1]], sampler.keep, state, kept)
        for t in range(size):
            for u in range(size):
                if u != t:
                    inputs[m] = kept[u]
                    m += 1
                last = u == size - 1 if shared else u != t
                if last and m > bounds[n]:
                    targets[n] = kept[t]
                    n += 1
                    bounds[n] = m
    return _ask(targets[:n], inputs[:m], bounds[: n + 1], sampler, negative, state)


@njit(cache=True, nogil=True)
def draw_documents(tokens, offsets, rows, sampler, window, negative, seed):
    """Draw windows whose inputs are the words around the middle and the document's row, last.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Document g is `tokens[offsets[g]:offsets[g + 1]]`, int64 [G + 1].
        rows: The row of each document in the matrix of inputs, int32 [G].
        sampler: The tables of the vocabulary, a `Sampler`.
        window: Largest distance of a word from the middle; the reach of each window is uniform in
            1 … window. 0 leaves the row alone.
        negative: K, noise words a window; each is drawn again while it equals the middle.
        seed: uint64; equal seeds draw equal windows.

    Returns:
        Windows with K + 1 outputs each, the middle first.
    """
    state = np.array([seed], dtype=np.uint64)
    total = offsets[-1] - offsets[0]
    kept, middles = np.empty(total, np.int32), np.empty(total, np.int32)
    inputs = np.empty((2 * window + 1) * total, np.int32)
    bounds = np.zeros(total + 1, np.int64)
    n = m = 0
    for g in range(len(offsets) - 1):
        length = subsample(tokens[offsets[g] : offsets[g + 1]], sampler.keep, state, kept)
        for t in range(length):
            reach = 1 + below(state, window) if window else 0
            for u in range(max(0, t - reach), min(length, t + reach + 1)):
                if u != t:
                    inputs[m] = kept[u]
                    m += 1
            inputs[m] = rows[g]
            m += 1
            middles[n] = kept[t]
            n += 1
            bounds[n] = m
    return _ask(middles[:n], inputs[:m], bounds[: n + 1], sampler, negative, state)


@njit(cache=True, nogil=True)
def ngrams(sentence, longest, size, buckets):
    """The n-grams of a sentence with 2 … `longest` words, by a hash of their words.

    Args:
        sentence: Word ids, int32 [T].
        longest: Words of the longest n-grams.
        size: V; rows of n-grams follow those of words.
        buckets: B; n-grams with one hash share a row.

    Returns:
        Their rows, from V to V + B − 1, int32, the positions of their first words and of their
        last, int64.
    """
    length = len(sentence)
    most = length * (longest - 1)
    rows = np.empty(most, np.int32)
    first, last = np.empty(most, np.int64), np.empty(most, np.int64)
    n = 0
    for i in range(length):
        key = np.uint64(sentence[i])
        for j in range(i + 1, min(i + longest, length)):
            key = key * _MULTIPLIER + np.uint64(sentence[j])
            rows[n], first[n], last[n] = size + np.int64(key % np.uint64(buckets)), i, j
            n += 1
    return rows[:n], first[:n], last[:n]


@njit(cache=True, nogil=True)
def draw_sentences(tokens, offsets, sampler, longest, buckets, negative, seed):
    """Draw windows in which the rest of a sentence, words and n-grams, asks for each of its words.

    Subsampling spares the inputs: it thins the words that are asked for.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Sentence g is `tokens[offsets[g]:offsets[g + 1]]`, int64 [G + 1].
        sampler: The tables of the vocabulary, a `Sampler`.
        longest, buckets: As in `ngrams`.
        negative: K, noise words a window; each is drawn again while it equals the target.
        seed: uint64; equal seeds draw equal windows.

    Returns:
        Windows with K + 1 outputs each, the target first; their inputs are all other words and the
        n-grams that do not hold the target's place.
    """
    state = np.array([seed], dtype=np.uint64)
    size = len(sampler.keep)
    lengths = offsets[1:] - offsets[:-1]
    targets = np.empty(lengths.sum(), np.int32)
    inputs = np.empty((lengths * lengths).sum() * longest, np.int32)
    bounds = np.zeros(len(targets) + 1, np.int64)
    n = m = 0
    for g in range(len(lengths)):
        sentence = tokens[offsets[g] : offsets[g + 1]]
        rows, first, last = ngrams(sentence, longest, size, buckets)
        for t in range(len(sentence)):
            chance = np.float64(next_bits(state) >> np.uint64(11)) * _UNIT
            if len(sentence) == 1 or chance >= sampler.keep[sentence[t]]:
                continue
            for u in range(len(sentence)):
                if u != t:
                    inputs[m] = sentence[u]
                    m += 1
            for i in range(len(rows)):
                if not first[i] <= t <= last[i]:
                    inputs[m] = rows[i]
                    m += 1
            targets[n] = sentence[t]
            n += 1
            bounds[n] = m
    return _ask(targets[:n], inputs[:m], bounds[: n + 1], sampler, negative, state)


@njit(cache=True, nogil=True)
def _ask(targets, inputs, bounds, sampler, negative, state):
    """Windows whose outputs are a target, labelled 1, and K noise words, labelled 0."""
    outputs = np.empty((len(targets), negative + 1), np.int32)
    labels = np.zeros((len(targets), negative + 1), np.float32)
    labels[:, 0] = 1
    for n in range(len(targets)):
        outputs[n, 0] = targets[n]
        for k in range(1, negative + 1):
            word = noise_word(state, sampler.threshold, sampler.alias)
            while word == targets[n]:
                word = noise_word(state, sampler.threshold, sampler.alias)
            outputs[n, k] = word
    output_bounds = (negative + 1) * np.arange(len(targets) + 1)
    return Windows(inputs, bounds, outputs.ravel(), output_bounds, labels.ravel())
