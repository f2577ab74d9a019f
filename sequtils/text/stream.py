"""What counts as a corpus: sentences that can be read again and again, never all held at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sequtils.arguments import require_iterable, require_words


def sentences_of(corpus: Iterable[Sequence[str]], name: str = "corpus") -> Iterator[Sequence[str]]:
    """Iterate over the sentences of a corpus, refusing what only looks like one.

    Args:
        corpus: Any object that yields its sentences anew each time it is iterated; a sentence is
            a list of words.
        name: What it is called.

    Returns:
        An iterator over the sentences.

    Raises:
        ValueError: If the corpus can be iterated only once (a generator, an open file), it or one
            of its sentences is a string, whose words would be characters, or a word is no string.

    Example:
        >>> list(sentences_of([["a", "rose"], ["is", "a", "rose"]]))
        [['a', 'rose'], ['is', 'a', 'rose']]
    """
    require_iterable(name, corpus, "hold sentences as lists of words")
    if iter(corpus) is corpus:
        raise ValueError(
            f"{name} must be iterable more than once, but this {type(corpus).__name__} is used up "
            "after one pass; pass a list, or an object whose __iter__ begins anew."
        )
    return (require_words("each sentence", sentence) for sentence in corpus)
