"""Where corpora that took time to make or fetch are kept between runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_dir() -> Path:
    """Return the folder for cached corpora: $SEQUTILS_CACHE, else the user's own cache folder.

    Returns:
        The folder; it may not exist yet.

    Example:
        >>> import os
        >>> os.environ["SEQUTILS_CACHE"] = "/tmp/course"  # doctest: +SKIP
        >>> cache_dir()  # doctest: +SKIP
        PosixPath('/tmp/course')
    """
    if chosen := os.environ.get("SEQUTILS_CACHE"):
        return Path(chosen).expanduser()
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "sequtils"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "sequtils"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "sequtils"
