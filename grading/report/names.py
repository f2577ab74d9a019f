"""Pseudonyms, so that a class can be discussed without its names."""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

LENGTH = 6  # 32⁶ pseudonyms: in a class of 1,000 two are the same once in 2,000 classes


class Pseudonyms:
    """The pseudonyms of one class; the same student has the same one in every assignment.

    They are a keyed hash of the name. The key is drawn once and kept in the class folder: whoever
    has it can tell which pseudonym belongs to a name they know.

    Args:
        folder: The class folder; the key is its file `grades/pseudonyms.key`.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> Pseudonyms(folder)["ada"] == Pseudonyms(folder)["ada"] != Pseudonyms(folder)["alan"]
        True
        >>> Pseudonyms(folder)["ada"][:8]
        'student-'
    """

    def __init__(self, folder: Path):
        self._key = _read_or_draw(Path(folder) / "grades" / "pseudonyms.key")

    def __getitem__(self, student: str) -> str:
        return f"student-{self._letters(student)[:LENGTH]}"

    def of(self, students: Iterable[str]) -> dict[str, str]:
        """Student → pseudonym; the few that would share one get all letters of their hash."""
        chosen = {student: self[student] for student in students}
        shared = {name for name, times in Counter(chosen.values()).items() if times > 1}
        return {
            student: f"student-{self._letters(student)}" if name in shared else name
            for student, name in chosen.items()
        }

    def _letters(self, student: str) -> str:
        # Names of folders that are no UTF-8 hold lone surrogates.
        name = student.encode("utf-8", "surrogateescape")
        return base64.b32encode(hmac.digest(self._key, name, "sha256")).decode().rstrip("=")


def _read_or_draw(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    key = secrets.token_bytes(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex())
    return key
