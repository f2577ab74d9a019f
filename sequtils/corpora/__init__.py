"""Where text comes from: documentation that is installed, planted truth, published files."""

from __future__ import annotations

from collections.abc import Iterable

from sequtils.corpora import files, labelled, planted, vector_files
from sequtils.corpora.docs import docs

__all__ = ["docs", "files", "labelled", "load", "names", "planted", "vector_files"]


def names() -> list[str]:
    """Return the names that `load` knows.

    Returns:
        The names, in alphabetical order.

    Example:
        >>> "kingdom" in names()
        True
    """
    return sorted(["docs", "kingdom", *files.PUBLISHED])


def load(name: str) -> Iterable[list[str]]:
    """Return a corpus by its name.

    Args:
        name: "docs", "kingdom", or the name of a published corpus such as "text8".

    Returns:
        The corpus: iterable more than once, each time yielding its sentences as lists of words.

    Raises:
        ValueError: If there is no corpus of that name.

    Example:
        >>> len(load("kingdom"))
        4000
    """
    if name == "docs":
        return docs()
    if name == "kingdom":
        return planted.kingdom()
    if name in files.PUBLISHED:
        return files.corpus(name)
    raise files.unknown_corpus(name, names())
