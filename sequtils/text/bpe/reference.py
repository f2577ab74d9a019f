"""Byte-pair encoding as the paper puts it: count neighbours, merge the most frequent, repeat.

Nothing here is fast: each merge counts all pairs of all words again. Symbols are strings; whether
they stand for characters or for bytes (`sequtils.text.bpe.alphabet`) makes no difference.

References:
    Gage, 1994, A New Algorithm for Data Compression, The C Users Journal 12(2).
    Sennrich, Haddow & Birch, 2016, Neural Machine Translation of Rare Words with Subword Units,
    arXiv:1508.07909.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sequtils.arguments import require_counts, require_integer

Pair = tuple[str, str]


def learn_merges(words: Mapping[str, int], new_tokens: int, min_count: int = 1) -> list[Pair]:
    """Learn which symbols to merge, in which order.

    The pair with the highest count is merged next. Of pairs with the same count it is the
    smallest, where symbols are ordered by age: characters by code point, then tokens in the order
    they were made. A merge that spells an earlier token makes that token.

    Args:
        words: How often each word occurs.
        new_tokens: How many tokens to add to the characters.
        min_count: Pairs seen less often are not merged; at least 1.

    Returns:
        The merges in order; fewer new tokens than asked for if no pair is left.

    Example:
        >>> learn_merges({"low": 5, "lower": 2, "newest": 6, "widest": 3}, 4)
        [('e', 's'), ('es', 't'), ('l', 'o'), ('lo', 'w')]
    """
    return [step["chosen"] for step in _steps(words, new_tokens, min_count)]


def encode(word: Sequence[str], merges: Sequence[Pair]) -> list[str]:
    """Cut a word into tokens by merging as training did: the earliest merge first.

    Args:
        word: The word, or its symbols.
        merges: From `learn_merges`.

    Returns:
        The tokens. Of several places the leftmost is merged first.

    Example:
        >>> encode("lowest", [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w")])
        ['low', 'est']
    """
    rank = {pair: i for i, pair in enumerate(merges)}
    tokens = list(word)
    while len(tokens) > 1:
        ranks = [rank.get(pair, math.inf) for pair in pairwise(tokens)]
        if (first := min(ranks)) == math.inf:
            break
        i = ranks.index(first)
        tokens[i : i + 2] = [tokens[i] + tokens[i + 1]]
    return tokens


def trace(words: Mapping[str, int], new_tokens: int) -> list[dict]:
    """Tell how merges are learnt, step by step, in plain data.

    Args:
        words: How often each word occurs.
        new_tokens: How many tokens to add at most.

    Returns:
        For each merge a dict with `pairs`, a list of [left, right, count], the next to be merged
        first; `chosen`, [left, right]; and `words`, a list of [tokens, count], after it.

    Example:
        >>> step = trace({"aab": 2, "ab": 1}, 1)[0]
        >>> step["pairs"], step["chosen"], step["words"]
        ([['a', 'b', 3], ['a', 'a', 2]], ['a', 'b'], [[['a', 'ab'], 2], [['ab'], 1]])
    """
    return [
        {
            "pairs": [[*pair, count] for pair, count in step["pairs"]],
            "chosen": list(step["chosen"]),
            "words": [[list(tokens), count] for tokens, count in step["words"]],
        }
        for step in _steps(words, new_tokens, min_count=1)
    ]


def _steps(words: Mapping[str, int], new_tokens: int, min_count: int) -> Iterator[dict]:
    """Yield the counts, the choice and the words after it, for each merge."""
    require_counts("words", words)
    require_integer("new_tokens", new_tokens, least=0)
    require_integer("min_count", min_count, least=1)
    split = [(list(word), count) for word, count in words.items()]
    age = {symbol: i for i, symbol in enumerate(sorted(set("".join(words))))}
    limit = len(age) + new_tokens
    while len(age) < limit and (counts := count_pairs(split)):
        order = sorted(counts, key=lambda pair: (-counts[pair], age[pair[0]], age[pair[1]]))
        best = order[0]
        if counts[best] < min_count:
            break
        split = [(merge(tokens, best), count) for tokens, count in split]
        age.setdefault("".join(best), len(age))
        pairs = [(pair, counts[pair]) for pair in order]
        yield {"pairs": pairs, "chosen": best, "words": split}


def count_pairs(split: Sequence[tuple[Sequence[str], int]]) -> Counter[Pair]:
    """Count the neighbours in words that are cut into tokens.

    Args:
        split: For each word its tokens and how often it occurs.

    Returns:
        How often each pair occurs.

    Example:
        >>> count_pairs([("aab", 2), ("ab", 1)])
        Counter({('a', 'b'): 3, ('a', 'a'): 2})
    """
    counts: Counter[Pair] = Counter()
    for tokens, count in split:
        for pair in pairwise(tokens):
            counts[pair] += count
    return counts


def merge(tokens: Sequence[str], pair: Pair) -> list[str]:
    """Merge a pair wherever it occurs, from left to right.

    Args:
        tokens: The tokens of a word.
        pair: The two to merge.

    Returns:
        The tokens after it.

    Example:
        >>> merge(["a", "a", "a", "b"], ("a", "a"))
        ['aa', 'a', 'b']
    """
    merged, i = [], 0
    while i < len(tokens):
        size = 2 if tuple(tokens[i : i + 2]) == pair else 1
        merged.append("".join(tokens[i : i + size]))
        i += size
    return merged
