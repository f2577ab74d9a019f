"""Which windows fastText learns from: word2vec's, with noise words beside them.

Axes: V vocabulary, T tokens, S sentences, N windows, M words around their middles, K negatives.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sequtils.kernels.sgns.sampling import noise_word
from sequtils.kernels.windows.draw import draw_inputs


class NoisyWindows(NamedTuple):
    """Windows in reading order.

    Attributes:
        middles: The word in the middle of each, int32 [N].
        around: The words around it; window n has `around[bounds[n]:bounds[n + 1]]`, int32 [M].
        bounds: int64 [N + 1].
        noise: K noise words for every word that is to be guessed, never itself: for skip-gram
            int32 [M, K], for CBOW int32 [N, K].
    """

    middles: np.ndarray
    around: np.ndarray
    bounds: np.ndarray
    noise: np.ndarray


@njit(cache=True, nogil=True)
def draw_windows(tokens, offsets, sampler, window, negative, guess_middle, seed):
    """Draw the windows of some sentences.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Sentence s is `tokens[offsets[s]:offsets[s + 1]]`, int64 [S + 1].
        sampler: The tables of the vocabulary, a `sequtils.kernels.sgns.sampling.Sampler`.
        window: Largest distance; subsampling and reach as in
            `sequtils.kernels.windows.draw.draw_inputs`.
        negative: K, each drawn again while it equals the word to be guessed.
        guess_middle: True for CBOW, False for skip-gram, which guesses the words around.
        seed: uint64; equal seeds draw equal windows.

    Returns:
        NoisyWindows.
    """
    state = np.array([seed], dtype=np.uint64)
    middles, around, bounds = draw_inputs(tokens, offsets, sampler.keep, window, state)
    targets = middles if guess_middle else around
    noise = np.empty((len(targets), negative), np.int32)
    for n in range(len(targets)):
        for k in range(negative):
            word = noise_word(state, sampler.threshold, sampler.alias)
            while word == targets[n]:
                word = noise_word(state, sampler.threshold, sampler.alias)
            noise[n, k] = word
    return NoisyWindows(middles, around, bounds, noise)
