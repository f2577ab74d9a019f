"""The file a tokeniser is saved in: one JSON object, with the format's name and version."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from sequtils.atomic import atomic_write


class Format(NamedTuple):
    """What a file must say about itself.

    Attributes:
        kind: What to call such a model in a sentence.
        name: The name it is written with.
        version: The version that is written and read.
        keys: What the model consists of.
    """

    kind: str
    name: str
    version: int
    keys: Collection[str]


def write(path: str | os.PathLike, form: Format, model: dict) -> None:
    """Write a model to a file, whole or not at all.

    Args:
        path: The file to create or replace.
        form: Its format.
        model: What `form.keys` name.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "model.json"
        >>> write(path, Format("toy model", "toy", 1, ["tokens"]), {"tokens": ["a"]})
        >>> path.read_text().split("\\n")[:3]
        ['{', ' "format": "toy",', ' "version": 1,']
    """
    content = {"format": form.name, "version": form.version}
    content |= {key: model[key] for key in form.keys}
    lines = (f" {json.dumps(key)}: {_dump(value)}" for key, value in content.items())
    with atomic_write(path) as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def read(path: str | os.PathLike, form: Format) -> dict:
    """Read a file that `write` wrote.

    Args:
        path: The file.
        form: The format it should have.

    Returns:
        What `form.keys` name.

    Raises:
        ValueError: If the file is no such model, is cut short, or has another version.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "model.json"
        >>> _ = path.write_text("{}")
        >>> read(path, Format("toy model", "toy", 1, ["tokens"]))
        Traceback (most recent call last):
        ValueError: '...model.json' is not a toy model: it should be a JSON object ...
    """
    name = os.fspath(path)
    try:
        content = json.loads(Path(path).read_bytes())
    except ValueError:
        raise ValueError(
            f"{form.kind} {name!r} is cut short or malformed: it is not JSON."
        ) from None
    if not isinstance(content, dict) or content.get("format") != form.name:
        raise ValueError(
            f"{name!r} is not a {form.kind}: it should be a JSON object whose format is "
            f"{form.name!r}."
        )
    if content.get("version") != form.version:
        raise ValueError(
            f"{form.kind} {name!r} has version {content.get('version')}, expected {form.version}."
        )
    if missing := [key for key in form.keys if key not in content]:
        raise ValueError(f"{form.kind} {name!r} is malformed: it lacks {', '.join(missing)}.")
    return {key: content[key] for key in form.keys}


def _dump(value: object) -> str:
    """Write a list with one entry a line, so that people and `diff` can read it."""
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n  " + ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in value) + "]"
