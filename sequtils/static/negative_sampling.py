"""What models that train on groups of words share: settings, schedule and threads.

Axes: V vocabulary, D embedding, G groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sequtils.kernels.sgns.sampling import Sampler, make_sampler
from sequtils.kernels.windows import ENGINES, load_step
from sequtils.kernels.windows.draw import Windows
from sequtils.progress import progress_bar
from sequtils.static.training import (
    Trained,
    chunk_bounds,
    falling,
    place,
    require_finite,
    require_settings,
    resident,
    train_all,
)
from sequtils.text.stream import sentences_of


@dataclass(frozen=True, kw_only=True)
class NegativeSampling:
    """Settings of training by negative sampling; each model gives its own defaults.

    Args:
        vector_size: D.
        negative: K, noise words for each word asked for.
        noise_exponent: Noise words are drawn in proportion to count^exponent.
        min_count: Words seen less often are left out.
        sample: Subsampling threshold as a relative frequency; 0 keeps every occurrence.
        epochs: Passes over the groups.
        learning_rate: The initial step size, which falls linearly to a ten-thousandth of itself.
        seed: One thread repeats its result to the bit.
        threads: More are faster, and not reproducible.
        engine: "numba" (compiled), "numpy" (the definition), "torch" (autograd) or "triton" (on an
            NVIDIA GPU; not reproducible).

    Raises:
        ValueError: If an argument is out of range.
    """

    vector_size: int = 100
    negative: int = 5
    noise_exponent: float = 0.75
    min_count: int = 5
    sample: float = 1e-3
    epochs: int = 10
    learning_rate: float = 0.025
    seed: int = 1
    threads: int = 1
    engine: str = "numba"

    def __post_init__(self):
        require_settings(self, ENGINES)

    def sampler(self, counts: np.ndarray) -> Sampler:
        """The tables of a vocabulary with `counts` [V]."""
        return make_sampler(counts, self.sample, self.noise_exponent)

    def initial_vectors(self, size: int) -> np.ndarray:
        """Uniform in ±1/(2D), float32 [size, D], as in the original word2vec."""
        random = np.random.default_rng(self.seed).random((size, self.vector_size), np.float32)
        return (random - 0.5) / np.float32(self.vector_size)

    def train(
        self,
        W: np.ndarray,
        C: np.ndarray,
        architecture: str,
        inputs: np.ndarray,
        draw: Callable[[int, int, np.uint64], Windows],
        progress: bool | None,
    ) -> None:
        """Train W and C in place.

        Args:
            W: Vectors of the inputs, float32 [≥ V, D].
            C: Vectors of the outputs, the most frequent word's first, float32 [V, D].
            architecture: "skip-gram" or "cbow".
            inputs: About how many inputs the windows of each group have, [G].
            draw: Draws the windows of groups `begin` … `end` − 1 with a seed.
            progress: Show a progress bar on stderr; by default only on a terminal.

        Raises:
            FloatingPointError: If training diverges; names the epoch, the chunk and the learning
                rate.
        """
        with resident(self.engine, W, C) as tables:
            self._train(*tables, architecture, inputs, draw, progress)

    def _train(self, W, C, architecture, inputs, draw, progress):
        step = load_step(self.engine, architecture)
        bounds = chunk_bounds(np.concatenate([[0], np.cumsum(inputs)]))
        chunks = len(bounds) - 1

        def train_chunk(i: int, chunk: int, rate: float, seed: np.uint64) -> Trained:
            step(W, C, draw(bounds[chunk], bounds[chunk + 1], seed), np.float32(rate))
            groups = int(bounds[chunk + 1] - bounds[chunk])
            trained = Trained(groups, place(i, chunks, self.epochs), rate)
            require_finite(C[:100], trained.place, rate)
            return trained

        schedule = falling(chunks, self.epochs, self.learning_rate, self.seed)
        steps = ((i, *entry) for i, entry in enumerate(schedule))
        with progress_bar("training", self.epochs * len(inputs), "groups", progress) as advance:
            train_all(train_chunk, steps, self.threads, advance, [W, C])


def require_groups(name: str, groups: Iterable[Sequence[str]]) -> None:
    """Raise a ValueError unless groups of words can be read again and again, and there are some.

    Example:
        >>> require_groups("baskets", [])
        Traceback (most recent call last):
        ValueError: baskets must hold words, but they are empty.
    """
    if not any(len(group) for group in sentences_of(groups, name)):
        raise ValueError(f"{name} must hold words, but they are empty.")
