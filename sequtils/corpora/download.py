"""Fetch a published file: with progress, resumed after a cut, kept only if it is the right one."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from filelock import FileLock

from sequtils.progress import progress_bar

BLOCK = 1 << 18
TIMEOUT = 30  # seconds without a byte before a connection counts as lost


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file.

    Args:
        path: The file.

    Returns:
        64 hexadecimal digits.

    Example:
        >>> import tempfile
        >>> empty = Path(tempfile.mkdtemp()) / "empty"
        >>> empty.touch()
        >>> sha256(empty)[:16]
        'e3b0c44298fc1c14'
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(url: str, path: Path, size: int, digest: str) -> Path:
    """Download a file, unless it is there.

    Bytes arrive in `path` + ".part", which the next call continues after a cut. Only a complete
    file whose SHA-256 is right gets its final name; of several processes one downloads.

    Args:
        url: Where the file is published.
        path: Where to put it; the folder is created.
        size: Its size in bytes.
        digest: Its SHA-256, in hexadecimal digits.

    Returns:
        `path`.

    Raises:
        ConnectionError: If the file cannot be reached, or the connection is lost on the way.
        ValueError: If what came is another file; nothing of it is kept.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "published.txt").write_text("a rose is a rose")
        >>> url, digest = (folder / "published.txt").as_uri(), sha256(folder / "published.txt")
        >>> fetch(url, folder / "mine.txt", 16, digest).read_text()
        'a rose is a rose'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with FileLock(path.with_name(f"{path.name}.lock")):
        if path.exists():
            return path
        _complete(part, url, size)
        if (found := sha256(part)) != digest:
            part.unlink()
            raise ValueError(
                f"{url} sent a file with SHA-256 {found}, expected {digest}; nothing was kept."
            )
        part.replace(path)
    return path


def _complete(part: Path, url: str, size: int) -> None:
    """Fetch what `part` lacks, or raise ConnectionError and leave what came."""
    have = _size(part)
    if have == size:
        return
    reason: object = "the connection ended"
    try:
        request = Request(url, headers={"Range": f"bytes={have}-"} if have else {})
        with urlopen(request, timeout=TIMEOUT) as response:
            # A server that does not know ranges answers 200 and begins anew.
            _append(
                response, part, have if response.status == HTTPStatus.PARTIAL_CONTENT else 0, size
            )
    except HTTPError as error:
        reason = f"HTTP {error.code} {error.reason}"
    except URLError as error:
        reason = error.reason
    except (OSError, HTTPException) as error:
        reason = error
    if (have := _size(part)) < size:
        kept = f"; {have:,} of {size:,} bytes are kept for the next try" if have else ""
        raise ConnectionError(f"{url} could not be fetched ({reason}{kept})")


def _append(response: IO[bytes], part: Path, have: int, size: int) -> None:
    """Copy a response to the end of the first `have` bytes of `part`."""
    name = part.name.removesuffix(".part")
    with (
        part.open("ab") as file,
        progress_bar(f"downloading {name}", size, "bytes") as advance,
    ):
        file.truncate(have)
        advance(have)
        while block := response.read(BLOCK):
            file.write(block)
            advance(len(block))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
