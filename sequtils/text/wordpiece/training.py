"""Learning tokens fast: count the words of the texts, then hand numbers to the kernel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from sequtils.text.bpe.alphabet import codepoints
from sequtils.text.bpe.training import Pieces, blocks, check_sizes, counted
from sequtils.text.wordpiece.characters import characters
from sequtils.text.wordpiece.reference import INSIDE, Pair, join
from sequtils.text.wordpiece.words import normalize


def learn_merges(words: Mapping[str, int], new_tokens: int, min_count: int = 1) -> list[Pair]:
    """Learn the merges that `reference.learn_merges` learns, fast.

    Args:
        words, new_tokens, min_count: As in `reference.learn_merges`.

    Returns:
        The merges in order.

    Example:
        >>> learn_merges({"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}, 3)
        [('##g', '##s'), ('##u', '##g'), ('##u', '##n')]
    """
    return learn_from_words(counted(words, new_tokens, min_count), new_tokens, min_count)[1]


def learn_vocabulary(words: Pieces, vocab_size: int, min_count: int, reserved: int) -> list[str]:
    """Learn as many tokens as a vocabulary has room for.

    Args:
        words: From `count_words`.
        vocab_size: How many tokens there shall be, letters and reserved ones included.
        min_count: Pairs seen less often are not merged; at least 1.
        reserved: How many tokens are not learnt, because they are special.

    Returns:
        The tokens, letters first.

    Raises:
        ValueError: If there are no words, `min_count` is below 1, or `vocab_size` is smaller than
            the letters need or larger than the words allow.

    Example:
        >>> learn_vocabulary(count_words(["to do"], lower=True), 5, 1, reserved=1)
        ['##o', 'd', 't', 'do']
    """
    check_sizes(vocab_size, min_count)
    if not len(words.ends):
        raise ValueError("texts are empty: none of them holds a word.")
    letters = len(np.unique(_symbols(words)))
    if vocab_size < letters + reserved:
        raise ValueError(
            f"vocab_size must be at least {letters + reserved}, for {letters} letters, at the "
            f"start of words or inside, and {reserved} special tokens, got {vocab_size}."
        )
    tokens, _ = learn_from_words(words, vocab_size - letters - reserved, min_count)
    if len(tokens) + reserved < vocab_size:
        raise ValueError(
            f"vocab_size must be at most {len(tokens) + reserved}, which is all that these texts "
            f"allow with min_count {min_count}, got {vocab_size}."
        )
    return tokens


def learn_from_words(
    words: Pieces, new_tokens: int, min_count: int
) -> tuple[list[str], list[Pair]]:
    """Learn merges of counted words.

    Args:
        words: From `count_words`.
        new_tokens: How many tokens to add to the letters.
        min_count: Pairs seen less often are not merged.

    Returns:
        The tokens, letters first, and the merges in order.

    Example:
        >>> learn_from_words(count_words(["to do"], lower=True), 1, 1)
        (['##o', 'd', 't', 'do'], [('d', '##o')])
    """
    from sequtils.kernels.wordpiece import learn

    symbols = _symbols(words)
    known, ids = np.unique(symbols, return_inverse=True)
    spelled = [INSIDE * (symbol & 1) + chr(symbol >> 1) for symbol in known.tolist()]
    tokens = sorted(spelled)
    age = np.argsort(np.argsort(spelled))  # by spelling, as the reference sorts
    rows = learn.learn_merges(
        age[ids].astype(np.int32), words.ends, words.counts, len(tokens), new_tokens, min_count
    )
    merges = []
    for left, right, token in rows.tolist():
        merges.append((tokens[left], tokens[right]))
        if token == len(tokens):
            tokens.append(join(*merges[-1]))
    return tokens, merges


def count_words(texts: Iterable[str], lower: bool) -> Pieces:
    """Count the different words of texts.

    Args:
        texts: The texts.
        lower: Whether to drop capitals and accents.

    Returns:
        The different words, in the order they were first seen.

    Example:
        >>> count_words(["To be or", "not to be"], lower=True).counts.tolist()
        [2, 2, 1, 1]
    """
    from sequtils.kernels.bpe import count

    known = Pieces(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.int64))
    for block in blocks(texts):
        letters, ends, _ = cut(block, lower)
        # What is known joins the block as words that weigh more.
        known = Pieces(
            *count.count_pieces(
                np.concatenate([known.units, letters]),
                np.concatenate([known.ends, ends + len(known.units)]),
                np.concatenate([known.counts, np.ones(len(ends), np.int64)]),
            )
        )
    return known


def cut(texts: list[str], lower: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut texts into words, as `words.words` does.

    Args:
        texts: S texts.
        lower: Whether to drop capitals and accents.

    Returns:
        letters: The characters of all words, int32 [T].
        ends: Where each word ends, int64 [P].
        behind: How many words end in or before each text, int64 [S].

    Example:
        >>> [array.tolist() for array in cut(["A é", "b!"], lower=True)]
        [[97, 101, 98, 33], [1, 2, 3, 4], [2, 4]]
    """
    from sequtils.kernels.wordpiece import split

    table = characters(lower)
    codes = codepoints("".join(texts))
    rows = table.covering(codes)
    if table.may_swap(codes):
        texts = [normalize(text, lower) for text in texts]
        codes = codepoints("".join(texts))
        rows = table.covering(codes)
    bounds = np.cumsum([len(text) for text in texts], dtype=np.int64)
    return split.split_words(codes, bounds, *rows)


def _symbols(words: Pieces) -> np.ndarray:
    """Return a number for each character that says whether it stands inside its word, [T]."""
    inside = np.ones(len(words.units), np.int64)
    inside[(words.ends - np.diff(words.ends, prepend=0))] = 0
    return 2 * words.units + inside
