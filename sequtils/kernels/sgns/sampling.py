"""Where the training pairs of skip-gram come from: subsampling, dynamic window, noise words.

Every engine trains on the pairs drawn here, so all of them see the same stream.

Axes: V vocabulary, T tokens, S sentences, N pairs, K negatives.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

_UNIT = 1.0 / 2**53
_LOW_UNIT = 1.0 / 2**32
SUBSAMPLING = ("original", "paper")


class Sampler(NamedTuple):
    """The fixed tables that sampling reads.

    Attributes:
        keep: Probability that an occurrence of a word survives subsampling, float64 [V].
        threshold: Walker's alias table, chance that cell v stands for word v, float64 [V].
        alias: Walker's alias table, the word that cell v stands for otherwise, int32 [V].
    """

    keep: np.ndarray
    threshold: np.ndarray
    alias: np.ndarray


def keep_probability(counts: np.ndarray, sample: float, rule: str = "original") -> np.ndarray:
    """Probability that an occurrence of each word is kept by subsampling.

    With `r = sample · T / count` the paper keeps `sqrt(r)`, and the original program, like gensim
    after it, `sqrt(r) + r`, both capped at 1; the two differ for words near the threshold.

    Args:
        counts: How often each word occurs, [V].
        sample: The threshold as a relative frequency, such as 1e-3; 0 keeps every occurrence.
        rule: "original" or "paper".

    Returns:
        Probabilities in (0, 1], float64 [V].

    Raises:
        ValueError: If `sample` is negative or there is no such rule.

    References:
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> keep_probability([900_000, 99_900, 100], sample=1e-3).round(3).tolist()
        [0.034, 0.11, 1.0]
        >>> keep_probability([900_000, 99_900, 100], sample=1e-3, rule="paper").round(3).tolist()
        [0.033, 0.1, 1.0]
    """
    if not sample >= 0:
        raise ValueError(f"sample must be at least 0, not {sample!r}.")
    if rule not in SUBSAMPLING:
        raise ValueError(f"rule must be one of {', '.join(SUBSAMPLING)}, not {rule!r}.")
    counts = np.asarray(counts, dtype=np.float64)
    if sample == 0:
        return np.ones_like(counts)
    ratio = sample * counts.sum() / counts
    return np.minimum(1.0, np.sqrt(ratio) + (ratio if rule == "original" else 0))


def noise_distribution(counts: np.ndarray, exponent: float = 0.75) -> np.ndarray:
    """The distribution that negatives are drawn from, P_n(w) ∝ count(w)^exponent.

    Args:
        counts: How often each word occurs, [V].
        exponent: 1 gives the unigram distribution, 0 the uniform one; the paper uses 3/4.

    Returns:
        Probabilities that sum to 1, float64 [V].

    References:
        Mikolov et al., 2013, Distributed Representations of Words and Phrases, arXiv:1310.4546.

    Example:
        >>> noise_distribution([81, 16, 1]).round(3).tolist()
        [0.75, 0.222, 0.028]
    """
    weights = np.asarray(counts, dtype=np.float64) ** exponent
    return weights / weights.sum()


def alias_table(probabilities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Walker's alias table: one look-up and one comparison draw from any distribution.

    Args:
        probabilities: A distribution over V outcomes, [V].

    Returns:
        threshold float64 [V] and alias int32 [V]: pick a cell v uniformly, then take v with
        chance `threshold[v]` and `alias[v]` otherwise.

    References:
        Walker, 1977, An Efficient Method for Generating Discrete Random Variables with General
        Distributions, doi:10.1145/355744.355749.

    Example:
        >>> threshold, alias = alias_table(np.array([0.75, 0.25]))
        >>> threshold.tolist(), alias.tolist()
        ([1.0, 0.5], [0, 0])
    """
    threshold = np.asarray(probabilities, dtype=np.float64) * len(probabilities)
    alias = np.arange(len(threshold), dtype=np.int32)
    small = [v for v, height in enumerate(threshold) if height < 1]
    large = [v for v, height in enumerate(threshold) if height >= 1]
    while small and large:
        low, high = small.pop(), large[-1]
        alias[low] = high
        threshold[high] -= 1 - threshold[low]
        if threshold[high] < 1:
            small.append(large.pop())
    threshold[small + large] = 1.0  # what rounding left over
    return threshold, alias


def make_sampler(
    counts: np.ndarray, sample: float, exponent: float, rule: str = "original"
) -> Sampler:
    """Build the tables of a vocabulary with `counts` [V]."""
    return Sampler(
        keep_probability(counts, sample, rule), *alias_table(noise_distribution(counts, exponent))
    )


@njit(cache=True, inline="always")
def next_bits(state):
    """SplitMix64 (Steele, Lea & Flood, 2014): 64 random bits, `state` moves on in place."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(cache=True, inline="always")
def below(state, bound):
    """A uniform integer in 0 … bound − 1; the bias is below bound / 2^32."""
    return np.int64(((next_bits(state) >> np.uint64(32)) * np.uint64(bound)) >> np.uint64(32))


@njit(cache=True, inline="always")
def noise_word(state, threshold, alias):
    """One word from the noise distribution: high bits choose the cell, low bits the side."""
    bits = next_bits(state)
    cell = np.int64(((bits >> np.uint64(32)) * np.uint64(len(alias))) >> np.uint64(32))
    if np.float64(bits & np.uint64(0xFFFFFFFF)) * _LOW_UNIT < threshold[cell]:
        return np.int32(cell)
    return alias[cell]


@njit(cache=True)
def subsample(sentence, keep, state, kept):
    """Copy the surviving tokens of `sentence` to the front of `kept`; return how many."""
    n = 0
    for token in sentence:
        if np.float64(next_bits(state) >> np.uint64(11)) * _UNIT < keep[token]:
            kept[n] = token
            n += 1
    return n


@njit(cache=True, nogil=True)
def draw_pairs(tokens, offsets, sampler, window, negative, seed):
    """Draw the training pairs of some sentences, in reading order.

    A sentence is subsampled first, so that dropped words do not count as distance. The window of
    each centre then reaches `b` words to both sides, b uniform in 1 … window. Each pair gets K
    negatives from the noise distribution, drawn again while they equal the target.

    Args:
        tokens: Word ids, int32 [T].
        offsets: Sentence s is `tokens[offsets[s]:offsets[s + 1]]`, int64 [S + 1].
        sampler: The tables of the vocabulary.
        window: Largest distance between centre and target.
        negative: K, negatives per pair.
        seed: uint64; equal seeds draw equal pairs.

    Returns:
        centers int32 [N], targets int32 [N], negatives int32 [N, K].
    """
    state = np.array([seed], dtype=np.uint64)
    total = offsets[-1] - offsets[0]
    kept = np.empty(total, np.int32)
    centers = np.empty(2 * window * total, np.int32)
    targets = np.empty_like(centers)
    negatives = np.empty((len(centers), negative), np.int32)
    n = 0
    for s in range(len(offsets) - 1):
        length = subsample(tokens[offsets[s] : offsets[s + 1]], sampler.keep, state, kept)
        for t in range(length):
            reach = 1 + below(state, window)
            for u in range(max(0, t - reach), min(length, t + reach + 1)):
                if u == t:
                    continue
                centers[n], targets[n] = kept[t], kept[u]
                for k in range(negative):
                    word = noise_word(state, sampler.threshold, sampler.alias)
                    while word == kept[u]:
                        word = noise_word(state, sampler.threshold, sampler.alias)
                    negatives[n, k] = word
                n += 1
    return centers[:n], targets[:n], negatives[:n]
