"""Published corpora by name: from your own folder, else the cache, else the web.

A file is searched in the folder that $SEQUTILS_DATA names, then in the cache, and downloaded to
the cache if it has a public address. Wherever it lies, its SHA-256 is checked before it is read.
"""

from __future__ import annotations

import io
import lzma
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import IO

from sequtils.corpora.cache import cache_dir
from sequtils.corpora.download import fetch, sha256

BLOCK = 1 << 20  # characters


@dataclass(frozen=True)
class Published:
    """What somebody published, text or vectors, and how to know that a file is it.

    Attributes:
        name: What it is called.
        digests: SHA-256 of each file name under which it is accepted, the preferred name first.
        url: Where the first of these files can be downloaded, or None if nowhere.
        size: Bytes of the first of these files.
    """

    name: str
    digests: Mapping[str, str]
    url: str | None
    size: int


_TABLE = (
    # The first 10⁸ characters of English Wikipedia of 3 March 2006, lower case, a–z and spaces
    # only (Mahoney, 2006, About the Test Data).
    Published(
        name="text8",
        digests={
            "text8.zip": "a6640522afe85d1963ad56c05b0ede0a0c000dddc9671758a6cc09b7a38e5232",
            "text8": "6e890197040d37d85beb962ae1f041ff1d9a9ca8d20c7d99c85027eebf51dca7",
        },
        url="http://mattmahoney.net/dc/text8.zip",
        size=31_344_016,
    ),
    # The same cleaning of a dump of late 2018.
    Published(
        name="wiki8",
        digests={
            "wiki8.txt.xz": "016957883e60b0958c346f082b03644763c071f037609843bd4f91946b3e369f",
            "wiki8.txt": "874091bf3a502280fab6106287ecf023c0f847a57e2b14713a07c6b027b53cdc",
        },
        url=None,
        size=24_235_392,
    ),
)
PUBLISHED = MappingProxyType({entry.name: entry for entry in _TABLE})


@dataclass(frozen=True)
class TextCorpus:
    """Running text without punctuation, read anew and in blocks at every iteration.

    The text has no sentence boundaries, so it is cut every `sentence_length` words, as word2vec
    does; only the last sentence may be shorter.

    Attributes:
        path: A text file in UTF-8, plain, or compressed as .xz or .zip (its first member).
        sentence_length: Words to a sentence; 1,000 is word2vec's.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "rose.txt"
        >>> _ = path.write_text("a rose is a rose is a rose")
        >>> list(TextCorpus(path, sentence_length=5))
        [['a', 'rose', 'is', 'a', 'rose'], ['is', 'a', 'rose']]
    """

    path: Path
    sentence_length: int = 1000

    def __post_init__(self):
        if self.sentence_length < 1:
            raise ValueError(f"sentence_length must be at least 1, got {self.sentence_length}.")

    def __iter__(self) -> Iterator[list[str]]:
        length, words = self.sentence_length, []
        for block in self._blocks():
            words += block.split()
            full = len(words) - len(words) % length
            yield from (words[i : i + length] for i in range(0, full, length))
            words = words[full:]
        if words:
            yield words

    def _blocks(self) -> Iterator[str]:
        """Yield the text in pieces that end between words."""
        rest = ""
        with _open(self.path) as file, io.TextIOWrapper(file, encoding="utf-8") as text:
            while block := text.read(BLOCK):
                block = rest + block
                # The last word may go on in the next block.
                end = max(block.rfind(" "), block.rfind("\n")) + 1
                yield block[:end]
                rest = block[end:]
        yield rest


def corpus(name: str) -> TextCorpus:
    """Return a published corpus by its name.

    Args:
        name: A key of `PUBLISHED`, such as "text8".

    Returns:
        The corpus, in sentences of 1,000 words.

    Raises:
        ValueError: If there is no corpus of that name, $SEQUTILS_DATA is not a folder, or a file
            is not the published one.
        FileNotFoundError: If the corpus is neither here nor can be downloaded.

    Example:
        >>> corpus("text9")
        Traceback (most recent call last):
        ValueError: there is no corpus named 'text9'; did you mean 'text8'?
    """
    if name not in PUBLISHED:
        raise unknown_corpus(name, PUBLISHED)
    return TextCorpus(locate(PUBLISHED[name]))


def unknown_corpus(name: str, known: Iterable[str]) -> ValueError:
    """Return the error for a name that no corpus has.

    Args:
        name: The name that was asked for.
        known: The names there are.

    Returns:
        The error, not raised.

    Example:
        >>> print(unknown_corpus("wiki", ["text8", "docs"]))
        there is no corpus named 'wiki'; known are docs, text8.
    """
    known = sorted(known)
    close = " or ".join(map(repr, get_close_matches(str(name), known)))
    hint = f"did you mean {close}?" if close else f"known are {', '.join(known)}."
    return ValueError(f"there is no corpus named {name!r}; {hint}")


def locate(entry: Published) -> Path:
    """Find a published file, downloading it if need be.

    Args:
        entry: Which.

    Returns:
        The path of the first of its files that is there, its SHA-256 checked.

    Raises:
        FileNotFoundError: If it is neither here nor can be downloaded.
        ValueError: If $SEQUTILS_DATA is not a folder, or the file is not the published one.
    """
    for folder in _folders():
        for name, digest in entry.digests.items():
            if (path := folder / name).is_file():
                return _verified(path, digest)
    name, digest = next(iter(entry.digests.items()))
    if entry.url is None:
        raise FileNotFoundError(
            f"{entry.name!r} is not on this machine and has no public address; put "
            f"{' or '.join(entry.digests)} in a folder and set SEQUTILS_DATA to that folder."
        )
    try:
        return fetch(entry.url, cache_dir() / name, entry.size, digest)
    except ConnectionError as error:
        raise FileNotFoundError(
            f"{entry.name!r} is not on this machine, and {error}; download {entry.url} "
            f"elsewhere and put {name} in {cache_dir()}, or in a folder that SEQUTILS_DATA names."
        ) from None


def _folders() -> list[Path]:
    """Return where to look: the user's own data, then the cache."""
    if not (chosen := os.environ.get("SEQUTILS_DATA")):
        return [cache_dir()]
    if not Path(chosen).is_dir():
        raise ValueError(f"SEQUTILS_DATA must name a folder, got {chosen!r}.")
    return [Path(chosen), cache_dir()]


def _verified(path: Path, digest: str) -> Path:
    if (found := sha256(path)) != digest:
        raise ValueError(
            f"{os.fspath(path)!r} is not the published file: its SHA-256 is {found}, expected "
            f"{digest}; replace or remove it."
        )
    return path


def _open(path: Path) -> IO[bytes]:
    """Open a text file for reading, decompressing it on the way."""
    if path.suffix == ".xz":
        return lzma.open(path)
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(path)
        return archive.open(archive.namelist()[0])
    return path.open("rb")
