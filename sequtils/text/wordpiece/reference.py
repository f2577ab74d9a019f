"""WordPiece as its formula puts it: merge the pair that occurs most beyond chance.

Byte-pair encoding merges the most frequent pair. WordPiece divides by how frequent its two parts
are: merging a and b raises the likelihood of the texts under a model of independent tokens by
about count(ab) · log(N · count(ab) / (count(a) · count(b))), and the score that is known from the
libraries is the fraction inside. Many that offer "WordPiece" training count pairs as byte-pair
encoding does and only spell tokens like WordPiece; `tokenizers` is one of them.

A token inside a word is spelled with ## before it. Nothing here is fast.

References:
    Schuster & Nakajima, 2012, Japanese and Korean Voice Search.
    Wu et al., 2016, Google's Neural Machine Translation System, arXiv:1609.08144.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from sequtils.arguments import require_counts, require_integer

INSIDE = "##"
Pair = tuple[str, str]


def learn_merges(words: Mapping[str, int], new_tokens: int, min_count: int = 1) -> list[Pair]:
    """Learn which tokens to merge, in which order.

    The pair with the highest score is merged next. Of pairs with the same score it is the
    smallest, where tokens are ordered by age: letters in the order of their spelling, then tokens
    in the order they were made. A merge that spells an earlier token makes that token.

    Args:
        words: How often each word occurs.
        new_tokens: How many tokens to add to the letters.
        min_count: Pairs seen less often are not merged; at least 1.

    Returns:
        The merges in order; fewer new tokens than asked for if no pair is left.

    Example:
        >>> learn_merges({"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}, 3)
        [('##g', '##s'), ('##u', '##g'), ('##u', '##n')]
    """
    return [merge for merge, _ in _steps(words, new_tokens, min_count)]


def scores(split: Sequence[tuple[Sequence[str], int]]) -> dict[Pair, float]:
    """Score each pair of neighbours: count(ab) / (count(a) · count(b)).

    Args:
        split: For each word its tokens and how often it occurs.

    Returns:
        The score of each pair.

    Example:
        >>> scores([(["a", "##b"], 3), (["a", "##c"], 1)])
        {('a', '##b'): 0.25, ('a', '##c'): 0.25}
    """
    tokens, pairs = _count(split)
    # The product is a float, as in the kernel, so that both round alike.
    return {(a, b): n / (float(tokens[a]) * tokens[b]) for (a, b), n in pairs.items()}


def letters(word: str) -> list[str]:
    """Spell a word in the tokens that training begins with.

    Args:
        word: The word.

    Returns:
        One token for each character.

    Example:
        >>> letters("hug")
        ['h', '##u', '##g']
    """
    return [INSIDE * (i > 0) + character for i, character in enumerate(word)]


def join(left: str, right: str) -> str:
    """Return the token that two make.

    Args:
        left: Any token.
        right: A token inside a word.

    Returns:
        Their token.

    Example:
        >>> join("h", "##u"), join("##u", "##g")
        ('hu', '##ug')
    """
    return left + right.removeprefix(INSIDE)


def encode(word: str, vocabulary: Collection[str], unknown: str = "[UNK]") -> list[str]:
    """Cut a word into tokens: the longest that fits, then the longest that fits behind it, …

    Args:
        word: The word.
        vocabulary: The tokens there are.
        unknown: What a word becomes that cannot be cut into tokens.

    Returns:
        The tokens. How they were learnt does not matter, only that they are there.

    Example:
        >>> encode("unaffable", {"un", "##aff", "##able", "##a"})
        ['un', '##aff', '##able']
        >>> encode("unused", {"un", "##aff", "##able", "##a"})
        ['[UNK]']
    """
    tokens, start = [], 0
    while start < len(word):
        mark = INSIDE if start else ""
        ends = range(len(word), start, -1)
        fitting = (end for end in ends if mark + word[start:end] in vocabulary)
        if (end := next(fitting, None)) is None:
            return [unknown]
        tokens.append(mark + word[start:end])
        start = end
    return tokens


def _steps(
    words: Mapping[str, int], new_tokens: int, min_count: int
) -> Iterator[tuple[Pair, list[tuple[list[str], int]]]]:
    """Yield each merge and the words after it."""
    require_counts("words", words)
    require_integer("new_tokens", new_tokens, least=0)
    require_integer("min_count", min_count, least=1)
    split = [(letters(word), count) for word, count in words.items()]
    age = {token: i for i, token in enumerate(sorted(_count(split)[0]))}
    limit = len(age) + new_tokens
    while len(age) < limit:
        counts, score = _count(split)[1], scores(split)
        frequent = [pair for pair in score if counts[pair] >= min_count]
        if not frequent:
            break
        best = min(frequent, key=lambda pair: (-score[pair], age[pair[0]], age[pair[1]]))
        split = [(_merge(tokens, best), count) for tokens, count in split]
        age.setdefault(join(*best), len(age))
        yield best, split


def _count(split: Sequence[tuple[Sequence[str], int]]) -> tuple[Counter[str], Counter[Pair]]:
    """Count tokens and pairs of neighbours."""
    tokens: Counter[str] = Counter()
    pairs: Counter[Pair] = Counter()
    for word, count in split:
        for token in word:
            tokens[token] += count
        for pair in pairwise(word):
            pairs[pair] += count
    return tokens, pairs


def _merge(tokens: Sequence[str], pair: Pair) -> list[str]:
    """Merge a pair wherever it occurs, from left to right."""
    merged, i = [], 0
    while i < len(tokens):
        found = tuple(tokens[i : i + 2]) == pair
        merged.append(join(*pair) if found else tokens[i])
        i += 1 + found
    return merged
