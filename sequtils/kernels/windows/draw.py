"""Which windows a step is taken for: subsampling, dynamic reach, and what each is asked.

Every engine trains on the windows drawn here, so all of them see the same stream.

Axes: V vocabulary, T tokens, S sentences, N windows, M inputs of all windows, P their outputs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.sgns.sampling import below, noise_word, subsample


class Windows(NamedTuple):
    """Windows in reading order.

    Attributes:
        inputs: Input words; window n has `inputs[input_bounds[n]:input_bounds[n + 1]]`, int32 [M].
        input_bounds: int64 [N + 1].
        outputs: Rows of C that are asked; bounded alike, int32 [P].
        output_bounds: int64 [N + 1].
        labels: The right answer for each output, 1 or 0, float32 [P].
    """

    inputs: np.ndarray
    input_bounds: np.ndarray
    outputs: np.ndarray
    output_bounds: np.ndarray
    labels: np.ndarray


class Paths(NamedTuple):
    """The way from the root of a binary tree to each word.

    Attributes:
        nodes: Inner nodes, from the root on; word v has `nodes[bounds[v]:bounds[v + 1]]`, int32.
        labels: 1 where the way turns left at a node, 0 where right, float32, like `nodes`.
        bounds: int64 [V + 1].
    """

    nodes: np.ndarray
    labels: np.ndarray
    bounds: np.ndarray


@njit(cache=True, nogil=True)
def draw_inputs(tokens, offsets, keep, window, state):
    """Draw the inputs of the windows of some sentences.

    A sentence is subsampled first, so that dropped words do not count as distance. The window of
    each remaining word then reaches `b` words to both sides, b uniform in 1 … window.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Sentence s is `tokens[offsets[s]:offsets[s + 1]]`, int64 [S + 1].
        keep: Probability that an occurrence of a word survives subsampling, float64 [V].
        window: Largest distance of an input from the word in the middle.
        state: Of the random numbers, uint64 [1]; moves on.

    Returns:
        The words in the middle int32 [N], their inputs int32 [M], and their bounds int64 [N + 1].
        Words without an input are left out.
    """
    total = offsets[-1] - offsets[0]
    kept = np.empty(total, np.int32)
    middles = np.empty(total, np.int32)
    inputs = np.empty(2 * window * total, np.int32)
    bounds = np.zeros(total + 1, np.int64)
    n = m = 0
    for s in range(len(offsets) - 1):
        length = subsample(tokens[offsets[s] : offsets[s + 1]], keep, state, kept)
        for t in range(length):
            reach = 1 + below(state, window)
            for u in range(max(0, t - reach), min(length, t + reach + 1)):
                if u != t:
                    inputs[m] = kept[u]
                    m += 1
            if m > bounds[n]:
                middles[n] = kept[t]
                n += 1
                bounds[n] = m
    return middles[:n], inputs[:m], bounds[: n + 1]


@njit(cache=True, nogil=True)
def draw_noise_windows(tokens, offsets, sampler, window, negative, seed):
    """Draw windows whose outputs are the word in the middle and K noise words.

    Args:
        tokens, offsets, window: As in `draw_inputs`.
        sampler: The tables of the vocabulary, a `Sampler`.
        negative: K, noise words a window; each is drawn again while it equals the middle.
        seed: uint64; equal seeds draw equal windows.

    Returns:
        Windows with K + 1 outputs each, the middle first.
    """
    state = np.array([seed], dtype=np.uint64)
    middles, inputs, bounds = draw_inputs(tokens, offsets, sampler.keep, window, state)
    outputs = np.empty((len(middles), negative + 1), np.int32)
    labels = np.zeros((len(middles), negative + 1), np.float32)
    labels[:, 0] = 1
    for n in range(len(middles)):
        outputs[n, 0] = middles[n]
        for k in range(1, negative + 1):
            word = noise_word(state, sampler.threshold, sampler.alias)
            while word == middles[n]:
                word = noise_word(state, sampler.threshold, sampler.alias)
            outputs[n, k] = word
    output_bounds = (negative + 1) * np.arange(len(middles) + 1)
    return Windows(inputs, bounds, outputs.ravel(), output_bounds, labels.ravel())


@njit(cache=True, nogil=True)
def draw_path_windows(tokens, offsets, keep, paths, window, seed):
    """Draw windows whose outputs are the nodes on the way to the word in the middle.

    Args:
        tokens, offsets, keep, window: As in `draw_inputs`.
        paths: The tree.
        seed: uint64; equal seeds draw equal windows.

    Returns:
        Windows with as many outputs as the path of their middle is long.
    """
    state = np.array([seed], dtype=np.uint64)
    middles, inputs, bounds = draw_inputs(tokens, offsets, keep, window, state)
    output_bounds = np.zeros(len(middles) + 1, np.int64)
    for n in range(len(middles)):
        length = paths.bounds[middles[n] + 1] - paths.bounds[middles[n]]
        output_bounds[n + 1] = output_bounds[n] + length
    outputs = np.empty(output_bounds[-1], np.int32)
    labels = np.empty(output_bounds[-1], np.float32)
    for n in range(len(middles)):
        path = slice(paths.bounds[middles[n]], paths.bounds[middles[n] + 1])
        outputs[output_bounds[n] : output_bounds[n + 1]] = paths.nodes[path]
        labels[output_bounds[n] : output_bounds[n + 1]] = paths.labels[path]
    return Windows(inputs, bounds, outputs, output_bounds, labels)
