"""What counts as a corpus: sentences that can be read again and again, never all held at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def sentences_of(corpus: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Iterate over the sentences of a corpus, refusing what only looks like one.

    Args:
        corpus: Any object that yields its sentences anew each time it is iterated; a sentence is
            a list of words.

    Returns:
        An iterator over the sentences.

    Raises:
        ValueError: If the corpus can be iterated only once (a generator, an open file), or it or
            one of its sentences is a string, whose words would be characters.

    Example:
        >>> list(sentences_of([["a", "rose"], ["is", "a", "rose"]]))
        [['a', 'rose'], ['is', 'a', 'rose']]
    """
    if isinstance(corpus, str):
        raise ValueError(
            f"corpus must hold sentences as lists of words, got the text {corpus!r:.40}."
        )
    if iter(corpus) is corpus:
        raise ValueError(
            f"corpus must be iterable more than once, but this {type(corpus).__name__} is used up "
            "after one pass; pass a list, or an object whose __iter__ begins anew."
        )
    return map(_checked, corpus)


def _checked(sentence: Sequence[str]) -> Sequence[str]:
    if isinstance(sentence, str):
        raise ValueError(f"each sentence must be a list of words, got the text {sentence!r:.40}.")
    return sentence
