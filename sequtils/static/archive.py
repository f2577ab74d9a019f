"""The file a model of documents or sentences is saved in: NumPy's .npz, its arrays beside a text.

The text is JSON: the format's name and version, the words with their counts, and the settings.

Axes: V vocabulary, D embedding.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping

import numpy as np

from sequtils.atomic import atomic_write
from sequtils.text.vocab import Vocab

VERSION = 1


def write(
    path: str | os.PathLike,
    kind: str,
    arrays: Mapping[str, np.ndarray],
    vocab: Vocab,
    settings: Mapping[str, object],
) -> None:
    """Write a model to a file, whole or not at all.

    Args:
        path: The file to create or replace.
        kind: What such a model is called; `read` asks for it again.
        arrays: Float32 arrays by name.
        vocab: The words the model knows.
        settings: What JSON can hold, by name.
    """
    text = {"format": kind, "version": VERSION, "settings": dict(settings)}
    text |= {"words": vocab.words, "counts": vocab.counts.tolist()}
    data = np.frombuffer(json.dumps(text).encode(), np.uint8)
    with atomic_write(path, "wb") as file:
        np.savez(file, about=data, **arrays)


def read(
    path: str | os.PathLike, kind: str
) -> tuple[dict[str, np.ndarray], Vocab, dict[str, object]]:
    """Read a file that `write` wrote.

    Args:
        path: The file.
        kind: What such a model is called.

    Returns:
        The arrays by name, the words, the settings.

    Raises:
        ValueError: If the file is no such model, is cut short or damaged, or has another version.
    """
    name = os.fspath(path)
    try:
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]))
            found, version = about["format"], about["version"]
            arrays = {key: file[key] for key in file.files if key != "about"}
    except (ValueError, TypeError, KeyError, AttributeError, EOFError, zipfile.BadZipFile):
        raise ValueError(f"{name!r} is not a file of {kind}, or it is damaged.") from None
    if found != kind:
        raise ValueError(f"{name!r} holds {found}, expected {kind}.")
    if version != VERSION:
        raise ValueError(f"{name!r} has version {version} of {kind}, expected {VERSION}.")
    return arrays, Vocab(about["words"], about["counts"]), about["settings"]
