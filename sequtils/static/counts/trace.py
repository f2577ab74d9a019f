"""A window that moves over a sentence, step by step, as plain data to show."""

from __future__ import annotations

from collections.abc import Sequence

from sequtils.arguments import require_one_of, require_words
from sequtils.static.counts.windows import CONTEXTS, window_weights
from sequtils.text.vocab import Vocab


def trace(
    sentence: Sequence[str], window: int = 2, weighting: str = "flat", contexts: str = "both"
) -> dict:
    """Count the co-occurrences of one sentence and keep what happens at every position.

    Args:
        sentence: T words, at least one.
        window, weighting, contexts: As in `cooccurrence`.

    Returns:
        Lists, dicts, strings and numbers only, so `json.dumps` takes it:
        "sentence", the T words; "words", the V different ones in the order of the rows;
        "window", "weighting" and "contexts" as given, and "weights", one a distance;
        "steps", one for each position: its "position", "word" and "row"; the "neighbours" that
        are counted, from left to right, each with its "position", "word", "column", "distance"
        and "weight"; and the "matrix" X after them, V rows of V numbers.

    Raises:
        ValueError: If an argument is out of range, or the sentence is empty or a string.

    Example:
        >>> story = trace(["a", "rose", "is", "a", "rose"], window=1)
        >>> story["words"]
        ['a', 'rose', 'is']
        >>> [neighbour["word"] for neighbour in story["steps"][1]["neighbours"]]
        ['a', 'is']
        >>> story["steps"][1]["matrix"]
        [[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    """
    weights = window_weights(window, weighting)
    require_one_of("contexts", contexts, CONTEXTS)
    sentence = list(require_words("sentence", sentence))
    vocab = Vocab.build([sentence], min_count=1)
    ids = [vocab.id(word) for word in sentence]
    X = [[0.0] * len(vocab) for _ in vocab.words]
    steps = []
    for t, row in enumerate(ids):
        neighbours = [
            {
                "position": u,
                "word": sentence[u],
                "column": ids[u],
                "distance": abs(u - t),
                "weight": float(weights[abs(u - t) - 1]),
            }
            for u in _window(t, window, contexts, len(ids))
        ]
        for neighbour in neighbours:
            X[row][neighbour["column"]] += neighbour["weight"]
        step = {"position": t, "word": sentence[t], "row": row, "neighbours": neighbours}
        steps.append({**step, "matrix": [list(values) for values in X]})
    return {
        "sentence": sentence,
        "words": vocab.words,
        "window": window,
        "weighting": weighting,
        "contexts": contexts,
        "weights": weights.tolist(),
        "steps": steps,
    }


def _window(t: int, window: int, contexts: str, length: int) -> list[int]:
    """List the positions of the neighbours of position t, from left to right."""
    left = range(max(0, t - window), t) if contexts != "right" else ()
    right = range(t + 1, min(length, t + window + 1)) if contexts != "left" else ()
    return [*left, *right]
