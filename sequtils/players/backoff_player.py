"""The player of n-gram back-off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sequtils.players.player import STEPS, Player, require_keys, short
from sequtils.plots import Table

_MAKER = "NGramModel.explain"
_ANSWER = ("history", "word", "probability", "answered", "orders")
_ORDER = ("order", "history", "count", "history_count", "own", "weight", "share")


def backoff(answers: Mapping | Sequence[Mapping]) -> Player:
    """Show which orders of an n-gram model answered, and with what weight.

    Args:
        answers: From `sequtils.text.ngrams.NGramModel.explain`: one answer, or one for each word
            of a sentence.

    Returns:
        The player; it has one step for each order that is asked about a word.

    Raises:
        ValueError: If there is no answer, or one is none of `explain`.

    References:
        Katz, 1987, Estimation of Probabilities from Sparse Data, doi:10.1109/TASSP.1987.1165125.

    Example:
        >>> from sequtils.text.ngrams import NGramCounts, stupid_backoff
        >>> model = stupid_backoff(NGramCounts.build([["a", "b", "c", "b"]], order=2))
        >>> backoff(model.explain(["b"], "b"))
        Which order answered
        word  order  history  seen    weight × own = share
        b     2      b        0 of 2  1 × 0 = 0
              1               2 of 5  0.4 × 0.4 = 0.16
              0                       0 × 0.2 = 0
              total                   0.16
    """
    answers = [answers] if isinstance(answers, Mapping) else list(answers)
    if not answers:
        raise ValueError("answers must hold at least one answer, got none.")
    for answer in answers:
        require_keys("answers", answer, _ANSWER, _MAKER)
        for order in answer["orders"]:
            require_keys("answers", order, _ORDER, _MAKER)
    rows = [row for answer in answers for row in _rows(answer)]
    header = ["word", "order", "history", "seen", "weight × own = share"]
    title = "Which order answered"
    tables = {title: Table(header, rows)}
    return Player(
        "backoff-player",
        title,
        answers,
        tables,
        (*STEPS, "sentence.css", "backoff.css", "backoff.js"),
    )


def _rows(answer: Mapping) -> list[list]:
    rows = []
    for line in answer["orders"]:
        total = line["history_count"]
        product = f"{short(line['weight'])} × {short(line['own'])} = {short(line['share'])}"
        seen = "" if total is None else f"{line['count']} of {total}"
        word = "" if rows else answer["word"]
        rows.append([word, line["order"], " ".join(line["history"]), seen, product])
    return [*rows, ["", "total", "", "", short(answer["probability"])]]
