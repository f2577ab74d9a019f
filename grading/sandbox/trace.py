"""Results as short digests, so that those of two answers can be compared later."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import numpy as np

ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
MOST = 1_000  # numbers of one result that count


def digest(result: Any) -> str:
    """Eight characters that are the same for results that agree to about four digits.

    Example:
        >>> digest([1.00001, 2]) == digest(np.array([1.0, 2.0])), digest([1.1, 2]) == digest([1, 2])
        (True, False)
    """
    return hashlib.sha256(_canonical(result).encode("utf-8", "replace")).hexdigest()[:8]


def _canonical(value: Any, depth: int = 0) -> str:
    if type(value).__module__.startswith("torch") and hasattr(value, "detach"):
        value = value.detach().cpu().double().numpy()
    if isinstance(value, np.ndarray | np.generic):
        value = value.ravel()[:MOST].tolist() if isinstance(value, np.ndarray) else value.item()
    if isinstance(value, np.random.Generator):
        value = str(value.bit_generator.state)  # its repr tells its address
    if isinstance(value, bool | int | float) and abs(value) < 1e300:
        return f"{value + 0.0:.3e}"
    if depth > 20:
        return "…"
    if isinstance(value, dict):
        value = [part for pair in value.items() for part in pair]
    if isinstance(value, set | frozenset):
        value = sorted(_canonical(item, depth + 1) for item in value)
    if isinstance(value, list | tuple):
        return f"[{','.join(_canonical(item, depth + 1) for item in value[:MOST])}]"
    if isinstance(value, str):
        return value
    return type(value).__name__ if depth else ADDRESS.sub("", repr(value)[:200])
