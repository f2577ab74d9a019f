"""What counts as a corpus: sentences that can be read again and again, never all held at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sequtils.arguments import require_iterable, require_words


@dataclass(frozen=True)
class Lines:
    """The sentences of a text file, a line each, read anew at every iteration.

    Args:
        path: A UTF-8 file with white space between words. A line without words is a sentence
            without words.

    Raises:
        ValueError: On iteration, if the file is not UTF-8.
        OSError: On iteration, if it cannot be read.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "roses.txt"
        >>> _ = path.write_text("a rose is\\na rose\\n")
        >>> list(Lines(path))
        [['a', 'rose', 'is'], ['a', 'rose']]
    """

    path: str | os.PathLike

    def __iter__(self) -> Iterator[list[str]]:
        with Path(self.path).open(encoding="utf-8") as file:
            try:
                yield from map(str.split, file)
            except UnicodeDecodeError as error:
                raise ValueError(
                    f"path must name a UTF-8 file, but {os.fspath(self.path)!r} is none "
                    f"({error.reason})."
                ) from None


def corpus_of(corpus: Iterable[Sequence[str]] | str | os.PathLike) -> Iterable[Sequence[str]]:
    """A corpus as it is, or that of the file which a path names.

    Example:
        >>> corpus_of([["a", "rose"]]), corpus_of("roses.txt")
        ([['a', 'rose']], Lines(path='roses.txt'))
    """
    return Lines(corpus) if isinstance(corpus, (str, os.PathLike)) else corpus


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
