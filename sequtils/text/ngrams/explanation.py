"""Why a model gave this answer: what each order added, and how much evidence it had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sequtils.text.ngrams.counts import START, NGramCounts

if TYPE_CHECKING:
    from sequtils.text.ngrams.model import NGramModel


def explain(model: NGramModel, history: Sequence[str], word: str) -> dict:
    """Say which orders answered, and with what weight; see `NGramModel.explain`.

    Args:
        model: The model.
        history, word: As in `NGramModel.probability`.

    Returns:
        What `NGramModel.explain` returns.
    """
    counts, tokens = model.counts, model.tokens(history, word)
    names = [*counts.outcomes, START]
    ids = tokens.tolist()
    orders, weight, answered = [], 1.0, 0
    for n, (own, gamma) in reversed(list(enumerate(_steps(model, tokens)))):
        before = [names[i] for i in ids[len(ids) - n : -1]] if n else []
        seen, total = _evidence(counts, tokens, n)
        answered = max(answered, n) if seen else answered
        line = {"order": n, "history": before, "count": seen, "history_count": total}
        orders.append({**line, "own": own, "weight": weight, "share": weight * own})
        weight *= gamma
    return {
        "history": [names[i] for i in ids[:-1]],
        "word": names[ids[-1]],
        "probability": model.probability(history, word),
        "answered": answered,
        "orders": orders,
    }


def _steps(model: NGramModel, tokens: np.ndarray) -> list[tuple[float, float]]:
    """For n = 0 … len(tokens), what order n adds to P of the last token by itself, and γ."""
    found = model.answers(tokens, np.array([len(tokens) - 1]))
    answers, gammas = (lines[: len(tokens) + 1, 0].tolist() for lines in found)
    if model.to_uniform:
        between = [(0.0, 1.0)] * (len(tokens) - 1)
        own = answers[-1] - gammas[-1] * answers[0]
        return [(answers[0], 0.0), *between, (max(own, 0.0), gammas[-1])]
    steps = [(answers[0], 0.0)]
    for n in range(1, len(tokens) + 1):
        own = answers[n] - gammas[n] * answers[n - 1]
        steps.append((max(own, 0.0), gammas[n]))  # rounding may leave −1e-17
    return steps


def _evidence(counts: NGramCounts, tokens: np.ndarray, n: int) -> tuple[int | None, int | None]:
    """How often the n-gram at the end of `tokens` was seen, and all that share its history."""
    if n == 0:
        return None, None
    rows, seen = counts.rows(tokens), counts.tables[n - 1].counts
    row, context = int(rows[n, -1]), int(rows[n - 1, -2]) if n > 1 else 0
    total = seen[counts.followers(n, context)].sum() if context >= 0 else 0
    return int(seen[row]) if row >= 0 else 0, int(total)
