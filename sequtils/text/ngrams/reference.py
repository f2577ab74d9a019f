"""Every estimator of `estimators` by its formula, over dictionaries of n-grams.

Each function returns P(history, word), where a history is a tuple of words that begins with `<s>`
if the sentence does and is no longer than the longest n-gram less one. Nothing is vectorised.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

Probability = Callable[[tuple[str, ...], str], float]


def count_ngrams(corpus: Iterable[Sequence[str]], order: int) -> Counter[tuple[str, ...]]:
    """Count the n-grams of the lengths 1 … order, every sentence between `<s>` and `</s>`.

    Args:
        corpus: Sentences; those without a word are passed over.
        order: Length of the longest n-grams.

    Returns:
        The count of each n-gram, a tuple of words; `<s>` alone, which is never predicted, has none.

    Example:
        >>> counts = count_ngrams([["a", "b", "a", "b"]], order=2)
        >>> counts["a", "b"], counts["<s>", "a"], counts["<s>",]
        (2, 1, 0)
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for sentence in filter(len, corpus):
        words = ("<s>", *sentence, "</s>")
        for n in range(1, order + 1):
            counts.update(words[t : t + n] for t in range(len(words) - n + 1))
    counts.pop(("<s>",), None)
    return counts


def outcomes(corpus: Iterable[Sequence[str]]) -> list[str]:
    """Return what can be predicted: the words of a corpus, `<unk>` and `</s>`.

    Example:
        >>> outcomes([["b", "a"], ["a"]])
        ['</s>', '<unk>', 'a', 'b']
    """
    return sorted({"<unk>", "</s>"}.union(*corpus))


def maximum_likelihood(counts: Counter, words: list[str]) -> Probability:
    """P(w | h) = count(hw) / count(h); of a history never seen, its longest part that was.

    Example:
        >>> p = maximum_likelihood(count_ngrams([["a", "b", "a", "c"]], order=2), list("abc"))
        >>> p(("a",), "b"), p(("a",), "a")
        (0.5, 0.0)
    """
    after = followers(counts)

    def p(history, word):
        if history and history not in after:
            return p(history[1:], word)
        return after[history][word] / after[history].total()

    return p


def add_k(counts: Counter, words: list[str], k: float) -> Probability:
    """P(w | h) = (count(hw) + k) / (count(h) + kV).

    Example:
        >>> p = add_k(count_ngrams([["a", "b"]], order=2), ["a", "b", "<unk>", "</s>"], k=1)
        >>> p(("a",), "b")
        0.4
    """
    after = followers(counts)

    def p(history, word):
        seen = after.get(history, Counter())
        return (seen[word] + k) / (seen.total() + k * len(words))

    return p


def interpolated(counts: Counter, words: list[str], weights: Sequence[float]) -> Probability:
    """P(w | h) = λ_n · count(hw) / count(h) + (1 − λ_n) · P(w | h'), with 1/V at the end.

    Example:
        >>> p = interpolated(count_ngrams([["a", "b"]], order=1), list("ab") + ["</s>", "?"], [0.4])
        >>> round(p((), "a"), 4)  # 0.4 / 3 + 0.6 / 4
        0.2833
    """
    after = followers(counts)

    def p(history, word):
        lower = p(history[1:], word) if history else 1 / len(words)
        if history not in after:
            return lower
        weight = weights[len(history)]
        frequency = after[history][word] / after[history].total()
        return weight * frequency + (1 - weight) * lower

    return p


def stupid_backoff(counts: Counter, words: list[str], factor: float) -> Probability:
    """S(w | h) = count(hw) / count(h) if hw was seen, else factor · S(w | h').

    Example:
        >>> s = stupid_backoff(count_ngrams([["a", "b", "a", "c"]], order=2), [], factor=0.4)
        >>> s(("a",), "b"), round(s(("b",), "b"), 4)
        (0.5, 0.08)
    """
    after = followers(counts)

    def s(history, word):
        if (*history, word) in counts:
            return after[history][word] / after[history].total()
        return factor * s(history[1:], word) if history else 0.0

    return s


def absolute_discounting(
    counts: Counter, words: list[str], discounts: Sequence[float]
) -> Probability:
    """P(w | h) = max(count(hw) − D, 0) / count(h) + D · N(h) / count(h) · P(w | h').

    N(h) is the number of different words seen after h.

    Example:
        >>> counts = count_ngrams([["a", "b", "a", "c"]], order=2)
        >>> p = absolute_discounting(counts, ["a", "b", "c", "</s>", "<unk>"], [0.5, 0.5])
        >>> p(("a",), "b")
        0.34
    """
    after = followers(counts)

    def p(history, word):
        lower = p(history[1:], word) if history else 1 / len(words)
        if history not in after:
            return lower
        seen, D = after[history], discounts[len(history)]
        return max(seen[word] - D, 0) / seen.total() + D * len(seen) / seen.total() * lower

    return p


def kneser_ney(
    counts: Counter, words: list[str], discounts: Sequence[Sequence[float]]
) -> Probability:
    """P(w | h) = (c(hw) − D(c(hw))) / Σ_v c(hv) + Σ_v D(c(hv)) / Σ_v c(hv) · P(w | h').

    c counts occurrences for the longest n-grams, and for shorter ones the different words before
    them; D(c) is 0, D₁, D₂ or D₃₊ for c = 0, 1, 2, more.

    Example:
        >>> counts = count_ngrams([["a", "b"], ["c", "b"]], order=2)
        >>> p = kneser_ney(counts, ["a", "b", "c", "</s>", "<unk>"], [(0.5, 1, 1.5)] * 2)
        >>> round(p(("x",), "b"), 4)  # b was seen after two of the five different word pairs
        0.3
    """
    after = followers(preceded(counts))

    def p(history, word):
        lower = p(history[1:], word) if history else 1 / len(words)
        if history not in after:
            return lower
        seen, D = after[history], (0, *discounts[len(history)])
        freed = sum(D[min(c, 3)] for c in seen.values())
        kept = seen[word] - D[min(seen[word], 3)]
        return kept / seen.total() + freed / seen.total() * lower

    return p


def followers(counts: Counter) -> dict[tuple[str, ...], Counter[str]]:
    """Return for every history what was seen after it, and how often.

    Example:
        >>> followers(Counter({("a", "b"): 2, ("a", "c"): 1}))
        {('a',): Counter({'b': 2, 'c': 1})}
    """
    after: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for (*history, word), count in counts.items():
        after[tuple(history)][word] = count
    return dict(after)


def preceded(counts: Counter) -> Counter[tuple[str, ...]]:
    """Return Kneser–Ney's counts: for shorter n-grams, of the different words before them.

    Those that begin with `<s>` have nothing before them, and keep their counts.

    Example:
        >>> preceded(Counter({("b",): 9, ("a", "b"): 5, ("c", "b"): 4}))["b",]
        2
    """
    order = max(map(len, counts))
    different = Counter(ngram[1:] for ngram in counts if len(ngram) > 1)
    return Counter(
        {
            ngram: count if len(ngram) == order or ngram[0] == "<s>" else different[ngram]
            for ngram, count in counts.items()
        }
    )
