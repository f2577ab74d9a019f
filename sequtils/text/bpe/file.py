"""The file a BPE model is saved in: one JSON object, with the format's name and version."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sequtils.atomic import atomic_write

FORMAT = "sequtils-bpe"
VERSION = 1
_KEYS = ("tokens", "merges", "special", "level", "pattern")


def write(path: str | os.PathLike, model: dict) -> None:
    """Write a model to a file, whole or not at all.

    Args:
        path: The file to create or replace.
        model: The arguments of `BPE`, by name.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "bpe.json"
        >>> write(path, {"tokens": ["a"], "merges": [], "special": []})
        >>> path.read_text().split("\\n")[:3]
        ['{', ' "format": "sequtils-bpe",', ' "version": 1,']
    """
    with atomic_write(path) as file:
        content = {"format": FORMAT, "version": VERSION, **model}
        lines = (f" {json.dumps(key)}: {_dump(value)}" for key, value in content.items())
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def read(path: str | os.PathLike) -> dict:
    """Read a file that `write` wrote.

    Args:
        path: The file.

    Returns:
        The arguments of `BPE`, by name.

    Raises:
        ValueError: If the file is no such model, is cut short, or has another version.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "bpe.json"
        >>> _ = path.write_text("{}")
        >>> read(path)
        Traceback (most recent call last):
        ValueError: '...bpe.json' is not a BPE model: it should be a JSON object ...
    """
    name = os.fspath(path)
    try:
        content = json.loads(Path(path).read_bytes())
    except ValueError:
        raise ValueError(f"BPE model {name!r} is cut short or malformed: it is not JSON.") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError(
            f"{name!r} is not a BPE model: it should be a JSON object whose format is {FORMAT!r}."
        )
    if content.get("version") != VERSION:
        raise ValueError(
            f"BPE model {name!r} has version {content.get('version')}, expected {VERSION}."
        )
    if missing := [key for key in _KEYS if key not in content]:
        raise ValueError(f"BPE model {name!r} is malformed: it lacks {', '.join(missing)}.")
    return {key: content[key] for key in _KEYS}


def _dump(value: object) -> str:
    """Write a list with one entry a line, so that people and `diff` can read it."""
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n  " + ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in value) + "]"
