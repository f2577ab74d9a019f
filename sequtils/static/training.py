"""The loop of word2vec and its descendants: chunks of text, a falling learning rate, threads.

Axes: S sentences, T tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from os import PathLike
from typing import NamedTuple, TypeVar

import numpy as np

from sequtils.arguments import require_integer, require_number, require_one_of
from sequtils.progress import progress_bar
from sequtils.text.scratch import Scratch
from sequtils.text.vocab import Vocab

CHUNK = 10_000  # tokens that share one learning rate, as in the original word2vec
FLOOR = 1e-4  # of the initial rate, as in the original word2vec

Done = TypeVar("Done")


def require_settings(model, engines: Iterable[str]) -> None:
    """Raise a ValueError unless what all models of this loop are told is within its range.

    Args:
        model: Its settings; a learning rate of None stands for a default.
        engines: The names of those it has.
    """
    require_one_of("engine", model.engine, engines)
    for name in ("vector_size", "negative", "min_count", "epochs", "threads"):
        require_integer(name, getattr(model, name), least=1)
    require_integer("seed", model.seed, least=0)
    require_number("sample", model.sample, "at least 0 and finite", lambda x: x >= 0)
    if model.learning_rate is not None:
        require_number("learning_rate", model.learning_rate, "above 0 and finite", lambda x: x > 0)
    # Beyond 1 nearly every draw would be the most frequent word, which cannot be its own noise.
    within = "between -1 and 1"
    require_number("noise_exponent", model.noise_exponent, within, lambda x: abs(x) <= 1)


def encode(
    corpus: Iterable[Sequence[str]] | str | PathLike, min_count: int, max_sentence: int
) -> tuple[Vocab, np.ndarray | Scratch, np.ndarray]:
    """Build the vocabulary of a corpus and encode it.

    Args:
        corpus: Sentences, read twice; or the path of a text file with a sentence a line and white
            space between words, which is read many times faster.
        min_count: Words seen less often are left out.
        max_sentence: Longer sentences are cut into pieces of that many known words.

    Returns:
        The vocabulary, tokens and offsets, as `Vocab.encode_corpus` and `encode_lines` give them.

    Raises:
        ValueError: If the corpus is empty, is a one-shot iterator, or keeps fewer than two words.

    Example:
        >>> vocab, tokens, offsets = encode([["a", "rose", "is", "a", "rose"]], 1, 1_000)
        >>> vocab.words, tokens.tolist()
        (['a', 'rose', 'is'], [0, 1, 2, 0, 1])
    """
    if isinstance(corpus, (str, PathLike)):
        # Imported here: numba takes a third of a second.
        from sequtils.text.lines import encode_lines

        vocab, tokens, offsets = encode_lines(corpus, min_count, max_sentence)
    else:
        vocab = Vocab.build(corpus, min_count=min_count)
        tokens, offsets = vocab.encode_corpus(corpus, max_sentence=max_sentence)
    if len(vocab) < 2:
        raise ValueError(
            f"corpus keeps only the word {vocab.words[0]!r} at min_count={min_count}; "
            "negatives need at least two words."
        )
    return vocab, tokens, offsets


def train_on_text(
    model,
    take_steps: Callable[..., None],
    tables: Sequence[np.ndarray],
    tokens: np.ndarray | Scratch,
    offsets: np.ndarray,
    progress: bool | None,
) -> None:
    """Go through a text chunk by chunk, as often as the model has epochs.

    Args:
        model: Has `schedule`, which is given the number of chunks, `epochs` and `threads`.
        take_steps: Trains on the tokens of a chunk, the offsets of its sentences among them, with a
            learning rate and a seed.
        tables: All that is trained, and is looked at for divergence in the end. The first has a
            row a word; some of it is looked at after every chunk.
        tokens, offsets: The text, as `encode` gives it.
        progress: Show a progress bar on stderr; by default only on a terminal.

    Raises:
        FloatingPointError: If training diverges; names the epoch, the chunk and the learning rate.
    """
    bounds = chunk_bounds(offsets)
    chunks = len(bounds) - 1

    def train_chunk(step: int, chunk: int, learning_rate: float, seed: np.uint64) -> Trained:
        sentences = offsets[bounds[chunk] : bounds[chunk + 1] + 1]
        part = tokens[sentences[0] : sentences[-1]]
        take_steps(part, sentences - sentences[0], np.float32(learning_rate), seed)
        trained = Trained(len(part), place(step, chunks, model.epochs), learning_rate)
        require_finite(tables[0][part[:100]], trained.place, learning_rate)
        return trained

    steps = ((i, *step) for i, step in enumerate(model.schedule(chunks)))
    with progress_bar("training", model.epochs * len(tokens), "words", progress) as advance:
        train_all(train_chunk, steps, model.threads, advance, tables)


class Trained(NamedTuple):
    """What was just trained.

    Attributes:
        amount: How much, in the unit of the progress bar.
        place: Where in training that was, as `place` says it.
        learning_rate: With which rate.
    """

    amount: int
    place: str
    learning_rate: float


def train_all(
    train_chunk: Callable[..., Trained],
    steps: Iterable[tuple],
    threads: int,
    advance: Callable[[int], None],
    tables: Iterable[np.ndarray],
) -> None:
    """Take all steps, then look once at everything that was trained.

    Args:
        train_chunk, steps, threads: As in `in_order`.
        advance: Moves the progress bar on.
        tables: All that is trained, arrays or tensors.

    Raises:
        FloatingPointError: If training has diverged; names the last step.
    """
    trained = None
    for trained in in_order(train_chunk, steps, threads):
        advance(trained.amount)
    if trained is not None:
        for table in tables:
            require_finite(table, trained.place, trained.learning_rate)


def place(step: int, chunks: int, epochs: int) -> str:
    """Where in training a step is, counted from 0.

    Example:
        >>> place(36, chunks=30, epochs=5)
        'epoch 2 of 5, chunk 7 of 30'
    """
    epoch, chunk = divmod(step, chunks)
    return f"epoch {epoch + 1} of {epochs}, chunk {chunk + 1} of {chunks}"


def chunk_bounds(offsets: np.ndarray) -> np.ndarray:
    """Cut sentences into chunks of at least CHUNK tokens, but for the last.

    Args:
        offsets: Sentence s is the tokens `offsets[s]` … `offsets[s + 1]` − 1, [S + 1].

    Returns:
        Indices into `offsets`, from 0 to S: where chunks begin, and where the last one ends.

    Example:
        >>> chunk_bounds(np.array([0, 6_000, 12_000, 13_000])).tolist()
        [0, 2, 3]
    """
    cuts = np.searchsorted(offsets, np.arange(0, offsets[-1], CHUNK))
    return np.unique(np.append(cuts, len(offsets) - 1))


def falling(
    chunks: int, epochs: int, learning_rate: float, seed: int, floor: float = FLOOR
) -> Iterator[tuple[int, float, np.uint64]]:
    """Go through all chunks in every epoch, while the learning rate falls linearly.

    Args:
        chunks: How many there are.
        epochs: How often each is passed.
        learning_rate: The rate of the first step.
        seed: Fixes the seeds of the steps.
        floor: The least rate, as a share of the first.

    Yields:
        The number of a chunk, its learning rate, and its seed.

    Example:
        >>> [(chunk, round(rate, 3)) for chunk, rate, _ in falling(2, 2, 0.1, seed=1)]
        [(0, 0.1), (1, 0.075), (0, 0.05), (1, 0.025)]
    """
    seeds = np.random.default_rng([seed, 1])
    for i in range(epochs * chunks):
        rate = learning_rate * max(1 - i / (epochs * chunks), floor)
        yield i % chunks, rate, seeds.integers(2**64, dtype=np.uint64)


def in_order(train: Callable[..., Done], steps: Iterable[tuple], threads: int) -> Iterator[Done]:
    """Call a function for each step, `threads` of them at a time, and yield what it returns.

    Args:
        train: Takes what a step holds.
        steps: One after the other.
        threads: With 1, a step begins when the one before has ended.

    Yields:
        What `train` returned, in the order of the steps.

    Example:
        >>> list(in_order(pow, [(2, 3), (3, 2)], threads=2))
        [8, 9]
    """
    if threads == 1:
        yield from (train(*step) for step in steps)
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield from pool.map(lambda step: train(*step), steps)


def resident(engine: str, *tables: np.ndarray) -> AbstractContextManager[Iterable]:
    """The tables as an engine trains them: in memory, or on the GPU while the block runs.

    Raises:
        ImportError, RuntimeError: If the engine is "triton", and Triton or a GPU is missing.

    Example:
        >>> with resident("numba", np.zeros(2)) as (table,):
        ...     table += 1
        >>> table.tolist()
        [1.0, 1.0]
    """
    if engine != "triton":
        return nullcontext(tables)
    from sequtils.kernels.gpu import on_device

    return on_device(*tables)


def require_finite(rows: np.ndarray, place: str, learning_rate: float) -> None:
    """Raise a FloatingPointError if training has diverged.

    Args:
        rows: Vectors that were just trained, an array or a tensor. Divergence begins with frequent
            words and reaches all others soon, so some are enough.
        place: Which step trained them.
        learning_rate: Of that step.

    Example:
        >>> require_finite(np.array([np.inf]), "chunk 7", 3.0)
        Traceback (most recent call last):
        FloatingPointError: training diverged in chunk 7, at rate 3; learning_rate must be lower.
    """
    finite = np.isfinite(rows) if isinstance(rows, np.ndarray) else rows.isfinite()
    if not finite.all():
        raise divergence(place, learning_rate)


def divergence(place: str, learning_rate: float) -> FloatingPointError:
    """The error to raise where training has diverged, with the rate it had there."""
    return FloatingPointError(
        f"training diverged in {place}, at rate {learning_rate:.3g}; learning_rate must be lower."
    )
