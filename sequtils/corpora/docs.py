"""The documentation corpus: three million words of English that every reader already has.

Docstrings of the scientific packages that the course pins, read where pip has put them. Nothing
is downloaded, copied or imported; what the docstrings say is found once and kept in the cache.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from filelock import FileLock

from sequtils.atomic import atomic_write
from sequtils.corpora import docstrings, rst
from sequtils.corpora.cache import cache_dir
from sequtils.corpora.readers import read_files
from sequtils.progress import progress_bar
from sequtils.text import tokenize

PACKAGES = ("numpy", "scipy", "sklearn", "matplotlib", "torch", "sympy", "sqlalchemy")

# What the chapters were written with: the versions in requirements.txt and the digest they give.
PINNED_VERSIONS = MappingProxyType(
    {
        "numpy": "2.4.6",
        "scipy": "1.17.1",
        "sklearn": "1.9.1",
        "matplotlib": "3.11.2",
        "torch": "2.13.0",
        "sympy": "1.14.0",
        "sqlalchemy": "2.1.9",
    }
)
PINNED_DIGEST = "b40c010f64cd"

_DISTRIBUTIONS = {"sklearn": "scikit-learn"}
_TESTS = {"test", "tests"}
# The code that decides what is prose, a sentence and a word: text made by other code is old.
_MAKERS = (docstrings, rst, tokenize)


class Record(NamedTuple):
    """A docstring as its authors wrote it, and where it stands.

    Attributes:
        package: Import name of the package, such as "sklearn".
        module: Dotted name of the module, such as "sklearn.linear_model._ridge".
        name: Qualified name inside the module, such as "Ridge.fit"; empty for the module itself.
        text: The docstring, its indentation removed.
    """

    package: str
    module: str
    name: str
    text: str


class DocsCorpus:
    """Sentences of documentation, re-iterable; `len` is their number.

    Made by `docs`.

    Attributes:
        versions: The version of each package.
        digest: 12 hexadecimal digits of the SHA-256 of the sentences: equal digests, equal text.
        words: Number of words in all sentences.
    """

    def __init__(self, versions: Mapping[str, str], text: bytes, records: Path):
        self.versions = dict(versions)
        self.digest = hashlib.sha256(text).hexdigest()[:12]
        self._lines = text.decode().splitlines()
        self._records = records
        self.words = text.count(b" ") + len(self._lines)

    def __iter__(self) -> Iterator[list[str]]:
        return (line.split() for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __repr__(self) -> str:
        return f"DocsCorpus({len(self):,} sentences, {self.words:,} words, digest {self.digest})"

    @property
    def matches_pinned(self) -> bool:
        """Whether this is, word for word, the corpus that the chapters were written with."""
        return self.digest == PINNED_DIGEST

    @cached_property
    def records(self) -> list[Record]:
        """The docstrings themselves, in order, each text once; read from the cache when asked."""
        with gzip.open(self._records, "rt", encoding="utf-8") as file:
            return [Record(*json.loads(line)) for line in file]


def docs(packages: Iterable[str] = PACKAGES) -> DocsCorpus:
    """Return the sentences of the docstrings of installed packages, as lower-case words.

    Left out are code, formulas and markup (see `sequtils.corpora.rst`), docstrings in folders of
    tests, repeated docstrings and sentences of one word. Finding them takes some seconds on all
    cores the first time, and is cached for the versions that are installed.

    Args:
        packages: Import names; by default the scientific packages that the course pins.

    Returns:
        The corpus, the same on every machine that has the same versions.

    Raises:
        ModuleNotFoundError: If a package is not installed.
        ValueError: If `packages` is empty or a string.

    Example:
        >>> docs(["nopackage"])
        Traceback (most recent call last):
        ModuleNotFoundError: docs() needs a package that is not installed: nopackage; run: pip ...
    """
    if isinstance(packages, str) or not (packages := tuple(dict.fromkeys(packages))):
        raise ValueError(f"packages must be a list of import names, got {packages!r}.")
    versions = _versions(packages)
    key = _key(versions)
    text = cache_dir() / f"docs-{key}.txt.gz"
    records = cache_dir() / f"docs-{key}.jsonl.gz"
    text.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(text.with_suffix(".lock")):  # of several processes one reads the docstrings
        content = _cached(text) if records.exists() else None
        if content is None:
            content = _build(packages, text, records)
    return DocsCorpus(versions, content, records)


def read(packages: Iterable[str], processes: int) -> list[tuple[Record, list[str]]]:
    """Read the docstrings of packages, past the cache.

    Args:
        packages: Import names of installed packages.
        processes: How many files are read at the same time; the result does not depend on it.

    Returns:
        Each different docstring, by package, path and line, and its sentences: lower-case words
        joined by spaces.

    Example:
        >>> record, sentences = read(["filelock"], processes=1)[0]
        >>> record.module, sentences[0]
        ('filelock', 'a platform independent file lock that supports the with statement')
    """
    places = [(package, path) for package in packages for path in _files(package)]
    with progress_bar("reading docstrings", len(places), "files") as advance:
        found = list(read_files([root / path for (_, (root, path)) in places], processes, advance))
    seen: dict[str, tuple[Record, list[str]]] = {}
    for (package, (_, path)), entries in zip(places, found, strict=True):
        for name, text, sentences in entries:
            record = Record(package, _module(package, path), name, text)
            seen.setdefault(text, (record, sentences))
    return list(seen.values())


def _files(package: str) -> list[tuple[Path, Path]]:
    """Return the Python files of a package, tests left out, as its folder and paths in it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"docs() needs packages that lie in a folder, got {package!r}.")
    root = Path(next(iter(spec.submodule_search_locations)))
    # By the parts of the path: Windows would order paths without regard to case.
    paths = sorted((path.relative_to(root) for path in root.rglob("*.py")), key=lambda p: p.parts)
    return [(root, path) for path in paths if not _TESTS.intersection(path.parts)]


def _module(package: str, path: Path) -> str:
    """Return the dotted name of the module in a file of a package."""
    parts = path.with_suffix("").parts
    return ".".join((package, *(parts[:-1] if parts[-1] == "__init__" else parts)))


def _versions(packages: Iterable[str]) -> dict[str, str]:
    """Return the installed version of each package, or say which are missing."""
    versions, missing = {}, []
    for package in packages:
        distribution = _DISTRIBUTIONS.get(package, package)
        try:
            # A local label, as in 2.13.0+cpu, names the build: the docstrings are the same.
            versions[package] = metadata.version(distribution).partition("+")[0]
        except metadata.PackageNotFoundError:
            pin = PINNED_VERSIONS.get(package)
            missing.append((package, f"{distribution}=={pin}" if pin else distribution))
    if missing:
        number = "a package that is" if len(missing) == 1 else "packages that are"
        raise ModuleNotFoundError(
            f"docs() needs {number} not installed: {', '.join(name for name, _ in missing)}; "
            f"run: pip install {' '.join(wanted for _, wanted in missing)}"
        )
    return versions


def _key(versions: Mapping[str, str]) -> str:
    """Return what tells one cached corpus from another: what was read, and by which code."""
    code = b"".join(Path(module.__file__).read_bytes() for module in _MAKERS)
    return hashlib.sha256(json.dumps(list(versions.items())).encode() + code).hexdigest()[:12]


def _cached(path: Path) -> bytes | None:
    """Return the text in the cache, or None if it is not there or damaged."""
    try:
        # An empty file would pass for an empty corpus.
        return gzip.decompress(path.read_bytes() or b"damaged")
    except (OSError, EOFError, zlib.error):
        return None


def _build(packages: Iterable[str], text: Path, records: Path) -> bytes:
    """Read the docstrings and write both files of the cache; return the text."""
    found = read(packages, _cores())
    lines = "".join(f"{json.dumps(record)}\n" for record, _ in found)
    sentences = "\n".join(sentence for _, each in found for sentence in each).encode()
    # The text comes last: where it is, the records are too.
    for path, content in ((records, lines.encode()), (text, sentences)):
        with atomic_write(path, "wb") as file:
            file.write(gzip.compress(content, compresslevel=6, mtime=0))
    return sentences


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
